"""From plain values to models, and pydantic's errors in our words."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from . import messages
from .messages import Sentence
from .models.text import (
    ADDRESS_PATTERN,
    CODE_PATTERN,
    COLOUR_PATTERN,
    DOI_PATTERN,
    ID_PATTERN,
    IMAGE_PATTERN,
    LOCALE_PATTERN,
    PHONE_PATTERN,
    TIME_PATTERN,
    Part,
)
from .slips import looks_like_full_width_colon
from .yamlfile import Document, Path


def typed(
    document: Document, model: type[Part], languages: tuple[str, ...], allowed: tuple[str, ...]
) -> Part | None:
    """The model of a file, or None, with the problems added to the document.

    `languages`: those of the handbook, the source first; `allowed`: those that a text may have.
    """
    if document.value is None:
        return None
    context = {"languages": languages, "allowed": allowed}
    try:
        return model.model_validate(document.value, context=context)
    except ValidationError as error:
        told = {problem.path for problem in document.problems}
        details = error.errors(include_url=False)
        misspelt = _misspelt(details)
        for detail in details:
            path, message = _told(detail, document.value, model, allowed)
            if detail["type"] == "missing":
                if tuple(detail["loc"]) not in misspelt:
                    document.add(document.line(path), path, message)
            elif not _is_echo(detail, path, told):
                document.add(document.line(path), path, message)
    return None


def _is_echo(detail: Any, path: Path, told: set[Path]) -> bool:
    """Whether the reader told the same slip: there, or at the language below it that is wanted and empty."""
    context = detail.get("ctx", {})
    wanted = [context.get("language"), *context.get("languages", ())]
    return path in told or any((*path, language) in told for language in wanted)


def _misspelt(details: list[Any]) -> set[Path]:
    """The missing keys that an unknown key beside them is close to: one slip, not two."""
    unknown = [tuple(d["loc"]) for d in details if d["type"] == "extra_forbidden"]
    missing = [tuple(d["loc"]) for d in details if d["type"] == "missing"]
    return {
        path
        for path in missing
        if get_close_matches(str(path[-1]), [str(u[-1]) for u in unknown if u[:-1] == path[:-1]], 1, 0.5)
    }


def _told(
    detail: Any, value: Any, model: type[BaseModel], languages: tuple[str | int, ...]
) -> tuple[Path, Sentence]:
    """The path and the sentence of one pydantic error."""
    kind: str = detail["type"]
    context: dict[str, Any] = detail.get("ctx", {})
    path: Path = _clean(tuple(detail["loc"]), value)
    given = detail.get("input")
    if isinstance(given, str) and looks_like_full_width_colon(given):
        return path, messages.full_width_colon()
    if kind == "missing":
        return path[:-1], messages.missing_key(str(path[-1]))
    if kind == "extra_forbidden" and path[-1] in languages:
        return path, messages.misplaced_language(str(path[-1]))
    if kind == "extra_forbidden":
        return path, messages.unknown_key(str(path[-1]), _keys_at(model, path[:-1]))
    if kind == "needs_language":
        return path, messages.needs_language(context["language"])
    if kind == "unknown_language":
        return (*path, context["key"]), messages.unknown_language(context["key"], context["known"])
    if kind == "text_too_long":
        return (*path, context["key"]), messages.text_too_long(context["size"], context["limit"])
    if kind == "string_too_long":
        return path, messages.text_too_long(len(str(given)), context["max_length"])
    if kind == "day_range":
        return path, messages.day_range(context["first"], context["last"])
    if kind == "one_line":
        return (*path, context["key"]), messages.one_line()
    if kind == "wants_text":
        return path, messages.wants_text(context["languages"])
    if kind == "too_short":
        return path, messages.at_least(context.get("min_length", 1))
    if kind == "too_long":
        return path, messages.at_most(context["max_length"])
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", context.get("expected", ""))
        return path, messages.one_of(given, known)
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = context.get("ge", context.get("le"))
        zh, en = ("不小于", "at least") if "ge" in context else ("不大于", "at most")
        return path, messages.number_range(f"{zh} {limit}", f"{en} {limit}")
    if kind == "string_type" and isinstance(given, list | dict):
        return path, messages.text_became_list()
    wanted = _wanted(kind, context)
    return path, messages.wants(wanted) if wanted else messages.not_right(detail["msg"])


_PATTERNS = {
    ID_PATTERN: "id",
    DOI_PATTERN: "doi",
    CODE_PATTERN: "code",
    LOCALE_PATTERN: "locale",
    ADDRESS_PATTERN: "old_address",
    COLOUR_PATTERN: "colour",
    IMAGE_PATTERN: "image",
    PHONE_PATTERN: "phone",
    TIME_PATTERN: "time",
}


def _wanted(kind: str, context: dict[str, Any]) -> str | None:
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context.get("pattern", ""), "address")
    for start, wanted in (
        ("list", "list"),
        ("dict", "mapping"),
        ("model", "mapping"),
        ("int", "number"),
        ("float", "decimal"),
        ("bool", "bool"),
        ("date", "date"),
        ("whole_address", "whole_address"),
    ):
        if kind.startswith(start):
            return wanted
    return None


def _clean(path: Path, value: Any) -> Path:
    """The part of pydantic's path that exists in the file, and the missing key at its end."""
    clean: list[str | int] = []
    for part in path:
        if isinstance(value, dict):
            clean.append(part)
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            clean.append(part)
            value = value[part]
        elif value is None or not isinstance(part, int):
            break
    return tuple(clean) if clean else path


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the model knows at a path."""
    current: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        fields = getattr(current, "model_fields", {})
        if part not in fields:
            break
        current = _model_in(fields[part].annotation)
    return list(getattr(current, "model_fields", {}))


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _model_in(inner)
        if found is not None:
            return found
    return None

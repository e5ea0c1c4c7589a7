"""A commented file for a new record, valid as soon as its TODO texts are replaced.

It is written from the kind's model: a required field is there at once, the others are named.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from textwrap import wrap
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from .handbook import Handbook
from .links import PAGES
from .models import KINDS, OURS
from .models.text import ID_LIMIT, Text


def text(kind: str, identifier: str, handbook: Handbook) -> str:
    """The file's text, with a TODO wherever words are needed, in the handbook's languages.

    Raises KeyError for a kind that there is not.
    """
    return "\n".join(_Blank(identifier, handbook).file(kind)) + "\n"


TRIAL_DAYS = 28
"""How long a trial takes, until somebody says otherwise."""

GAP = "____-__-__"
"""A day that whoever takes the file fills in; the check asks for it."""


def agreement(identifier: str, handbook: Handbook, language: str, since: date | None = None) -> str:
    """The file of what the team agrees about a record, as a trial; a draft of its words.

    Without a day its two days are gaps. Raises KeyError for an id that there is not.
    """
    record = handbook.by_id[identifier].record

    def words(text: Text) -> str:
        return " ".join((text.get(language) or text.root[handbook.source_language]).split())

    told = {key: words(text) for key, text in handbook.interface.words["draft"].items()}
    begin, end = (since, since + timedelta(days=TRIAL_DAYS)) if since else (GAP, GAP)
    lines = [
        f"# yaml-language-server: $schema=../schema/{OURS}.json",
        f"# {told['status']}",
        "status: trying",
        f"# {told['since']}",
        f"since: {begin}",
        f"# {told['until']}",
        f"until: {end}",
        f"# {told['owner']}: {', '.join(role.id for role in handbook.settings.roles)}",
        f"owner: {record.owner or handbook.settings.roles[0].id}",
        f"# {told['text']}",
        "text:",
        f"  {language}: {json.dumps(words(record.summary), ensure_ascii=False)}",
        f"# {told['more']}: reason, review, round, links, changes",
    ]
    return "\n".join(lines) + "\n"


class _Blank:
    def __init__(self, identifier: str, handbook: Handbook) -> None:
        self._identifier = identifier
        self._handbook = handbook
        self._taken = {*handbook.inner_ids, *handbook.by_id, *PAGES}
        self._numbers = count(1)

    def file(self, kind: str) -> Iterator[str]:
        fields = KINDS[kind].model_fields
        yield f"# yaml-language-server: $schema=../schema/{kind}.json"
        yield f"# {self._identifier}: replace every TODO, then run make check. Published ids never change."
        yield from self._fields(KINDS[kind], "", explained=True)
        more = [name for name, field in fields.items() if not field.is_required()]
        others = self._handbook.of_kind(kind)
        like = f"data/{others[0].file}" if others else f"data/schema/{kind}.json"
        told = f"More that it may hold: {', '.join(more)}. Look at {like} for their form."
        yield from (f"# {line}" for line in wrap(told, 96))

    def _fields(self, model: type[BaseModel], pad: str, explained: bool) -> Iterator[str]:
        """The required fields of a model as lines."""
        for name, field in model.model_fields.items():
            if field.is_required():
                if explained and field.description:
                    yield f"{pad}# {field.description}"
                yield from self._field(name, field, pad)

    def _field(self, name: str, field: FieldInfo, pad: str) -> Iterator[str]:
        wanted, limits = _plain(field.annotation, list(field.metadata))
        if get_origin(wanted) is list:
            least = next((limit.min_length for limit in limits if isinstance(limit, MinLen)), 1)
            yield f"{pad}{name}:"
            for number in range(least):
                yield from self._entry(get_args(wanted)[0], f"{pad}  ", explained=number == 0)
        elif wanted is Text:
            yield f"{pad}{name}:"
            yield from (f"{pad}  {code}: TODO" for code in self._handbook.languages)
        elif isinstance(wanted, type) and issubclass(wanted, BaseModel):
            yield f"{pad}{name}:"
            yield from self._fields(wanted, f"{pad}  ", explained=False)
        else:
            yield from self._value(name, wanted, limits, pad)

    def _entry(self, wanted: Any, pad: str, explained: bool) -> Iterator[str]:
        """One entry of a list: its first line after a dash, the others below it."""
        inner, limits = _plain(wanted, [])
        if inner is Text:
            lines = [f"{pad}  {code}: TODO" for code in self._handbook.languages]
        elif isinstance(inner, type) and issubclass(inner, BaseModel):
            lines = list(self._fields(inner, f"{pad}  ", explained=False))
        else:
            lines = [f"{pad}  {self._scalar('', inner, limits)}"]
        yield f"{pad}- {lines[0].strip()}"
        yield from lines[1:]

    def _value(self, name: str, wanted: Any, limits: list[Any], pad: str) -> Iterator[str]:
        if name == "element":
            known = [entry.id for entry in self._handbook.of_kind("element")]
            yield f"{pad}# One of: {', '.join(known)}"
        elif get_origin(wanted) is Literal:
            yield f"{pad}# One of: {', '.join(map(str, get_args(wanted)))}"
        yield f"{pad}{name}: {self._scalar(name, wanted, limits)}"

    def _scalar(self, name: str, wanted: Any, limits: list[Any]) -> str:
        if name == "id":
            return self._id()
        if name == "element":
            return next((entry.id for entry in self._handbook.of_kind("element")), "TODO")
        if get_origin(wanted) is Literal:
            return str(get_args(wanted)[0])
        if wanted is bool:
            return "false"
        if wanted in (int, float):
            return str(next((limit.ge for limit in limits if isinstance(limit, Ge)), 1))
        return "TODO"

    def _id(self) -> str:
        """The next id of a part: it begins as the record's, as far as there is room, and nobody has it."""
        begin = self._identifier[: ID_LIMIT - len("-999")].rstrip("-")
        return next(made for n in self._numbers if (made := f"{begin}-{n}") not in self._taken)


def _plain(annotation: Any, limits: list[Any]) -> tuple[Any, list[Any]]:
    """An annotation without `Annotated` and `| None`, and the limits that stood around it."""
    while get_origin(annotation) is Annotated:
        annotation, *more = get_args(annotation)
        for limit in more:
            limits += limit.metadata if isinstance(limit, FieldInfo) else [limit]
    if get_origin(annotation) in (UnionType, Union):
        return _plain(next(part for part in get_args(annotation) if part is not type(None)), limits)
    return annotation, limits

"""From the files in `data/` to a Handbook, or to every problem at once.

`load` reads, types and cross-checks. It never raises on what the files say: what is wrong comes
back as problems with file, line and cure, and then there is no Handbook.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path as FilePath
from typing import Any

from pydantic import BaseModel, ValidationError

from . import messages
from .handbook import Entry, Handbook, sections_of, texts_of, walk
from .links import PAGES, Link, heading_in, html_in, links_in
from .messages import Problem, Sentence
from .model import (
    CODE_PATTERN,
    DOI_PATTERN,
    FILES,
    FOLDERS,
    ID_PATTERN,
    KINDS,
    TEXT_LIMIT,
    Part,
    Record,
    Template,
    Text,
)
from .yamlfile import Document, Path, looks_like_full_width_colon, read

DEFAULT_LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Loaded:
    """A Handbook, or None with the problems that are in its way, in the order of files and lines."""

    handbook: Handbook | None
    problems: tuple[Problem, ...]


def load(
    folder: FilePath,
    *,
    updated: dict[str, str] | None = None,
    words_used: Iterable[str] = (),
) -> Loaded:
    """Load the data below `folder`.

    `updated` gives the day of the last commit by file name; `words_used` the interface words that
    templates ask for, as `part.key`, so that a missing one is told here and not by a page.
    """
    return _Loading(folder, updated or {}, tuple(words_used)).run()


class _Loading:
    def __init__(self, folder: FilePath, updated: dict[str, str], words_used: tuple[str, ...]) -> None:
        self._folder = folder
        self._updated = updated
        self._words_used = words_used
        self._documents: dict[str, Document] = {}
        self._models: dict[str, Part] = {}
        self._languages: tuple[str, ...] = DEFAULT_LANGUAGES
        self._allowed: tuple[str, ...] = DEFAULT_LANGUAGES

    def run(self) -> Loaded:
        for name in FILES:
            self._read(f"{name}.yml")
        record_files = list(self._record_files())
        for _, file in record_files:
            self._read(file)
        self._find_languages()
        for name, model in FILES.items():
            self._validate(f"{name}.yml", model)
        for kind, file in record_files:
            self._validate(file, KINDS[kind])
        handbook = self._assemble(record_files)
        problems = self._sorted()
        if handbook and not problems:
            return Loaded(handbook, ())
        return Loaded(None, problems)

    # --- reading ---

    def _record_files(self) -> Iterator[tuple[str, str]]:
        for kind, folder in FOLDERS.items():
            path = self._folder / folder
            files = sorted(p for p in path.glob("*") if p.is_file()) if path.is_dir() else []
            files = [p for p in files if not p.name.startswith(".") and not p.name.endswith("~")]
            if not files:
                self._add(f"{folder}/", 1, (), messages.missing_records(f"data/{folder}/"))
            for file in files:
                name = f"{folder}/{file.name}"
                if file.suffix != ".yml" or not re.fullmatch(ID_PATTERN, file.stem):
                    self._add(name, 1, (), messages.bad_file_name(file.name))
                else:
                    yield kind, name

    def _read(self, file: str) -> None:
        try:
            data = (self._folder / file).read_bytes()
        except OSError:
            self._documents[file] = Document(f"data/{file}")
            self._add(file, 1, (), messages.missing_file(f"data/{file}"))
            return
        self._documents[file] = read(f"data/{file}", data)

    def _add(self, file: str, line: int, path: Path, message: Sentence) -> None:
        document = self._documents.setdefault(file, Document(f"data/{file}"))
        document.add(line, path, message)

    def _find_languages(self) -> None:
        """The languages of the handbook, which every text is then checked by."""
        listed = _codes(self._documents["handbook.yml"].value)
        spoken: set[str] = set()
        words = self._documents["interface.yml"].value
        if isinstance(words, dict) and isinstance(words.get("words"), dict):
            for part in words["words"].values():
                for text in part.values() if isinstance(part, dict) else ():
                    if isinstance(text, dict):
                        spoken |= {key for key in text if re.fullmatch(r"[a-z]{2}", key)}
        if listed:
            self._languages = listed
        # The interface speaks more languages than a team may list; what it speaks is no slip.
        self._allowed = (*self._languages, *sorted(spoken - set(self._languages)))

    # --- typing ---

    def _validate(self, file: str, model: type[Part]) -> None:
        document = self._documents[file]
        if document.value is None:
            return
        context = {"languages": self._languages, "allowed": self._allowed}
        try:
            self._models[file] = model.model_validate(document.value, context=context)
        except ValidationError as error:
            told = {problem.path for problem in document.problems}
            details = error.errors(include_url=False)
            misspelt = _misspelt(details)
            for detail in details:
                path, message = _told(detail, document.value, model, self._allowed)
                if detail["type"] == "missing":
                    if tuple(detail["loc"]) not in misspelt:
                        document.add(document.line(path), path, message)
                elif path not in told:
                    document.add(document.line(path), path, message)

    # --- cross-checks ---

    def _assemble(self, record_files: list[tuple[str, str]]) -> Handbook | None:
        entries = [
            Entry(kind, FilePath(file).stem, record, file, sections=sections_of(kind, record))
            for kind, file in record_files
            if isinstance(record := self._models.get(file), Record)
        ]
        known = _Known(self, entries)
        known.check()
        if len(entries) < len(record_files) or any(f"{name}.yml" not in self._models for name in FILES):
            return None
        models: dict[str, Any] = {name: self._models[f"{name}.yml"] for name in FILES}
        models["team"] = models.pop("handbook")
        return Handbook(entries=tuple(_ordered(entries)), updated=self._updated, **models)

    def _sorted(self) -> tuple[Problem, ...]:
        found = [problem for document in self._documents.values() for problem in document.problems]
        return tuple(sorted(dict.fromkeys(found), key=lambda p: (p.file, p.line, str(p.path))))


def _codes(value: Any) -> tuple[str, ...]:
    languages = value.get("languages") if isinstance(value, dict) else None
    if not isinstance(languages, list):
        return ()
    codes = [entry.get("code") for entry in languages if isinstance(entry, dict)]
    return tuple(code for code in codes if isinstance(code, str) and re.fullmatch(r"[a-z]{2,3}", code))


def _ordered(entries: list[Entry]) -> list[Entry]:
    """The order of the site: kinds as in KINDS; practices by their element's order, then their own."""
    place = {
        entry.id: number
        for number, entry in enumerate(
            sorted((e for e in entries if e.kind == "element"), key=lambda e: (e.order, e.id))
        )
    }
    kinds = list(KINDS)

    def key(entry: Entry) -> tuple[int, int, int, str]:
        parent = place.get(getattr(entry.record, "element", ""), len(place))
        return kinds.index(entry.kind), parent, entry.order, entry.id

    return sorted(entries, key=key)


class _Known:
    """Every id there is, and the checks that need them all."""

    def __init__(self, loading: _Loading, entries: list[Entry]) -> None:
        self._loading = loading
        self._documents = loading._documents
        self._models: dict[str, Any] = loading._models
        self._entries = {entry.id: entry for entry in entries}
        # A record whose file is broken still exists: links to it are no second problem.
        self._present = {
            (kind, FilePath(file).stem)
            for kind, folder in FOLDERS.items()
            for file in self._documents
            if file.startswith(f"{folder}/") and file.endswith(".yml")
        }
        self._terms = {term.id for term in getattr(self._models.get("glossary.yml"), "terms", [])}
        self._sources = {s.id for s in getattr(self._models.get("sources.yml"), "sources", [])}
        self._roles = [role.id for role in getattr(self._models.get("handbook.yml"), "roles", [])]

    def check(self) -> None:
        self._unique_ids()
        self._references()
        self._texts()
        self._templates()
        self._template_ids()
        self._items()
        self._tasks()
        self._words()

    def _add(self, file: str, path: Path, message: Sentence, words: str = "") -> None:
        document = self._documents[file]
        line = document.line_of_words(path, words) if words else document.line(path)
        document.add(line, path, message)

    def _unique_ids(self) -> None:
        seen: dict[str, str] = {name: f"/{path}" for name, path in PAGES.items()}
        for file in self._documents:
            stem = FilePath(file).stem
            if "/" in file and file.endswith(".yml"):
                if stem in seen:
                    self._add(file, (), messages.duplicate_id(stem, seen[stem]))
                seen.setdefault(stem, f"data/{file}")
        for file, model in self._models.items():
            for path, part in walk(model):
                identifier = getattr(part, "id", None) if isinstance(part, BaseModel) else None
                if not isinstance(identifier, str) or file == "handbook.yml" or "bands" in path:
                    continue
                if identifier in seen and not (file == "onboarding.yml" and path[0] == "stages"):
                    self._add(file, (*path, "id"), messages.duplicate_id(identifier, seen[identifier]))
                line = self._documents[file].line((*path, "id"))
                seen.setdefault(identifier, f"data/{file}:{line}")
        roles = self._models.get("handbook.yml")
        for name in ("roles", "channels"):
            first: dict[str, int] = {}
            for number, part in enumerate(getattr(roles, name, [])):
                path = (name, number, "id")
                if part.id in first:
                    where = f"data/handbook.yml:{first[part.id]}"
                    self._add("handbook.yml", path, messages.duplicate_id(part.id, where))
                first.setdefault(part.id, self._documents["handbook.yml"].line(path))

    def _references(self) -> None:
        kinds = {kind: [i for k, i in self._present if k == kind] for kind in KINDS}
        names = {
            "element": ("要素", "element"),
            "practice": ("实践", "practice"),
            "foundation": ("方面", "foundation"),
        }
        records = [i for _, i in self._present]

        def ids_of(kind: str) -> Callable[[str, Path, str], None]:
            def check(file: str, path: Path, identifier: str) -> None:
                if identifier not in kinds[kind]:
                    self._add(file, path, messages.unknown_reference(*names[kind], identifier, kinds[kind]))

            return check

        def record(file: str, path: Path, identifier: str) -> None:
            if identifier not in records:
                self._add(file, path, messages.unknown_reference("记录", "record", identifier, records))

        def source(file: str, path: Path, identifier: str) -> None:
            if "sources.yml" in self._models and identifier not in self._sources:
                message = messages.unknown_reference("出处", "source", identifier, self._sources)
                self._add(file, path, message)

        def role(file: str, path: Path, identifier: str) -> None:
            if "handbook.yml" in self._models and identifier not in self._roles:
                message = messages.unknown_reference("角色", "role", identifier, self._roles)
                self._add(file, path, message)

        def term_or_record(file: str, path: Path, identifier: str) -> None:
            known = [*self._terms, *records]
            if identifier not in known:
                message = messages.unknown_reference("词条或记录", "term or record", identifier, known)
                self._add(file, path, message)

        checks: dict[str, Callable[[str, Path, str], None]] = {
            "element": ids_of("element"),
            "elements": ids_of("element"),
            "carries": ids_of("element"),
            "practice": ids_of("practice"),
            "practices": ids_of("practice"),
            "foundations": ids_of("foundation"),
            "to": record,
            "first_practices": ids_of("practice"),
            "sources": source,
            "owner": role,
            "roles": role,
            "see": term_or_record,
        }
        for file, model in self._models.items():
            if file in ("interface.yml", "sources.yml"):
                continue
            for path, value in walk(model):
                if isinstance(value, str) and path:
                    name = path[-1] if isinstance(path[-1], str) else path[-2]
                    if name in checks:
                        checks[str(name)](file, path, value)

    def _texts(self) -> None:
        for file, model in self._models.items():
            for path, text in texts_of(model):
                in_template = "templates" in path and path[-1] == "content"
                for language, words in text.root.items():
                    here = (*path, language)
                    if here in self._documents[file].cut:
                        self._add(file, here, messages.cut_by_hash(), " #")
                    if in_template:
                        continue
                    if "TODO" in words:
                        self._add(file, here, messages.todo(), "TODO")
                    head = heading_in(words)
                    if head:
                        self._add(file, here, messages.heading(head), head)
                    found = html_in(words)
                    if found:
                        self._add(file, here, messages.html(found), found)
                    for link in links_in(words):
                        self._link(file, here, link)
        for file, model in self._models.items():
            for path, value in walk(model):
                if isinstance(value, str) and path and path[-1] == "page":
                    self._link(file, path, Link("", value))

    def _link(self, file: str, path: Path, link: Link) -> None:
        if link.is_outside:
            return
        if not re.fullmatch(r"[a-z0-9-]+(#[a-z0-9-]+)?", link.target):
            self._add(file, path, messages.unsafe_link(link.target), link.target)
            return
        records = {i for _, i in self._present}
        known = {*records, *self._terms, *self._sources, *PAGES}
        if link.id not in known:
            half_read = "glossary.yml" not in self._models or "sources.yml" not in self._models
            if not half_read:
                message = messages.unknown_reference("页面", "page", link.id, known)
                self._add(file, path, message, link.target)
        elif link.section and link.id in self._entries:
            sections = self._entries[link.id].sections
            if link.section not in sections:
                message = messages.unknown_section(link.id, link.section, sections)
                self._add(file, path, message, link.target)

    def _templates(self) -> None:
        for file, model in self._models.items():
            for path, part in walk(model):
                if not isinstance(part, Template):
                    continue
                for language, words in part.content.root.items():
                    here = (*path, "content", language)
                    if "TODO" in words:
                        self._add(file, here, messages.todo(), "TODO")
                    if part.format == "csv":
                        self._csv(file, here, words)

    def _template_ids(self) -> None:
        """What is done today, and a step, name a template of the same record."""
        for entry in self._entries.values():
            known = [template.id for template in entry.templates]
            named: list[tuple[Path, str | None]] = []
            if entry.record.today:
                named.append((("today", "template"), entry.record.today.template))
            for number, step in enumerate(getattr(entry.record, "steps", [])):
                named.append((("steps", number, "template"), step.template))
            for path, identifier in named:
                if identifier and identifier not in known:
                    message = messages.unknown_reference("模板", "template", identifier, known)
                    self._add(entry.file, path, message)

    def _csv(self, file: str, path: Path, words: str) -> None:
        reader = csv.reader(io.StringIO(words))
        lines = words.split("\n")
        head = 0
        try:
            for number, row in enumerate(filter(None, reader), 1):
                head = head or len(row)
                if len(row) != head:
                    line = lines[min(reader.line_num, len(lines)) - 1]
                    self._add(file, path, messages.csv_uneven(number, len(row), head), line)
        except csv.Error as error:
            self._add(file, path, messages.not_right(str(error)))

    def _items(self) -> None:
        for entry in self._entries.values():
            for number, item in enumerate(entry.items):
                path = ("items", number)
                if entry.kind == "foundation" and item.element is None:
                    self._add(entry.file, path, messages.item_needs_element())
                if entry.kind == "practice" and item.element not in (None, entry.element):
                    message = messages.item_of_other_element(entry.element)
                    self._add(entry.file, (*path, "element"), message)

    def _tasks(self) -> None:
        onboarding = self._models.get("onboarding.yml")
        if onboarding is None:
            return
        stages = [stage.id for stage in onboarding.stages]
        for name in ("tasks", "feedback"):
            for number, part in enumerate(getattr(onboarding, name)):
                if part.stage not in stages:
                    message = messages.unknown_reference("阶段", "stage", part.stage, stages)
                    self._add("onboarding.yml", (name, number, "stage"), message)
        for number, task in enumerate(onboarding.tasks):
            if (task.workday is None) == (task.day is None):
                self._add("onboarding.yml", ("tasks", number), messages.one_due_date())

    def _words(self) -> None:
        interface = self._models.get("interface.yml")
        if interface is None:
            return
        for word in self._loading._words_used:
            part, _, key = word.partition(".")
            if key not in interface.words.get(part, {}):
                self._add("interface.yml", ("words", part, key), messages.missing_key(key))


# --- pydantic's errors in our words -----------------------------------------------------------------


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
        return (*path, context["key"]), messages.text_too_long(context["size"], TEXT_LIMIT)
    if kind == "wants_text":
        return path, messages.wants_text(context["languages"])
    if kind == "too_short":
        return path, messages.at_least(context.get("min_length", 1))
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


_PATTERNS = {ID_PATTERN: "id", DOI_PATTERN: "doi", CODE_PATTERN: "code"}


def _wanted(kind: str, context: dict[str, Any]) -> str | None:
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context.get("pattern", ""), "address")
    for start, wanted in (
        ("list", "list"),
        ("dict", "mapping"),
        ("model", "mapping"),
        ("string", "string"),
        ("int", "number"),
        ("float", "number"),
        ("bool", "bool"),
        ("date", "date"),
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


__all__ = ["Loaded", "Text", "load"]

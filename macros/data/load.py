"""From the files in `data/` to a Handbook, or to every problem at once.

`load` reads, types and cross-checks. It never raises on what the files say: what is wrong comes
back as problems with file, line and cure, and then there is no Handbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import messages
from .checks import CrossChecks
from .entry import Entry
from .facts import Facts, facts_of
from .handbook import Handbook
from .links import PAGES
from .messages import Problem
from .models import FILES, KINDS, Agreement
from .models.glossary import Sources
from .models.record import Record
from .models.text import Part
from .reading import Files, look_through
from .sections import sections_of
from .typed import typed
from .yamlfile import Document


@dataclass(frozen=True)
class Loaded:
    """A Handbook, or None with the problems that are in its way, in the order of files and lines."""

    handbook: Handbook | None
    problems: tuple[Problem, ...]
    draft: Handbook | None = None
    """The Handbook where nothing is in its way but words that still say TODO: whole, but for those."""


def load(
    folder: Path,
    *,
    updated: dict[str, str] | None = None,
    words_used: Iterable[str] = (),
) -> Loaded:
    """Load the data below `folder`.

    `updated` gives the day of the last commit by file name; `words_used` the interface words that
    templates ask for, as `part.key`, so that a missing one is told here and not by a page.
    """
    return Library(folder).load(updated=updated, words_used=words_used)


@dataclass(frozen=True)
class _Known:
    """A file that was read, and what it says."""

    document: Document
    model: Part | None
    facts: Facts | None


class Library:
    """The data below a folder. What was read stays, so that after a change only that is read anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: Files | None = None
        self._known: dict[str, _Known] = {}

    def load(
        self,
        *,
        updated: dict[str, str] | None = None,
        words_used: Iterable[str] = (),
        added: Mapping[str, bytes] | None = None,
    ) -> Loaded:
        """As `load`: what the files say now, and with them those that somebody means to add."""
        files = look_through(self._folder, self._files, added)
        if files.closed:
            return Loaded(None, tuple(files.closed))
        if self._files and files.spoken != self._files.spoken:
            # Every text is checked by the languages: other languages find other problems.
            files, self._known = look_through(self._folder, added=added), {}
        self._files = files
        models = dict(_models_of(files))
        self._known = {file: self._read(files, file, model) for file, model in models.items()}
        files.before = None
        found = {file: known.model for file, known in self._known.items() if known.model is not None}
        facts = {file: known.facts for file, known in self._known.items() if known.facts is not None}
        entries = _entries(files, found, facts)
        between = CrossChecks(files.documents, found, facts, entries, tuple(words_used)).problems()
        problems = _sorted(files, facts, between)
        if any(problem.message != messages.todo() for problem in problems):
            return Loaded(None, problems)
        once: dict[str, Any] = {name: found.get(f"{name}.yml") or FILES[name]() for name in FILES}
        once["settings"] = once.pop("handbook")
        ordered = _ordered(entries)
        agreed = {Path(file).stem: model for file, model in found.items() if isinstance(model, Agreement)}
        ours = {entry.id: agreed[entry.id] for entry in ordered if entry.id in agreed}
        mentions = {file: known.mentions for file, known in facts.items()}
        page_links = tuple(
            (file, path, link)
            for file, known in facts.items()
            for path, link in known.links
            if link.section and link.id in PAGES
        )
        handbook = Handbook(
            entries=tuple(ordered),
            ours=ours,
            mentions=mentions,
            page_links=page_links,
            updated=updated or {},
            **once,
        )
        return Loaded(None, problems, handbook) if problems else Loaded(handbook, ())

    def _read(self, files: Files, file: str, model: type[Part]) -> _Known:
        """A file's model and facts: those that are known, where nothing they rest on has changed."""
        document = files.documents[file] if file in files.documents else files.read(file)
        known = self._known.get(file)
        if known and known.document is document:
            return known
        made = typed(document, model, *files.spoken)
        facts = None if made is None else facts_of(file, document, made)
        if "/" in file and facts and not document.problems and not facts.problems:
            # Lines are asked for only where something is wrong: a thousand files' are half the memory.
            document.rest(files.bytes[file])
        return _Known(document, made, facts)


def _models_of(files: Files) -> list[tuple[str, type[Part]]]:
    once = [(f"{name}.yml", model) for name, model in FILES.items() if f"{name}.yml" in files.documents]
    records = [(file, KINDS[kind]) for kind, file in files.records]
    return [*once, *records, *((file, Agreement) for file in files.ours)]


def _entries(files: Files, models: dict[str, Part], facts: dict[str, Facts]) -> list[Entry]:
    records = {
        file: (kind, record) for kind, file in files.records if isinstance(record := models.get(file), Record)
    }
    known = models.get("sources.yml")
    sources = frozenset(source.id for source in known.sources) if isinstance(known, Sources) else frozenset()
    sections = sections_of(
        {Path(file).stem: found for file, found in records.items()},
        {Path(file).stem for file in records if sources.intersection(facts[file].mentions)},
    )
    return [
        Entry(kind, Path(file).stem, record, file, sections[Path(file).stem])
        for file, (kind, record) in records.items()
    ]


def _sorted(files: Files, facts: dict[str, Facts], between: list[Problem]) -> tuple[Problem, ...]:
    found = [problem for document in files.documents.values() for problem in document.problems]
    found += [problem for known in facts.values() for problem in known.problems] + between
    return tuple(sorted(dict.fromkeys(found), key=lambda p: (p.file, p.line, str(p.path))))


def _ordered(entries: list[Entry]) -> list[Entry]:
    """The order of the site: kinds as in KINDS; practices by their element's order, then their own."""
    place = {
        entry.id: number
        for number, entry in enumerate(
            sorted((e for e in entries if e.kind == "element"), key=lambda e: (e.record.order, e.id))
        )
    }
    kinds = list(KINDS)

    def key(entry: Entry) -> tuple[int, int, int, str]:
        parent = place.get(getattr(entry.record, "element", ""), len(place))
        return kinds.index(entry.kind), parent, entry.record.order, entry.id

    return sorted(entries, key=key)

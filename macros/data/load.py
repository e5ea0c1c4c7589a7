"""From the files in `data/` to a Handbook, or to every problem at once.

`load` reads, types and cross-checks. It never raises on what the files say: what is wrong comes
back as problems with file, line and cure, and then there is no Handbook.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .checks import CrossChecks
from .entry import Entry
from .handbook import Handbook
from .messages import Problem
from .models import FILES, KINDS, Agreement
from .models.glossary import Sources
from .models.record import Record
from .models.text import Part
from .reading import Files, read_all
from .sections import sections_of
from .typed import typed


@dataclass(frozen=True)
class Loaded:
    """A Handbook, or None with the problems that are in its way, in the order of files and lines."""

    handbook: Handbook | None
    problems: tuple[Problem, ...]


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
    files = read_all(folder)
    models: dict[str, Part] = {}
    for file, model in _models_of(files):
        found = typed(files.documents[file], model, files.languages, files.allowed)
        if found is not None:
            models[file] = found
    records = {
        file: (kind, record) for kind, file in files.records if isinstance(record := models.get(file), Record)
    }
    known = models.get("sources.yml")
    sections = sections_of(
        {Path(file).stem: found for file, found in records.items()},
        [source.id for source in known.sources] if isinstance(known, Sources) else [],
    )
    entries = [
        Entry(kind, Path(file).stem, record, file, sections[Path(file).stem])
        for file, (kind, record) in records.items()
    ]
    CrossChecks(files.documents, models, entries, tuple(words_used)).check()
    problems = _sorted(files)
    if problems:
        return Loaded(None, problems)
    once: dict[str, Any] = {name: models.get(f"{name}.yml") or FILES[name]() for name in FILES}
    once["settings"] = once.pop("handbook")
    agreed = {Path(file).stem: model for file, model in models.items() if isinstance(model, Agreement)}
    ours = {e.id: agreed[e.id] for e in _ordered(entries) if e.id in agreed}
    return Loaded(Handbook(entries=tuple(_ordered(entries)), ours=ours, updated=updated or {}, **once), ())


def _models_of(files: Files) -> list[tuple[str, type[Part]]]:
    once = [(f"{name}.yml", model) for name, model in FILES.items() if f"{name}.yml" in files.documents]
    records = [(file, KINDS[kind]) for kind, file in files.records]
    return [*once, *records, *((file, Agreement) for file in files.ours)]


def _sorted(files: Files) -> tuple[Problem, ...]:
    found = [problem for document in files.documents.values() for problem in document.problems]
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

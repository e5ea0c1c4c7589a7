"""The checks of ids: every id stands once, and no record has one that a page has.

An id is an address, or a place on a page. Which of two that are the same is the older one the data
cannot say, so both places are named, and that published ids stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path as FilePath
from typing import Any

from . import messages
from .facts import Facts
from .links import LIST, PAGES, PLACES
from .messages import Sentence
from .models import FOLDERS
from .reading import refused_name
from .yamlfile import Document, Path

Add = Callable[[str, Path, Sentence], None]

_LISTS = (
    ("handbook.yml", "languages", "code"),
    ("handbook.yml", "roles", "id"),
    ("handbook.yml", "channels", "id"),
    ("onboarding.yml", "stages", "id"),
)
"""Lists whose entries are named by themselves: file, field, and where the id stands."""


def has_twice(ids: Iterable[str]) -> bool:
    """Whether one of them stands twice: then another is likely missing, and to miss it is an echo."""
    ids = list(ids)
    return len(set(ids)) < len(ids)


def check_ids(
    documents: Mapping[str, Document], facts: Mapping[str, Facts], models: Mapping[str, Any], add: Add
) -> None:
    """Tell every id that stands twice, or that a page has."""
    records = _records(documents, add)
    given = [(i, file, (*path, "id")) for file, known in facts.items() for path, i in known.ids]
    # Only what is told needs its line: to ask for one, the file is read once more.
    first: dict[str, tuple[str, Path]] = {}
    for identifier, file, path in given:
        if file == "onboarding.yml" and path[0] == "stages":
            # It may be called as a record or a page is, for nothing links to it.
            first.setdefault(identifier, (file, path))
        elif identifier in PAGES:
            add(file, path, messages.duplicate_id(identifier, f"/{PAGES[identifier]}"))
        elif identifier in records:
            add(records[identifier], (), messages.same_id(identifier, _place(documents, file, path)))
        elif identifier in first:
            add(file, path, messages.same_id(identifier, _place(documents, *first[identifier])))
        else:
            first[identifier] = (file, path)
    for where, name, key in _LISTS:
        _check_list(documents[where], getattr(models.get(where), name, []), (name, key), add)


def _records(documents: Mapping[str, Document], add: Add) -> dict[str, str]:
    """The file of each record's id; those that a page or a record of another kind has are told."""
    found: dict[str, str] = {}
    for kind, folder in FOLDERS.items():
        taken = {**PAGES, LIST: f"{PLACES[kind]}/"}
        for file in documents:
            stem = FilePath(file).stem
            if FilePath(file).parent.as_posix() != folder or refused_name(FilePath(file).name):
                continue
            if stem in taken:
                add(file, (), messages.duplicate_id(stem, f"/{taken[stem]}"))
            elif stem in found:
                add(file, (), messages.same_id(stem, f"data/{found[stem]}"))
            else:
                found[stem] = file
    return found


def _check_list(document: Document, parts: Iterable[Any], names: tuple[str, str], add: Add) -> None:
    """Tell which entries of a list have an id that one above them has."""
    name, key = names
    first: dict[str, str] = {}
    for number, part in enumerate(parts):
        path, identifier = (name, number, key), getattr(part, key)
        if identifier in first:
            says = messages.same_language if key == "code" else messages.same_id
            add(document.file.removeprefix("data/"), path, says(identifier, first[identifier]))
        first.setdefault(identifier, f"{document.file}:{document.line(path)}")


def _place(documents: Mapping[str, Document], file: str, path: Path) -> str:
    return f"data/{file}:{documents[file].line(path)}"

"""The handbook as one checked, frozen value, and the questions that pages ask of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from .links import Link, links_in
from .model import (
    Assessment,
    AssessmentItem,
    ChecklistItem,
    Element,
    Foundation,
    Glossary,
    Interface,
    Onboarding,
    Practice,
    Record,
    Source,
    Sources,
    Team,
    Template,
    Term,
    Text,
    Tonight,
)

Path = tuple[str | int, ...]


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value inside a model with its path, parents first, in the order of the file's model."""
    yield path, value
    if isinstance(value, Text):
        return
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from walk(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from walk(inner, (*path, number))


def texts_of(value: Any) -> Iterator[tuple[Path, Text]]:
    """Every text inside a model, with its path."""
    return ((path, text) for path, text in walk(value) if isinstance(text, Text))


@dataclass(frozen=True)
class Entry:
    """A record with what its file's place says: kind and id."""

    kind: str
    id: str
    record: Record
    file: str
    line: int = 1
    sections: tuple[str, ...] = ()
    """The headings of its page, in order: only of what the record holds."""

    def __getattr__(self, name: str) -> Any:
        # Templates ask an entry for the fields of its record.
        return getattr(object.__getattribute__(self, "record"), name)

    @property
    def templates(self) -> list[Template]:
        return getattr(self.record, "templates", [])

    @property
    def checklist(self) -> list[ChecklistItem]:
        return getattr(self.record, "checklist", [])

    @property
    def items(self) -> list[AssessmentItem]:
        return getattr(self.record, "items", [])


@dataclass(frozen=True)
class Item:
    """An assessment item with the element that it counts for and the record it is tied to."""

    item: AssessmentItem
    element: str
    tie: str

    def __getattr__(self, name: str) -> Any:
        return getattr(object.__getattribute__(self, "item"), name)


def natural(identifier: str) -> list[tuple[int, int, str]]:
    """A sort key that puts goals-10 after goals-9."""
    parts = re.split(r"(\d+)", identifier)
    return [(1, int(p), "") if p.isdecimal() else (0, 0, p) for p in parts if p]


SECTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "practice": (
        ("helps", "helps_when"),
        ("why", "why"),
        ("effort", "effort"),
        ("steps", "steps"),
        ("example", "example"),
        ("templates", "templates"),
        ("checklist", "checklist"),
        ("pitfalls", "pitfalls"),
        ("measures", "measures"),
        ("adapt", "adapt"),
        ("assessment", "items"),
        ("related", "related"),
    ),
    "element": (
        ("meaning", "meaning"),
        ("signs", "good"),
        ("why", "why"),
        ("ladder", "ladder"),
        ("practices", "title"),
        ("questions", "questions"),
        ("assessment", "title"),
        ("related", "related"),
    ),
    "foundation": (
        ("decides", "decides"),
        ("plan", "plan"),
        ("sessions", "sessions"),
        ("example", "example"),
        ("templates", "templates"),
        ("why", "why"),
        ("checklist", "checklist"),
        ("pitfalls", "pitfalls"),
        ("alive", "alive"),
        ("assessment", "items"),
        ("related", "related"),
    ),
}
"""The sections of a page, in order, each with the field that makes it appear."""


def sections_of(kind: str, record: Record) -> tuple[str, ...]:
    """The ids of the headings on a record's page."""
    return tuple(section for section, name in SECTIONS[kind] if getattr(record, name))


@dataclass(frozen=True)
class Handbook:
    """Everything that the data says. Built by `load`; never changed."""

    team: Team
    entries: tuple[Entry, ...]
    onboarding: Onboarding
    assessment: Assessment
    tonight: Tonight
    glossary: Glossary
    sources: Sources
    interface: Interface
    updated: dict[str, str] = field(default_factory=dict)
    """The day of the last commit of a file (YYYY-MM-DD) by its name; empty without history."""

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(language.code for language in self.team.languages)

    @property
    def source_language(self) -> str:
        return self.languages[0]

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    def of_kind(self, kind: str) -> list[Entry]:
        """The entries of a kind in the order of the site."""
        return [entry for entry in self.entries if entry.kind == kind]

    def practices_of(self, element: str) -> list[Entry]:
        return [e for e in self.of_kind("practice") if e.element == element]

    def foundations_of(self, element: str) -> list[Entry]:
        return [e for e in self.of_kind("foundation") if element in e.carries]

    def practices_on(self, foundation: str) -> list[Entry]:
        return [e for e in self.of_kind("practice") if foundation in e.foundations]

    @cached_property
    def plan(self) -> list[Entry]:
        """The foundations that have a place on the way from nothing, by their first week."""
        planned = [e for e in self.of_kind("foundation") if e.plan]
        return sorted(planned, key=lambda entry: list(entry.plan.weeks))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All assessment items in order of id: the order of the codes."""
        found = [
            Item(item, item.element or entry.element, entry.id)
            for entry in self.entries
            for item in entry.items
        ]
        return tuple(sorted(found, key=lambda item: natural(item.id)))

    def items_of_element(self, element: str) -> list[Item]:
        return [item for item in self.items if item.element == element]

    @cached_property
    def assessed_elements(self) -> list[Entry]:
        """The elements that have items, in the order of the site."""
        return [e for e in self.of_kind("element") if self.items_of_element(e.id)]

    @cached_property
    def term_by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.glossary.terms}

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources.sources}

    @cached_property
    def cited(self) -> dict[str, list[str]]:
        """The sources that each page cites: by claim, by a link in a text, or listed besides.

        Keys are record ids, `onboarding` and `assessment`; values keep the order of the page.
        """
        parts: dict[str, Any] = {entry.id: entry.record for entry in self.entries}
        parts |= {"onboarding": self.onboarding, "assessment": self.assessment, "tonight": self.tonight}
        parts |= {"glossary": self.glossary, "handbook": self.team}
        return {name: self._sources_in(part) for name, part in parts.items()}

    def _sources_in(self, part: Any) -> list[str]:
        found: list[str] = []
        for path, value in walk(part):
            if isinstance(value, Text):
                for words in value.root.values():
                    found += [link.id for link in links_in(words) if link.id in self.source_by_id]
            elif len(path) > 1 and path[-2] == "sources" and isinstance(value, str):
                found.append(value)
        return list(dict.fromkeys(found))

    @cached_property
    def cited_by(self) -> dict[str, list[str]]:
        """The pages that cite each source."""
        found: dict[str, list[str]] = {source.id: [] for source in self.sources.sources}
        for page, sources in self.cited.items():
            for source in sources:
                found[source].append(page)
        return found

    def cites_law(self, page: str) -> bool:
        """Whether a page cites a law: then it carries the one standing note."""
        return any(self.source_by_id[source].kind == "law" for source in self.cited[page])

    def changed_lately(self, count: int) -> list[tuple[Entry, str]]:
        """The records whose files changed last, newest first, with the day; none without history."""
        dated = [(entry, self.updated[entry.file]) for entry in self.entries if entry.file in self.updated]
        return sorted(dated, key=lambda pair: pair[1], reverse=True)[:count]

    def parts(self) -> Iterator[tuple[str, Any]]:
        """Every file's name below data/ with its model."""
        yield "handbook.yml", self.team
        for entry in self.entries:
            yield entry.file, entry.record
        yield "onboarding.yml", self.onboarding
        yield "assessment.yml", self.assessment
        yield "tonight.yml", self.tonight
        yield "glossary.yml", self.glossary
        yield "sources.yml", self.sources
        yield "interface.yml", self.interface

    def untranslated(self) -> dict[str, dict[str, int]]:
        """For each further language, how many texts of each file are missing in it."""
        return {
            language: {
                file: count
                for file, part in self.parts()
                if (count := sum(not text.get(language) for _, text in texts_of(part)))
            }
            for language in self.languages[1:]
        }


__all__ = [
    "Element",
    "Entry",
    "Foundation",
    "Handbook",
    "Item",
    "Link",
    "Practice",
    "natural",
    "sections_of",
    "texts_of",
    "walk",
]

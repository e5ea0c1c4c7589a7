"""The handbook as one checked, frozen value, and the questions that pages ask of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .entry import Entry, Item, natural
from .links import Link
from .models.agreement import Agreement
from .models.assessment import Assessment
from .models.foundation import Foundation
from .models.glossary import Glossary, Source, Sources, Term
from .models.interface import Interface
from .models.moved import Moved
from .models.onboarding import Onboarding
from .models.practice import Practice
from .models.settings import Settings
from .models.tonight import Tonight
from .walk import texts_of, walk

CITING = ("onboarding", "assessment", "tonight", "glossary", "handbook")
"""The files that cite as records do, by the name that stands for them."""


@dataclass(frozen=True)
class Handbook:
    """Everything that the data says. Built by `load`; never changed."""

    settings: Settings
    entries: tuple[Entry, ...]
    onboarding: Onboarding
    assessment: Assessment
    tonight: Tonight
    glossary: Glossary
    sources: Sources
    interface: Interface
    moved: Moved
    ours: dict[str, Agreement] = field(default_factory=dict)
    """What the team has agreed, by the id of the record, in the order of the site."""
    mentions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The ids that each file's texts link to or list as sources, in its order, by the file's name."""
    page_links: tuple[tuple[str, tuple[str | int, ...], Link], ...] = ()
    """The links to a section of a page that is no record's: the file's name, the path there, the link."""
    updated: dict[str, str] = field(default_factory=dict)
    """The day of the last commit of a file (YYYY-MM-DD) by its name; empty without history."""

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return tuple(language.code for language in self.settings.languages)

    @property
    def source_language(self) -> str:
        return self.languages[0]

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _by_kind(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.kind].append(entry)
        return dict(found)

    def of_kind(self, kind: str) -> list[Entry]:
        """The entries of a kind in the order of the site."""
        return [*self._by_kind.get(kind, ())]

    def practices_of(self, element: str) -> list[Entry]:
        return [e for e in self.entries if isinstance(e.record, Practice) and e.record.element == element]

    def foundations_of(self, element: str) -> list[Entry]:
        return [e for e in self.entries if isinstance(e.record, Foundation) and element in e.record.carries]

    @cached_property
    def _standing_on(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if isinstance(entry.record, Practice):
                for foundation in dict.fromkeys(entry.record.foundations):
                    found[foundation].append(entry)
        return dict(found)

    def practices_on(self, foundation: str) -> list[Entry]:
        return [*self._standing_on.get(foundation, ())]

    @cached_property
    def plan(self) -> list[Entry]:
        """The foundations that have a place on the way from nothing, by their first week."""
        planned = [
            (entry.record.plan.weeks, entry)
            for entry in self.entries
            if isinstance(entry.record, Foundation) and entry.record.plan
        ]
        return [entry for _, entry in sorted(planned, key=lambda pair: pair[0])]

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

        Keys are record ids and those of `CITING`; values keep the order of the page.
        """
        files = {entry.id: entry.file for entry in self.entries}
        files |= {name: f"{name}.yml" for name in CITING}
        return {
            name: [one for one in self.mentions.get(file, ()) if one in self.source_by_id]
            for name, file in files.items()
        }

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

    def cadence(self, entry: Entry) -> str | None:
        """How often a practice comes: as the team has agreed, else as its page says; None: nobody says."""
        agreement, effort = self.ours.get(entry.id), getattr(entry.record, "effort", None)
        return (agreement and agreement.round and agreement.round.every) or (effort and effort.every) or None

    @cached_property
    def inner_ids(self) -> frozenset[str]:
        """The ids of all that stands inside of files: of items, tasks, terms, sources and templates."""
        parts = (part for _, model in self.files() for _, part in walk(model))
        return frozenset(part.id for part in parts if isinstance(getattr(part, "id", None), str))

    def files(self) -> Iterator[tuple[str, Any]]:
        """Every file's name below data/ with its model; not the team's own, which nobody has to translate."""
        yield "handbook.yml", self.settings
        for entry in self.entries:
            yield entry.file, entry.record
        yield "onboarding.yml", self.onboarding
        yield "assessment.yml", self.assessment
        yield "tonight.yml", self.tonight
        yield "glossary.yml", self.glossary
        yield "sources.yml", self.sources
        yield "interface.yml", self.interface
        if self.moved.moves:
            yield "moved.yml", self.moved

    def untranslated(self) -> dict[str, dict[str, int]]:
        """For each further language, how many texts of each file are missing in it."""
        return {
            language: {
                file: count
                for file, part in self.files()
                if (count := sum(not text.get(language) for _, text in texts_of(part)))
            }
            for language in self.languages[1:]
        }

"""The sections of each kind's page, by the ids that links use: the one list of them.

Templates ask it what to show, the check what may be linked to, `changes` what was touched. A test
holds it against the built pages, order included.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import NamedTuple

from .models.agreement import AGREED_KINDS
from .models.element import Element
from .models.foundation import Foundation
from .models.practice import Practice
from .models.record import Record


class Section(NamedTuple):
    """A section of a page: the id of its heading, and the fields of the record that it shows."""

    id: str
    fields: str
    """Names of fields, separated by blanks. The section is there when the first of them holds something."""
    elsewhere: bool = False
    """Whether other records can make it appear, too."""


_OURS = Section("ours", "", elsewhere=True)
_TODAY = Section("today", "today")
_TEMPLATES = Section("templates", "templates")
_MORE_TEMPLATES = Section("more-templates", "long_templates")
_CHECKLIST = Section("checklist", "checklist")
_EXAMPLE = Section("example", "example")
_PITFALLS = Section("pitfalls", "pitfalls")
_WHY = Section("why", "why")
_SOURCES = Section("sources", "sources", elsewhere=True)
_RELATED = Section("related", "related")
_ASSESSMENT = Section("assessment", "items")

SECTIONS: dict[str, tuple[Section, ...]] = {
    "practice": (
        _OURS,
        _TODAY,
        Section("steps", "steps"),
        _TEMPLATES,
        _MORE_TEMPLATES,
        _CHECKLIST,
        _EXAMPLE,
        Section("helps", "helps_when symptoms"),
        Section("not-when", "not_when"),
        Section("effort", "effort foundations"),
        _PITFALLS,
        Section("measures", "measures"),
        Section("adapt", "adapt"),
        _WHY,
        _SOURCES,
        _RELATED,
        _ASSESSMENT,
    ),
    "element": (
        _TODAY,
        Section("practices", "meaning start_with"),
        Section("signs", "good trouble"),
        Section("questions", "questions"),
        _EXAMPLE,
        Section("meaning", "meaning symptoms"),
        Section("ladder", "ladder"),
        _WHY,
        _SOURCES,
        Section("assessment", "", elsewhere=True),
        _RELATED,
    ),
    "foundation": (
        _OURS,
        _TODAY,
        Section("decides", "decides symptoms artefact who carries"),
        _TEMPLATES,
        _MORE_TEMPLATES,
        _CHECKLIST,
        Section("sessions", "sessions"),
        _EXAMPLE,
        _PITFALLS,
        Section("alive", "alive"),
        Section("plan", "plan"),
        Section("practices", "", elsewhere=True),
        _WHY,
        _SOURCES,
        _RELATED,
        _ASSESSMENT,
    ),
}
"""Each kind's sections in the order of the page."""

ELSEWHERE = frozenset(s.id for sections in SECTIONS.values() for s in sections if s.elsewhere)
"""Those that another record can make appear, on a page of some kind."""


def sections_of(records: dict[str, tuple[str, Record]], citing: Container[str]) -> dict[str, tuple[str, ...]]:
    """The sections that each record's page has, by the record's id.

    `records` gives kind and record by id, `citing` the ids of those that cite a work.
    """
    assessed = {
        item.element or getattr(record, "element", None)
        for _, record in records.values()
        for item in getattr(record, "items", [])
    }
    stood_on = {
        foundation
        for _, record in records.values()
        if isinstance(record, Practice)
        for foundation in record.foundations
    }
    found = {}
    for identifier, (kind, record) in records.items():
        elsewhere = {"sources"} if identifier in citing else set()
        if kind in AGREED_KINDS:
            elsewhere.add("ours")
        if isinstance(record, Element) and identifier in assessed:
            elsewhere.add("assessment")
        if isinstance(record, Foundation) and identifier in stood_on:
            elsewhere.add("practices")
        found[identifier] = tuple(_shown(kind, record, elsewhere))
    return found


def _shown(kind: str, record: Record, elsewhere: set[str]) -> Iterable[str]:
    for section in SECTIONS[kind]:
        if section.id in elsewhere if section.elsewhere else _holds(record, section):
            yield section.id


def _holds(record: Record, section: Section) -> bool:
    name = section.fields.split()[0]
    if name == "long_templates":
        return any(template.long for template in getattr(record, "templates", []))
    if section.id == "not-when" and not getattr(record, "helps_when", None):
        # It stands inside the section before it.
        return False
    return bool(getattr(record, name))

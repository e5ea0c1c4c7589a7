"""The sections of each kind's page, by the ids that links use."""

from __future__ import annotations

from .models.record import Record

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

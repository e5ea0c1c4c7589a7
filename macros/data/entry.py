"""A record, and a statement of the self-assessment, with what their place in the files says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .models.record import AssessmentItem, ChecklistItem, Record, Template


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

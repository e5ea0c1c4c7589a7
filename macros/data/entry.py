"""A record, and a statement of the self-assessment, with what their place in the files says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from .models.element import Element
from .models.record import AssessmentItem, ChecklistItem, Record, Template
from .models.text import Text
from .walk import texts_of


@dataclass(frozen=True)
class Entry:
    """A record with what its file's place says: kind and id."""

    kind: str
    id: str
    record: Record
    file: str
    sections: tuple[str, ...] = ()
    """The sections of its page by id, in order; see `SECTIONS`."""

    def __getitem__(self, name: str) -> object:
        """A field of the record: templates ask for `entry.title`. Raises AttributeError."""
        return getattr(self.record, name)

    @property
    def element(self) -> str:
        """The element that its statements count for, where they do not say: an element's are its own."""
        return self.id if isinstance(self.record, Element) else getattr(self.record, "element", "")

    @property
    def elements(self) -> list[str]:
        """The elements that it belongs to: for a filter of lists."""
        return getattr(self.record, "carries", []) or [self.element] * bool(self.element)

    @property
    def templates(self) -> list[Template]:
        return getattr(self.record, "templates", [])

    @property
    def anchors(self) -> tuple[str, ...]:
        """Every id on its page that a link may name: its sections, and its templates."""
        return (*self.sections, *(f"template-{template.id}" for template in self.templates))

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the record."""
        return tuple(text for _, text in texts_of(self.record))

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

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def text(self) -> Text:
        return self.item.text

    @property
    def hint(self) -> Text | None:
        return self.item.hint

    @property
    def reverse(self) -> bool:
        return self.item.reverse

    @property
    def referent(self) -> str:
        return self.item.referent

    @property
    def rev(self) -> int:
        return self.item.rev


def natural(identifier: str) -> list[tuple[int, int, str]]:
    """A sort key that puts goals-10 after goals-9."""
    parts = re.split(r"(\d+)", identifier)
    return [(1, int(p), "") if p.isdecimal() else (0, 0, p) for p in parts if p]

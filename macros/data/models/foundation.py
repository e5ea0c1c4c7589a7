"""A foundation: `data/foundations/<id>.yml`."""

from __future__ import annotations

from pydantic import Field

from .record import AssessmentItem, ChecklistItem, Pitfall, Record, Session, Template
from .text import Id, Part, Text


class Plan(Part):
    """The foundation's place on the way from nothing."""

    weeks: list[int] = Field(min_length=1, max_length=2, description="First and last week.")
    elements: list[Id] = Field(default=[], min_length=1, description="Ids of the elements to work on.")
    practices: list[Id] = Field(default=[], min_length=1, description="Ids of the practices to begin.")
    do: Text = Field(description="What to do in these weeks.")
    done: Text = Field(description="What done looks like.")


class Foundation(Record):
    """A foundation: what the team decides and writes down."""

    decides: list[Text] = Field(
        default=[], min_length=1, description="What the team decides and writes down."
    )
    who: Text | None = Field(default=None, description="Who takes part.")
    sessions: list[Session] = Field(
        default=[], min_length=1, description="How to get there: one or two meetings."
    )
    artefact: Text | None = Field(default=None, description="What the written result is called.")
    templates: list[Template] = Field(default=[], min_length=1, description="Empty forms to copy.")
    checklist: list[ChecklistItem] = Field(
        min_length=3, description="Five to nine things that can be ticked truthfully by looking."
    )
    pitfalls: list[Pitfall] = Field(
        default=[], min_length=1, description="What goes wrong, and the next move."
    )
    alive: list[Text] = Field(default=[], min_length=1, description="What keeps it alive after six months.")
    carries: list[Id] = Field(default=[], min_length=1, description="The elements it carries.")
    plan: Plan | None = Field(default=None, description="Its place on the twelve weeks from nothing.")
    items: list[AssessmentItem] = Field(
        default=[], min_length=1, description="Statements of the self-assessment that belong here."
    )

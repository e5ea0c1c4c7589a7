"""A practice: `data/practices/<id>.yml`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .record import AssessmentItem, ChecklistItem, Measure, Pitfall, Record, Template
from .text import Id, Part, Text

Cadence = Literal["shift", "day", "week", "fortnight", "month", "quarter", "half-year", "year", "event"]
"""How often a round comes. `shift`: once a shift; `event`: only when something happens."""


class Effort(Part):
    """What it costs and who does it: in words for people, in figures for sums."""

    setup: Text = Field(description="Time before the first round.")
    round: Text = Field(description="Time for each round.")
    cadence: Text = Field(description="How often: every Tuesday, once a quarter.")
    leads: Text = Field(description="The role that leads it.")
    takes_part: Text = Field(description="The roles that take part.")
    setup_minutes: int | None = Field(
        default=None, ge=0, le=6000, description="Minutes of the lead's time before the first round."
    )
    lead_minutes: int | None = Field(
        default=None, ge=0, le=2400, description="Minutes a round for whoever leads it, preparation included."
    )
    each_minutes: int | None = Field(
        default=None, ge=0, le=2400, description="Minutes a round for each other person who takes part."
    )
    every: Cadence | None = Field(default=None, description="How often a round comes.")
    roles: list[Id] = Field(
        default=[], min_length=1, description="Roles that take part, by id; none: all of them."
    )


class Step(Part):
    """What to do, and what done looks like."""

    title: Text = Field(description="A short name that begins with what to do.")
    do: Text = Field(description="What to do, in Markdown.")
    done: Text = Field(description="What one sees when the step is done.")
    part: Text | None = Field(
        default=None, description="A heading that stands before this step, where the practice has parts."
    )
    template: Id | None = Field(
        default=None, description="The id of the template of this record that the step uses."
    )


class Adaptations(Part):
    """How it changes with the team."""

    small: Text | None = Field(default=None, description="A team of 2 to 4.")
    large: Text | None = Field(default=None, description="A team of 20 or more.")
    remote: Text | None = Field(default=None, description="Remote or shift work.")


class Practice(Record):
    """A practice: what a lead could run from tomorrow, without asking anyone."""

    element: Id = Field(description="The id of the element it belongs to.", examples=["trust"])
    foundations: list[Id] = Field(default=[], min_length=1, description="The foundations it stands on.")
    helps_when: list[Text] = Field(default=[], min_length=1, description="Situations in which it helps.")
    not_when: list[Text] = Field(default=[], min_length=1, description="Situations in which it does not.")
    effort: Effort | None = Field(default=None, description="What it costs and who does it.")
    steps: list[Step] = Field(min_length=1, description="What to do, in order.")
    templates: list[Template] = Field(
        default=[], min_length=1, description="Something to copy and use as it is."
    )
    checklist: list[ChecklistItem] = Field(
        min_length=3,
        description="Five to nine things that can be ticked truthfully by looking. At least three.",
    )
    pitfalls: list[Pitfall] = Field(
        default=[], min_length=1, description="What goes wrong, and the next move."
    )
    measures: list[Measure] = Field(default=[], min_length=1, description="How to tell that it works.")
    adapt: Adaptations | None = Field(
        default=None, description="How it changes with the size and shape of the team."
    )
    items: list[AssessmentItem] = Field(
        default=[],
        min_length=1,
        description="Statements of the self-assessment that belong here; new practices need none.",
    )

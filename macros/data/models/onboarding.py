"""The first ninety days: `data/onboarding.yml`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .text import Id, Part, Text, Texts


class Stage(Part):
    """A stretch of the first ninety days."""

    id: Id = Field(description="Never changes; tasks name it.")
    title: Text = Field(description="What the stretch is called.")
    summary: Text = Field(description="What this stretch is for.")
    lead_minutes: int | None = Field(
        default=None, ge=0, le=6000, description="Minutes of the team lead's time in this stretch."
    )
    buddy_minutes: int | None = Field(
        default=None, ge=0, le=6000, description="Minutes of the buddy's time in this stretch."
    )


class Task(Part):
    """One small thing that somebody does for a new hire's start."""

    id: Id = Field(description="Never changes; saved states belong to it.")
    stage: Id = Field(description="The id of the stage it belongs to.")
    title: Text = Field(description="A short name.")
    do: Text = Field(description="What to do, in one or two sentences.")
    why: Text = Field(description="Why it is on the list.")
    who: Literal["new-hire", "buddy", "lead"] = Field(description="Who does it.")
    roles: list[Id] = Field(default=[], min_length=1, description="Roles it is for; none: all.")
    page: str | None = Field(
        default=None, description="An id of the handbook, or id#section.", examples=["team-meetings#steps"]
    )
    workday: int | None = Field(
        default=None, description="Due on the n-th working day; 1 is the first, -1 the one before."
    )
    day: int | None = Field(
        default=None, ge=1, description="Due on the n-th calendar day, or the next working day."
    )
    rev: int = Field(default=1, ge=1, description="Raise it when the meaning changes.")
    key: bool = Field(default=False, description="true for the few tasks that matter most.")


class FeedbackRound(Part):
    """Questions on onboarding itself; answers are copied, not sent."""

    stage: Id = Field(description="The id of the stage at whose end they are asked.")
    questions: Texts = Field(description="Questions about onboarding itself.")


class Onboarding(Part):
    """data/onboarding.yml"""

    stages: list[Stage] = Field(min_length=1, description="The stretches of the path, in order.")
    tasks: list[Task] = Field(min_length=1, description="Every task, in the order of the page.")
    first_day: Text = Field(description="What a new hire needs to know on day one.")
    feedback: list[FeedbackRound] = Field(
        default=[], min_length=1, description="Questions on onboarding itself, by stage."
    )

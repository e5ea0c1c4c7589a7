"""What the team has agreed about a practice or a foundation: `data/ours/<record id>.yml`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from .practice import Cadence
from .text import TIME_PATTERN, Day, Id, Part, Text, WebAddress

WORDS_LIMIT = 1_500
"""Characters of what the team does. What is longer belongs in a document that `links` names."""

LINE_LIMIT = 200
"""Characters of one line: a change, or what a link is called."""

AGREED_KINDS = ("practice", "foundation")
"""What a team can take up; an element is no thing that one does."""

Status = Literal["trying", "in-use", "stopped", "not-now"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class OwnWords(Text):
    """Words of the team's own: one of the handbook's languages is enough."""

    needs_source: ClassVar[bool] = False
    limit: ClassVar[int] = WORDS_LIMIT


class OwnLine(OwnWords):
    """The same on one line."""

    limit: ClassVar[int] = LINE_LIMIT

    @model_validator(mode="after")
    def _one_line(self) -> OwnLine:
        for key, words in self.root.items():
            if "\n" in words.strip():
                raise PydanticCustomError("one_line", "one line", {"key": key})
        return self


class AgreementLink(Part):
    """A document of the team's, on the company's own tools too."""

    label: OwnLine = Field(description="What it is called.")
    address: WebAddress = Field(
        description="Where it is; begins with https:// or http://.",
        examples=["https://docs.example.com/rota"],
    )


class Change(Part):
    """A day on which the team changed something about it."""

    day: Day = Field(description="When.", examples=["2026-11-24"])
    text: OwnLine = Field(description="What changed, and why, on one line.")


class Round(Part):
    """When a round takes place, for the calendar."""

    every: Cadence | None = Field(
        default=None,
        description="How often, where the team does it otherwise than the page says. Costs follow it.",
    )
    weekday: Weekday | None = Field(default=None, description="The day of the week.")
    week: Literal["1", "2", "3", "4", "last"] | None = Field(
        default=None, description="Which of the month's such days; for every month or more seldom."
    )
    time: Annotated[str, StringConstraints(pattern=TIME_PATTERN)] | None = Field(
        default=None, description="When it begins, by the team's clock.", examples=["10:00"]
    )
    minutes: int | None = Field(default=None, ge=5, le=480, description="How long it takes.")


class Agreement(Part):
    """data/ours/<record id>.yml: what the team does, whose it is, and when it is looked at next."""

    status: Status = Field(
        description="trying: until a day, then decided. in-use. stopped and not-now: with a reason."
    )
    since: Day = Field(description="The day from which this status holds.", examples=["2026-11-24"])
    until: Day | None = Field(
        default=None, description="Of a trial: the day on which the team decides.", examples=["2026-12-22"]
    )
    owner: Id | None = Field(default=None, description="Whose it is: a role from handbook.yml.")
    review: Day | None = Field(default=None, description="When the team looks at it next.")
    text: OwnWords | None = Field(
        default=None, description="What we do, in Markdown, as one would read it to a new colleague."
    )
    reason: OwnWords | None = Field(default=None, description="Why it was stopped, or why not now.")
    round: Round | None = Field(default=None, description="When it takes place; it fills the calendar.")
    links: list[AgreementLink] = Field(
        default=[], min_length=1, description="Documents that belong to it, wherever the team keeps them."
    )
    changes: list[Change] = Field(
        default=[], min_length=1, description="What changed and when, oldest first."
    )
    invented: bool = Field(
        default=False, description="true only for the fictional team's: the page then says so."
    )

    @property
    def is_alive(self) -> bool:
        """Whether the team does it, for good or on trial."""
        return self.status in ("trying", "in-use")

    @property
    def looked_at(self) -> date | None:
        """The day on which somebody has to look at it: the end of a trial, else the next look."""
        return self.until or self.review


def wanted(status: str) -> tuple[str, ...]:
    """The fields that a status needs beside `since`."""
    return {
        "trying": ("until", "owner", "text"),
        "in-use": ("owner", "text"),
        "stopped": ("reason",),
        "not-now": ("reason",),
    }[status]


def refused(status: str) -> tuple[str, ...]:
    """The fields that make no sense with a status."""
    return {
        "trying": ("reason",),
        "in-use": ("until", "reason"),
        "stopped": ("until", "round"),
        "not-now": ("until", "round"),
    }[status]

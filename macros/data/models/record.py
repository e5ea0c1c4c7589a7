"""What every kind of record holds, and the parts that several kinds share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from .text import Day, Id, Part, Text


class Claim(Part):
    """Something the page asserts about cause or size, with the sources that carry it."""

    text: Text = Field(description="What the page claims, no stronger than its source.")
    sources: list[Id] = Field(
        default=[], description="Ids from sources.yml. None: the page calls it experience."
    )


class Example(Part):
    """A worked example of the fictional team. It has a page of its own."""

    title: Text = Field(description="What the example shows and when it was.")
    summary: Text | None = Field(
        default=None, description="Two sentences for the record's page: what happened, what one sees in it."
    )
    body: Text = Field(description="Markdown: the actual agenda, table, message or decision.")


class Template(Part):
    """Something to copy and use as it is."""

    id: Id = Field(description="Never changes; links to the template name it.")
    title: Text = Field(description="What it is; also the name of the downloaded file.")
    format: Literal["markdown", "csv"] = Field(
        default="markdown", description="markdown for a page, csv for a table that opens in a spreadsheet."
    )
    content: Text = Field(description="The template itself, in a block after |.")
    long: bool = Field(
        default=False,
        description="true folds it away. What is shown has at most six columns or twelve lines.",
    )


class Today(Part):
    """One act that somebody can do alone, now."""

    text: Text = Field(description="What to do, in one or two short sentences.")
    minutes: int = Field(ge=1, le=15, description="How long it takes.")
    template: Id | None = Field(
        default=None, description="The id of the template of this record that it needs."
    )


class Related(Part):
    """Another record, and why one would go there."""

    to: Id = Field(description="The id of the other record.", examples=["feedback-loop"])
    because: Text | None = Field(default=None, description="The reason, in about five words.")


class ChecklistItem(Part):
    """One thing that can be ticked truthfully by looking."""

    id: Id = Field(
        description="Never changes; what readers ticked belongs to it.", examples=["meetings-agenda"]
    )
    text: Text = Field(description="One sentence that is true or not, and can be seen.")
    rev: int = Field(default=1, ge=1, description="Raise it when the meaning changes.")


class AssessmentItem(Part):
    """One statement of the self-assessment."""

    id: Id = Field(description="Never changes; saved answers belong to it.")
    text: Text = Field(description="One sentence that one person can agree or disagree with.")
    element: Id | None = Field(default=None, description="Only in a foundation: the element it counts for.")
    reverse: bool = Field(default=False, description="true where agreement is bad news.")
    referent: Literal["team", "self"] = Field(description="Whom the statement is about.")
    hint: Text | None = Field(default=None, description="A line of help under the statement.")
    rev: int = Field(default=1, ge=1, description="Raise it when the meaning changes.")


class Pitfall(Part):
    """The sign one would notice, and the next move."""

    sign: Text = Field(description="What one would notice first.")
    move: Text = Field(description="What to do then.")


class Measure(Part):
    """How to tell that it works, without watching people."""

    what: Text = Field(description="What tells that it works.")
    how: Text = Field(description="How to find out, without watching people.")


class SessionStep(Part):
    """One part of a session."""

    minutes: int = Field(ge=1, le=480, description="Its length.")
    title: Text = Field(description="A short name.")
    do: Text = Field(description="What happens, as one would tell the person who leads it.")


class Session(Part):
    """A meeting with a facilitation plan."""

    title: Text = Field(description="What the meeting is called.")
    outcome: Text = Field(description="What the team has afterwards.")
    steps: list[SessionStep] = Field(min_length=1, description="The parts of the meeting, in order.")

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


class Record(Part):
    """What every practice, element and foundation has."""

    title: Text = Field(
        description="A short name, as people would say it.",
        examples=[{"zh": "定期召开团队会议", "en": "Hold regular team meetings"}],
    )
    summary: Text = Field(
        description="What it is, in one sentence.",
        examples=[
            {
                "zh": "每周一次，四十分钟，定下这周谁做什么。",
                "en": "Once a week, forty minutes, to settle who does what.",
            }
        ],
    )
    short: Text | None = Field(
        default=None,
        description="The name where room is short: two to six Chinese characters, or three words.",
    )
    symptoms: list[Text] = Field(
        default=[],
        min_length=1,
        description="Two or three short sentences as a reader would say them when they need this page.",
    )
    today: Today | None = Field(
        default=None, description="What to do today: one act of at most 15 minutes that one can do alone."
    )
    order: int = Field(default=1000, description="Place among its neighbours; smaller comes first.")
    why: list[Claim] = Field(
        default=[], min_length=1, description="Why it works: claims, each with its sources."
    )
    example: Example | None = Field(default=None, description="A worked example of the fictional team.")
    related: list[Related] = Field(
        default=[],
        min_length=1,
        max_length=3,
        description="At most three other records, with the reason.",
        examples=[[{"to": "feedback-loop"}]],
    )
    sources: list[Id] = Field(
        default=[],
        min_length=1,
        description="Sources besides those that claims and texts cite.",
        examples=[["locke-latham-2002"]],
    )
    owner: Id | None = Field(default=None, description="A role from handbook.yml.", examples=["lead"])
    reviewed: Day | None = Field(
        default=None, description="When somebody last read it whole.", examples=["2026-11-22"]
    )
    review_every: int | None = Field(
        default=None, ge=1, le=3650, description="Days until the next review.", examples=[180]
    )

    @property
    def review_by(self) -> date | None:
        """The day from which on it wants reading again; None where nobody said how often."""
        if self.reviewed and self.review_every:
            return self.reviewed + timedelta(days=self.review_every)
        return None

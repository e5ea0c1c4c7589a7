"""The self-assessment: its words and the numbers of its scoring, `data/assessment.yml`."""

from __future__ import annotations

import re

from pydantic import Field

from .record import Session
from .text import Id, Part, Text


class ScaleStep(Part):
    """One answer: its value and its words."""

    value: int = Field(ge=1, le=9, description="Its number; saved answers hold it.")
    text: Text = Field(description="The words of the answer.")


class Band(Part):
    """A stretch of shown scores and what it says about one person and about a team."""

    id: str = Field(description="B1, B2 and so on; never changes.")
    start: int = Field(ge=0, le=100, description="The lowest shown score of the band, 0 to 100.")
    person: Text = Field(description="What the page says to one person.")
    team: Text = Field(description="What the page says to a team.")


class AgreementLabel(Part):
    """What an agreement value is called from `start` on."""

    start: float = Field(description="Agreement from which this label holds, 0 to 1.")
    text: Text = Field(description="What readers see.")


class Rules(Part):
    """The numbers that scoring uses and the method page quotes; reasons are on that page."""

    score_share: float = Field(description="Share of an element's items that must be answered.")
    score_minimum: int = Field(description="Answers below which an element has no score.")
    straight_line_share: float = Field(
        description="Share of all items from which on equal answers throughout are remarked."
    )
    both_ways_share: float = Field(
        description="Share of elements that agree with both directions before it is remarked."
    )
    both_ways_answers: int = Field(description="Forward answers that an element needs for that.")
    both_ways_from: int = Field(description="The answer from which one counts as agreeing.")
    suggestions: int = Field(description="How many suggestions are made at most.")
    suggest_up_to: int = Field(description="The raw value up to which a record is suggested.")
    suggest_one_below: int = Field(description="The raw value below which the single lowest record is named.")
    neutral_weight: int = Field(
        description="The neutral answer that is added once when suggestions are ranked."
    )
    show_from: int = Field(description="People from whom on a team's picture is shown.")
    detail_from: int = Field(description="People from whom on a team's figures are shown.")
    split_cell: int = Field(description="The smallest part of a split that is shown, in people.")
    split_low: int = Field(description="Scores below this are the low part of a split.")
    split_high: int = Field(description="Scores from this on are the high part of a split.")
    open_from: int = Field(description="People from whom on a team may choose to show every answer openly.")
    agreement_share: float = Field(description="Share of an element’s team items that need enough answers.")
    agreement_items: int = Field(
        description="Team items that need enough answers before agreement is said, at least."
    )
    agreement_answers: int = Field(description="Answers that such an item needs.")
    assumed_sd: float = Field(description="Assumed spread of scores, until piloted.")
    assumed_reliability: float = Field(description="Assumed reliability of scores, until piloted.")
    confidence: float = Field(description="How sure a change must be, as a factor: 1.96 stands for 95 %.")
    smallest_change: float = Field(description="Points below which a change is not called one.")
    wave_months: int = Field(description="Months between two rounds of a team.")
    remember_days: int = Field(description="Days after which the page suggests answering again.")


FIGURES = (
    *Rules.model_fields,
    *("items", "elements", "per_element", "turn", "low", "high", "span", "score_needed", "step", "all_agree"),
    *("straight_line", "both_ways", "before_detail", "before_show", "standard_error", "person_noise"),
    "random_variance",
)
"""What {name} may stand for: the rules, and what follows from them and from the statements."""


FIGURE = re.compile(r"\{(\w+)\}")


class FiguredText(Text):
    """Words in which {name} stands for a figure."""


class MethodAnswer(Part):
    """A heading of the method page with what stands below it."""

    title: Text = Field(description="A heading of the method page.")
    text: FiguredText = Field(description="The answer, in Markdown; {name} stands for a figure of the rules.")


class Assessment(Part):
    """data/assessment.yml"""

    version: int = Field(ge=1, description="Raise it when old results can no longer be compared.")
    intro: FiguredText = Field(
        description="What readers should know before they answer; {name} stands for a figure of the rules."
    )
    time_frame: Text = Field(description="Which period the answers are about.")
    scale: list[ScaleStep] = Field(min_length=2, description="The answers, from disagreement to agreement.")
    not_sure: Text = Field(description="The answer for those who cannot say.")
    bands: list[Band] = Field(min_length=1, description="What scores say, from low to high.")
    agreement: list[AgreementLabel] = Field(
        min_length=1, description="What agreement is called, from low to high."
    )
    rules: Rules = Field(description="The numbers of the scoring.")
    limits: Text = Field(description="What the result does not say.")
    method: list[MethodAnswer] = Field(min_length=1, description="The method page: question after question.")
    facilitation: list[Session] = Field(
        default=[], min_length=1, description="How to lead the conversation about the result."
    )
    sources: list[Id] = Field(default=[], min_length=1, description="Ids from sources.yml.")

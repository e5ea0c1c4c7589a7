"""An element: `data/elements/<id>.yml`."""

from __future__ import annotations

from pydantic import Field

from .record import Record
from .text import Colour, Id, Part, Text, Texts


class Ladder(Part):
    """Three observable stages. They never map to bands of the self-assessment."""

    starting: Texts = Field(description="What one sees at the first stage.")
    steady: Texts = Field(description="What one sees at the second stage.")
    strong: Texts = Field(description="What one sees at the third stage.")


class StartWith(Part):
    """Which practice to start with, when."""

    when: Text = Field(description="When it is the right one.")
    practice: Id = Field(description="The id of the practice to start with.")


class Element(Record):
    """An element: what it means for a community team, and where to start."""

    colour: Colour | None = Field(
        default=None,
        description="Its colour, where the one of its place in the order is not liked.",
        examples=["#2b4fb8"],
    )
    meaning: Text = Field(description="What it means for a community team, in Markdown.")
    good: list[Text] = Field(
        default=[], min_length=1, description="Behaviour one sees when it is going well."
    )
    trouble: list[Text] = Field(
        default=[], min_length=1, description="Behaviour one sees when there is trouble."
    )
    ladder: Ladder | None = Field(default=None, description="Three stages that one can observe.")
    start_with: list[StartWith] = Field(
        default=[], min_length=1, description="Which of its practices to start with, and when."
    )
    questions: list[Text] = Field(
        default=[], min_length=1, description="Questions to talk about in a meeting."
    )

"""The words of the field and the works cited: `data/glossary.yml`, `data/sources.yml`."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from pydantic import Field

from .text import DOI_PATTERN, Id, Part, Text, WebAddress, Words


class Term(Part):
    """One word of the field."""

    id: Id = Field(description="Never changes; links name it.")
    term: Text = Field(description="The one word that this handbook uses.")
    sort: str | None = Field(
        default=None,
        description="What it is sorted by in the source language (pinyin), where the letter comes out wrong.",
        examples=["tiaozheng"],
    )
    also: Words | None = Field(default=None, description="What readers also call it.")
    definition: Text = Field(description="What it means here, in one or two sentences.")
    avoid: Words | None = Field(
        default=None, description="Words that this handbook does not use for it; a test looks for them."
    )
    see: list[Id] = Field(default=[], min_length=1, description="Ids of terms, records or pages.")


class Glossary(Part):
    """data/glossary.yml"""

    terms: list[Term] = Field(min_length=1, description="The words of the field; the page sorts them.")


class Source(Part):
    """A work that the handbook cites."""

    id: Id = Field(description="First author and year; never changes.", examples=["locke-latham-2002"])
    authors: str = Field(description="Full names, separated by semicolons.")
    short: str | None = Field(
        default=None, description="What a text calls it, where the authors are no persons."
    )
    year: str = Field(description="A year, or n.d.")
    title: str = Field(description="The title as published.")
    venue: str = Field(description="Journal, publisher or site, with volume and pages.")
    doi: str | None = Field(
        default=None,
        pattern=DOI_PATTERN,
        description="The DOI alone.",
        examples=["10.1037/0003-066X.57.9.705"],
    )
    url: WebAddress | None = Field(default=None, description="Its address, where there is no DOI.")
    kind: Literal["peer-reviewed", "book", "standard", "practitioner", "law"] = Field(
        description="What sort of work it is; the page says so."
    )
    finding: Text = Field(description="What the work shows, no stronger than it says.")
    caution: Text = Field(description="What it does not show; stands beside the finding.")

    @property
    def address(self) -> str | None:
        return f"https://doi.org/{quote(self.doi, safe='/:;().')}" if self.doi else self.url


class Sources(Part):
    """data/sources.yml"""

    sources: list[Source] = Field(min_length=1, description="The works that the handbook cites.")

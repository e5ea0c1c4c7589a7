"""Addresses that were promised and now lead elsewhere: `data/moved.yml`, which need not be there."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from .text import ADDRESS_PATTERN, Part


class Move(Part):
    """One address that moved."""

    address: Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN)] = Field(
        description="The old address below the language’s root, with a slash at its end.",
        examples=["practices/weekly-meetings/"],
    )
    page: str = Field(
        description="Where it is now: an id, or id#section.", examples=["team-meetings", "purpose#practices"]
    )


class Moved(Part):
    """data/moved.yml"""

    moves: list[Move] = Field(default=[], description="Old addresses, each with the page that it leads to.")

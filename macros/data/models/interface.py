"""Every word of the interface: `data/interface.yml`."""

from __future__ import annotations

from pydantic import Field

from .text import Part, Text


class Interface(Part):
    """data/interface.yml: every word of the interface, by part and key."""

    words: dict[str, dict[str, Text]] = Field(
        description="The words by part and key. {n} and the like are filled in later."
    )

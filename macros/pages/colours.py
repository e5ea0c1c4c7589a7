"""The colours that the data name, as the styles' variables: each with a shade for dark ground."""

from __future__ import annotations

from ..data.colours import DARK, readable
from ..data.handbook import Handbook
from ..data.models.element import Element


def style(handbook: Handbook) -> str:
    """CSS that sets the team's two colours and those of its elements; empty where all are ours."""
    look = handbook.settings.look
    named = {"brand": look.colour, "warm": look.warm} if look else {}
    for place, entry in enumerate(handbook.of_kind("element"), start=1):
        if isinstance(entry.record, Element):
            named[f"e{place}"] = entry.record.colour
    told = {name: colour for name, colour in named.items() if colour}
    if not told:
        return ""
    light = "".join(f"--hb-{name}:{colour};" for name, colour in told.items())
    dark = "".join(f"--hb-{name}:{readable(colour, DARK)};" for name, colour in told.items())
    return f':root{{{light}}}:root [data-md-color-scheme="slate"]{{{dark}}}'

"""What the form that proposes a practice must know: the model's limits, and which ids are taken."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ..data import blank
from ..data.handbook import Handbook
from ..data.links import LIST, PAGES
from ..data.models.practice import Practice
from ..data.models.text import TEXT_LIMIT, Id
from . import forge

FOLDER = "data/practices"
LINE = 300
"""Characters of what the form asks for on one line. The model allows more; a name needs less."""


@cache
def limits() -> dict[str, Any]:
    """The model's limits in HTML's words: `id` (pattern, maxlength), `text`, `line`, `required`, `least`.

    `required` holds the fields that a practice must have, `least` how many entries a list must have.
    """
    practice = Practice.model_json_schema()
    identifier = TypeAdapter(Id).json_schema()
    return {
        "id": {"pattern": identifier["pattern"].strip("^$"), "maxlength": identifier["maxLength"]},
        "text": TEXT_LIMIT,
        "line": LINE,
        "required": practice["required"],
        "least": {
            name: field["minItems"] for name, field in practice["properties"].items() if "minItems" in field
        },
    }


def pattern(handbook: Handbook) -> str:
    """The file of a practice with blanks to fill in, for readers whose browser runs no script."""
    return blank.text("practice", "my-practice", handbook)


def taken(handbook: Handbook) -> list[str]:
    """Every id that a new record, or an item of it, may not have."""
    return sorted({*handbook.inner_ids, *handbook.by_id, *PAGES, LIST})


def linkable(handbook: Handbook) -> list[str]:
    """Every id that a text may link to."""
    return sorted({*handbook.by_id, *handbook.term_by_id, *handbook.source_by_id, *PAGES})


def file_address(handbook: Handbook) -> str:
    """Where the forge makes a new practice, with NAME in the place of its file; empty without one."""
    return forge.address(handbook.settings.forge, "new", folder=FOLDER, name="NAME") or ""

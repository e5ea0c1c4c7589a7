"""The self-assessment as scripts and pages need it: the form, its revision, its figures, its radar.

Everything follows from the items in the records and the rules in data/assessment.yml: neither the
number of elements nor that of items is assumed.
"""

from __future__ import annotations

import hashlib
from typing import Any

from .handbook import Handbook, Item

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def revision(handbook: Handbook) -> str:
    """Six characters that change when the version, an item's id, direction or rev does.

    Codes carry it, so that answers to other statements are never counted as answers to these.
    """
    facts = [str(handbook.assessment.version)]
    facts += [f"{item.id} {int(item.reverse)} {item.rev}" for item in handbook.items]
    number = int.from_bytes(hashlib.sha256("\n".join(facts).encode()).digest()[:4], "big")
    return "".join(_DIGITS[number >> shift & 31] for shift in range(25, -1, -5))


def items_in_order(handbook: Handbook) -> list[Item]:
    """The items as the form asks them: element by element. Codes use `handbook.items` instead."""
    return [
        item for element in handbook.assessed_elements for item in handbook.items_of_element(element.id)
    ]


def ties(handbook: Handbook) -> list[str]:
    """The records with items: foundations first, then practices, each in the order of the site."""
    kinds = ("foundation", "element", "practice")
    return [entry.id for kind in kinds for entry in handbook.of_kind(kind) if entry.items]


def form(handbook: Handbook) -> dict[str, Any]:
    """What the scripts score by; see scoring.js and codes.js for each key."""
    assessment = handbook.assessment
    return {
        "version": assessment.version,
        "revision": revision(handbook),
        "low": assessment.scale[0].value,
        "high": assessment.scale[-1].value,
        "rules": assessment.rules.model_dump(),
        "bands": [{"id": band.id, "start": band.start} for band in assessment.bands],
        "agreement": [{"start": label.start} for label in assessment.agreement],
        "elements": [element.id for element in handbook.assessed_elements],
        "ties": ties(handbook),
        "order": [item.id for item in handbook.items],
        "items": [
            {
                "id": item.id,
                "element": item.element,
                "tie": item.tie,
                "reverse": item.reverse,
                "referent": item.referent,
                "rev": item.rev,
            }
            for item in items_in_order(handbook)
        ],
    }

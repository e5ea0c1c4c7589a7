"""The self-assessment as scripts and pages need it: the form, its revision, its figures, its radar.

Everything follows from the items in the records and the rules in data/assessment.yml: neither the
number of elements nor that of items is assumed.
"""

from __future__ import annotations

import hashlib
import textwrap
from fractions import Fraction
from math import ceil, cos, floor, pi, sin, sqrt
from typing import Any

from ..data.entry import Item
from ..data.handbook import Handbook
from ..data.models import KINDS
from ..data.models.assessment import FIGURE
from ..data.models.text import Text
from .view import View

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
    return [item for element in handbook.assessed_elements for item in handbook.items_of_element(element.id)]


def ties(handbook: Handbook) -> list[str]:
    """The records with items: foundations first, then practices, each in the order of the site."""
    first = ("foundation", "element", "practice")
    kinds = (*first, *(kind for kind in KINDS if kind not in first))
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


def widget(view: View, team: bool = False) -> str:
    """The form with its words in the view's language, as JSON for an attribute."""
    handbook = view.handbook
    assessment = handbook.assessment
    given = form(handbook)
    texts = [band.team if team else band.person for band in assessment.bands]
    for band, text in zip(given["bands"], texts, strict=True):
        band["text"] = view.text(text)
    for label, known in zip(given["agreement"], assessment.agreement, strict=True):
        label["text"] = view.text(known.text)
    given["language"] = view.language
    given["languages"] = list(handbook.languages)
    given["titles"] = {element.id: view.text(element.record.title) for element in handbook.assessed_elements}
    given["limits"] = view.text(assessment.limits)
    return view.json(given)


# --- figures in texts -------------------------------------------------------------------------------


def figures(handbook: Handbook) -> dict[str, str]:
    """What each of `FIGURES` stands for in the assessment's texts: the numbers that the scripts use."""
    assessment = handbook.assessment
    rules = assessment.rules
    low, high = assessment.scale[0].value, assessment.scale[-1].value
    counts = [len(handbook.items_of_element(e.id)) for e in handbook.assessed_elements]
    few, many = min(counts, default=1), max(counts, default=1)
    span = high - low
    error = rules.assumed_sd * sqrt(1 - rules.assumed_reliability)
    values: dict[str, Any] = dict(rules.model_dump())
    values |= {
        "items": len(handbook.items),
        "elements": len(handbook.assessed_elements),
        "per_element": _range(few, many),
        "turn": low + high,
        "low": low,
        "high": high,
        "span": span,
        "score_share": _fraction(rules.score_share),
        "score_needed": _range(needed(handbook, few) or few, needed(handbook, many) or many),
        "step": _range(
            floor(100 / span / many + 0.5), floor(100 / span / (needed(handbook, few) or few) + 0.5)
        ),
        "all_agree": _all_agree(handbook),
        "straight_line": ceil(round(rules.straight_line_share * len(handbook.items), 9)),
        "both_ways": ceil(round(rules.both_ways_share * len(handbook.assessed_elements), 9)),
        "agreement_share": _fraction(rules.agreement_share),
        "before_detail": rules.detail_from - 1,
        "before_show": rules.show_from - 1,
        "standard_error": round(error, 2),
        "person_noise": floor(rules.confidence * sqrt(2) * error + 0.5),
        "assumed_reliability": f"{rules.assumed_reliability:.2f}",
        "random_variance": _short(((high - low + 1) ** 2 - 1) / 12),
    }
    return {name: value if isinstance(value, str) else _short(value) for name, value in values.items()}


def needed(handbook: Handbook, items: int) -> int | None:
    """How many of an element's items must be answered; None where it has too few for a score."""
    rules = handbook.assessment.rules
    if items < rules.score_minimum:
        return None
    return max(rules.score_minimum, ceil(round(rules.score_share * items, 9)))


def change_thresholds(handbook: Handbook) -> list[tuple[int, str]]:
    """For teams of some sizes, the smallest difference between two waves that can be read."""
    rules = handbook.assessment.rules
    error = rules.assumed_sd * sqrt(1 - rules.assumed_reliability)
    floors = [(n, rules.confidence * error * sqrt(2 / n)) for n in (5, 6, 8, 10, 15, 20)]
    return [
        (n, f"{value:.2f}" if value > rules.smallest_change else _short(rules.smallest_change))
        for n, value in floors
    ]


def _all_agree(handbook: Handbook) -> str:
    """What somebody scores who gives the highest answer to everything."""
    shown = []
    for element in handbook.assessed_elements:
        items = handbook.items_of_element(element.id)
        forward = sum(not item.reverse for item in items)
        shown.append(floor(100 * forward / len(items) + 0.5))
    return _range(min(shown, default=0), max(shown, default=0))


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def _fraction(value: float) -> str:
    fraction = Fraction(value).limit_denominator(12)
    return f"{fraction.numerator}/{fraction.denominator}"


def _short(value: float) -> str:
    return f"{value:g}"


def filled(handbook: Handbook, text: Text) -> Text:
    """A text with `{name}` replaced by the figure of that name."""
    known = figures(handbook)
    words = {
        language: FIGURE.sub(lambda m: known.get(m.group(1), m.group()), one)
        for language, one in text.root.items()
    }
    return text.model_copy(update={"root": words})


# --- the radar ----------------------------------------------------------------------------------------


def radar(view: View) -> dict[str, Any] | None:
    """Axes, rings and labels of the chart on a circle of radius 100; None below three elements.

    {"axes": [{"id", "x", "y", "label_x", "label_y", "anchor", "lines": [str]}], "rings": [points]}
    """
    elements = view.handbook.assessed_elements
    if len(elements) < 3:
        return None
    axes: list[dict[str, Any]] = []
    for number, element in enumerate(elements):
        angle = 2 * pi * number / len(elements) - pi / 2
        x, y = cos(angle), sin(angle)
        lines = _lines(view.text(element.record.title))
        anchor = "middle" if abs(x) < 0.2 else "start" if x > 0 else "end"
        # The first line of a label above the circle starts higher, so that its last one stays out.
        shift = -(len(lines) - 1) * (1 - y) / 2 * 15 + 5 * y + 3
        axes.append(
            {
                "id": element.id,
                "x": round(100 * x, 1),
                "y": round(100 * y, 1),
                "label_x": round(112 * x, 1),
                "label_y": round(112 * y + shift, 1),
                "anchor": anchor,
                "lines": lines,
            }
        )
    rings = [
        " ".join(f"{round(axis['x'] * part / 100, 1)},{round(axis['y'] * part / 100, 1)}" for axis in axes)
        for part in (25, 50, 75, 100)
    ]
    return {"axes": axes, "rings": rings}


def _lines(title: str) -> list[str]:
    """A title in short lines: by words, or every six characters where there are none."""
    if " " in title:
        return textwrap.wrap(title, 11, break_long_words=False)
    parts = ceil(len(title) / 6)
    size = ceil(len(title) / parts)
    return [title[start : start + size] for start in range(0, len(title), size)]

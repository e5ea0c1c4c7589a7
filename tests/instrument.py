"""The rules of the self-assessment a second time, in exact fractions, for the tests.

Written from the instrument's text and sharing nothing with the script that it checks. A form is the
plain dictionary that the page gives its script; answers are `{item id: 0 … 5}`, absent when open.
"""

from __future__ import annotations

from fractions import Fraction as F
from math import ceil, floor, sqrt
from typing import Any

Form = dict[str, Any]
Answers = dict[str, int]

BANDS = ((0, "B1"), (40, "B2"), (60, "B3"), (80, "B4"))


def half_up(value: F) -> int:
    return floor(value + F(1, 2))


def band(shown: int) -> str:
    return [name for start, name in BANDS if shown >= start][-1]


def key(item: dict[str, Any], answer: int) -> int:
    return 6 - answer if item["reverse"] else answer


def needed(k: int) -> int | None:
    """⌈2k/3⌉ and at least 4; none where there are fewer than 4 items."""
    return None if k < 4 else max(4, ceil(F(2 * k, 3)))


def own_items(form: Form, element: str) -> list[dict[str, Any]]:
    return [item for item in form["items"] if item["element"] == element]


def element_score(form: Form, element: str, answers: Answers) -> tuple[int, F | None]:
    items = own_items(form, element)
    values = [key(i, answers[i["id"]]) for i in items if answers.get(i["id"], 0) > 0]
    least = needed(len(items))
    if least is None or len(values) < least:
        return len(values), None
    return len(values), 100 * (F(sum(values), len(values)) - 1) / 4


def ranked(form: Form, values: dict[str, F], scores: dict[str, F | None]) -> list[dict[str, Any]]:
    rows = []
    for tie in form["ties"]:
        for element in form["elements"]:
            ids = [i["id"] for i in own_items(form, element) if i["tie"] == tie and i["id"] in values]
            if not ids:
                continue
            total = sum((values[i] for i in ids), F(0))
            score = scores[element]
            rows.append(
                {
                    "tie": tie,
                    "element": element,
                    "answered": len(ids),
                    "raw": 100 * (total / len(ids) - 1) / 4,
                    "rankKey": round((total + 3) / (len(ids) + 1), 6),
                    "score": F(101) if score is None else score,
                }
            )
    # Stable: what is equal keeps the order of the records.
    return sorted(rows, key=lambda row: (row["rankKey"], -row["answered"], row["score"]))


def suggestions(rows: list[dict[str, Any]]) -> tuple[list[str], str | None]:
    low = [row["tie"] for row in rows if row["raw"] <= 50][:3]
    lowest = rows[0]["tie"] if rows and not low and rows[0]["raw"] < 75 else None
    return low, lowest


def same_throughout(form: Form, answers: Answers) -> bool:
    given = [answers[i["id"]] for i in form["items"] if answers.get(i["id"], 0) > 0]
    least = ceil(F(2 * len(form["items"]), 3))
    return bool(given) and len(given) >= least and min(given) == max(given)


def both_ways(form: Form, answers: Answers) -> list[str]:
    found = []
    for element in form["elements"]:
        items = [i for i in own_items(form, element) if answers.get(i["id"], 0) > 0]
        reverse = [answers[i["id"]] for i in items if i["reverse"]]
        forward = [answers[i["id"]] for i in items if not i["reverse"]]
        if reverse and len(forward) >= 3:
            agrees = F(sum(reverse), len(reverse)) >= 4 and F(sum(forward), len(forward)) >= 4
            found += [element] if agrees else []
    return found


def person(form: Form, answers: Answers) -> dict[str, Any]:
    elements, scores = [], {}
    for element in form["elements"]:
        answered, score = element_score(form, element, answers)
        shown = None if score is None else half_up(score)
        elements.append(
            {
                "id": element,
                "answered": answered,
                "score": score,
                "shown": shown,
                "band": None if shown is None else band(shown),
            }
        )
        scores[element] = score
    values = {i["id"]: F(key(i, answers[i["id"]])) for i in form["items"] if answers.get(i["id"], 0) > 0}
    rows = ranked(form, values, scores)
    first, lowest = suggestions(rows)
    directions = both_ways(form, answers)
    return {
        "elements": elements,
        "ranked": rows,
        "first": first,
        "lowest": lowest,
        "findOut": [i["id"] for i in form["items"] if answers.get(i["id"]) == 0],
        "same": same_throughout(form, answers),
        "bothWaysIn": directions,
        "bothWays": bool(directions) and len(directions) >= ceil(F(3 * len(form["elements"]), 5)),
    }


def named(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Suggestions by name; none where no item has enough answers."""
    first, lowest = suggestions(rows)
    return {"first": first, "lowest": lowest} if rows else None


def sample_variance(values: list[F]) -> F:
    middle = sum(values, F(0)) / len(values)
    return sum(((v - middle) ** 2 for v in values), F(0)) / (len(values) - 1)


def agreement(form: Form, element: str, people: list[Answers]) -> F | None:
    about_team = [i for i in own_items(form, element) if i["referent"] == "team"]
    variances = []
    for item in about_team:
        values = [F(key(item, a[item["id"]])) for a in people if a.get(item["id"], 0) > 0]
        if len(values) >= 5:
            variances.append(sample_variance(values))
    if len(variances) < max(3, ceil(F(3 * len(about_team), 4))):
        return None
    return 1 - sum(variances, F(0)) / len(variances) / 2


def shown_agreement(value: F) -> F:
    return F(half_up(100 * min(F(1), max(F(0), value))), 100)


def agreement_label(value: F) -> int:
    """0: views differ widely; 1: partly similar; 2: fairly similar."""
    rounded = shown_agreement(value)
    return 2 if rounded >= F(71, 100) else 1 if rounded >= F(51, 100) else 0


def team(form: Form, sheets: list[Answers], is_open: bool) -> dict[str, Any]:
    """What the page may show of a team."""
    scorable: dict[str, list[tuple[Answers, F]]] = {}
    values: dict[str, F] = {}
    for element in form["elements"]:
        people = [(a, s) for a in sheets if (s := element_score(form, element, a)[1]) is not None]
        scorable[element] = people
        for item in own_items(form, element):
            given = [F(key(item, a[item["id"]])) for a, _ in people if a.get(item["id"], 0) > 0]
            if len(given) >= 5:
                values[item["id"]] = sum(given, F(0)) / len(given)
    means = {
        e: sum((s for _, s in people), F(0)) / len(people) if people else None
        for e, people in scorable.items()
    }
    rows = ranked(form, values, means)
    least = 2 if is_open else 5
    elements = [_element(form, e, scorable[e], rows, is_open, least) for e in form["elements"]]
    visible = {e["id"] for e in elements if "hidden" not in e}
    talk = named([row for row in rows if row["element"] in visible])
    return {"elements": elements, "talk": talk, "any": bool(visible)}


def _element(
    form: Form, element: str, people: list[tuple[Answers, F]], rows: list[Any], is_open: bool, least: int
) -> dict[str, Any]:
    n = len(people)
    if n < least:
        return {"id": element, "hidden": True, "least": least}
    scores = [score for _, score in people]
    mean = half_up(sum(scores, F(0)) / n)
    value = agreement(form, element, [answers for answers, _ in people])
    out: dict[str, Any] = {
        "id": element,
        "n": n,
        "band": band(mean),
        "agreement": None if value is None else agreement_label(value),
        "talk": named([row for row in rows if row["element"] == element]),
    }
    if is_open or n >= 10:
        out["mean"] = mean
        if value is not None:
            out["agreementValue"] = float(shown_agreement(value))
    if is_open:
        out["sd"] = floor(sqrt(sample_variance(scores)) + 0.5)
        out["dots"] = sorted(half_up(score) for score in scores)
    elif n >= 10:
        shown = [half_up(score) for score in scores]
        cells = [sum(s < 40 for s in shown), sum(40 <= s < 60 for s in shown), sum(s >= 60 for s in shown)]
        filled = [cell for cell in cells if cell]
        if len(filled) > 1 and min(filled) >= 3:
            out["split"] = cells
    return out

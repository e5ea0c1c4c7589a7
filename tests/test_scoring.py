"""The scoring script against the published cases and an independent version of the rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from macros.data.handbook import Handbook
from macros.pages import assessment
from tests import instrument
from tests.conftest import ROOT, serve_folder

VECTORS = json.loads((Path(__file__).parent / "cases" / "assessment-vectors.json").read_text("utf-8"))
Form = dict[str, Any]


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    """A page from which the pure scripts can be imported; no site is needed."""
    server = serve_folder(ROOT / "docs" / "theme" / "assets" / "scripts")
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/assessment/scoring.js")
    yield page
    page.close()
    server.shutdown()


def score(page: Page, function: str, *arguments: Any) -> Any:
    """Call one function of scoring.js; a list of arguments a call."""
    return page.evaluate(
        "async ([name, calls]) => { const module = await import('/assessment/scoring.js');"
        " return calls.map((one) => module[name](...one)); }",
        [function, list(arguments)],
    )


@pytest.fixture(scope="module")
def form(handbook: Handbook) -> Form:
    return assessment.form(handbook)


def answers_of(form: Form, by_element: dict[str, list[int | None]]) -> dict[str, int]:
    found = {}
    for element, values in by_element.items():
        ids = [item["id"] for item in form["items"] if item["element"] == element]
        found |= {i: v or 0 for i, v in zip(ids, values, strict=True)}
    return found


# --- published cases ------------------------------------------------------------------------------


def test_person_p_is_scored_as_published(scripts: Page, form: Form) -> None:
    case = VECTORS["person_P"]
    [result] = score(scripts, "personResult", [form, answers_of(form, case["answers"])])
    for element in result["elements"]:
        expected = case["expect"][element["id"]]
        assert element["answered"] == expected["answered"]
        assert element["shown"] == expected["shown"]
        assert element["band"] == expected["band"]
        assert element["score"] == pytest.approx(expected["score"], abs=1e-6)
    got = [
        {"tie": r["tie"], "rank_key": r["rankKey"], "raw": r["raw"], "answered": r["answered"]}
        for r in result["ranked"]
    ]
    assert got == case["ties_ranked"]
    assert [tie["tie"] for tie in result["first"]] == case["act_first"]
    assert result["findOut"] == case["find_out"]
    assert not result["prompts"]["same"] and not result["prompts"]["bothWays"]


@pytest.mark.parametrize(("name", "value"), [("all_5", 5), ("all_3", 3)])
def test_the_same_answer_throughout_is_scored_and_asked_about(
    scripts: Page, form: Form, name: str, value: int
) -> None:
    case = VECTORS[name]
    expected = case.get("expect_score_each_element", 50.0)
    [result] = score(scripts, "personResult", [form, {i["id"]: value for i in form["items"]}])
    assert [e["score"] for e in result["elements"]] == pytest.approx([expected] * 5, abs=1e-6)
    assert {e["shown"] for e in result["elements"]} == {case["shown"]}
    assert {e["band"] for e in result["elements"]} == {case["band"]}
    assert len(result["prompts"]["bothWaysIn"]) == case["acquiescence_elements"]
    assert result["prompts"]["same"] is case["straight_line"]


def test_team_a_is_scored_as_published(scripts: Page, form: Form) -> None:
    case = VECTORS["team_A"]
    sheets = [answers_of(form, {"trust": row}) for row in case["rows"]]
    [result] = score(scripts, "teamResult", [form, sheets])
    trust = next(e for e in result["elements"] if e["id"] == "trust")
    expected = case["expect"]
    assert trust["n"] == expected["n"]
    assert trust["mean"] == pytest.approx(expected["mean"], abs=1e-6)
    assert trust["sd"] == pytest.approx(expected["sd_n1"], abs=1e-6)
    assert trust["agreement"]["items"] == expected["J"]
    assert trust["agreement"]["exact"] == pytest.approx(expected["rstar_EU"], abs=1e-6)
    assert trust["agreement"]["value"] == 0.53
    raw = {tie["tie"]: tie["raw"] for tie in result["ranked"]}
    assert raw == pytest.approx(expected["tie_raw"], abs=1e-4)
    [shown] = score(scripts, "displayed", [form, result, False])
    element = next(e for e in shown["elements"] if e["id"] == "trust")
    assert element == {
        "id": "trust",
        "n": 6,
        "band": "B3",
        "agreement": 1,
        "talk": {"first": [], "lowest": "feedback-loop"},
    }


def test_change_is_read_as_published(scripts: Page, form: Form) -> None:
    case = VECTORS["change"]
    [noise] = score(scripts, "personNoise", [form["rules"]])
    assert noise == pytest.approx(case["individual_floor"], abs=1e-6)
    calls = [[form["rules"], c["n1"], c["n2"], c["delta"]] for c in case["cases"]]
    for got, expected in zip(score(scripts, "teamChange", *calls), case["cases"], strict=True):
        assert got["floor"] == pytest.approx(expected["floor"], abs=1e-6)
        assert got["threshold"] == pytest.approx(expected["threshold"], abs=1e-6)
        assert got["readable"] is expected["readable"]


# --- any form, any answers --------------------------------------------------------------------------


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Another handbook's form: 1 to 7 elements of 3 to 8 items, any directions and ties."""
    elements = [f"e{number}" for number in range(draw(st.integers(1, 7)))]
    items = []
    for element in elements:
        for number in range(draw(st.integers(3, 8))):
            items.append(
                {
                    "id": f"{element}-{number}",
                    "element": element,
                    "tie": f"{element}-t{draw(st.integers(0, 3))}",
                    "reverse": draw(st.booleans()),
                    "referent": draw(st.sampled_from(["team", "team", "self"])),
                }
            )
    ties = draw(st.permutations(sorted({item["tie"] for item in items})))
    return {"elements": elements, "items": items, "ties": ties}


def sheet_of(form: Form) -> st.SearchStrategy[dict[str, int]]:
    """Answers of one person: any, none, not sure, and sheets that lean one way."""
    ids = [item["id"] for item in form["items"]]
    answer = st.sampled_from([None, 0, 1, 2, 3, 4, 5])
    full = st.integers(1, 5)
    mostly_high = st.sampled_from([4, 5, 5, 4, None])
    one = st.one_of(
        st.lists(answer, min_size=len(ids), max_size=len(ids)),
        st.lists(full, min_size=len(ids), max_size=len(ids)),
        st.lists(mostly_high, min_size=len(ids), max_size=len(ids)),
        full.map(lambda value: [value] * len(ids)),
    )
    return one.map(lambda values: {i: v for i, v in zip(ids, values, strict=True) if v is not None})


@st.composite
def people(draw: st.DrawFn) -> tuple[Form, list[dict[str, int]]]:
    form = draw(forms())
    number = draw(st.integers(0, 13))
    return form, draw(st.lists(sheet_of(form), min_size=number, max_size=number))


def plain(value: Any) -> Any:
    """Fractions as floats, for comparing."""
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


checked = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@given(case=people())
@checked
def test_any_person_is_scored_by_the_rules(
    scripts: Page, form: Form, case: tuple[Form, list[dict[str, int]]]
) -> None:
    form, sheets = {**form, **case[0]}, case[1]
    for result, sheet in zip(
        score(scripts, "personResult", *[[form, sheet] for sheet in sheets]), sheets, strict=True
    ):
        expected = plain(instrument.person(form, sheet))
        for got, want in zip(result["elements"], expected["elements"], strict=True):
            assert {k: got[k] for k in ("id", "answered", "shown", "band")} == {
                k: want[k] for k in ("id", "answered", "shown", "band")
            }
            assert got["score"] == pytest.approx(want["score"], abs=1e-6)
        assert [(r["tie"], r["rankKey"]) for r in result["ranked"]] == [
            (r["tie"], r["rankKey"]) for r in expected["ranked"]
        ]
        assert [tie["tie"] for tie in result["first"]] == expected["first"]
        assert (result["lowest"] or {}).get("tie") == expected["lowest"]
        assert result["findOut"] == expected["findOut"]
        assert result["prompts"] == {key: expected[key] for key in ("same", "bothWays", "bothWaysIn")}


@given(case=people(), is_open=st.booleans())
@checked
def test_any_team_is_shown_by_the_rules(
    scripts: Page, form: Form, case: tuple[Form, list[dict[str, int]]], is_open: bool
) -> None:
    form, sheets = {**form, **case[0]}, case[1]
    shown = scripts.evaluate(
        "async ([form, sheets, open]) => { const m = await import('/assessment/scoring.js');"
        " return m.displayed(form, m.teamResult(form, sheets), open); }",
        [form, sheets, is_open],
    )
    assert shown == instrument.team(form, sheets, is_open)

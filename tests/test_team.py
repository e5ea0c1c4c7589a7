"""The team's page: codes in, and exactly that picture out which the number of people allows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests import instrument
from tests.conftest import by_turns, watch
from tests.sheets import codes_of, copied, ends, open_team, random_sheets

Contexts = Callable[..., BrowserContext]
FEW = {"zh": "人数不足 {n} 人，不显示", "en": "Fewer than {n} people, not shown"}


def add(page: Page, text: str) -> None:
    page.fill('[data-part="paste"]', text)
    page.locator('[data-part="add"] button').click()
    # What is said a moment later moves all below it.
    expect(page.locator(".hb-keep > .hb-said")).not_to_be_empty()


def count(page: Page) -> str:
    return page.locator('[data-part="count"]').inner_text()


def close(page: Page, is_open: bool = False) -> None:
    page.check(f'[name="team-mode"][value="{"open" if is_open else "confidential"}"]')
    if is_open:
        page.check('[data-part="agreed"]')
    page.locator('[data-part="close"] button').first.click()


def again(page: Page) -> None:
    page.locator('[data-part="after"] button').last.click()
    expect(page.locator('[data-part="collect"]')).to_be_visible()


def picture(page: Page) -> dict[str, Any]:
    """What the page shows, as its JSON export says it, and the words that stand on it."""
    expect(page.locator('[data-part="picture"]')).to_be_visible()
    expect(page.locator('.hb-team [data-part="facts"] p').first).to_be_visible()
    rows = page.locator(".hb-team > li")
    words = [rows.nth(n).locator('[data-part="facts"]').inner_text() for n in range(rows.count())]
    exported: dict[str, Any] = {}
    if page.locator('[data-part="away"]').is_visible():
        exported = json.loads(copied(page, page.locator('[data-part="tools"] button').nth(3))["text/plain"])
    return {"words": words, "json": exported, "all": page.locator('[data-part="picture"]').inner_text()}


def without_least(shown: dict[str, Any]) -> list[dict[str, Any]]:
    return [{k: v for k, v in element.items() if k != "least"} for element in shown["elements"]]


@pytest.fixture
def team(new_context: Contexts) -> Page:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.errors = watch(page)  # type: ignore[attr-defined]
    return page


# --- taking codes in --------------------------------------------------------------------------------


@by_turns("en")
def test_codes_are_found_in_a_chat_and_bad_ones_listed_with_the_reason(team: Page, language: str) -> None:
    form = open_team(team, language)
    sheets = random_sheets(form, 7)
    codes = codes_of(team, sheets)
    [other_revision] = codes_of(team, sheets[:1], revision="ABCDEF")
    [other_language] = codes_of(team, sheets[:1], language={"zh": "en", "en": "zh"}[language])
    chat = (
        f"阿青 11/22 21:03\n{codes[0]}\n小满: 我的 {codes[1]}，谢谢！\nLin 9:05 PM\n> {codes[2]}\n"
        f"https://example.org/assessment/#code={codes[3]}\n{codes[4]}\n{codes[4]}\n"
        f"{codes[5][:40]}\n{codes[6].replace('HB1', 'HB7')}\n{other_revision}\n{other_language}\n"
        "<img src=x onerror=alert(1)> 13510235102 2026-11-22\n"
    )
    team.fill('[data-part="expected"]', "7")
    add(team, chat)
    assert count(team).startswith("5")
    assert "7" in count(team)
    assert team.input_value('[data-part="paste"]') == ""
    reasons = team.locator('[data-part="bad"] li')
    told = reasons.all_inner_texts()
    expected = {
        "zh": ["重复", "不完整", "错字", "另一个版本", "另一种语言"],
        "en": ["sent twice", "incomplete", "wrong character", "another version", "another language"],
    }[language]
    assert len(told) == 5
    for words, line in zip(expected, told, strict=True):
        assert words in line
        assert re.search(r"[（(]1[）)]", line)
    assert team.locator("handbook-team img").count() == 0
    assert team.errors == []  # type: ignore[attr-defined]


def test_a_changed_sheet_of_the_same_person_counts_once(team: Page) -> None:
    form = open_team(team)
    one, other = random_sheets(form, 2)
    made = team.evaluate(
        """async (sheets) => {
          const form = JSON.parse(document.querySelector("handbook-team").dataset.form);
          const entry = document.querySelector('script[src*="scripts/entry.js"]').src;
          const { writeCode } = await import(new URL("assessment/codes.js", entry).href);
          return sheets.map((sheet) => writeCode(form, sheet, "R4T8W2YN")); }""",
        [one, other],
    )
    add(team, "\n".join(made))
    assert count(team).startswith("1")
    expect(team.locator('[data-part="bad"]')).to_contain_text("替换")


def test_a_paste_is_taken_in_at_once_and_files_too(team: Page) -> None:
    form = open_team(team)
    codes = codes_of(team, random_sheets(form, 6))
    team.evaluate("text => navigator.clipboard.writeText(text)", f"小满 21:03\n{codes[0]} {codes[1]}")
    team.locator('[data-part="paste"]').focus()
    team.keyboard.press("Control+V")
    expect(team.locator('[data-part="count"]')).to_have_text(re.compile("^2"))
    assert team.input_value('[data-part="paste"]') == ""
    files = [
        {"name": "one.txt", "mimeType": "text/plain", "buffer": f"甲 {codes[2]}\n{codes[3]}".encode()},
        {"name": "two.md", "mimeType": "text/markdown", "buffer": codes[4].encode()},
        {"name": "photo.png", "mimeType": "image/png", "buffer": b"\x89PNG\x00\x00"},
    ]
    team.set_input_files('[data-part="files"]', files)  # type: ignore[arg-type]
    expect(team.locator('[data-part="count"]')).to_have_text(re.compile("^5"))
    expect(team.locator('[data-part="refused"]')).to_contain_text("photo.png")
    # Dropped on the section.
    team.evaluate(
        """(code) => { const data = new DataTransfer();
          data.items.add(new File([code], "three.txt", { type: "text/plain" }));
          document.querySelector('[data-part="collect"]').dispatchEvent(
            new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })); }""",
        codes[5],
    )
    expect(team.locator('[data-part="count"]')).to_have_text(re.compile("^6"))


def test_what_yields_no_code_stays_in_the_field_and_what_was_taken_out_can_be_put_back(team: Page) -> None:
    form = open_team(team, "en")
    codes = codes_of(team, random_sheets(form, 4))
    paste = team.locator('[data-part="paste"]')
    add(team, "Lin: my code is on its way")
    expect(team.locator('[data-part="add"] + .hb-said')).to_contain_text("begins with HB1-")
    assert paste.input_value() == "Lin: my code is on its way"
    team.evaluate("navigator.clipboard.writeText(' really')")
    team.keyboard.press("ControlOrMeta+End")
    team.locator('[data-part="paste"]').press("ControlOrMeta+V")
    expect(paste).to_have_value("Lin: my code is on its way really")
    # What software makes of a code is read for the code that it was.
    wide = "".join(chr(ord(one) + 0xFEE0) for one in codes[2])
    mailed = f"> {codes[3][:30]}\n> {codes[3][30:]}"
    add(team, f"{codes[0].replace('-', '–')}\n{codes[1].replace('-', '%2D')}\n{wide}\n{mailed}")
    assert count(team).startswith("4") and paste.input_value() == ""
    assert team.locator('[data-part="bad"] li').count() == 0
    # A double click takes out one, in its place.
    team.locator('[data-part="list"] summary').click()
    rows = team.locator('[data-part="list"] li')
    rows.nth(1).locator("button").dblclick()
    assert count(team).startswith("3") and rows.count() == 4
    expect(rows.nth(1)).to_contain_text("taken out")
    expect(rows.nth(1).locator("button")).to_be_focused()
    team.keyboard.press("Enter")
    assert count(team).startswith("4")
    expect(rows.nth(1).locator("button")).to_have_text("Remove")
    assert team.errors == []  # type: ignore[attr-defined]


def test_a_half_collected_batch_survives_a_look_at_another_page(team: Page) -> None:
    form = open_team(team)
    add(team, "\n".join(codes_of(team, random_sheets(form, 4))))
    team.locator('handbook-team ~ p a, article a[href*="method"]').last.click()
    expect(team).to_have_url(re.compile("/assessment/method/"))
    team.go_back()
    expect(team.locator('[data-part="count"]')).to_have_text(re.compile("^4"))
    team.reload()
    expect(team.locator('[data-part="count"]')).to_have_text(re.compile("^0"))


# --- thresholds -------------------------------------------------------------------------------------


@by_turns("en")
def test_for_any_number_of_people_the_page_shows_what_is_allowed(team: Page, language: str) -> None:
    form = open_team(team, language)
    close_button = team.locator('[data-part="close"] button').first
    expect(close_button).to_be_disabled()
    for n in range(1, 13) if language == "zh" else (4, 5, 9, 10):
        sheets = random_sheets(form, n, seed=n)
        codes = codes_of(team, sheets)
        # Added, taken out again and pasted again: only what is there at the end counts.
        add(team, "\n".join(codes))
        team.locator('[data-part="list"] summary').click()
        team.locator('[data-part="list"] button').first.click()
        assert count(team).startswith(str(n - 1))
        add(team, "\n".join(codes))
        assert count(team).startswith(str(n))
        team.locator('[data-part="list"] summary').click()
        close(team)
        seen = picture(team)
        expected = instrument.team(form, sheets, is_open=False)
        assert seen["json"].get("elements", without_least(expected)) == without_least(expected)
        if n < 5:
            assert seen["words"] == [FEW[language].format(n=5)] * 5
            assert not team.locator('[data-part="away"]').is_visible()
            assert team.locator(".hb-strip, .hb-talk-list li").count() == 0
        else:
            for words, element in zip(seen["words"], expected["elements"], strict=True):
                is_detailed = n >= 10
                assert bool(re.search("平均|Mean", words)) == is_detailed
                assert ("WG" in words) == is_detailed
                assert bool(re.search("39 分|–59", words)) == ("split" in element)
                assert not re.search("标准差|Spread|每个人|Each person", words)
                digits = re.findall(r"\d+", words.replace("r*WG(J)", ""))
                assert bool(digits) == is_detailed, words
        again(team)
    assert team.errors == []  # type: ignore[attr-defined]


def test_elements_differ_in_how_many_people_have_a_score(team: Page) -> None:
    form = open_team(team)
    sheets = random_sheets(form, 11)
    ids = {e: [i["id"] for i in form["items"] if i["element"] == e] for e in form["elements"]}
    for number, sheet in enumerate(sheets):
        for place, element in enumerate(form["elements"]):
            if number < 2 * place:
                for identifier in ids[element][:3]:
                    sheet[identifier] = 0
    team.fill('[data-part="expected"]', "12")
    add(team, "\n".join(codes_of(team, sheets)))
    close(team)
    seen = picture(team)
    expected = instrument.team(form, sheets, is_open=False)
    assert seen["json"]["elements"] == without_least(expected)
    assert [e.get("n") for e in seen["json"]["elements"]] == [11, 9, 7, 5, None]
    assert "11 人有分数，预计 12 人" in seen["all"]
    assert seen["words"][4] == "人数不足 5 人，不显示"


@by_turns("zh")
def test_open_mode_needs_everybodys_yes_and_says_that_it_is_not_anonymous(team: Page, language: str) -> None:
    form = open_team(team, language)
    for n in (1, 2, 3, 7):
        sheets = random_sheets(form, n, seed=40 + n)
        add(team, "\n".join(codes_of(team, sheets)))
        if n == 2:
            team.check('[name="team-mode"][value="open"]')
            team.uncheck('[data-part="agreed"]')
            team.locator('[data-part="close"] button').first.click()
            expect(team.locator('[data-part="refused"] .hb-note')).to_be_visible()
        close(team, is_open=True)
        seen = picture(team)
        expected = instrument.team(form, sheets, is_open=True)
        assert {"zh": "不是匿名的", "en": "not anonymous"}[language] in seen["all"]
        if n == 1:
            assert seen["words"] == [FEW[language].format(n=2)] * 5
        else:
            assert seen["json"]["elements"] == without_least(expected)
            assert team.locator(".hb-strip__dot").count() == 5 * n
            assert str(expected["elements"][0]["mean"]) in seen["words"][0]
        again(team)


def test_views_that_differ_widely_are_not_offered_as_the_teams_view(team: Page) -> None:
    form = open_team(team, "en")
    sheets = [{i["id"]: 5 if (n + i["reverse"]) % 2 else 1 for i in form["items"]} for n in range(10)]
    add(team, "\n".join(codes_of(team, sheets)))
    close(team)
    seen = picture(team)
    for words in seen["words"]:
        assert "views differ widely" in words
    # What holds for several is said once, and where it was said is named.
    assert seen["all"].count("Talk about what each of you has seen") == 1
    [band] = [one["text"] for one in form["bands"] if one["text"] in seen["all"]]
    assert seen["all"].count(band) == 1
    assert seen["all"].count("In the same band as “Clear goals and vision”.") == 4
    assert [ends(strip) for strip in team.locator(".hb-strip").all()] == [["0", "100"]] * 5
    assert all(element["agreement"] == 0 for element in seen["json"]["elements"])


# --- closing ----------------------------------------------------------------------------------------


def test_a_batch_that_overlaps_in_part_is_refused_and_the_same_one_shown(team: Page) -> None:
    team.clock.install(time="2026-03-02T09:00:00")
    form = open_team(team)
    codes = codes_of(team, random_sheets(form, 8))
    add(team, "\n".join(codes[:7]))
    close(team)
    first = picture(team)
    again(team)
    refused = team.locator('[data-part="refused"]')
    for batch in (codes, codes[1:7], codes[:5], [codes[0]]):
        add(team, "\n".join(batch))
        close(team)
        expect(refused).to_contain_text("2026")
        assert not team.locator('[data-part="picture"]').is_visible()
        team.locator('[data-part="close"] button').nth(1).click()
    # Also after a reload, and in the other language's page the store is the same.
    team.reload()
    expect(team.locator('[data-part="collect"]')).to_be_visible()
    add(team, "\n".join(codes))
    close(team)
    expect(refused).to_contain_text("一减")
    team.locator('[data-part="close"] button').nth(1).click()
    add(team, "\n".join(reversed(codes[:7])))
    close(team)
    assert picture(team)["json"]["elements"] == first["json"]["elements"]
    again(team)
    # Shown confidentially once, never openly.
    add(team, "\n".join(codes[:7]))
    close(team, is_open=True)
    expect(refused).to_contain_text("保密")
    # After ninety days the fingerprints are gone.
    team.clock.set_fixed_time("2026-06-02T09:00:00")
    team.reload()
    expect(team.locator('[data-part="collect"]')).to_be_visible()
    add(team, "\n".join(codes))
    close(team)
    assert picture(team)["json"]["elements"][0]["n"] == 8


def test_the_codes_stay_until_the_picture_can_be_shown(team: Page) -> None:
    failed: list[str] = []
    team.on("pageerror", lambda error: failed.append(str(error)))
    team.route("**/team/picture.js", lambda route: route.abort())
    form = open_team(team)
    add(team, "\n".join(codes_of(team, random_sheets(form, 7))))
    close(team)
    expect(team.locator('[data-part="refused"]')).to_contain_text("联网以后再试一次")
    assert count(team).startswith("7")
    # Slow, and pressed again meanwhile.
    held: list[Route] = []
    team.unroute("**/team/picture.js")
    team.route("**/team/picture.js", lambda route: held.append(route))
    with team.expect_request("**/team/picture.js"):
        close(team)
    close(team)
    assert count(team).startswith("7")
    for route in held:
        route.continue_()
    assert picture(team)["json"]["elements"][0]["n"] == 7
    # Copied by hand, its field is closed by its own word.
    team.evaluate("() => { navigator.clipboard.write = null; document.execCommand = () => false; }")
    team.locator('[data-part="tools"] button').first.click()
    expect(team.locator(".hb-by-hand button")).to_have_text("关闭")
    assert failed == []


def test_where_nothing_was_shown_the_batch_can_be_reopened(team: Page) -> None:
    form = open_team(team)
    codes = codes_of(team, random_sheets(form, 5))
    add(team, "\n".join(codes[:4]))
    close(team)
    assert picture(team)["words"] == ["人数不足 5 人，不显示"] * 5
    team.locator('[data-part="after"] button').first.click()
    add(team, codes[4])
    assert count(team).startswith("5")
    close(team)
    assert picture(team)["json"]["elements"][0]["n"] == 5


def test_the_page_keeps_no_code_and_exports_hold_only_what_is_shown(team: Page) -> None:
    asked: list[str] = []
    team.on("request", lambda request: asked.append(f"{request.url} {request.post_data}"))
    form = open_team(team)
    codes = codes_of(team, random_sheets(form, 6))
    add(team, "\n".join(codes))
    close(team)
    seen = picture(team)
    kept = team.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    page = team.content()
    for code in codes:
        sheet, tail = code.split("-")[3:]
        for place in (kept, page, json.dumps(seen["json"]), " ".join(asked)):
            assert sheet not in place and tail not in place
    assert set(seen["json"]) == {
        "schema", "kind", "version", "revision", "language", "mode", "closed", "expected", "codes",
        "elements", "talk",
    }  # fmt: skip
    for element in seen["json"]["elements"]:
        assert set(element) == {"id", "n", "band", "agreement", "talk"}
    with team.expect_download() as waiting:
        team.locator('[data-part="tools"] button').nth(4).click()
    path = waiting.value.path()
    markdown = path.read_text("utf-8")
    assert form["limits"] in markdown
    body = markdown.replace(form["limits"], "")
    assert not re.search("平均|标准差|WG", body)
    assert waiting.value.suggested_filename.endswith(".md")


# --- comparing --------------------------------------------------------------------------------------


def earlier(now: dict[str, Any], **change: Any) -> dict[str, Any]:
    return {**now, "closed": "2026-01-10", **change}


def compare(page: Page, export: Any) -> str:
    page.fill('[data-part="earlier"]', export if isinstance(export, str) else json.dumps(export))
    page.locator('[data-part="compared"]').evaluate("node => node.replaceChildren()")
    page.locator('[data-part="compare"] button').click()
    expect(page.locator('[data-part="compared"]')).not_to_be_empty()
    return page.locator('[data-part="compared"]').inner_text()


def test_an_earlier_round_is_compared_under_the_rules_on_change(team: Page) -> None:
    team.clock.install(time="2026-05-02T09:00:00")
    form = open_team(team)
    add(team, "\n".join(codes_of(team, random_sheets(form, 12))))
    close(team)
    now = picture(team)["json"]
    assert "看不出明确变化" in compare(team, earlier(now))
    lower = [{**e, "mean": e["mean"] - 10} for e in now["elements"]]
    told = compare(team, earlier(now, elements=lower))
    assert told.count("可能有变化，请结合其他情况判断") == 5 and "提升" not in told
    nearly = [{**e, "mean": e["mean"] - 9} for e in now["elements"]]
    assert "可能有变化" not in compare(team, earlier(now, elements=nearly))
    small = [{"n": 9, **{k: e[k] for k in ("id", "band", "agreement", "talk")}} for e in now["elements"]]
    assert compare(team, earlier(now, elements=small)).count("不下结论") == 5
    # A mean that somebody wrote into a small round by hand changes nothing.
    assert compare(team, earlier(now, elements=[{**e, "n": 9} for e in lower])).count("不下结论") == 5
    few_open = [{**e, "n": 6} for e in lower]
    assert compare(team, earlier(now, mode="open", elements=few_open)).count("不下结论") == 5
    assert "不到 3 个月" in compare(team, earlier(now, closed="2026-02-03"))
    assert "可能有变化" in compare(team, earlier(now, closed="2026-02-02", elements=lower))
    around = f"上一轮 {{三月}}：\n{json.dumps(earlier(now, elements=lower))}\n谢谢"
    assert "可能有变化" in compare(team, around)
    assert "同一个版本" in compare(team, earlier(now, revision="ABCDEF"))
    assert "同一个版本" in compare(team, earlier(now, version=2))
    assert "语言" in compare(team, earlier(now, language="en"))
    bad = [
        "",
        "{",
        "[]",
        '{"kind": "x"}',
        earlier(now, closed="soon"),
        earlier(now, elements=[{"id": "goals", "n": -1}]),
        earlier(now, elements=[{"id": "<img src=x onerror=alert(1)>", "n": 5, "band": "<b>"}]),
        json.dumps(now)[:-40],
    ]
    for text in bad:
        assert "不完整" in compare(team, text)
    assert team.errors == []  # type: ignore[attr-defined]


def test_two_open_rounds_are_compared_whatever_their_size(team: Page) -> None:
    team.clock.install(time="2026-05-02T09:00:00")
    form = open_team(team, "en")
    add(team, "\n".join(codes_of(team, random_sheets(form, 6))))
    close(team, is_open=True)
    now = picture(team)["json"]
    steps = zip(now["elements"], (8, -13, 12, 0, 13), strict=True)
    shifted = [{**element, "mean": element["mean"] + step} for element, step in steps]
    told = compare(team, earlier(now, elements=shifted))
    # The published floor for six and six is 12.40 points.
    assert told.count("No readable change") == 3 and told.count("Possibly a change") == 2
    assert "12.4" in told

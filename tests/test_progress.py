"""The page on what the browser keeps: told in words, backed up, brought back, deleted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from macros.data.handbook import Handbook
from tests.conftest import by_turns
from tests.test_checklists import ROOT, clipboard
from tests.test_store import KEY, Contexts, document, put

pytestmark = pytest.mark.one_tab

AT = "2026-01-05T01:00:00.000Z"
KEPT: dict[str, Any] = {
    "checklist": {"team-meetings-calendar": {"rev": 1, "on": "2026-01-05", "at": AT}},
    "answers": {"goals-1": {"value": 4, "rev": 1, "at": AT}, "goals-2": {"value": 0, "rev": 1, "at": AT}},
    "plans": {"one": {"at": AT}},
}


def opened(page: Page, language: str, sections: Any = KEPT) -> Page:
    page.goto(f"{ROOT[language]}progress/")
    put(page, document(sections))
    page.reload()
    expect(page.locator("[data-part=back] textarea")).to_be_visible()
    return page


def kept(page: Page) -> Any:
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or "{}").get("sections", {})


@by_turns("en")
def test_everything_kept_is_told_in_words(page: Page, handbook: Handbook, language: str) -> None:
    items = len(handbook.by_id["team-meetings"].record.checklist)
    part = opened(page, language).locator("[data-part=kept]")
    titles = {"zh": ["清单", "自评", "入职计划"], "en": ["Checklists", "Self-assessment", "Onboarding plans"]}
    expect(part.locator("h3")).to_have_text(titles[language])
    expect(part.locator("li").first).to_contain_text(
        {"zh": f"勾了 1 / {items}", "en": f"1 of {items} ticked"}[language]
    )
    expect(part.locator("li a")).to_have_attribute("href", "../practices/team-meetings/#checklist")
    expect(part).to_contain_text({"zh": "回答：2 题", "en": "Answers: 2"}[language])
    expect(page.locator("article")).to_contain_text({"zh": "七天", "en": "seven days"}[language])


@by_turns("zh")
def test_answers_are_deleted_here_after_a_second_word(page: Page, language: str) -> None:
    opened(page, language)
    group = page.locator("[data-part=kept] > div > div").nth(1)
    group.locator(".hb-tools button").click()
    group.locator(".hb-tools button").nth(1).click()
    assert "answers" in kept(page), "kept, since the reader thought again"
    group.locator(".hb-tools button").click()
    group.locator(".hb-tools button").first.click()
    assert set(kept(page)) == {"checklist", "plans"}
    expect(page.locator("[data-part=kept] h3")).to_have_count(2)
    expect(page.locator("#kept")).to_be_focused()


def test_everything_is_deleted_without_a_trace(page: Page) -> None:
    page.goto("contribute/")
    page.locator("handbook-propose .hb-button--main").wait_for()
    page.locator("[name=title]").fill("交接茶")
    opened(page, "zh")
    expect(page.locator("[data-part=kept]")).to_contain_text("有 1 页的表单")
    page.evaluate("localStorage.setItem('handbook:/:aside:1', 'x')")
    page.locator("[data-part=kept] > div > .hb-tools button").last.click()
    page.locator("[data-part=kept] > div > .hb-tools button").first.click()
    expect(page.locator("[data-part=kept]")).to_contain_text("什么也没有存")
    kept_still = "[localStorage, sessionStorage].flatMap(Object.keys).filter(k => k.startsWith('handbook:'))"
    assert page.evaluate(kept_still) == []


def test_where_nothing_can_be_kept_nothing_else_is_said(page: Page) -> None:
    refuse = "{ get() { throw new DOMException('no', 'SecurityError') } }"
    for storage in ("localStorage", "sessionStorage"):
        page.add_init_script(f"Object.defineProperty(window, '{storage}', {refuse})")
    page.goto("en/progress/")
    expect(page.locator(".hb-kept")).to_contain_text("does not let pages keep anything")
    expect(page.get_by_text("Kept in this browser and sent nowhere.")).to_be_hidden()
    # A form works without, and says nothing of it.
    page.goto("en/contribute/")
    page.locator("handbook-propose .hb-button--main").wait_for()
    page.locator("[name=title]").fill("Handover tea")


@by_turns("en")
def test_a_downloaded_backup_comes_back_in_another_browser(
    new_context: Contexts, language: str, tmp_path: Path
) -> None:
    one = opened(new_context().new_page(), language)
    with one.expect_download() as waiting:
        one.locator("[data-part=backup] button").first.click()
    assert waiting.value.suggested_filename.startswith(
        {"zh": "手册备份-20", "en": "handbook-backup-20"}[language]
    )
    waiting.value.save_as(tmp_path / "backup.json")
    expect(one.locator("[data-part=backup]")).to_contain_text(
        {"zh": "上次备份", "en": "Last backup"}[language]
    )
    mine = {"answers": {"goals-1": {"value": 1, "rev": 1, "at": "2026-03-01T00:00:00.000Z"}}}
    two = opened(new_context().new_page(), language, mine)
    two.locator("input[type=file]").set_input_files(tmp_path / "backup.json")
    two.locator("[data-part=back] .hb-tools button").click()
    told = two.locator(".hb-told")
    expect(told.locator("li")).to_have_count(2)
    expect(told.locator("li").first).to_contain_text("3")
    assert kept(two) == mine
    told.locator("button").click()
    expect(told).to_contain_text({"zh": "已恢复", "en": "Brought back"}[language])
    assert kept(two)["answers"]["goals-1"]["value"] == 1
    assert kept(two)["answers"]["goals-2"] == KEPT["answers"]["goals-2"]
    assert kept(two)["checklist"] == KEPT["checklist"]


@by_turns("zh")
def test_a_copied_backup_comes_back_by_pasting(new_context: Contexts, language: str) -> None:
    page = opened(new_context(permissions=["clipboard-read", "clipboard-write"]).new_page(), language)
    page.locator("[data-part=backup] button").nth(1).click()
    expect(page.locator("handbook-progress > .hb-said")).not_to_be_empty()
    text = clipboard(page)["text/plain"]
    page.evaluate("localStorage.clear()")
    page.reload()
    page.locator("handbook-progress textarea").fill(f"  {text}\n——来自群聊")
    page.locator("[data-part=back] .hb-tools button").click()
    page.locator(".hb-told button").click()
    expect(page.locator("[data-part=kept] h3")).to_have_count(3)


@by_turns("en")
def test_what_is_no_backup_is_told_and_changes_nothing(page: Page, language: str, tmp_path: Path) -> None:
    opened(page, language)
    look = page.locator("[data-part=back] .hb-tools button")
    told = page.locator(".hb-told")
    look.click()
    expect(told).to_contain_text({"zh": "先选一个文件", "en": "Choose a file"}[language])
    for text, words in (
        ("<script>", {"zh": "不是手册的备份", "en": "not a backup"}),
        (document({}, schema=9), {"zh": "新版本", "en": "newer version"}),
        (document(KEPT), {"zh": "不会改变什么", "en": "would change nothing"}),
    ):
        page.locator("handbook-progress textarea").fill(text)
        look.click()
        expect(told).to_contain_text(words[language])
        expect(told.locator("button")).to_have_count(0)
    page.locator("handbook-progress textarea").fill("")
    (tmp_path / "big.json").write_bytes(b"{" + b" " * 7_000_000)
    page.locator("input[type=file]").set_input_files(tmp_path / "big.json")
    look.click()
    expect(told).to_contain_text({"zh": "太大", "en": "too large"}[language])
    assert kept(page) == KEPT


def test_what_could_not_be_read_can_be_taken_away_and_deleted(page: Page, tmp_path: Path) -> None:
    page.goto("progress/")
    put(page, "读不懂 <b>")
    page.reload()
    part = page.locator("[data-part=kept]")
    expect(part).to_contain_text("有 1 份")
    with page.expect_download() as waiting:
        part.locator("h3 ~ .hb-tools button").first.click()
    waiting.value.save_as(tmp_path / "aside.txt")
    assert (tmp_path / "aside.txt").read_text(encoding="utf-8") == "读不懂 <b>"
    part.locator("h3 ~ .hb-tools .hb-button--away").click()
    part.locator("h3 ~ .hb-tools .hb-button--away").click()
    expect(part).not_to_contain_text("有 1 份")
    assert page.evaluate("Object.keys(localStorage).filter(k => k.includes('aside'))") == []

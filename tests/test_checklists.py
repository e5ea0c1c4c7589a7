"""Checklists as a reader meets them: tick, undo, clear, filter, copy, print; with and without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, Route, expect

from macros.data.handbook import Handbook
from tests.conftest import ROOT as TREE
from tests.conftest import by_turns, watch
from tests.test_store import ITEM, PAGE, Contexts, ask, document, open_page, put

pytestmark = pytest.mark.one_tab

LANGUAGES = ["zh", "en"]
ROOT = {"zh": "", "en": "en/"}
WIDGET = "handbook-checklist"
FIRST = "team-meetings-calendar"
GONE: dict[str, Any] = yaml.safe_load((TREE / "tests/cases/gone.yml").read_text(encoding="utf-8"))


def tool(page: Page, number: int) -> Any:
    """Copy, as Markdown, for chat, print, clear."""
    return page.locator(f"{WIDGET} > .hb-tools button").nth(number)


def clipboard(page: Page) -> dict[str, str]:
    """What is on the clipboard, by type; polled until something new has come."""
    return page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          const found = {};
          for (const type of item.types) found[type] = await (await item.getType(type)).text();
          return found;
        }"""
    )


@pytest.fixture
def copying(new_context: Contexts) -> Page:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    return context.new_page()


@by_turns("zh")
def test_a_tick_is_there_next_week_with_its_date(page: Page, language: str) -> None:
    open_page(page, PAGE[language])
    page.clock.install(time="2026-11-20T23:30:00")
    open_page(page, PAGE[language])
    page.locator(ITEM).first.check()
    expect(page.locator(".hb-checklist__note")).to_contain_text(
        {"zh": "2026年11月20日", "en": "20 Nov 2026"}[language]
    )
    page.clock.set_fixed_time("2026-11-27T09:00:00")
    open_page(page, PAGE[language])
    expect(page.locator(ITEM).first).to_be_checked()
    expect(page.locator(".hb-checklist__note")).to_contain_text("20")
    expect(page.locator(".hb-count progress")).to_have_js_property("value", 1)
    described = page.locator(ITEM).first.get_attribute("aria-describedby")
    expect(page.locator(f"#{described}")).to_be_visible()


@by_turns("en")
def test_untick_and_clear_have_a_way_back(page: Page, language: str) -> None:
    open_page(page, PAGE[language])
    for number in (0, 2, 4):
        page.locator(ITEM).nth(number).check()
    before = ask(page, "store.get('checklist')")
    page.locator(ITEM).nth(2).uncheck()
    page.locator(".hb-back button").click()
    expect(page.locator(ITEM).nth(2)).to_be_checked()
    expect(page.locator(ITEM).nth(2)).to_be_focused()
    tool(page, 4).click()
    expect(page.locator(f"{ITEM}:checked")).to_have_count(0)
    expect(page.locator(".hb-back button")).to_be_focused()
    expect(tool(page, 4)).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(f"{ITEM}:checked")).to_have_count(3)
    after = ask(page, "store.get('checklist')")
    assert {k: v["on"] for k, v in after.items()} == {k: v["on"] for k, v in before.items()}


def test_clearing_one_list_leaves_the_others(page: Page) -> None:
    open_page(page, "practices/recognition/")
    page.locator(ITEM).first.check()
    open_page(page)
    page.locator(ITEM).first.check()
    tool(page, 4).click()
    assert len(ask(page, "store.get('checklist')")) == 1


@by_turns("zh")
def test_an_item_reworded_since_says_so_and_keeps_its_tick(page: Page, language: str) -> None:
    page.route(
        re.compile("team-meetings/$"),
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=answer.text().replace(
                f'data-item="{FIRST}" data-rev="1"', f'data-item="{FIRST}" data-rev="2"'
            ),
        ),
    )
    page.goto(PAGE[language])
    put(page, document({"checklist": {FIRST: {"rev": 1, "on": "2026-01-05", "at": "2026-01-05T01:00:00Z"}}}))
    open_page(page, PAGE[language])
    expect(page.locator(ITEM).first).to_be_checked()
    note = page.locator(".hb-checklist__note--old")
    expect(note).to_contain_text({"zh": "改过", "en": "Reworded"}[language])
    note.locator("button").click()
    expect(note).to_have_count(0)
    kept = ask(page, "store.get('checklist')")[FIRST]
    assert kept["rev"] == 2 and kept["on"] == "2026-01-05"


def test_what_went_from_the_data_does_not_come_back_as_something_else(handbook: Handbook) -> None:
    here = {one.id for entry in handbook.entries for one in [*entry.checklist, *entry.templates]}
    assert here & {*GONE["checklist"], *GONE["templates"]} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_ticks_of_items_that_went_are_kept_and_are_no_tick_of_another(
    new_context: Contexts, language: str
) -> None:
    tick = {"rev": 1, "on": "2026-01-05", "at": "2026-01-05T01:00:00.000Z"}
    gone = dict.fromkeys(GONE["checklist"], tick)
    page = new_context().new_page()
    page.goto(ROOT[language] + "checklists/")
    put(page, document({"checklist": gone}))
    page.reload()
    expect(page.locator("handbook-checklists .hb-count progress")).to_have_js_property("value", 0)
    expect(page.locator(f"{ITEM}:checked")).to_have_count(0)
    # Using and clearing a list that lost an item leaves its tick alone.
    open_page(page, f"{ROOT[language]}practices/recognition/")
    page.locator(ITEM).first.check()
    tool(page, 4).click()
    assert ask(page, "store.get('checklist')") == gone
    backup = ask(page, "store.backup()")

    other = new_context().new_page()
    other.goto(ROOT[language] + "progress/")
    other.locator("handbook-progress textarea").fill(backup)
    other.locator("[data-part=back] .hb-tools button").click()
    other.locator(".hb-told button").click()
    expect(other.locator("[data-part=kept] li")).to_contain_text(
        {"zh": f"没有的条目：{len(gone)} 条", "en": f"no longer in the handbook: {len(gone)}"}[language]
    )
    assert ask(other, "store.get('checklist')") == gone


@pytest.mark.parametrize("template", GONE["templates"])
def test_a_link_to_a_template_that_went_leads_to_those_of_its_page(page: Page, template: str) -> None:
    # On the way back the theme scrolls to where the page was left: to its top, now and then.
    page.add_init_script("addEventListener('popstate', () => { window.isBack = true; })")
    page.goto(f"{GONE['templates'][template]}#template-{template}")
    page.wait_for_url("**#templates")
    expect(page.locator("#templates")).to_be_in_viewport()
    assert page.evaluate("window.isBack") is None
    # By keyboard one goes on from there.
    page.keyboard.press("Tab")
    follows = "document.activeElement.compareDocumentPosition(document.querySelector('#templates'))"
    assert page.evaluate(f"{follows} & Node.DOCUMENT_POSITION_PRECEDING")


@by_turns("en")
def test_copies_are_rich_markdown_and_for_chats(copying: Page, language: str) -> None:
    page = copying
    open_page(page, PAGE[language])
    page.locator(ITEM).nth(1).check()
    left = page.locator(ITEM).count() - 1
    title = page.locator(WIDGET).get_attribute("data-title") or ""
    said = page.locator(f"{WIDGET} > .hb-said")
    tool(page, 0).click()
    expect(said).to_have_text({"zh": "已复制。", "en": "Copied."}[language])
    rich = clipboard(page)
    assert "<li>☑" in rich["text/html"] and rich["text/html"].count("<li>☐") == left
    assert rich["text/plain"].startswith(f"## [{title}](http")
    assert rich["text/plain"].count("- [ ] ") == left and rich["text/plain"].count("- [x] ") == 1
    tool(page, 1).click()
    page.wait_for_timeout(150)
    markdown = clipboard(page)
    assert list(markdown) == ["text/plain"] and markdown["text/plain"] == rich["text/plain"]
    tool(page, 2).click()
    page.wait_for_timeout(150)
    chat = clipboard(page)["text/plain"]
    assert chat.startswith(title + "\n⬜ ") and chat.count("✅") == 1
    assert "[" not in chat and f"{PAGE[language]}#checklist" in chat


@by_turns("zh")
def test_where_copying_is_refused_the_text_is_shown_selected(page: Page, language: str) -> None:
    page.add_init_script(
        """Object.defineProperty(navigator, "clipboard", { value: undefined });
           document.execCommand = () => false;"""
    )
    open_page(page, PAGE[language])
    tool(page, 2).click()
    field = page.locator(".hb-by-hand textarea")
    expect(field).to_be_focused()
    selected = page.evaluate(
        """() => {
          const field = document.activeElement;
          return getSelection().toString() || field.value.slice(field.selectionStart, field.selectionEnd);
        }"""
    )
    assert selected.count("⬜") == page.locator(ITEM).count()
    page.locator(".hb-by-hand button").click()
    expect(field).to_have_count(0)
    expect(tool(page, 2)).to_be_focused()


def test_where_only_the_old_way_copies_both_forms_are_copied(page: Page) -> None:
    page.add_init_script(
        """Object.defineProperty(navigator, "clipboard", { value: undefined });
           addEventListener("copy", e => setTimeout(() => {}, 0), true);
           const own = DataTransfer.prototype.setData;
           window.copied = {};
           DataTransfer.prototype.setData = function (type, text) {
             copied[type] = text;
             own.call(this, type, text);
           };"""
    )
    open_page(page)
    tool(page, 0).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hb-said")).to_have_text("已复制。")
    copied = page.evaluate("copied")
    assert "<li>☐" in copied["text/html"] and "- [ ]" in copied["text/plain"]
    expect(tool(page, 0)).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_prints_on_one_sheet(new_context: Contexts, handbook: Handbook, language: str) -> None:
    page = new_context().new_page()
    page.add_init_script("window.print = () => {}")
    listed = [entry for entry in handbook.entries if getattr(entry, "checklist", None)]
    longest = max(listed, key=lambda e: sum(len(item.text.get(language) or "") for item in e.checklist))
    folder = {"practice": "practices", "foundation": "foundations"}[longest.kind]
    open_page(page, f"{ROOT[language]}{folder}/{longest.id}/")
    page.locator(ITEM).first.check()
    tool(page, 3).click()
    page.emulate_media(media="print")
    expect(page.locator("h1:visible")).to_have_count(1)
    expect(page.locator(".hb-sheet li:visible")).to_have_count(len(longest.checklist))
    pdf = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "15mm"))
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".hb-sheet")).to_have_count(0)


# --- all checklists on one page -------------------------------------------------------------------


@by_turns("en")
def test_all_checklists_filter_by_element_and_state(page: Page, handbook: Handbook, language: str) -> None:
    open_page(page, f"{ROOT[language]}checklists/")
    everything = sum(len(e.checklist) for e in handbook.entries if getattr(e, "checklist", None))
    expect(page.locator("handbook-checklists .hb-count")).to_contain_text(str(everything))
    visible = page.locator(f"{WIDGET}:visible")
    page.locator("select").first.select_option("collaboration")
    shown = visible.evaluate_all("all => all.map(e => e.dataset.record)")
    practices = {e.id for e in handbook.practices_of("collaboration")}
    assert practices <= set(shown)
    assert set(shown) - practices == {e.id for e in handbook.foundations_of("collaboration")}
    assert page.locator("h2:visible").count() == len(shown)
    page.locator(f"{ITEM}:visible").first.check()
    page.locator("select").nth(1).select_option("done")
    expect(page.locator(f"{ITEM}:visible")).to_have_count(1)
    page.locator("select").nth(1).select_option("open")
    expect(page.locator(f"{ITEM}:visible:checked")).to_have_count(0)
    page.locator(f"{ITEM}:visible").first.check()
    expect(page.locator(f"{ITEM}:visible:checked")).to_have_count(1)
    page.locator("select").first.select_option("")
    page.locator("select").nth(1).select_option("done")
    expect(page.locator("handbook-checklists .hb-said")).to_contain_text("2")


def test_ones_own_open_lists_come_first_and_stand_open(page: Page) -> None:
    open_page(page, PAGE["zh"])
    page.locator(ITEM).nth(1).check()
    open_page(page, "checklists/")
    first = page.locator(".hb-listed").first
    assert first.evaluate("one => one.querySelector('handbook-checklist').dataset.record") == "team-meetings"
    assert page.locator(".hb-listed[open]").count() == 1
    expect(page.locator(".hb-welcome")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight") < 7 * 844


def test_all_shown_is_copied_and_nothing_else(copying: Page) -> None:
    open_page(copying, "checklists/")
    copying.locator(".hb-listed > summary").first.click()
    # Nothing above moves at the first tick: a second press is on the same item.
    top = copying.locator(ITEM).nth(3).bounding_box()
    copying.locator(ITEM).nth(3).check()
    expect(copying.locator("handbook-checklists .hb-count progress")).to_have_js_property("value", 1)
    expect(copying.locator(".hb-welcome")).to_be_hidden()
    assert copying.locator(ITEM).nth(3).bounding_box() == top
    copying.locator("select").nth(1).select_option("done")
    copying.locator("handbook-checklists .hb-tools button").nth(1).click()
    expect(copying.locator(".hb-said")).to_have_text("已复制。")
    text = clipboard(copying)["text/plain"]
    assert text.count("- [x]") == 1 and "- [ ]" not in text and text.count("## ") == 1


# --- starting, and failing alone ------------------------------------------------------------------


@by_turns("zh")
def test_widgets_start_on_pages_that_are_swapped_in(page: Page, language: str) -> None:
    page.goto(f"{ROOT[language]}practices/")
    page.wait_for_function("window.document$")
    page.evaluate("window.same = true")
    link = page.locator("article a[href$='team-meetings/']").first
    link.click()
    expect(page.locator(f"{WIDGET} .hb-count progress")).to_be_attached()
    expect(page.locator("handbook-template .hb-tools").first).to_be_visible()
    page.locator(ITEM).first.check()
    page.go_back()
    expect(page.locator(WIDGET)).to_have_count(0)
    page.go_forward()
    expect(page.locator(ITEM).first).to_be_checked()
    expect(page.locator(f"{WIDGET} > .hb-tools")).to_have_count(1)
    assert page.evaluate("window.same") is True


@pytest.mark.parametrize("broken", ["template", "checklist"])
def test_one_that_fails_leaves_the_others(new_context: Contexts, broken: str) -> None:
    page = new_context().new_page()
    script = f"**/scripts/{broken}/{broken}.js"
    page.route(script, lambda route: route.fulfill(body="throw new Error('broken')"))
    page.goto(PAGE["zh"])
    other = {"template": WIDGET, "checklist": "handbook-template"}[broken]
    expect(page.locator(f"{other} .hb-tools").first).to_be_visible()
    expect(page.locator(f"handbook-{broken} .hb-button")).to_have_count(0)
    expect(page.locator(ITEM).nth(2)).to_be_visible()


# --- for everybody --------------------------------------------------------------------------------


@by_turns("en")
@pytest.mark.parametrize("path", ["practices/team-meetings/", "checklists/", "progress/"])
def test_without_scripts_everything_reads_and_no_control_is_dead(
    new_context: Contexts, language: str, path: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(ROOT[language] + path)
    for fold in page.locator(".hb-listed > summary").all()[:2]:
        fold.click()
    assert page.locator(".hb-widget :is(button, select, textarea, progress):visible").count() == 0
    if path != "progress/":
        assert page.locator(f"{ITEM}:visible").count() >= 3
        assert all(text.strip() for text in page.locator(".hb-checklist label:visible").all_inner_texts())
    else:
        expect(page.locator("[data-part=kept]")).to_contain_text(
            {"zh": "什么也不存", "en": "keeps nothing"}[language]
        )
    if path.startswith("practices"):
        expect(page.locator(".hb-paper").first).to_be_visible()
    page.emulate_media(media="print")
    if path != "progress/":
        assert page.locator(f"{ITEM}:visible").count() >= 3


@by_turns("zh")
@pytest.mark.audit  # in each run test_face.py sees the like
@pytest.mark.parametrize("path", ["practices/team-meetings/", "checklists/", "progress/"])
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_narrow_and_zoomed_nothing_sticks_out_and_axe_is_content(
    new_context: Contexts, language: str, path: str, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme).new_page()
    page.goto(ROOT[language] + path)
    if path == "progress/":
        expect(page.locator("[data-part=back] textarea")).to_be_visible()
    else:
        page.locator(".hb-listed > summary").first.click() if path == "checklists/" else None
        page.locator(ITEM).first.check()
        page.locator(ITEM).first.uncheck()
        page.locator(ITEM).nth(1).check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = page.locator(".hb-widget :is(button, select, input, summary):visible").evaluate_all(
        "all => all.map(e => e.closest('label') ?? e).map(e => e.getBoundingClientRect())"
        ".filter(r => r.height < 24 || r.width < 24).length"
    )
    assert small == 0
    found = axe.Axe().run(page, context=".md-content").response["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found] == []


def test_everything_works_by_keyboard(page: Page) -> None:
    open_page(page)
    page.locator(ITEM).first.focus()
    page.keyboard.press("Space")
    expect(page.locator(ITEM).first).to_be_checked()
    page.locator(ITEM).last.focus()
    page.keyboard.press("Tab")
    expect(tool(page, 0)).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(tool(page, 4)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(ITEM).first).not_to_be_checked()


def test_in_forced_colours_the_state_is_still_seen(new_context: Contexts) -> None:
    page = new_context(forced_colors="active", reduced_motion="reduce").new_page()
    errors = watch(page)
    open_page(page)
    page.locator(ITEM).first.check()
    expect(page.locator(".hb-count progress")).to_be_visible()
    border = tool(page, 0).evaluate("e => getComputedStyle(e).borderTopWidth")
    assert border == "1px" and errors == []


def test_what_is_ticked_before_the_script_arrives_is_kept(page: Page) -> None:
    held: list[Route] = []
    page.route("**/scripts/checklist/checklist.js", lambda route: held.append(route))
    page.goto("practices/team-meetings/")
    page.locator("handbook-checklist input").nth(1).check()
    page.wait_for_timeout(200)
    for route in held:
        route.continue_()
    expect(page.locator("handbook-checklist .hb-count")).to_contain_text("1")
    page.unroute("**/scripts/checklist/checklist.js")
    page.reload()
    expect(page.locator("handbook-checklist .hb-count")).to_contain_text("1")
    expect(page.locator("handbook-checklist input").nth(1)).to_be_checked()

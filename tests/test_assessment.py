"""The self-assessment as one person meets it: on a phone, by keyboard, again later, elsewhere."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from macros.commands.repository import load_data
from macros.data.handbook import Handbook
from macros.data.load import load
from macros.pages import assessment
from macros.pages.view import View
from tests.conftest import by_turns, copy_project, make, serve_folder, watch
from tests.sheets import FORM, LANGUAGES, ROOT, P, answer, codes_of, copied, ends, open_form

pytestmark = pytest.mark.one_tab

Contexts = Callable[..., BrowserContext]

SHOWN = {"goals": "54", "trust": "65", "innovation": "21", "atmosphere": "75"}
TOO_FEW = {"zh": "作答不足 4 题，不计分", "en": "Fewer than 4 answers, no score"}


def score(page: Page, element: str) -> str:
    return page.locator(f'.hb-bars [data-element="{element}"] strong').inner_text()


def is_person_p(page: Page, language: str) -> None:
    """The page shows the published result of person P."""
    for element, shown in SHOWN.items():
        expect(page.locator(f'.hb-bars [data-element="{element}"] strong')).to_have_text(
            re.compile(rf"^{shown}\b")
        )
    # In another tab the answers come in one after the other: the last of them is waited for.
    expect(page.locator('[data-part="find-out"] li')).to_have_count(5)
    expect(page.locator('.hb-bars [data-element="trust"] small')).to_have_text(re.compile(r"5/6$"))
    assert score(page, "collaboration") == TOO_FEW[language]
    links = page.locator(".hb-talk-list .hb-talk__title a")
    expect(links).to_have_count(3)
    assert [Path(links.nth(n).get_attribute("href") or "").name for n in range(links.count())] == [
        "idea-welcome",
        "innovation-support",
        "learning",
    ]


# --- the whole way ----------------------------------------------------------------------------------


@by_turns("zh")
def test_one_person_goes_the_whole_way_by_touch(new_context: Contexts, language: str) -> None:
    page = new_context(has_touch=True, is_mobile=True).new_page()
    errors = watch(page)
    form = open_form(page, language)
    assert page.locator("handbook-assessment :checked").count() == 0
    for place, value in enumerate(P):
        page.locator(".hb-question").nth(place).locator(f"label:has(input[value='{value}'])").tap()
        # Nothing is pressed to see the result: it follows every answer.
        if place == 3:
            expect(page.locator('.hb-bars [data-element="goals"] small')).to_contain_text("4/6")
            assert score(page, "goals").startswith("63")
    assert page.locator(".hb-answered span").inner_text().endswith("30/30")
    is_person_p(page, language)
    words = {band["id"]: band["text"] for band in form["bands"]}
    assert words["B1"] in page.locator('.hb-bars [data-element="innovation"]').inner_text()
    limits = page.locator("article").inner_text()
    assert form["limits"] in limits
    # Left and taken up again, in the other language as well.
    page.reload()
    is_person_p(page, language)
    other = {"zh": "en", "en": "zh"}[language]
    open_form(page, other)
    is_person_p(page, other)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert errors == []


@pytest.mark.audit  # test_keyboard.py has the like in each run
def test_one_person_goes_the_whole_way_by_keyboard(page: Page) -> None:
    open_form(page, "en")
    page.locator(".hb-question input").first.focus()
    for place, value in enumerate(P):
        # One stop a question: the first radio, arrows from there.
        name = page.evaluate("document.activeElement.name")
        assert name == page.locator(".hb-question").nth(place).get_attribute("data-item")
        if value == 1:
            page.keyboard.press("Space")
        else:
            for _ in range((value or 6) - 1):
                page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
    is_person_p(page, "en")
    # On from the last question to the result's buttons and the code.
    assert page.evaluate("document.activeElement.matches('.hb-answered button')")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.hb-code')"):
            break
    else:
        raise AssertionError("the code cannot be reached by keyboard")


def test_the_next_unanswered_question_is_one_press_away(page: Page) -> None:
    open_form(page)
    answer(page, P[:4])
    page.locator(".hb-answered button").click()
    assert page.evaluate("document.activeElement.name") == "goals-5"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_a_group_with_its_statement_as_name(
    page: Page, handbook: Handbook, language: str
) -> None:
    open_form(page, language)
    view = View(handbook, language)
    for item in assessment.items_in_order(handbook):
        group = page.get_by_role("group", name=view.text(item.text), exact=True)
        assert group.get_by_role("radio").count() == 6


def test_the_result_is_announced_once(page: Page) -> None:
    open_form(page)
    page.evaluate(
        """() => { window.said = [];
          new MutationObserver((changes) => {
            for (const { target } of changes) {
              const element = target.closest ? target : target.parentElement;
              const region = element.closest("[role=status], [aria-live], [role=alert]");
              if (region?.textContent) window.said.push(region.textContent);
            }
          }).observe(document.querySelector("handbook-assessment"),
            { subtree: true, childList: true, characterData: true });
        }"""
    )
    answer(page, P)
    page.wait_for_timeout(200)
    assert len(page.evaluate("window.said")) == 1


def test_the_table_says_all_that_the_chart_says(page: Page) -> None:
    form = open_form(page)
    answer(page, P)
    page.locator(".hb-result .hb-fold summary").click()
    rows = page.locator("[data-row]")
    for place, element in enumerate(form["elements"]):
        assert rows.nth(place).locator("td").first.inner_text() == score(page, element)
    assert page.locator(".hb-radar").get_attribute("aria-label")
    # One dot a score; the line has a gap where there is none.
    assert page.locator(".hb-radar__dots circle").count() == 4
    assert "Z" not in (page.locator(".hb-radar__area").get_attribute("d") or "")
    answer(page, (5,) * 30)
    assert page.locator(".hb-radar__dots circle").count() == 5
    assert "Z" in (page.locator(".hb-radar__area").get_attribute("d") or "")


# --- the same answers everywhere ------------------------------------------------------------------


def test_an_elements_page_has_the_same_answers(page: Page) -> None:
    open_form(page)
    answer(page, P)
    page.goto("elements/trust/")
    expect(page.locator(".hb-bars strong")).to_have_text("65 分")
    assert page.locator(".hb-question").count() == 6
    page.locator("details:has(handbook-assessment) > summary").click()
    page.locator(".hb-question").nth(4).locator('input[value="5"]').check()
    expect(page.locator(".hb-answered span")).to_have_text("已答 6/6")
    open_form(page)
    assert page.locator('[name="trust-5"]:checked').get_attribute("value") == "5"


def test_two_tabs_stay_in_step(new_context: Contexts) -> None:
    context = new_context()
    one, two = context.new_page(), context.new_page()
    open_form(one)
    open_form(two, "en")
    answer(one, P)
    is_person_p(two, "en")


def test_it_starts_again_under_instant_navigation_and_back(page: Page) -> None:
    open_form(page)
    answer(page, P[:6])
    page.locator('[data-part="scores"] a[href*="elements/goals"]').first.click()
    expect(page.locator(".hb-question")).to_have_count(6)
    expect(page.locator(".hb-bars strong")).to_have_text("54 分")
    page.go_back()
    expect(page.locator(".hb-question")).to_have_count(30)
    expect(page.locator(".hb-answered span")).to_have_text("已答 6/30")
    answer(page, P)
    is_person_p(page, "zh")


def test_a_reworded_statement_asks_again_and_loses_nothing(page: Page) -> None:
    open_form(page)
    answer(page, P)
    page.evaluate(
        """() => { const key = Object.keys(localStorage).find((name) => name.startsWith("handbook:"));
          const kept = JSON.parse(localStorage[key]);
          kept.sections.answers["goals-1"].rev = 7; localStorage[key] = JSON.stringify(kept); }"""
    )
    page.reload()
    question = page.locator('[data-item="goals-1"]').first
    expect(question.locator(".hb-reworded")).to_contain_text("同意")
    assert question.locator(":checked").count() == 0
    assert page.locator(".hb-answered span").inner_text() == "已答 29/30"
    question.locator('input[value="4"]').check()
    assert question.locator(".hb-reworded").count() == 0
    is_person_p(page, "zh")


def test_without_scripts_it_can_be_filled_in_on_paper(new_context: Contexts) -> None:
    page = new_context(java_script_enabled=False).new_page()
    for path in (FORM["zh"], FORM["en"], "elements/trust/"):
        page.goto(path)
        for fold in page.locator("details:has(handbook-assessment) > summary").all():
            fold.click()
        assert page.locator(".hb-question legend:visible").count() in (30, 6)
        assert page.locator("handbook-assessment button:visible").count() == 0
        assert not page.locator('[data-part="result"]').is_visible()


# --- prompts ----------------------------------------------------------------------------------------


@by_turns("en")
def test_equal_answers_are_asked_about_and_never_blocked(page: Page, language: str) -> None:
    same = {
        "zh": "你的选项都一样，要不要再看一眼？",
        "en": "All your answers are the same. Would you like to look again?",
    }[language]
    open_form(page, language)
    answer(page, (5,) * 19)
    note = page.locator('[data-part="notes"]')
    assert same not in note.inner_text()
    answer(page, (5,) * 30)
    expect(note).to_contain_text(same)
    assert score(page, "goals").startswith("83")
    assert note.bounding_box()["y"] < page.locator(".hb-bars").bounding_box()["y"]  # type: ignore[index]
    note.locator("button").nth(1).click()
    expect(note).to_be_empty()
    answer(page, (3,) * 30)
    expect(note).to_contain_text(same)
    answer(page, P)
    expect(note).to_be_empty()


# --- taking it away -------------------------------------------------------------------------------


@pytest.fixture
def copying(new_context: Contexts) -> Page:
    return new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()


@by_turns("zh")
def test_the_result_is_copied_in_three_forms(copying: Page, language: str) -> None:
    form = open_form(copying, language)
    answer(copying, P)
    tools = copying.locator('[data-part="tools"] button')
    rich = copied(copying, tools.nth(0))
    assert "<table" in rich["text/html"] and form["limits"] in rich["text/html"]
    markdown = copied(copying, tools.nth(1))["text/plain"]
    assert "| --- |" in markdown and "/practices/idea-welcome/" in markdown
    assert TOO_FEW[language] in markdown and form["limits"] in markdown
    chat = copied(copying, tools.nth(2))["text/plain"]
    assert "|" not in chat and "#" not in chat.replace("#code", "") and form["limits"] in chat
    assert form["titles"]["trust"] in chat and "http" in chat


def test_the_result_is_printed_alone(page: Page) -> None:
    page.add_init_script(
        "window.print = () => { window.printed = document.querySelector('.hb-sheet').innerText; }"
    )
    open_form(page, "en")
    answer(page, P)
    page.locator('[data-part="tools"] button').nth(3).click()
    page.wait_for_function("window.printed")
    assert "compares you with no one" in page.evaluate("window.printed")


@by_turns("en")
def test_a_link_opens_the_result_elsewhere(copying: Page, new_context: Contexts, language: str) -> None:
    open_form(copying, language)
    answer(copying, P)
    link = copied(copying, copying.locator('[data-part="tools"] button').nth(4))["text/plain"]
    assert "?" not in link and "#code=HB1-" in link
    elsewhere = new_context().new_page()
    errors = watch(elsewhere)
    open_form(elsewhere, language)
    answer(elsewhere, (5,) * 6)
    # Chats append parameters of their own.
    elsewhere.goto(f"{link}&from=timeline&isappinstalled=0")
    is_person_p(elsewhere, language)
    assert elsewhere.locator(".hb-answered span").inner_text().endswith("6/30")
    elsewhere.locator('[data-part="notes"] button').first.click()
    expect(elsewhere.locator('.hb-bars [data-element="goals"] strong')).to_have_text(re.compile("^83"))
    assert "#" not in elsewhere.url
    # A mark of the sentence around it clings to the link.
    elsewhere.goto(f"{link}）。")
    elsewhere.reload()
    is_person_p(elsewhere, language)
    # The language switch takes the result along.
    for other in ({"zh": "en", "en": "zh-CN"}[language], {"zh": "zh-CN", "en": "en"}[language]):
        elsewhere.locator(f".md-select__link[hreflang={other}]").evaluate("link => link.click()")
        expect(elsewhere.locator(f"html[lang={other[:2]}] [data-part=notes] button")).to_have_count(2)
    # Own answers are replaced after a second yes.
    take = elsewhere.locator('[data-part="notes"] button')
    take.nth(1).click()
    expect(take.last).to_be_focused()
    take.last.click()
    assert elsewhere.locator(".hb-answered span").inner_text().endswith("6/30")
    take.nth(1).click()
    take.nth(1).click()
    expect(elsewhere.locator(".hb-answered span")).to_have_text(re.compile("30/30$"))
    is_person_p(elsewhere, language)
    # The same sheet on another device: its code would not count a second time.
    assert elsewhere.locator(".hb-code").inner_text() == link.split("#code=")[1]
    assert errors == []


@pytest.mark.parametrize(
    ("damage", "words"), [(lambda c: c[:-9], "截断"), (lambda c: c.replace("-5", "-4"), "错字")]
)
def test_a_damaged_link_is_told(page: Page, damage: Callable[[str], str], words: str) -> None:
    form = open_form(page)
    [code] = codes_of(page, [{item["id"]: 5 for item in form["items"]}])
    page.goto(f"{FORM['zh']}#code={damage(code)}")
    expect(page.locator('[data-part="notes"]')).to_contain_text(words)
    page.goto(f"{FORM['zh']}#code=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.locator('[data-part="notes"] .hb-note')).to_be_visible()
    assert page.locator('[data-part="notes"] img').count() == 0


def test_the_code_is_there_as_soon_as_one_element_has_a_score(page: Page) -> None:
    form = open_form(page)
    answer(page, P[:3])
    assert not page.locator(".hb-code").is_visible()
    answer(page, P[:4])
    expect(page.locator(".hb-code")).to_contain_text(f"HB1-zh-{form['revision']}-")
    first = page.locator(".hb-code").inner_text()
    answer(page, P)
    expect(page.locator(".hb-code")).not_to_have_text(first)
    # The same sheet, so the same nonce: a corrected code is known for the same person's.
    assert page.locator(".hb-code").inner_text()[-12:-4] == first[-12:-4]


def test_no_answer_leaves_the_browser(new_context: Contexts) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    open_form(page)
    title = page.title()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url} {request.post_data}"))
    answer(page, P)
    link = copied(page, page.locator('[data-part="tools"] button').nth(4))["text/plain"]
    assert "#code=" in link, link
    page.goto(link)
    page.reload()
    is_person_p(page, "zh")
    sheet = link.split("-")[3]
    assert all(one.startswith("GET ") and sheet not in one for one in asked)
    assert page.title() == title
    assert page.evaluate("location.search") == ""
    assert page.evaluate("document.cookie") == ""


# --- later ------------------------------------------------------------------------------------------


def test_two_results_stand_side_by_side_without_a_verdict(page: Page) -> None:
    page.clock.install(time="2026-03-02T09:00:00")
    open_form(page)
    answer(page, P)
    # Pressed twice, it is kept once.
    page.locator('[data-part="keep"] button').dblclick()
    expect(page.locator('[data-part="history"] > .hb-said')).to_contain_text("已存下")
    expect(page.locator('[data-part="kept-results"] button')).to_have_count(1)
    page.clock.set_fixed_time("2026-07-02T09:00:00")
    page.reload()
    expect(page.locator('[data-part="result"]')).to_be_visible()
    answer(page, (5, 5, 5, 5, 1, 5))
    table = page.locator('[data-part="kept-results"] table')
    expect(table.locator("tbody tr").first).to_contain_text("54 分")
    expect(table.locator("tbody tr").first).to_contain_text("100 分")
    text = page.locator('[data-part="history"]').inner_text()
    assert "30 分以内" in text
    assert not re.search("提升|下降|进步|[↑↓▲▼+]", text)
    # Deleted after a second yes.
    page.locator('[data-part="kept-results"] button').dblclick()
    expect(table).to_be_visible()
    page.locator('[data-part="kept-results"] button').first.click()
    expect(page.locator('[data-part="kept-results"] table')).to_have_count(0)


def test_answers_are_deleted_here_only_after_a_second_yes(page: Page) -> None:
    open_form(page)
    answer(page, P)
    page.locator('[data-part="keep"] button').click()
    expect(page.locator('[data-part="kept-results"] button')).to_have_count(1)
    delete = page.locator('[data-part="delete"]')
    delete.locator("button").click()
    assert delete.locator("button").all_inner_texts() == ["删除", "不删"]
    delete.locator("button").nth(1).click()
    is_person_p(page, "zh")
    delete.locator("button").click()
    delete.locator("button").first.click()
    expect(page.locator(".hb-answered span")).to_have_text("已答 0/30")
    assert not page.locator(".hb-code").is_visible()
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "goals-1" not in kept and "nonce" not in kept


def test_it_works_for_the_visit_where_nothing_is_kept(new_context: Contexts) -> None:
    page = new_context().new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    open_form(page)
    answer(page, P)
    is_person_p(page, "zh")
    expect(page.locator(".hb-kept")).to_be_visible()


# --- the data alone decides -------------------------------------------------------------------------

ANOTHER = """  - id: collaboration-7
    text:
      zh: 新加的一条陈述。
      en: One more statement.
    referent: team
"""


@pytest.mark.slow
def test_an_item_more_changes_form_scoring_revision_and_codes(
    tmp_path: Path, browser: Browser, site: Path, handbook: Handbook
) -> None:
    project = copy_project(tmp_path / "copy")
    file = project / "data" / "practices" / "clear-roles.yml"
    file.write_text(file.read_text("utf-8").replace("\nitems:\n", f"\nitems:\n{ANOTHER}"), encoding="utf-8")
    make(project, f"{FORM['zh']}index.html")
    # What the page loads is that of our site: the data do not change it.
    shutil.copytree(site / "assets", project / "site" / "assets", copy_function=os.link)
    server = serve_folder(project / "site")
    context = browser.new_context(base_url=f"http://127.0.0.1:{server.server_port}/")
    page = context.new_page()
    form = open_form(page)
    ours = assessment.form(handbook)
    assert len(form["items"]) == len(form["order"]) == len(ours["items"]) + 1
    assert form["revision"] != ours["revision"]
    # Seven items need ⌈14/3⌉ answers.
    for place in range(12, 16):
        page.locator(".hb-question").nth(place).locator('input[value="4"]').check()
    assert score(page, "collaboration") == "作答不足 5 题，不计分"
    page.locator(".hb-question").nth(16).locator('input[value="4"]').check()
    assert score(page, "collaboration").endswith("分") and "不计分" not in score(page, "collaboration")
    [old] = codes_of(page, [{}], order=ours["order"], revision=ours["revision"])
    page.goto(f"{FORM['zh']}#code={old}")
    expect(page.locator('[data-part="notes"]')).to_contain_text("另一个版本")
    context.close()
    server.shutdown()


def test_the_revision_follows_ids_directions_revs_and_version(tmp_path: Path, handbook: Handbook) -> None:
    project = copy_project(tmp_path / "copy")
    file = project / "data" / "practices" / "clear-roles.yml"
    source = file.read_text("utf-8")

    def revision() -> str:
        loaded = load(project / "data")
        assert loaded.handbook
        return assessment.revision(loaded.handbook)

    assert revision() == assessment.revision(handbook)
    seen = {revision()}
    for old, new in (
        ("id: collaboration-4", "id: collaboration-9"),
        ("reverse: true", "reverse: false"),
        ("  - id: collaboration-4\n", "  - id: collaboration-4\n    rev: 2\n"),
    ):
        assert old in source
        file.write_text(source.replace(old, new), encoding="utf-8")
        seen.add(revision())
    # Better words for the same meaning are the same statement.
    file.write_text(source.replace("我知道由谁做决定", "我知道谁来决定"), encoding="utf-8")
    assert revision() == assessment.revision(handbook)
    file.write_text(source, encoding="utf-8")
    rules = project / "data" / "assessment.yml"
    rules.write_text(rules.read_text("utf-8").replace("version: 1", "version: 2"), encoding="utf-8")
    seen.add(revision())
    assert len(seen) == 5


def test_what_a_band_says_is_said_once_and_a_bar_has_its_ends(page: Page) -> None:
    form = open_form(page)
    answer(page, (3,) * len(form["items"]))
    bars = page.locator(".hb-bars > li")
    expect(bars.last.locator(".hb-bars__words")).to_have_text("和“明确目标和愿景”在同一段。")
    assert sum(page.locator(".hb-bars").inner_text().count(band["text"]) for band in form["bands"]) == 1
    assert [ends(bar) for bar in page.locator(".hb-bar").all()] == [["0", "100"]] * bars.count()


def test_the_method_page_states_the_rules_that_are_used(site: Path, handbook: Handbook) -> None:
    rules = handbook.assessment.rules
    for language in LANGUAGES:
        html = (site / ROOT[language] / "assessment" / "method" / "index.html").read_text("utf-8")
        text = re.sub(r"<[^>]+>", " ", html[html.index("<article") :])
        for number in (rules.score_minimum, rules.suggest_up_to, rules.suggest_one_below, rules.remember_days,
                       rules.detail_from, "83", "13.58", "12.40", "10.74", "10.95"):  # fmt: skip
            assert re.search(rf"(?<![\d.]){number}(?![\d])", text), number
        assert not re.search(r"\{\w+\}", text)


def test_the_methods_numbers_follow_the_rules(handbook: Handbook) -> None:
    rules = handbook.assessment.rules.model_copy(update={"detail_from": 12, "assumed_sd": 10.0})
    changed = replace(handbook, assessment=handbook.assessment.model_copy(update={"rules": rules}))
    texts = [assessment.filled(changed, q.text).root["en"] for q in handbook.assessment.method]
    assert any("From 5 to 11 only the band" in text for text in texts)
    assert any("differ by up to 15 points" in text for text in texts)
    assert assessment.change_thresholds(changed)[0] == (5, "10")


def test_our_statements_are_the_published_ones(handbook: Handbook) -> None:
    assert load_data().handbook
    items = assessment.items_in_order(handbook)
    assert len(items) == 30 and {sum(i.element == e for i in items) for e in ("goals", "trust")} == {6}
    assert len({item.tie for item in items}) == 21
    for element in handbook.assessed_elements:
        own = handbook.items_of_element(element.id)
        assert sum(item.reverse for item in own) == 1
        assert sum(item.referent == "team" for item in own) == 4


def test_what_is_answered_before_the_script_arrives_is_kept(page: Page) -> None:
    held: list[Route] = []
    page.route("**/scripts/assessment/assessment.js", lambda route: held.append(route))
    page.goto(FORM["zh"])
    page.locator('.hb-question input[value="4"]').first.check()
    page.wait_for_timeout(200)
    for route in held:
        route.continue_()
    expect(page.locator('[data-part="result"]')).to_be_visible()
    page.unroute("**/scripts/assessment/assessment.js")
    page.reload()
    expect(page.locator('.hb-question input[value="4"]').first).to_be_checked()

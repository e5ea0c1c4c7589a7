"""How every kind of page looks to those who see, hear or touch it otherwise: axe, narrow, forced colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from macros.data.handbook import Handbook
from macros.pages import letters
from macros.pages.view import View
from tests import bench_weight
from tests.conftest import watch
from tests.kinds import FADED, KINDS, SCROLLED, STATES, reach
from tests.tab import Tab

NewContext = Callable[..., BrowserContext]

# Every part of the print page is on a page of its own, and axe needs minutes for the whole.
NAMES = [name for name in [*KINDS, *STATES] if name != "print"]

# Kinds of which another here has the same blocks: in the audit.
ALIKE = {"elements", "practices", "facilitation", "method"}
# To measure contrast takes most of axe's time: here where each sort of block stands, in the audit
# everywhere. That each of our colours can be read on each of our grounds, test_colours.py sees.
MEASURED = {"home", "tonight", "ours", "team", "contribute", *STATES}

WIDER = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width && box.right > innerWidth + 1 && one.checkVisibility()
    && !one.closest(".hb-table, .hb-sections, pre, .md-sidebar, .hb-visually-hidden, .md-search,"
      + " .md-select__inner, svg");
}).slice(0, 5).map((one) => one.outerHTML.slice(0, 120))"""


ASKED = "performance.getEntriesByType('resource').map(({ name }) => new URL(name).host)"

# Blocks of text whose last line is narrower than two characters.
WIDOWS = """() => [...document.querySelectorAll("article :is(p, li, dd, dt, legend, span)")].filter((one) => {
  if (getComputedStyle(one).display === "inline" || !one.checkVisibility()) return false;
  const range = document.createRange();
  range.selectNodeContents(one);
  const lines = [...range.getClientRects()].filter((box) => box.width > 1);
  const last = Math.max(...lines.map((box) => box.bottom));
  const size = parseFloat(getComputedStyle(one).fontSize);
  const own = lines.filter((box) => box.bottom > last - size / 2);
  const room = one.getBoundingClientRect().width;
  const children = [...one.children].every((child) => getComputedStyle(child).display === "inline");
  return children && lines.some((box) => box.bottom < last - size)
    && own.reduce((sum, box) => sum + box.width, 0) < 1.7 * size && room > 6 * size;
}).map((one) => one.innerText.slice(0, 60))"""


def violations(page: Page, *, contrast: bool) -> list[tuple[str, str]]:
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": contrast}}}
    found: Any = Axe().run(page, options=options).response["violations"]
    return [(one["id"], node["html"][:160]) for one in found for node in one["nodes"][:3]]


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(number, id=name, marks=[pytest.mark.audit] if name in ALIKE else [])
        for number, name in enumerate(NAMES)
    ],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(
    use_tab: Callable[..., Tab], address: str, number: int
) -> None:
    """By turns light Chinese and dark English: `make audit` looks at every page in all four."""
    root, scheme = [("", "light"), ("en/", "dark")][number % 2]
    tab = use_tab(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page = tab.page
    reach(page, NAMES[number], root)
    assert page.evaluate(WIDER) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page, contrast=NAMES[number] in MEASURED) == []
    # A desk's window at 400 per cent has the same width, and is low; then at 200 per cent.
    for width, height in ((320, 256), (720, 450)):
        page.set_viewport_size({"width": width, "height": height})
        assert faults(page, width) == []
    assert tab.errors == []
    assert set(page.evaluate(ASKED)) == {urlsplit(address).netloc}


@pytest.mark.parametrize(
    ("path", "entry"), [("glossary/", ".hb-glossary > div"), ("sources/", ".hb-sources > li")]
)
def test_a_long_list_is_found_by_letter_and_by_words(page: Page, path: str, entry: str) -> None:
    page.goto(path)
    shown_letters = page.locator(".hb-letters a").all_inner_texts()
    assert shown_letters == sorted(shown_letters) and {"A", "C", "D"} <= set(shown_letters)
    page.locator(".hb-letters a").nth(4).click()
    expect(page.locator(".hb-letters a").nth(4)).to_have_attribute("aria-current", "true")
    row = page.locator(".hb-letters").bounding_box()
    heading = page.locator("h2:target").bounding_box()
    assert row and heading and heading["y"] >= row["y"] + row["height"]
    field = page.locator("handbook-filter input")
    whole = page.locator(f"{entry}:visible").count()
    field.fill("交接" if path == "glossary/" else "locke")
    shown = page.locator(f"{entry}:visible")
    assert 0 < shown.count() < whole / 2
    assert page.locator("article h2:visible").count() <= shown.count()
    field.fill("没有这样的词")
    expect(page.locator("handbook-filter .hb-said")).to_contain_text("没有")


@pytest.mark.parametrize(
    ("path", "script", "below"),
    [("glossary/", "filter", ".hb-letters"), ("foundations/purpose/", "agree", "#today")],
)
def test_nothing_moves_under_the_finger_when_a_script_comes_late(
    page: Page, path: str, script: str, below: str
) -> None:
    held: list[Route] = []
    address = f"**/scripts/{script}/{script}.js"
    page.route(address, lambda route: held.append(route))
    with page.expect_request(address):
        page.goto(path)
    before = page.locator(below).bounding_box()
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    page.locator(f"handbook-{script}:defined").wait_for(state="attached")
    assert page.locator(below).bounding_box() == before


def test_pinyin_is_right_for_our_own_words(handbook: Handbook) -> None:
    terms = dict(View(handbook, "zh").terms_by_letter())
    letter = {term.id: name for name, found in terms.items() for term in found}
    assert {letter[one.id] for one in handbook.glossary.terms} <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    names = {one.term.root["zh"]: letter[one.id] for one in handbook.glossary.terms}
    assert names["调休"] == names["调整排班"] == "T" and names["行为准则"] == "X" and names["使命"] == "S"
    assert [letters.letter_of(name) for name in ("Ordóñez", "《行》", "——", "鑫")] == ["O", "X", "#", "#"]


ROW = """(id) => {
  const row = document.querySelector(".hb-sections").getBoundingClientRect();
  const box = document.getElementById(id).getBoundingClientRect();
  return { covered: box.top < row.bottom - 1, row: row.top };
}"""


@pytest.mark.parametrize(
    "name", ["practice", *(pytest.param(one, marks=pytest.mark.audit) for one in ("element", "foundation"))]
)
def test_the_row_of_jumps_says_where_one_is_and_covers_no_heading(page: Page, name: str) -> None:
    reach(page, name)
    links = page.locator(".hb-sections a")
    for number in range(links.count()):
        link = links.nth(number)
        page.evaluate(SCROLLED)
        page.evaluate(FADED)
        link.click()
        target = (link.get_attribute("href") or "").partition("#")[2]
        page.wait_for_function("(id) => location.hash === '#' + id", arg=target)
        expect(link).to_have_attribute("aria-current", "true")
        assert page.evaluate(ROW, target)["covered"] is False, target
        assert page.locator(".hb-sections [aria-current]").count() == 1
    # The header says which page this is once its title is out of sight.
    title = page.locator("h1").inner_text().strip()
    expect(page.locator(".md-header__title--active .md-header__topic").nth(1)).to_contain_text(title[:4])


LISTED = """() => {
  const list = document.querySelectorAll(".md-sidebar--secondary .md-nav__link");
  const links = [...list].map((one) => one.hash.slice(1));
  const heads = [...document.querySelectorAll("article :is(h2, h3):is([id], [data-section])")];
  const shown = heads.filter((one) => one.checkVisibility()).map((one) => one.id || one.dataset.section);
  return [shown.filter((id) => !links.includes(id)),
    links.filter((id) => !document.getElementById(id) || document.getElementById(id).closest("[hidden]"))];
}"""


def test_the_list_of_contents_holds_what_stands_in_widgets_and_leads_there(new_context: NewContext) -> None:
    for scripts in (True, False):
        page = new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=scripts).new_page()
        for name in ("onboarding", "first-day", "assessment", "team", "progress", "contribute"):
            if scripts:
                reach(page, name)
                assert page.evaluate(LISTED) == [[], []], name
            else:
                page.goto(KINDS[name])
                for link in page.locator(".md-sidebar--secondary .md-nav__link:visible").all():
                    place = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")
                    assert place.count() and not place.locator("xpath=ancestor::*[@hidden]").count(), name


FOCUSED = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + box.height / 2, at = document.elementFromPoint(x, y);
  return { tag: document.activeElement.localName, text: document.activeElement.innerText,
    seen: !!at && (document.activeElement.contains(at) || at.contains(document.activeElement)),
    outlined: getComputedStyle(document.activeElement).outlineStyle !== "none" };
}"""


def test_on_a_phone_the_keyboard_is_always_seen(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce").new_page()
    reach(page, "practice")

    def tab() -> dict[str, Any]:
        page.keyboard.press("Tab")
        page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
        found: dict[str, Any] = page.evaluate(FOCUSED)
        return found

    steps = [tab() for _ in range(10)]
    assert [step for step in steps if not (step["seen"] and step["outlined"])] == []
    assert [step["text"].strip() for step in steps[3:5]] == ["中文", "English"]


def test_every_level_of_a_phones_menu_is_opened_left_and_closed_by_keyboard(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce").new_page()
    errors = watch(page)
    reach(page, "practice")
    opener = page.locator(".md-header label[for=__drawer]")
    opener.focus()

    def press(key: str, focused: str) -> None:
        page.keyboard.press(key)
        page.wait_for_function(
            "(words) => document.activeElement.innerText.trim().startsWith(words)", arg=focused
        )
        found = page.evaluate(FOCUSED)
        assert found["seen"] and found["outlined"], (key, focused)

    press("Enter", "强化团队协作")  # the level that this page is on
    press("Tab", "定期召开团队会议")
    press("Enter", "目录")  # its sections
    press("Enter", "定期召开团队会议")
    press("Tab", "进行内部沟通和信息共享")
    press("Shift+Tab", "定期召开团队会议")
    press("Shift+Tab", "强化团队协作")
    press("Space", "强化团队协作")  # up: all practices
    press("Tab", "培养创新意识")
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    press("Shift+Tab", "实践")
    press("Enter", "")  # up: all there is, at the arrow beside its name
    expect(page.get_by_role("button", name="实践", exact=True)).to_be_focused()
    press("Shift+Tab", "实践")
    for _ in range(20):  # what the menu covers is never reached
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('body, .md-sidebar--primary *')")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()
    assert page.locator("[inert]").count() == 0
    page.keyboard.press("Enter")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator("[inert]")).to_have_count(0)
    assert errors == []


def test_the_first_press_of_space_opens_a_phones_menu(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce").new_page()
    errors = watch(page)
    reach(page, "practice")
    opener = page.locator(".md-header label[for=__drawer]")
    asked: list[Route] = []
    page.route("**/lib/menu.js", lambda route: asked.append(route))
    with page.expect_request("**/lib/menu.js") as script:
        opener.focus()
    page.keyboard.press("Tab")
    page.wait_for_timeout(50)
    asked[0].continue_()
    page.evaluate("(script) => import(script)", script.value.url)
    expect(opener).not_to_be_focused()  # it takes nobody back who went on before it came
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.locator("#__drawer")).to_be_checked()
    assert page.evaluate("document.activeElement.matches('.md-sidebar--primary *')")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    page.keyboard.press("Tab")
    expect(opener).not_to_be_focused()
    assert errors == []


def test_a_menu_opened_before_the_scripts_came_takes_the_keyboard(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    late: list[Route] = []
    page.route("**/entry.js", lambda route: late.append(route))
    page.goto("practices/team-meetings/", wait_until="commit")
    page.locator(".md-header label[for=__drawer]").click()
    late[0].continue_()
    page.wait_for_function("document.activeElement.matches('.md-sidebar--primary *')")
    page.keyboard.press("Escape")
    expect(page.locator("#__drawer")).not_to_be_checked()


def test_what_stays_at_the_bottom_covers_no_answer_with_the_keyboard(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    reach(page, "assessment")
    page.locator(".hb-question input").first.focus()
    for number in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED)["seen"], number


@pytest.mark.parametrize(
    "name",
    [
        *("home", "practice", "assessment"),
        *(pytest.param(one, marks=pytest.mark.audit) for one in ("element", "onboarding", "sources")),
    ],
)
def test_a_first_visit_is_light(browser: Browser, address: str, name: str) -> None:
    weights = bench_weight.visit(browser, address, name, "en/")
    assert sum(weights.values()) <= bench_weight.LIMIT, weights
    assert not [path for path in weights if "search" in path], "nothing of the search before it is asked for"


@pytest.mark.parametrize("root", ["", "en/"])
@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)])
def test_home_answers_in_one_screen(new_context: NewContext, root: str, width: int, height: int) -> None:
    page = new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(root)
    for part in (".hb-lead", ".hb-ways li:last-child", ".hb-home__tonight", ".hb-figure", ".hb-map"):
        box = page.locator(part).first.bounding_box()
        assert box and box["y"] + box["height"] <= height, part
    assert page.locator(".hb-ways a").count() == 4


@pytest.mark.parametrize("width", [390, pytest.param(1440, marks=pytest.mark.audit)])
def test_no_character_stands_alone_on_the_last_line(new_context: NewContext, width: int) -> None:
    page = new_context(viewport={"width": width, "height": 844}).new_page()
    alone = {}
    for name in ("home", "foundations", "practice", "element", "tonight", "assessment", "glossary"):
        reach(page, name)
        if found := page.evaluate(WIDOWS):
            alone[name] = found
    assert alone == {}


STILL = """() => {
  scrollTo(0, 700);
  const standing = [...document.querySelectorAll("body *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return ["sticky", "fixed"].includes(getComputedStyle(one).position) && one.checkVisibility()
      && box.width > innerWidth / 2 && box.bottom > 0 && box.top < innerHeight && box.height < innerHeight;
  });
  return standing.reduce((sum, one) => sum + one.getBoundingClientRect().height, 0) / innerHeight;
}"""
# A word is broken where a part of it stands alone on a line of its own.
BROKEN = """() => [...document.querySelectorAll(".hb-scale span")].filter((one) => {
  one.style.overflowWrap = "normal";
  const wide = one.scrollWidth > one.parentElement.clientWidth;
  one.style.overflowWrap = "";
  return wide;
}).map((one) => one.innerText)"""


def faults(page: Page, width: int) -> list[str]:
    """What is cut off or broken in a low window of that width, or that less than six tenths of it scroll."""
    found: list[str] = page.evaluate(WIDER) + page.evaluate(BROKEN)
    wide, still = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(STILL)
    found += [f"{wide} pixels wide"] if wide > width else []
    return found + ([f"{still} of it stands still"] if still > 0.4 else [])


@pytest.mark.audit
@pytest.mark.parametrize(("width", "height", "times"), [(720, 450, 2), (320, 256, 4)])
def test_twice_and_four_times_as_large_nothing_is_cut_off_or_covered(
    new_context: NewContext, width: int, height: int, times: int
) -> None:
    """A desk's window at 200 and at 400 per cent."""
    viewport = {"width": width, "height": height}
    page = new_context(viewport=viewport, device_scale_factor=times, reduced_motion="reduce").new_page()
    wrong = {}
    for number, name in enumerate(NAMES):
        reach(page, name, ["", "en/"][(number + times // 2) % 2])
        if found := faults(page, width):
            wrong[name] = found
    assert wrong == {}


def test_without_scripts_and_in_forced_colours_every_kind_fits_and_reads(new_context: NewContext) -> None:
    """What is drawn by colour alone would be gone; what waits for a script must not widen the page."""
    page = new_context(
        viewport={"width": 320, "height": 640},
        java_script_enabled=False,
        forced_colors="active",
        reduced_motion="reduce",
    ).new_page()
    wide = {}
    for name, path in KINDS.items():
        page.goto("en/" + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[name] = width
        assert page.locator("h1").first.is_visible(), name
    assert wide == {}

"""Every task by keyboard alone, on a phone and on a desk: the focus is seen each time and never lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.conftest import copy_project, run, serve_folder, watch
from tests.kinds import SCROLLED
from tests.sheets import codes_of, form_of, random_sheets

Open = Callable[[str], "Keys"]

STANDS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "lost";
  const shown = at.matches(".hb-scale input, .md-option") ? at.nextElementSibling ?? at : at;
  const box = shown.getBoundingClientRect();
  const within = (start, size, room) => Math.min(Math.max(start + size / 2, 1), room - 2);
  const top = document.elementFromPoint(
    within(box.left, box.width, innerWidth), within(box.top, box.height, innerHeight));
  const whole = at.closest("label, dialog");
  if (!top || ![at, shown, whole].some((one) => one?.contains(top)) && !top.contains(at)) {
    return `covered by ${top?.outerHTML.slice(0, 90)}`;
  }
  const ringed = [at, at.closest("label"), at.nextElementSibling, at.parentElement].filter(Boolean);
  const seen = ringed.some((one) => getComputedStyle(one).outlineStyle !== "none");
  return seen || at.matches("[tabindex='-1']") ? "" : "not seen";
}"""

# Whether the focus has come to a place, and how it stands there; nothing to say where none has it.
REACHED = f"""async (one) => {{
  await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  return [document.activeElement === one,
    document.activeElement === document.body ? "" : ({STANDS})()];
}}"""


class Keys:
    """A page that is used by keyboard alone."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors = watch(page)

    def check(self) -> None:
        for _ in range(100):  # what a press brings may still be on its way
            found = self.page.evaluate(STANDS)
            if found == "":
                return
            self.page.wait_for_timeout(25)
        where = self.page.evaluate("document.activeElement.outerHTML.slice(0, 160)")
        assert found == "", (found, where)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def to(self, what: Locator | str, key: str = "Tab") -> Locator:
        """Press Tab until it is reached; each stop on the way has to be seen."""
        target = self.page.locator(what) if isinstance(what, str) else what
        target = target.first
        target.wait_for(state="attached")
        if target.evaluate("(one) => document.activeElement === one"):
            return target
        for _ in range(300):
            self.page.keyboard.press(key)
            is_there, found = target.evaluate(REACHED)
            if found:
                self.check()
            if is_there:
                return target
        raise AssertionError(f"never reached: {what}")

    def follow(self, what: Locator | str, leads: str, key: str = "Tab") -> None:
        """Reach a link and follow it; the next press of Tab is on the page that it leads to."""
        self.to(what, key)
        self.press("Enter")
        self.page.wait_for_url(leads)
        self.page.locator("article h1").wait_for()
        self.page.wait_for_timeout(300)
        self.press("Tab")
        self.check()

    def do(self, what: Locator | str, key: str = "Enter") -> None:
        """Reach it, press a key, and the focus is not lost by what that does."""
        self.to(what)
        self.press(key)
        self.page.wait_for_timeout(150)
        self.check()

    def copied(self) -> str:
        self.page.wait_for_function("navigator.clipboard.readText().then((text) => text.length > 0)")
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text


@pytest.fixture(
    params=[
        pytest.param((390, 844), id="phone"),
        pytest.param((1440, 900), id="desk", marks=pytest.mark.audit),
    ]
)
def keys(request: Any, new_context: Callable[..., BrowserContext]) -> Any:
    width, height = request.param
    context = new_context(
        viewport={"width": width, "height": height},
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",
    )
    made = Keys(context.new_page())
    yield made
    assert made.errors == []


def test_tonight_and_the_switches(keys: Keys) -> None:
    page = keys.page
    page.goto("")
    keys.to(".hb-tonight-button")
    keys.press("Enter")
    page.wait_for_url("**/tonight/")
    page.goto("practices/team-meetings/")
    keys.to(".md-select__link[lang=en]")
    keys.press("Enter")
    page.wait_for_url("**/en/practices/team-meetings/")
    if page.viewport_size and page.viewport_size["width"] > 480:
        shown = "document.body.dataset.mdColorScheme"
        before = page.evaluate(shown)
        keys.do(".md-header .hb-scheme input", "ArrowDown")
        keys.press("ArrowDown")
        assert before != page.evaluate(shown)
        keys.press("Enter")
        keys.check()
        expect(page.locator(".md-header .hb-scheme input").first).to_be_focused()
        assert before == page.evaluate(shown)


def test_search(keys: Keys) -> None:
    page = keys.page
    page.goto("")
    keys.do(".hb-search-button")
    expect(page.locator("dialog input")).to_be_focused()
    page.keyboard.type("周会")
    page.locator("dialog a").first.wait_for()
    keys.press("ArrowDown")
    keys.check()
    keys.press("Enter")
    page.wait_for_url(lambda url: "practices" in url or "elements" in url or "foundations" in url)
    page.goto("ours/")
    keys.do(".hb-search-button")
    expect(page.locator("dialog input")).to_be_focused()
    keys.press("Escape")
    expect(page.locator(".hb-search-button")).to_be_focused()


def test_a_practice(keys: Keys) -> None:
    page = keys.page
    page.goto("practices/team-meetings/")
    page.locator("handbook-template .hb-tools").first.wait_for()
    keys.do(".hb-today button")
    assert keys.copied()
    keys.do("details.hb-step > summary")
    expect(page.locator(".hb-step__how").first).to_be_visible()
    keys.do("handbook-template .hb-tools button")
    keys.do("handbook-checklist input", "Space")
    expect(page.locator("handbook-checklist input").first).to_be_checked()
    page.goto("checklists/")
    row = page.locator("handbook-checklist", has=page.locator(":checked"))
    expect(row.first).to_be_attached()
    keys.to("article summary")
    keys.do("article a[rel~=edit], footer a[rel~=edit], details.hb-wrong > summary")


def test_onboarding(keys: Keys) -> None:
    page = keys.page
    page.goto("onboarding/")
    page.locator("handbook-onboarding [data-list=maker-plan] button").first.wait_for(state="attached")
    keys.do("details:has(#make-link) > summary")
    keys.to("input[name=name]")
    page.keyboard.type("宁")
    keys.to("input[name=start]")
    page.keyboard.type("11022026")
    keys.do("[data-list=maker-link] button")
    link = keys.copied()
    assert "#" in link
    page.goto("about:blank")
    page.goto(link)
    page.locator("#plan").wait_for()
    keys.do(".hb-plan__options > summary")
    keys.do("[data-list=now] input[type=checkbox]", "Space")
    page.evaluate("window.print = () => { window.printed = true; }")
    for button in ("[data-list=share-copies] button", "[data-list=plan-actions] button"):
        for number in range(page.locator(button).count()):
            one = page.locator(button).nth(number)
            keys.do(one)


def test_the_assessment(keys: Keys) -> None:
    page = keys.page
    page.goto("assessment/")
    page.locator("[data-part=result]").wait_for()
    keys.to(".hb-question input")
    for _ in range(30):
        keys.press("Space")
        keys.check()
        keys.press("Tab")
    page.locator("[data-part=away] button").first.wait_for()
    for place in ("tools", "code-tools", "keep"):
        keys.do(f"[data-part={place}] button")
    keys.do("[data-part=kept-results] button")
    keys.press("Shift+Tab")
    keys.press("Enter")
    expect(page.locator("[data-part=kept-results] button")).to_have_count(0)
    keys.check()
    keys.do("[data-part=delete] button")
    page.wait_for_timeout(100)
    keys.press("Escape")


def test_the_teams_page(keys: Keys) -> None:
    page = keys.page
    page.goto("assessment/team/")
    page.locator("[data-part=collect]").wait_for()
    codes = codes_of(page, random_sheets(form_of(page), 6))
    page.evaluate("(text) => navigator.clipboard.writeText(text)", "\n".join(codes))
    keys.to("[data-part=paste]")
    keys.press("ControlOrMeta+V")
    expect(page.locator("[data-part=count]")).to_have_text("6 份")
    keys.do("[data-part=list] summary")
    keys.do("[data-part=list] li button")
    expect(page.locator("[data-part=count]")).to_have_text("5 份")
    keys.do("[data-part=close] button")
    expect(page.locator("#picture")).to_be_focused()
    keys.do("[data-part=tools] button")
    keys.do("[data-part=after] button")
    expect(page.locator("[data-part=collect]")).to_be_visible()


def test_what_is_kept(keys: Keys) -> None:
    page = keys.page
    page.goto("practices/team-meetings/")
    keys.do("handbook-checklist input", "Space")
    page.goto("progress/")
    page.locator("[data-part=backup] button").first.wait_for()
    keys.do("[data-part=backup] button:nth-of-type(2)")
    keys.do("[data-part=backup] button")
    backup = keys.copied()
    assert "schema" in backup
    everything = page.locator("[data-part=kept] > div > .hb-tools").last
    keys.do(everything.get_by_role("button"))
    keep = everything.get_by_role("button").last
    expect(keep).to_be_focused()  # a second press deletes nothing
    keys.do(keep)
    expect(everything.get_by_role("button")).to_be_focused()
    keys.press("Enter")
    keys.to(everything.get_by_role("button"), "Shift+Tab")
    keys.press("Enter")
    expect(page.locator("#kept")).to_be_focused()
    expect(page.locator("[data-part=kept] h3")).to_have_count(0)
    keys.check()
    keys.to("[data-part=back] textarea")
    page.keyboard.insert_text(backup)
    keys.do("[data-part=back] .hb-tools button")
    keys.do("[data-part=back] .hb-button--main")
    expect(page.locator("[data-part=back] .hb-told")).to_be_focused()
    expect(page.locator("[data-part=kept] h3")).not_to_have_count(0)


def test_what_is_agreed_and_how_to_change_a_page(keys: Keys) -> None:
    page = keys.page
    page.goto("ours/")
    folds = [one for one in page.locator("article details > summary").all() if one.is_visible()]
    assert folds
    # The first and the last: what lies between them is passed on the way.
    for one in (folds[0], folds[-1]):
        keys.do(one)
    page.goto("contribute/")
    keys.do("details.hb-wrong > summary")
    page.locator("handbook-wrong button").first.wait_for()
    keys.do("handbook-wrong button")
    assert keys.copied()


def test_from_what_is_open_to_a_draft(keys: Keys) -> None:
    page = keys.page
    page.goto("ours/")
    keys.to("a[href$='calendar.ics']", "Shift+Tab")
    with page.expect_download() as file:
        keys.press("Enter")
    assert file.value.suggested_filename == "calendar.ics"
    keys.check()
    keys.follow(".hb-compact a", "**/practices/*/")
    page.locator("handbook-agree button").wait_for()
    keys.do("handbook-agree summary")
    expect(page.locator("handbook-agree pre")).to_be_visible()
    keys.to("handbook-agree pre")
    keys.to("handbook-agree .hb-tools button", "Shift+Tab")
    keys.press("Enter")
    assert "status:" in keys.copied()
    keys.check()


@pytest.mark.audit
def test_the_invented_team_and_the_first_day(keys: Keys) -> None:
    page = keys.page
    page.goto("practices/team-meetings/")
    keys.follow(".hb-ours__invented a", "**/example-team/")
    page.goto("foundations/conduct/")
    session = page.locator("details:has(.hb-session)")
    keys.do(session.locator("> summary"))
    keys.to(session.locator(".hb-table"))
    page.goto("onboarding/first-day/")
    keys.follow(".hb-ours-first a", "**/ours/")


@pytest.mark.audit
@pytest.mark.parametrize("path", ["glossary/", "sources/"])
def test_a_long_list(keys: Keys, path: str) -> None:
    page = keys.page
    page.goto(path)
    entries = page.locator(".hb-glossary > div:visible, .hb-sources > li:visible")
    every = entries.count()
    letter = keys.to(".hb-letters a >> nth=4")
    keys.press("Enter")
    page.wait_for_url("**/#letter-*")
    page.wait_for_timeout(300)
    keys.press("Tab")
    keys.check()
    heading = page.locator(f"[id='{(letter.get_attribute('href') or '').split('#')[1]}']")
    below = "(heading) => heading.compareDocumentPosition(document.activeElement) & 4"
    assert heading.evaluate(below)
    expect(heading).to_be_in_viewport()
    keys.to("handbook-filter input", "Shift+Tab")
    page.keyboard.type("zzzz")
    expect(page.locator("handbook-filter .hb-said")).not_to_be_empty()
    assert entries.count() == 0
    keys.check()
    keys.press("Escape")
    expect(entries).to_have_count(every)


def test_the_foot_of_a_page(keys: Keys) -> None:
    page = keys.page
    page.goto("practices/team-meetings/")
    top = page.locator(".md-top")
    top.evaluate("(top) => top.focus()")
    expect(top).not_to_be_focused()  # it is not there yet
    keys.to("details.hb-wrong > summary", "Shift+Tab")
    for _ in range(5):
        # The theme shows it to who scrolls up, and hides it again where a scroll's last event moved nothing.
        page.evaluate(SCROLLED)
        keys.press("PageUp")
        page.evaluate(SCROLLED)
        if top.is_visible():
            break
    expect(top).to_be_visible()
    keys.to(top)
    keys.press("Enter")
    page.wait_for_function("scrollY === 0")
    keys.check()
    keys.press("Tab")
    keys.check()
    assert page.evaluate("scrollY") == 0
    keys.follow(".md-footer__link--next", "**/practices/information-sharing/", "Shift+Tab")
    keys.follow(".md-footer__link--prev", "**/practices/team-meetings/", "Shift+Tab")


@pytest.mark.audit
def test_the_ways_to_the_forge(keys: Keys, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    with (project / "data" / "handbook.yml").open("a", encoding="utf-8") as team:
        team.write("forge:\n  kind: github\n  repository: https://github.com/a/b\n")
    server = serve_folder(project / "site")
    address = f"http://127.0.0.1:{server.server_port}/"
    done = run("site", folder=project, HANDBOOK_SITE_URL=address)
    assert done.returncode == 0, done.stdout + done.stderr
    page = keys.page
    page.route(
        "https://github.com/**", lambda route: route.fulfill(body="<h1>a</h1>", content_type="text/html")
    )
    foot = page.locator("article footer a[rel~=external]")
    for number in range(3):
        page.goto(f"{address}practices/recognition/")
        keys.to(foot.nth(number), "Shift+Tab")
        keys.press("Enter")
        page.wait_for_url("https://github.com/**")
    server.shutdown()

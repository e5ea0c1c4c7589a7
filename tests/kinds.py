"""Every kind of page and every state of one that readers come to: for pictures, axe and the scales.

A state is reached as a reader reaches it: by an address, by answering, ticking, unfolding.
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

PLAN = "#start=2026-11-02&role=moderator&name=%E5%AE%81&buddy=%E9%98%BF%E4%B9%94"

KINDS: dict[str, str] = {
    "home": "",
    "foundations": "foundations/",
    "foundation": "foundations/conduct/",
    "elements": "elements/",
    "element": "elements/trust/",
    "practices": "practices/",
    "practice": "practices/team-meetings/",
    "example": "practices/team-meetings/example/",
    "tonight": "tonight/",
    "ours": "ours/",
    "onboarding": "onboarding/",
    "first-day": "onboarding/first-day/",
    "assessment": "assessment/",
    "team": "assessment/team/",
    "facilitation": "assessment/facilitation/",
    "method": "assessment/method/",
    "checklists": "checklists/",
    "progress": "progress/",
    "glossary": "glossary/",
    "sources": "sources/",
    "example-team": "example-team/",
    "contribute": "contribute/",
    "not-found": "404.html",
    "print": "print/",
}
"""One address of each kind, below the root of a language."""


def _unfold(page: Page) -> None:
    page.evaluate("for (const fold of document.querySelectorAll('article details')) fold.open = true")


def _fill_checklist(page: Page) -> None:
    page.locator("handbook-checklist .hb-count").first.wait_for(state="attached")
    page.evaluate("document.querySelector('handbook-checklist').closest('details')?.setAttribute('open', '')")
    for box in page.locator("handbook-checklist").first.locator("input").all()[:3]:
        box.check()
    page.locator(".hb-checklist__note").first.wait_for()


def _answer(page: Page) -> None:
    page.locator("handbook-assessment [data-part=result]").wait_for()
    page.evaluate("""() => document.querySelectorAll('.hb-question').forEach((question, n) =>
        question.querySelectorAll('input')[(n * 7) % 5].click())""")
    page.locator(".hb-talk-list > li").first.wait_for()
    page.evaluate("document.querySelector('#result').scrollIntoView()")


def _open_plan(page: Page) -> None:
    page.locator("#plan").wait_for()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "practice-unfolded": (KINDS["practice"], _unfold),
    "element-unfolded": (KINDS["element"], _unfold),
    "checklist-filled": (KINDS["practice"], _fill_checklist),
    "checklists-filled": (KINDS["checklists"], _fill_checklist),
    "result": (KINDS["assessment"], _answer),
    "plan": (KINDS["onboarding"] + PLAN, _open_plan),
}
"""The address of a page and what brings it into the state."""


FADED = """async () => {
  await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  await Promise.allSettled(document.getAnimations().map((one) => one.finished));
}"""


SCROLLED = """async () => {
  for (let [y, still] = [scrollY, 0]; still < 5; ) {
    await new Promise((next) => requestAnimationFrame(next));
    still = scrollY === y ? still + 1 : 0;
    y = scrollY;
  }
}"""
"""Waits until the page has come to rest: a press on the way would join one scroll to another, and what
was pressed could be gone from under the pointer before it is let go."""


def reach(page: Page, name: str, root: str = "") -> None:
    """Bring a page to a kind or a state of one, in the language at `root` (`""` or `"en/"`)."""
    path, act = STATES.get(name) or (KINDS[name], None)
    page.goto(root + path, wait_until="load")
    # The widgets are there when the last of their scripts is.
    always = ("onboarding", "assessment", "team", "filter", "checklists", "progress", "propose")
    marked = ("checklist", "template")
    widgets = ", ".join(
        [f"handbook-{name}" for name in always] + [f"handbook-{name}[data-words]" for name in marked]
    )
    page.wait_for_function(
        """(all) => document.querySelector("[data-still]")
            || [...document.querySelectorAll(all)].every((one) => one.words)""",
        arg=widgets,
    )
    if act:
        act(page)
    # What fades, such as the tabs above who reads on, has faded.
    page.evaluate(FADED)

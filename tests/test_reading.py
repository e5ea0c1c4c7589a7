"""The site as readers meet it, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import watch

KINDS = [
    "",
    "elements/",
    "elements/trust/",
    "foundations/",
    "foundations/conduct/",
    "practices/",
    "practices/team-meetings/",
    "onboarding/",
    "onboarding/first-day/",
    "assessment/",
    "assessment/team/",
    "assessment/method/",
    "assessment/facilitation/",
    "checklists/",
    "progress/",
    "glossary/",
    "sources/",
    "contribute/",
    "example-team/",
    "print/",
    "no-such-page/",
]
"""One page of each kind."""


@pytest.mark.audit
@pytest.mark.parametrize("root", ["", "en/"])
def test_pages_are_quiet_and_ask_no_other_host(
    new_context: Callable[..., BrowserContext], address: str, root: str
) -> None:
    page = new_context().new_page()
    errors = watch(page)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for path in KINDS:
        page.goto(root + path)
        page.wait_for_timeout(150)  # for what scripts ask for after the load
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, (path, width)
    # The one address that is not there answers 404, as it should.
    assert [error for error in errors if "404" not in error] == []
    assert hosts == {urlsplit(address).netloc}


@pytest.mark.audit
@pytest.mark.parametrize(
    "path", ["", "practices/team-meetings/", "foundations/conduct/", "onboarding/", "assessment/"]
)
def test_pages_fit_a_narrow_screen(new_context: Callable[..., BrowserContext], path: str) -> None:
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    for root in ("", "en/"):
        page.goto(root + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_instant_navigation_inside_a_language_and_a_whole_load_at_the_switch(
    new_context: Callable[..., BrowserContext], address: str
) -> None:
    page = new_context(viewport={"width": 1440, "height": 900}).new_page()
    errors = watch(page)
    page.goto("elements/trust/")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stays = true")
    page.locator("article a", has_text="建立反馈机制").first.click()
    expect(page).to_have_url(f"{address}practices/feedback-loop/")
    expect(page.locator("h1")).to_contain_text("建立反馈机制")
    assert page.evaluate("window.stays") is True
    # The header is not swapped by the theme: the switch must have followed all the same.
    page.hover(".md-select")
    page.locator(".md-select__link[hreflang=en]").click()
    expect(page).to_have_url(f"{address}en/practices/feedback-loop/")
    assert page.evaluate("window.stays") is None
    assert page.locator("html").get_attribute("lang") == "en"
    page.hover(".md-select")
    page.locator(".md-select__link[hreflang=zh-CN]").click()
    expect(page).to_have_url(f"{address}practices/feedback-loop/")
    assert errors == []


def test_a_page_can_be_read_and_left_by_keyboard(page: Page, address: str) -> None:
    page.goto("practices/team-meetings/")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.className")
    assert "md-skip" in skip
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.getAttribute('href') || ''"))
        # What has the focus can be seen. Of a colour toggle the label is.
        page.wait_for_function(
            """() => {
              const active = document.activeElement;
              if (active.matches("body, .md-option")) return true;
              return active.getBoundingClientRect().width > 0;
            }""",
            timeout=3000,
        )
        if any("elements/collaboration/" in link for link in seen):
            break
    assert any("elements/collaboration/" in link for link in seen)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}elements/collaboration/")


@pytest.mark.parametrize("root", ["", "en/"])
def test_everything_is_there_without_javascript(
    new_context: Callable[..., BrowserContext], root: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{root}practices/team-meetings/")
    expect(page.locator("#checklist")).to_be_visible()
    assert page.locator(".hb-checklist input[type=checkbox]").count() >= 5
    expect(page.locator(".hb-paper").first).to_be_visible()
    # A control that does nothing is not shown.
    assert [b.text_content() for b in page.locator("article button").all() if b.is_visible()] == []
    page.goto(f"{root}assessment/")
    assert page.locator("fieldset.hb-question").count() == 30
    page.goto(f"{root}onboarding/")
    assert page.locator("[data-task]").count() >= 30


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_follow_the_system(new_context: Callable[..., BrowserContext], scheme: str) -> None:
    page = new_context(color_scheme=scheme).new_page()
    page.goto("practices/team-meetings/")
    luminance = page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    )
    assert (sum(luminance) < 200) == (scheme == "dark")


def test_a_review_that_is_due_is_told_by_the_readers_date(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context().new_page()
    page.clock.install(time="2026-12-01T08:00:00Z")
    page.goto("practices/team-meetings/")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".hb-colophon [data-due]")).to_be_hidden()
    due = page.locator(".hb-colophon [data-due]").get_attribute("data-due")
    assert due and re.fullmatch(r"\d{4}-\d\d-\d\d", due)
    later = new_context().new_page()
    later.clock.install(time="2028-01-01T08:00:00Z")
    later.goto("practices/team-meetings/")
    expect(later.locator(".hb-colophon [data-due]")).to_be_visible()


def test_a_page_that_does_not_exist_leads_back(page: Page, address: str) -> None:
    response = page.request.get(f"{address}practices/nothing/")
    assert response.status == 404
    assert "没有这一页" in response.text()


def test_the_switch_is_a_plain_link_without_javascript(
    new_context: Callable[..., BrowserContext], address: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("sources/")
    link = page.locator(".md-select__link[hreflang=en]")
    assert link.get_attribute("href") == f"{address}en/sources/"

"""Light and dark: as the device likes until somebody chooses, and then as chosen, in every language."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.conftest import watch

DESK = {"width": 1440, "height": 900}
LIGHT, DARK = ["default", "light"], ["slate", "dark"]


def shows(page: Page, expected: list[str]) -> None:
    """The text and the browser's own parts are light or dark."""
    page.wait_for_function(
        """(expected) => expected[0] === document.body.dataset.mdColorScheme
          && expected[1] === getComputedStyle(document.documentElement).colorScheme""",
        arg=expected,
    )


def other(page: Page) -> None:
    """Press what the switch shows: from the device's to light, to dark, and back."""
    page.locator(".hb-scheme label:visible").click()


def bar(page: Page) -> str:
    """The colour that the browser's own bar is to have, once it is that of the header."""
    page.wait_for_function(
        """() => document.querySelector("meta[name=theme-color]").content ===
          getComputedStyle(document.querySelector(".md-header")).backgroundColor"""
    )
    return str(page.locator("meta[name=theme-color]").get_attribute("content"))


def test_it_is_as_the_device_likes_from_the_first_picture(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(color_scheme="dark").new_page()
    errors = watch(page)
    # The theme's script does not come: what is dark is dark without it.
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto("practices/team-meetings/")
    shows(page, DARK)
    dark = bar(page)
    page.emulate_media(color_scheme="light")
    shows(page, LIGHT)
    assert bar(page) != dark
    assert [error for error in errors if "ERR_FAILED" not in error] == []


def test_what_is_chosen_stays_on_the_next_page_and_in_the_other_language(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(viewport=DESK, color_scheme="dark").new_page()
    errors = watch(page)
    page.goto("practices/team-meetings/")
    expect(page.locator(".hb-scheme label:visible")).to_have_count(1)
    other(page)
    shows(page, LIGHT)
    page.goto("en/elements/trust/")
    shows(page, LIGHT)
    page.emulate_media(color_scheme="light")
    other(page)
    page.goto("no-such-page/")
    shows(page, DARK)
    other(page)
    shows(page, LIGHT)
    page.emulate_media(color_scheme="dark")
    shows(page, DARK)
    assert [error for error in errors if "404" not in error] == []


def test_enter_goes_on_to_the_next(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(viewport=DESK, color_scheme="light").new_page()
    page.goto("practices/team-meetings/")
    page.locator(".hb-scheme input:checked").focus()
    for expected in (LIGHT, DARK, LIGHT):
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.checked") is True
        shows(page, expected)
    assert page.url.endswith("/practices/team-meetings/")


def test_what_was_kept_badly_is_as_nothing_kept(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(viewport=DESK, color_scheme="dark").new_page()
    errors = watch(page)
    page.goto("practices/team-meetings/")
    for kept in ("nonsense", '{"color":null}', '{"index":7}', '"dark"'):
        page.evaluate("(kept) => localStorage.setItem('/.__palette', kept)", kept)
        page.reload()
        shows(page, DARK)
        other(page)
        shows(page, LIGHT)
    assert errors == []


def test_a_browser_that_keeps_nothing_can_still_be_switched(
    new_context: Callable[..., BrowserContext],
) -> None:
    context = new_context(viewport=DESK, color_scheme="light")
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
    )
    page = context.new_page()
    page.goto("practices/team-meetings/")
    other(page)
    other(page)
    shows(page, DARK)

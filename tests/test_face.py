"""How every kind of page looks to those who see, hear or touch it otherwise: axe, narrow, forced colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.conftest import watch
from tests.kinds import KINDS, STATES, reach

NewContext = Callable[..., BrowserContext]

# Every part of the print page is on a page of its own, and axe needs minutes for the whole.
NAMES = [name for name in [*KINDS, *STATES] if name != "print"]

WIDER = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width && box.right > innerWidth + 1 && one.checkVisibility()
    && !one.closest(".hb-table, .hb-sections, pre, .md-sidebar, .hb-visually-hidden, .md-search, .md-select__inner, svg");
}).slice(0, 5).map((one) => one.outerHTML.slice(0, 120))"""


def violations(page: Page) -> list[tuple[str, str]]:
    found: Any = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(one["id"], node["html"][:160]) for one in found for node in one["nodes"][:3]]


@pytest.mark.parametrize("number", range(len(NAMES)), ids=NAMES)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(
    new_context: NewContext, number: int
) -> None:
    """By turns light Chinese and dark English: `make audit` looks at every page in all four."""
    root, scheme = [("", "light"), ("en/", "dark")][number % 2]
    page = new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme).new_page()
    errors = watch(page)
    reach(page, NAMES[number], root)
    assert page.evaluate(WIDER) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []
    assert errors == []

"""The page for tonight: short enough to read in a hurry, and whole."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from macros.data.handbook import Handbook

SCREENS = {"": 4.0, "en/": 5.2}
"""Phone screens down to the end of the text. English words are longer than Chinese ones."""


@pytest.mark.parametrize("root", ["", "en/"])
def test_it_fits_a_few_screens_and_one_sheet(new_context: Callable[..., BrowserContext], root: str) -> None:
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{root}tonight/")
    page.locator("handbook-template .hb-tools button").first.wait_for()
    assert not page.locator("#channels").is_visible()
    end = page.evaluate("document.querySelector('.md-content').getBoundingClientRect().bottom + scrollY")
    assert end / 844 <= SCREENS[root]
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4"))) == 1


@pytest.mark.parametrize(("root", "language"), [("", "zh"), ("en/", "en")])
def test_no_gap_to_fill_in_is_lost(
    new_context: Callable[..., BrowserContext], handbook: Handbook, root: str, language: str
) -> None:
    """Two gaps in one sentence can read as bold to Markdown, and vanish."""
    page = new_context().new_page()
    page.goto(f"{root}tonight/")
    shown = {s.id: page.locator(f"#{s.id} blockquote").inner_text() for s in handbook.tonight.say}
    assert shown == {sentence.id: sentence.text.root[language] for sentence in handbook.tonight.say}
    said = [part.do.root[language] for part in handbook.tonight.minutes]
    assert page.locator(".hb-minutes dd").all_inner_texts() == said


def test_numbers_can_be_rung(new_context: Callable[..., BrowserContext], handbook: Handbook) -> None:
    page = new_context().new_page()
    page.goto("tonight/")
    links = page.locator(".hb-numbers a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert links == [f"tel:{number.number.replace(' ', '')}" for number in handbook.settings.emergency]
    assert {"110", "120", "12356"} <= {link.removeprefix("tel:") for link in links}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_card_is_short(handbook: Handbook, language: str) -> None:
    lines = [line for line in handbook.tonight.card.content.root[language].split("\n") if line.strip()]
    assert len(lines) <= 12

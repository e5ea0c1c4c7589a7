"""Sheets of answers for the tests of the self-assessment's pages, and the page's own codes for them."""

from __future__ import annotations

import json
import random
from typing import Any

from playwright.sync_api import Locator, Page, expect

LANGUAGES = ["zh", "en"]
ROOT = {"zh": "", "en": "en/"}
FORM = {language: f"{root}assessment/" for language, root in ROOT.items()}
TEAM = {language: f"{root}assessment/team/" for language, root in ROOT.items()}

P = (4, 3, 5, 2, 4, 3, 4, 3, 2, 5, 0, 2, 2, 4, 0, 3, 0, 0, 2, 1, 2, 5, 3, 2, 5, 2, 4, 3, 4, 0)
"""The published person P in the order of the form; 0 is "not sure"."""

CODES = """async ([sheets, change]) => {
  const host = document.querySelector("handbook-team, handbook-assessment");
  const form = {...JSON.parse(host.dataset.form), ...change};
  const entry = document.querySelector('script[src*="scripts/entry.js"]').src;
  const { writeCode, newNonce } = await import(new URL("assessment/codes.js", entry).href);
  return sheets.map((sheet) => writeCode(form, sheet, newNonce()));
}"""


def form_of(page: Page) -> dict[str, Any]:
    """The form that the page scores by."""
    text = page.locator("[data-form]").first.get_attribute("data-form")
    form: dict[str, Any] = json.loads(text or "")
    return form


def codes_of(page: Page, sheets: list[dict[str, int]], **change: Any) -> list[str]:
    """A code for each sheet, as this page writes them; `change` alters the form first."""
    made: list[str] = page.evaluate(CODES, [sheets, change])
    return made


def random_sheets(form: dict[str, Any], number: int, seed: int = 1) -> list[dict[str, int]]:
    """Whole sheets that differ from each other."""
    chance = random.Random(seed)
    return [{item["id"]: chance.choice((1, 2, 3, 3, 4, 5)) for item in form["items"]} for _ in range(number)]


def answer(page: Page, values: tuple[int, ...]) -> None:
    """Give these answers in the order of the form, all in one go."""
    page.evaluate(
        """(values) => { const questions = document.querySelectorAll(".hb-question");
          for (const [place, value] of values.entries()) {
            questions[place].querySelector(`input[value="${value}"]`).click();
          } }""",
        list(values),
    )


def open_team(page: Page, language: str = "zh") -> dict[str, Any]:
    page.goto(TEAM[language])
    expect(page.locator('[data-part="collect"]')).to_be_visible()
    return form_of(page)


def open_form(page: Page, language: str = "zh") -> dict[str, Any]:
    page.goto(FORM[language])
    expect(page.locator('[data-part="result"]')).to_be_visible()
    return form_of(page)


def copied(page: Page, button: Locator) -> dict[str, str]:
    """Press a button that copies; what is on the clipboard then, by type."""
    page.evaluate("navigator.clipboard.writeText('')")
    button.click()
    for _ in range(200):
        if page.evaluate("navigator.clipboard.readText()"):
            break
        page.wait_for_timeout(20)
    found: dict[str, str] = page.evaluate(
        """async () => { const [item] = await navigator.clipboard.read(); const found = {};
          for (const type of item.types) found[type] = await (await item.getType(type)).text();
          return found; }"""
    )
    return found


def ends(scale: Locator) -> list[str]:
    """What stands at the two ends of a bar or a strip."""
    found: list[str] = scale.evaluate(
        """(one) => ["::before", "::after"].map((end) => getComputedStyle(one, end).content.split('"')[1])"""
    )
    return found

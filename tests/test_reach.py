"""What a reader on a phone gets from a page: counted in the browser, at 390 × 844.

Chinese in characters, English in words. Buttons that copy and download are tools, not text.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from macros.data.entry import Entry
from macros.data.handbook import Handbook

LIMITS = {
    "practice": {
        "zh": {"first": 180, "shown": 700, "whole": 3000, "screens": 8},
        "en": {"first": 110, "shown": 530, "whole": 2600, "screens": 8},
    },
    "foundation": {
        "zh": {"first": 180, "shown": 700, "whole": 2800, "screens": 7},
        "en": {"first": 110, "shown": 530, "whole": 2200, "screens": 7},
    },
    "element": {
        "zh": {"first": 200, "shown": 700, "whole": 2300, "screens": 5},
        "en": {"first": 110, "shown": 530, "whole": 1700, "screens": 6},
    },
}
"""First screen, shown before anything is unfolded, on the page; how tall it is. English has no limit of
its own in the plan but for the first screen: its other two hold what a Chinese page says, in words."""
SCREEN = 844

TEXTS = """() => {
  const article = document.querySelector("article");
  const texts = { first: "", shown: "", whole: "" };
  // What a team has agreed is its own: it counts where it takes room, not for the length of the page.
  const ours = (parent) => parent.closest(".hb-ours");
  const aside = "script, style, template, noscript, .hb-colophon, .hb-tools, .hb-source, .headerlink," +
    " .hb-visually-hidden";
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (parent.closest(aside) || !node.data.trim()) continue;
    if (!ours(parent)) texts.whole += node.data + " ";
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (!parent.checkVisibility({ contentVisibilityAuto: true }) || !box.height) continue;
    texts.shown += node.data + " ";
    if (box.top < innerHeight) texts.first += node.data + " ";
  }
  return { ...texts, height: document.documentElement.scrollHeight };
}"""


def size(words: str, language: str) -> int:
    return len(re.findall(r"[\u3400-\u9fff]" if language == "zh" else r"[A-Za-z0-9’'%:–-]+", words))


def problems_of(page: Page, entry: Entry, language: str) -> list[str]:
    root = "" if language == "zh" else f"{language}/"
    page.goto(f"{root}{entry.kind}s/{entry.id}/")
    if entry.templates:
        page.locator("handbook-template .hb-tools").first.wait_for()
    told: dict[str, Any] = page.evaluate(TEXTS)
    here = {part: size(told[part], language) for part in ("first", "shown", "whole")}
    here["screens"] = round(told["height"] / SCREEN, 1)
    return [
        f"{entry.id} {language} {part}: {here[part]} > {most}"
        for part, most in LIMITS[entry.kind][language].items()
        if here[part] > most
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", LIMITS)
def test_a_page_fits_a_phone_and_a_minute(page: Page, handbook: Handbook, kind: str, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": SCREEN})
    entries = handbook.of_kind(kind)
    assert [line for entry in entries for line in problems_of(page, entry, language)] == []


def test_every_practice_and_foundation_says_what_to_do_today(handbook: Handbook) -> None:
    for entry in [*handbook.of_kind("practice"), *handbook.of_kind("foundation")]:
        today = entry.record.today
        assert today and today.minutes <= 15 and today.template, entry.id
        [template] = [one for one in entry.templates if one.id == today.template]
        assert not template.long, entry.id
        assert entry.record.short and len(entry.record.symptoms) >= 2, entry.id
        assert 1 <= len(entry.record.related) <= 3 and all(r.because for r in entry.record.related), entry.id


def test_a_template_that_is_shown_is_short(handbook: Handbook) -> None:
    for entry in handbook.entries:
        for template in entry.templates:
            for words in () if template.long else template.content.root.values():
                lines = [line for line in words.split("\n") if line.strip()]
                columns = lines[0].count(",") + 1 if template.format == "csv" else 0
                assert columns <= 6 if columns else len(lines) <= 12, f"{entry.id} {template.id}"


def test_a_link_or_the_browsers_find_opens_what_is_folded(page: Page) -> None:
    page.goto("practices/clear-roles/#why")
    page.wait_for_function("document.querySelector('#why').closest('details').open")


def test_steps_unfold_by_the_keyboard_and_without_scripts(new_context: Any) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("practices/clear-roles/")
    step = page.locator("details.hb-step").first
    assert not step.locator(".hb-step__how").is_visible()
    step.locator("summary").focus()
    page.keyboard.press("Enter")
    assert step.locator(".hb-step__how").is_visible()

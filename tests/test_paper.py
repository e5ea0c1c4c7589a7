"""What comes out of a printer: a practice on two sheets, boxes that are empty, the handbook as a book."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from macros.data.handbook import Handbook

Contexts = Callable[..., BrowserContext]


def is_longer(page: Page, sheets: int) -> bool:
    """Whether a page takes more sheets than that. Only the next is asked for: to draw all takes longer."""
    try:
        page.pdf(format="A4", prefer_css_page_size=True, page_ranges=str(sheets + 1))
    except Error as error:
        assert "exceeds page count" in error.message, error
        return False
    return True


@pytest.mark.audit  # in each run test_reach.py measures how long pages are
@pytest.mark.parametrize("root", ["", "en/"])
def test_a_practice_is_two_sheets_at_most(page: Page, handbook: Handbook, root: str) -> None:
    long = []
    for entry in handbook.of_kind("practice"):
        page.goto(f"{root}practices/{entry.id}/")
        if is_longer(page, 2):
            long.append(entry.id)
    assert long == []


def test_on_paper_every_box_is_empty_and_what_folds_away_stays_away(page: Page) -> None:
    page.goto("practices/clear-roles/")
    page.locator("handbook-checklist .hb-count").first.wait_for()
    page.locator("handbook-checklist input").first.check()
    page.emulate_media(media="print")
    box = page.locator("handbook-checklist input").first
    assert box.evaluate("one => getComputedStyle(one).appearance") == "none"
    shown = page.locator(".hb-step__title").first
    assert shown.is_visible() and not page.locator(".hb-step__how").first.is_visible()
    assert not page.locator(".hb-checklist__note").first.is_visible()


@pytest.mark.parametrize(("root", "most"), [("", 3), ("en/", 4)])
def test_a_printed_form_says_first_what_it_is_what_it_cannot_say_and_whom_it_goes_to(
    page: Page, handbook: Handbook, root: str, most: int
) -> None:
    language = root.strip("/") or "zh"
    page.goto(f"{root}assessment/")
    expect(page.locator("[data-part=result]")).to_be_visible()
    page.emulate_media(media="print")
    text = page.locator("article").inner_text()
    limits = handbook.assessment.limits.root[language]
    question = handbook.items_of_element(handbook.assessed_elements[0].id)[0].text.root[language]
    parts = {"zh": ["五分钟", "信封"], "en": ["five minutes", "envelope"]}[language]
    places = [text.index(part) for part in [*parts, limits, question]]
    assert places == sorted(places) and text.count(limits) == 1
    assert not page.locator("[data-part=result]").is_visible(), "a result of nothing takes no paper"
    assert is_longer(page, 0) and not is_longer(page, most)


@pytest.mark.audit
def test_the_handbook_is_a_book(browser: Browser, address: str, handbook: Handbook) -> None:
    pypdf = pytest.importorskip("pypdf")
    from tests import pdf

    for language, made in pdf.every(browser, address, handbook).items():
        book = pypdf.PdfReader(io.BytesIO(made))
        titles = [entry.record.title.root[language] for entry in handbook.entries]
        # pypdf gives the outline as lists in lists: chapters are its own entries.
        chapters = {
            one.title: book.get_destination_page_number(one) for one in book.outline if hasattr(one, "title")
        }
        assert set(titles) <= set(chapters), language
        first = [chapters[title] for title in titles]
        assert len(set(first)) == len(first), "every record begins on a sheet of its own"
        assert book.root_object["/MarkInfo"]["/Marked"]
        assert str(book.root_object["/Lang"]).startswith(language)
        # Some letters come out as their twins for the radicals of dictionaries.
        contents = re.sub(r"\s+", "", unicodedata.normalize("NFKC", book.pages[1].extract_text()))
        for title in titles:
            assert (
                re.sub(r"\s+", "", unicodedata.normalize("NFKC", title)) + str(chapters[title] + 1)
                in contents
            ), title
        links = sum(len(page.get("/Annots") or []) for page in book.pages)
        assert links > len(titles)

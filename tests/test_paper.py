"""What comes out of a printer: a practice on two sheets, boxes that are empty, the handbook as a book."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from macros.data.handbook import Handbook

Contexts = Callable[..., BrowserContext]


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize("root", ["", "en/"])
def test_a_practice_is_two_sheets_at_most(page: Page, handbook: Handbook, root: str) -> None:
    long = {}
    for entry in handbook.of_kind("practice"):
        page.goto(f"{root}practices/{entry.id}/")
        pages = sheets(page)
        if pages > 2:
            long[entry.id] = pages
    assert long == {}


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

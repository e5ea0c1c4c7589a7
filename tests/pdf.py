"""`make pdf`: the whole handbook as one PDF for each language, into `.cache/pdf/`.

The page that holds everything, printed twice by the tests' Chromium: the first time to learn on which
sheet each chapter begins, the second time with those numbers in the contents. Tagged, with an outline.
"""

from __future__ import annotations

import io
from html import escape

from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from macros.data.handbook import Handbook
from macros.pages.markdown import plain
from tests.conftest import ROOT
from tests.opened import opened

FOLDER = ROOT / ".cache" / "pdf"
FOOT = """<div style="width:100%; padding:0 15mm; display:flex; justify-content:space-between; \
font:8px sans-serif; color:#555"><span>{name}</span><span class="pageNumber"></span></div>"""


def printed(page: Page, name: str) -> bytes:
    """The page as it stands, on A4."""
    return page.pdf(
        format="A4",
        outline=True,
        tagged=True,
        print_background=True,
        display_header_footer=True,
        header_template="<span></span>",
        footer_template=FOOT.format(name=escape(name)),
        margin={"top": "14mm", "right": "15mm", "bottom": "18mm", "left": "15mm"},
    )


def starts(pdf: bytes) -> dict[str, int]:
    """On which page each named place stands, counted from 1."""
    reader = PdfReader(io.BytesIO(pdf))
    return {
        name.removeprefix("/"): (reader.get_destination_page_number(place) or 0) + 1
        for name, place in reader.named_destinations.items()
    }


def make(browser: Browser, address: str, name: str) -> bytes:
    """The PDF of the print page at an address; `name` stands at the foot of every sheet."""
    page = browser.new_page()
    page.goto(address, wait_until="load")
    pages = starts(printed(page, name))
    page.evaluate(
        """(pages) => { for (const link of document.querySelectorAll(".hb-contents a"))
            link.dataset.page = pages[link.hash.slice(1)] ?? ""; }""",
        pages,
    )
    pdf = printed(page, name)
    page.close()
    return pdf


def every(browser: Browser, address: str, handbook: Handbook) -> dict[str, bytes]:
    """The PDF of each language of a served site."""
    made = {}
    for language in handbook.languages:
        root = "" if language == handbook.source_language else f"{language}/"
        words = handbook.settings.name
        name = plain(words.get(language) or words.root[handbook.source_language])
        made[language] = make(browser, f"{address}{root}print/", name)
    return made


def main() -> None:
    from macros.commands.repository import load_data

    FOLDER.mkdir(parents=True, exist_ok=True)
    with opened() as (browser, address, *_):
        handbook = load_data().handbook
        assert handbook
        for language, pdf in every(browser, address, handbook).items():
            path = FOLDER / f"handbook-{language}.pdf"
            path.write_bytes(pdf)
            print(path, f"{len(PdfReader(io.BytesIO(pdf)).pages)} pages, {len(pdf) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

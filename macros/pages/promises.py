"""What readers' links rest on: every page's address, and every section's id.

`tests/addresses.txt` keeps the list; what is gone from it must lead on by `data/moved.yml`.
"""

from __future__ import annotations

import re

from ..data.handbook import Handbook
from ..data.links import PAGES
from ..data.places import DOCS
from ..data.sections import SECTIONS
from .routes import address, record_pages

_SECTION = re.compile(r"\{: #([a-z][a-z0-9-]*) \}")


def promises(handbook: Handbook) -> list[str]:
    """One line each: an address below a language's root, `kind#section`, or `address#section`."""
    here = {address_of_source(page.source) for page in record_pages(handbook)}
    here |= {address(handbook, page) for page in PAGES}
    here |= {move.address for move in handbook.moved.moves}
    sections = {f"{kind}#{section.id}" for kind in SECTIONS for section in SECTIONS[kind]}
    folder = DOCS / handbook.source_language
    for path in folder.rglob("*.md"):
        place = address_of_source(path.relative_to(folder).as_posix())
        sections |= {f"/{place}#{name}" for name in _SECTION.findall(path.read_text("utf-8"))}
    return [f"/{place}" for place in sorted(here)] + sorted(sections)


def address_of_source(source: str) -> str:
    """The address of a source file: `practices/x.md` is at `practices/x/`."""
    place = source.removesuffix(".md").removesuffix("index")
    return place if place.endswith("/") or not place else f"{place}/"

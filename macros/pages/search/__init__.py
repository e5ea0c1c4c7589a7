"""The search's index of one language: a pure function of the handbook and its finished pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...data.handbook import Handbook
from ...data.links import PAGES
from ..routes import PLACES, address_of
from ..view import View
from . import han
from .names import Place, Units, names, said
from .packing import packed
from .reading import Unit, merged, units

LISTS = ("home", "elements", "foundations", "practices", "checklists")
"""Pages that say again what stands elsewhere."""
GRADES = {"practice": 9, "foundation": 9, "element": 8, "page": 8, "example": 5, "glossary": 5, "list": 3, "sources": 2}
"""How much a page weighs: a practice before its mentions, a page before the glossary."""
FIRST = frozenset(("", "today", "steps", "checklist", "templates", "helps", "decides", "signs", "practices"))
LAST = frozenset(("why", "sources", "related", "related-pages", "limits"))


def files(view: View, pages: Mapping[str, str]) -> dict[str, bytes]:
    """The index as files by their path below the folder `search/` of the view's language.

    `pages` holds the content of the pages to find as HTML, by their address below the language's root.
    """
    found: Units = {address: list(merged(units(pages[address]))) for address in sorted(pages)}
    every: list[Unit] = []
    numbers: dict[Place, int] = {}
    table = []
    for address, own in found.items():
        for unit in own:
            numbers[Place(address, unit.anchor)] = len(every)
            every.append(unit)
        grades = "".join(str(_grade(unit.anchor)) for unit in own)
        table.append([address, own[0].title if own else "", _kind(view.handbook, address), grades])

    def led(places: tuple[tuple[Place, int], ...]) -> list[int]:
        return [part for place, grade in places if place in numbers for part in (numbers[place], grade)]

    called = [[name.words, *led(name.places)] for name in names(view, found)]
    terms = [[list(term.words), *led(term.places)] for term in said(view)]
    head: dict[str, Any] = {"kinds": GRADES, "pages": table, "names": called, "said": terms}
    if view.locale.startswith("zh"):
        words = "".join(name[0] for name in called) + "".join(w for term in terms for w in term[0])
        head["pinyin"] = han.readings(words)
        head["forms"] = han.traditional("".join(line for unit in every for line in unit.lines) + words)
    return packed(every, head)


def write(site: Path, view: View, pages: Mapping[str, str]) -> None:
    """Put the index of a built language into its folder."""
    for name, data in files(view, pages).items():
        path = site / "search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _kind(handbook: Handbook, address: str) -> str:
    parts = address.rstrip("/").split("/")
    if len(parts) == 3 and parts[2] == "example":
        return "example"
    for identifier, entry in handbook.by_id.items():
        if address == f"{PLACES[entry.kind]}/{identifier}/":
            return entry.kind
    if address in [PAGES[page] for page in LISTS]:
        return "list"
    return next((page for page in ("glossary", "sources") if address == address_of(handbook, page)), "page")


def _grade(anchor: str) -> int:
    """How much a place on a page weighs: 1 to 9."""
    if anchor in FIRST:
        return 9
    return 3 if anchor in LAST else 7

"""The search's index of one language: a pure function of the handbook and its finished pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ...data.handbook import Handbook
from ...data.links import PAGES
from ..routes import PLACES
from ..view import View
from . import asking, han
from .names import LISTS, Place, Units, names, said
from .packing import packed
from .reading import Unit, merged, units

OWN = ("tonight", "glossary", "sources")
"""Pages that weigh what no other weighs."""
GRADES = {
    "practice": 9,
    "foundation": 9,
    "tonight": 9,
    "element": 8,
    "page": 8,
    "example": 5,
    "glossary": 5,
    "list": 3,
    "sources": 3,
}
"""How much a page weighs: a practice before its mentions, a page before the glossary."""
FIRST = frozenset(("", "today", "steps", "checklist", "templates", "helps", "decides", "signs", "practices"))
LAST = frozenset(("why", "sources", "related", "related-pages", "limits"))


Also = Mapping[str, Iterable[str]]
"""What hand-written pages say that they are also called, by address."""


def files(view: View, pages: Mapping[str, str], also: Also) -> dict[str, bytes]:
    """The index as files by their path below the folder `search/` of the view's language.

    `pages` holds the content of the pages to find as HTML, by their address below the language's root.
    """
    found: Units = {address: list(merged(units(pages[address]))) for address in sorted(pages)}
    every: list[Unit] = []
    numbers: dict[Place, int] = {}
    table: list[list[str]] = []
    for address, own in found.items():
        for unit in own:
            numbers[Place(address, unit.anchor)] = len(every)
            every.append(unit)
        kind = _kind(view.handbook, address)
        grades = "".join(str(_grade(kind, unit.anchor)) for unit in own)
        table.append([address, own[0].title if own else "", kind, grades])

    def led(places: tuple[tuple[Place, int], ...]) -> list[int]:
        return [part for place, grade in places if place in numbers for part in (numbers[place], grade)]

    called: list[list[Any]] = [[name.words, *led(name.places)] for name in names(view, found, also)]
    terms: list[list[Any]] = [[list(term.words), *led(term.places)] for term in said(view)]
    small, defining = asking.words(view.locale)
    head: dict[str, Any] = {"kinds": GRADES, "pages": table, "names": called, "said": terms}
    head |= {"small": small, "defining": defining}
    if view.locale.startswith("zh"):
        words = "".join(name[0] for name in called) + "".join(w for term in terms for w in term[0])
        head["pinyin"] = han.readings(words)
        head["forms"] = han.traditional("".join(line for unit in every for line in unit.lines) + words)
    return packed(every, head)


def write(site: Path, view: View, pages: Mapping[str, str], also: Also) -> None:
    """Put the index of a built language into its folder."""
    for name, data in files(view, pages, also).items():
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
    return next((page for page in OWN if address == PAGES[page]), "page")


def _grade(kind: str, anchor: str) -> int:
    """How much a place on a page weighs: 1 to 9."""
    if anchor in FIRST or kind == "tonight":
        return 9
    return 3 if anchor in LAST else 7

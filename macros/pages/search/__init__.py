"""The search's index of one language: a pure function of the handbook and its finished pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...data.handbook import Handbook
from ...data.links import PAGES, PLACES
from ...data.models import KINDS
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
"""How much a page weighs: a practice before its mentions, a page before the glossary.

A record of a kind that is not named here weighs what a page does.
"""
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
    kinds = _kinds(view.handbook)
    for address, own in found.items():
        for unit in own:
            numbers[Place(address, unit.anchor)] = len(every)
            every.append(unit)
        kind = kinds.get(address, "page")
        grades = "".join(str(_grade(kind, unit.anchor)) for unit in own)
        table.append([address, own[0].title if own else "", kind, grades])

    def led(places: tuple[tuple[Place, int], ...]) -> list[int]:
        return [part for place, grade in places if place in numbers for part in (numbers[place], grade)]

    called: list[list[Any]] = [[name.words, *led(name.places)] for name in names(view, found, also)]
    terms: list[list[Any]] = [[list(term.words), *led(term.places)] for term in said(view)]
    small, defining = asking.words(view.locale)
    weights = {**dict.fromkeys(KINDS, GRADES["page"]), **GRADES}
    head: dict[str, Any] = {"kinds": weights, "pages": table, "names": called, "said": terms}
    head |= {"small": small, "defining": defining}
    if view.locale.startswith("zh"):
        words = "".join(name[0] for name in called) + "".join(w for term in terms for w in term[0])
        head["pinyin"] = han.readings(words)
        head["forms"] = han.traditional("".join(line for unit in every for line in unit.lines) + words)
    return packed(every, head)


def _kinds(handbook: Handbook) -> dict[str, str]:
    """What stands at an address, where that is not just a page."""
    lists = {PAGES[page]: "list" for page in LISTS}
    own = {PAGES[page]: page for page in OWN if PAGES[page] not in lists}
    records = {f"{PLACES[entry.kind]}/{entry.id}/": entry.kind for entry in handbook.entries}
    return {**own, **lists, **records, **{f"{address}example/": "example" for address in records}}


def _grade(kind: str, anchor: str) -> int:
    """How much a place on a page weighs: 1 to 9."""
    if anchor in FIRST or kind == "tonight":
        return 9
    return 3 if anchor in LAST else 7

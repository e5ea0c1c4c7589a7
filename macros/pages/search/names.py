"""What things are called, by us and by readers: the names that the search looks at before any text.

A name leads to places. Titles and symptoms come from the pages and their records; the glossary adds
what readers say instead (`also`, `avoid`) and leads from there to the pages that its terms point to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ...data.handbook import Handbook
from ...data.links import PAGES, links_in
from ...data.models.glossary import Term
from ...data.models.text import Text
from .. import foreign
from ..routes import address_of
from ..view import View
from .reading import Unit

Units = Mapping[str, list[Unit]]
"""The units of every page by its address below the language's root, the top first."""


LISTS = ("home", "elements", "foundations", "practices", "checklists")
"""Pages that say again what stands elsewhere, by their id."""


class Place(NamedTuple):
    """A unit by its page's address and its id; the top's is empty."""

    page: str
    anchor: str = ""


class Name(NamedTuple):
    """Words, where they lead, and how much they say of each place: 0 to 9."""

    words: str
    places: tuple[tuple[Place, int], ...]


class Said(NamedTuple):
    """A term with all that people say for it, and where it leads; the first of `words` is ours."""

    words: tuple[str, ...]
    places: tuple[tuple[Place, int], ...]


TITLE, SHORT, SYMPTOM, PART, ALSO = 9, 9, 8, 7, 7
SEEN, LINKED, TERM, ALONE = (8, 7, 5, 4), 6, 5, 8
"""What a term says of the pages that it points to, by their place in its list; of those that its
definition links to; and of itself, where it points to a page and where it is the only answer."""


_REPEATING = {PAGES[page] for page in (*LISTS, "glossary", "sources")}
"""Pages whose parts are the names of other things, or said by the glossary itself."""


def names(view: View, pages: Units, also: Mapping[str, Iterable[str]]) -> list[Name]:
    """Titles, short titles and symptoms, the titles of parts that no other page has, and what a
    hand-written page says that it is also called (`also`, by address).
    """
    often = Counter(title for units in pages.values() for title in {unit.title for unit in units})
    found: dict[tuple[str, Place], int] = {}
    for address, units in pages.items():
        if address in _REPEATING:
            units = [unit for unit in units if not unit.anchor]
        for unit in units:
            grade = PART if unit.anchor else TITLE
            if unit.title and (not unit.anchor or often[unit.title] < 3):
                found.setdefault((unit.title, Place(address, unit.anchor)), grade)
    for words, place, grade in _of_records(view):
        found.setdefault((words, place), grade)
    for address, others in sorted(also.items()):
        for words in others:
            found.setdefault((words, Place(address)), ALSO)
    return [Name(words, ((place, grade),)) for (words, place), grade in found.items() if place.page in pages]


def _of_records(view: View) -> Iterator[tuple[str, Place, int]]:
    for entry in view.handbook.entries:
        page = Place(address_of(view.handbook, entry.id))
        if entry.record.short:
            yield _plain(view, entry.record.short), page, SHORT
        for symptom in getattr(entry.record, "symptoms", None) or ():
            yield _plain(view, symptom), page, SYMPTOM


def said(view: View) -> list[Said]:
    """The glossary's terms, each with what people say for it and the pages it is about."""
    handbook = view.handbook
    return [
        Said(tuple(_words(view, term)), tuple(_about(handbook, term))) for term in handbook.glossary.terms
    ]


def _words(view: View, term: Term) -> Iterable[str]:
    lists = [getattr(term, name) for name in ("also", "avoid") if getattr(term, name)]
    others = [words for list_ in lists for words in list_.get(view.language) or ()]
    return dict.fromkeys([_plain(view, term.term), *others])


def _about(handbook: Handbook, term: Term) -> Iterator[tuple[Place, int]]:
    """The records and pages that a term points to, through one other term if need be; then the term."""
    direct = dict(_pointed_at(handbook, term))
    own = TERM if direct else ALONE
    if not direct:
        others = [handbook.term_by_id[name] for name in term.see if name in handbook.term_by_id]
        through = [name for other in others for name, _ in _pointed_at(handbook, other)]
        direct = dict.fromkeys(list(dict.fromkeys(through))[:2], TERM - 1)
    for identifier, grade in direct.items():
        yield Place(address_of(handbook, identifier)), grade
    page, _, anchor = address_of(handbook, term.id).partition("#")
    yield Place(page, anchor), own


def _pointed_at(handbook: Handbook, term: Term) -> Iterator[tuple[str, int]]:
    for link in links_in(term.definition.root[handbook.source_language]):
        if link.id in handbook.by_id or link.id in PAGES:
            yield link.id, LINKED
    for identifier, grade in zip(term.see, SEEN, strict=False):
        if identifier not in handbook.term_by_id:
            yield identifier, grade


def _plain(view: View, text: Text) -> str:
    return foreign.unmarked(view.text(text))

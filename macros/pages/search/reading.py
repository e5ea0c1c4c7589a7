"""From a finished page to what can be found on it: units, each a place to lead to with its lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from .. import foreign

_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.DOTALL)
_ID = re.compile(r'(?<![\w-])(?:id|data-section)="([^"]+)"')
_LEFT_OUT = re.compile(
    r"(?<![\w-])(?:hidden|data-search-exclude)(?![\w-])"
    r'|class="(?:headerlink|hb-tag|hb-button|hb-eyebrow|hb-visually-hidden)'
)


def _is_left_out(attributes: str) -> bool:
    # Nearly no attribute has any of this, which is soon seen.
    if "hidden" in attributes or "data-search-exclude" in attributes or 'class="h' in attributes:
        return _LEFT_OUT.search(attributes) is not None
    return False


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_SILENT = _tags("script style svg button select textarea template noscript small")
_VOID = _tags("br hr img input meta link wbr col source area base embed track")
_WITHIN = _tags("a abbr b bdi bdo cite code data em i kbd mark q s small span strong sub sup time u wbr")
_PLACES = _tags("article details div dl dt form li ol p section table tr ul")


@dataclass
class Unit:
    """A place on a page: its id (empty: the page's top), its title, whether that is a heading, its lines."""

    anchor: str
    title: str = ""
    is_heading: bool = False
    lines: list[str] = field(default_factory=list)


@lru_cache(maxsize=4096)
def units(html: str) -> tuple[Unit, ...]:
    """The units of a page's content, in its order; the first is its top, whose title is the page's.

    What is hidden, marked `data-search-exclude` or made for scripts is left out.
    """
    return tuple(unit for unit in _Reader().read(html) if unit.lines or unit.title)


class _Reader:
    """Reads the tags of a page one after the other; nested ids make nested units."""

    def __init__(self) -> None:
        self.units = [Unit("")]
        self.open: list[tuple[str, Unit | None]] = []
        """The open elements, each with the unit to return to where it is left."""
        self.line: list[str] = []
        self.skipped = 0
        """How deep inside what is left out; 0: not in it."""
        self.heading: Unit | None = None

    def read(self, html: str) -> list[Unit]:
        end = 0
        for match in _TAG.finditer(html):
            start, stop = match.span()
            if not self.skipped and start > end:
                self.line.append(html[end:start])
            end = stop
            closes, name, inside = match.groups()
            if closes:
                self._close(name.lower())
            elif name:
                self._open(name.lower(), inside)
        self._flush()
        return self.units

    def _open(self, name: str, attributes: str) -> None:
        if name in _VOID:
            if name in ("br", "hr"):
                self._flush()
            return
        if self.skipped or name in _SILENT or (attributes and _is_left_out(attributes)):
            self.skipped += 1
            self.open.append((name, None))
            return
        if name not in _WITHIN or 'class="hb-' in attributes:
            self._flush()
        named = _ID.search(attributes) if 'id="' in attributes or "data-section" in attributes else None
        before = None
        if name in ("h1", "h2", "h3"):
            self.heading = self._begin(named.group(1)) if named else None
        elif named and name in _PLACES and not named.group(1).startswith("hint-"):
            before = self.units[-1]
            self._begin(named.group(1))
        self.open.append((name, before))

    def _begin(self, anchor: str) -> Unit:
        """A unit begins; the fold of a heading carries the heading's own id and is the same unit."""
        if self.units[-1].anchor != anchor or not self.units[-1].is_heading:
            self.units.append(Unit(anchor))
        return self.units[-1]

    def _close(self, name: str) -> None:
        if name not in _WITHIN and not self.skipped:
            self._flush()
        while self.open:
            opened, before = self.open.pop()
            if self.skipped:
                self.skipped -= 1
            if before is not None and before.is_heading and before is not self.units[-1]:
                # What follows belongs to the section again.
                self.units.append(Unit(before.anchor, before.title, True))
            if opened == name:
                break
        if name in ("h1", "h2", "h3"):
            self.heading = None

    def _flush(self) -> None:
        if not self.line:
            return
        written, self.line = "".join(self.line), []
        # Between most tags there is only the end of a line.
        if written.isspace():
            return
        words = " ".join(foreign.unmarked(unescape(written)).split())
        if not words:
            return
        unit = self.units[-1]
        if self.heading is unit:
            unit.title, unit.is_heading = words, True
        elif not unit.title and unit.anchor:
            unit.title = words
        else:
            unit.lines.append(words)


def merged(units_: tuple[Unit, ...]) -> Iterator[Unit]:
    """The same units, each place once: what was interrupted by a place inside it is whole again."""
    by_place: dict[str, Unit] = {}
    for unit in units_:
        place = "" if unit.anchor == "top" else unit.anchor
        known = by_place.get(place)
        if known is None:
            by_place[place] = Unit(place, unit.title, unit.is_heading, list(unit.lines))
        else:
            known.title = known.title or unit.title
            known.lines += unit.lines
    yield from by_place.values()

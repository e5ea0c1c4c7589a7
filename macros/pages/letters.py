"""Under which letter a reader looks for a name: its own, or that of the pinyin of a Chinese one.

GB 2312 orders its 3,755 common characters by pinyin, so the first letter follows from the place there
and no table of sounds is needed. A character with two sounds stands at one of them: where that is the
wrong one, the data say what to sort by.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeVar

Item = TypeVar("Item")

OTHER = "#"
"""Where names stand that begin with no letter that we know."""

_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_STARTS = [character.encode("gb2312") for character in _FIRST]
_END = "座".encode("gb2312")


def letter_of(name: str) -> str:
    """The capital letter that a name is found under, A to Z, or `#`."""
    first = next((character for character in name if character.isalnum()), "")
    plain = unicodedata.normalize("NFD", first)[:1].upper()
    if plain.isascii() and plain.isalpha():
        return plain
    place = _place(first)
    return _LETTERS[bisect_right(_STARTS, place) - 1] if _STARTS[0] <= place <= _END else OTHER


def by_letter(items: Iterable[tuple[str, Item]]) -> list[tuple[str, list[Item]]]:
    """Items with their names, in order and under the letters that have some; `#` comes last."""
    found: dict[str, list[Item]] = {}
    for name, item in sorted(items, key=lambda pair: _order(pair[0])):
        found.setdefault(letter_of(name), []).append(item)
    return list(found.items())


def _order(name: str) -> tuple[bool, str, list[bytes]]:
    letter = letter_of(name)
    return letter == OTHER, letter, [_place(character) for character in name.casefold()]


def _place(character: str) -> bytes:
    try:
        return character.encode("gb2312")
    except UnicodeEncodeError:
        return b"\xff" + character.encode()

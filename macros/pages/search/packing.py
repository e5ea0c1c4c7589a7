"""The index as files: one that says what there is, and small ones to fetch when a query asks for them.

Numbers count units over all pages. `head.json` holds the pages, the names and where each small file
begins; `<folder>/w<n>.txt` holds words with the units they stand in, `<folder>/t<n>.json` the units'
texts. The folder is named by its content, so that a deploy never mixes two indexes.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from operator import add, sub
from typing import Any

from .reading import Unit

WORDS_SIZE, TEXTS_SIZE = 4_000, 3_000
"""About how many bytes a file of words or of texts has before it is compressed."""
TOO_OFTEN, FEW_UNITS = 0.2, 300
"""A word in more than this share of the units tells nothing, where there are more than a few units."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ!-.~*+"
"""The first half ends a number, the second carries on: five bits each. None has to be escaped."""
_RUNS = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
_MARKS = re.compile(r"[\u0300-\u036f]")


def folded(text: str) -> str:
    """Text in the one form in which it is looked up: small letters, no accents, no wide forms."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower()


def words_of(text: str) -> set[str]:
    """What a text is found by: its words, and of Chinese every two characters that stand together."""
    words: set[str] = set()
    for run in _RUNS.findall(folded(text)):
        if run[0] >= "\u3400" and len(run) > 1:
            words.update(map(add, run, run[1:]))
        elif len(run) <= 30:
            words.add(run)
    return words


@cache
def number(value: int) -> str:
    """A number in as few characters as it needs."""
    out = _DIGITS[value & 31]
    value >>= 5
    while value:
        out = _DIGITS[32 + (value & 31)] + out
        value >>= 5
    return out


def _cut(pieces: Iterable[tuple[Any, str]], size: int) -> tuple[list[Any], list[list[str]]]:
    """Pieces `(key, text)` in files of about a size: the key with which each begins, and its texts."""
    first: list[Any] = []
    files: list[list[str]] = []
    room = 0
    for key, text in pieces:
        if room <= 0:
            first.append(key)
            files.append([])
            room = size
        files[-1].append(text)
        room -= len(text.encode())
    return first, files


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def packed(units: list[Unit], head: dict[str, Any]) -> dict[str, bytes]:
    """The files of an index by their path; `head` is what else the first file says."""
    stands: dict[str, list[int]] = defaultdict(list)
    for place, unit in enumerate(units):
        for word in words_of("\n".join((unit.title, *unit.lines))):
            stands[word].append(place)
    limit = len(units) if len(units) < FEW_UNITS else int(len(units) * TOO_OFTEN)
    lines = ((word, _line(word, stands[word])) for word in sorted(stands) if len(stands[word]) <= limit)
    first_words, word_files = _cut(lines, WORDS_SIZE)
    texts = ((place, _json([unit.anchor, unit.title, *unit.lines])) for place, unit in enumerate(units))
    first_units, text_files = _cut(texts, TEXTS_SIZE)
    files = {f"w{n}.txt": "\n".join(part).encode() for n, part in enumerate(word_files)}
    files |= {f"t{n}.json": f"[{','.join(part)}]".encode() for n, part in enumerate(text_files)}
    digest = hashlib.sha256(b"\0".join(files.values())).hexdigest()[:12]
    whole = {**head, "folder": digest, "words": first_words, "texts": first_units}
    return {"head.json": _json(whole).encode(), **{f"{digest}/{name}": data for name, data in files.items()}}


def _line(word: str, places: list[int]) -> str:
    befores = [0, *(place + 1 for place in places)]
    return f"{word} {''.join(map(number, map(sub, places, befores)))}"

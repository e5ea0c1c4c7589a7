"""How Chinese characters are read and written: pinyin and traditional forms, from the table kept here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("han.txt")


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    """`{syllable: characters}` and `{character: its traditional forms}`."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if not line.startswith("#")]
    cut = rows.index("=")
    readings = dict(row.split(" ") for row in rows[:cut])
    return readings, {row[0]: row[1:] for row in rows[cut + 1 :]}


def readings(characters: Iterable[str]) -> str:
    """The readings of these characters as `syllable characters`, joined by blanks: `hui 会 ji 记计`."""
    wanted = set(characters)
    found = ((syllable, "".join(c for c in all_ if c in wanted)) for syllable, all_ in _table()[0].items())
    return " ".join(f"{syllable} {some}" for syllable, some in found if some)


def traditional(characters: Iterable[str]) -> str:
    """Pairs of a traditional form and the character that stands here: `會会議议`."""
    forms = _table()[1]
    wanted = set(characters)
    return "".join(form + c for c in sorted(wanted) for form in forms.get(c, "") if form not in wanted)

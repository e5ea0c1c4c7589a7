"""A handbook of any size, as dense as ours: our own records again and again, in other words.

The same seed gives the same files. No two texts are alike, so that nothing which remembers a text
gains by the copies: each run of Chinese characters and each English word gives way to another of
the same length out of our own texts. Ids, links, tables and the shape of a text stay.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

KINDS = ("practices", "practices", "practices", "foundations")
"""What is copied, in turn. Elements stay as they are: a larger team has more practices, not more elements."""

_WORDS = re.compile(r"(?P<kept>\]\([^)]*\)|`[^`\n]*`|https?://\S+)|(?P<word>[\u4e00-\u9fff]{2,}|[a-z]{4,})")
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def grow(data: Path, records: int, seed: int = 1) -> None:
    """Add records to the handbook below `data` until it has so many. It must hold our own."""
    rng = random.Random(seed)
    folders = {kind: sorted((data / kind).glob("*.yml")) for kind in set(KINDS)}
    texts = {path: path.read_text(encoding="utf-8") for paths in folders.values() for path in paths}
    values = {path: yaml.load(text, Loader=Loader) for path, text in texts.items()}
    words = _Words(texts.values())
    have = sum(1 for kind in ("elements", *set(KINDS)) for _ in (data / kind).glob("*.yml"))
    for number in range(records - have):
        kind = KINDS[number % len(KINDS)]
        model = folders[kind][number // 2 % len(folders[kind])]
        record = _again(values[model], f"-{number}", words, rng)
        # Statements are left out: nobody asks a team a thousand.
        record.pop("items", None)
        text = yaml.dump(record, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000)
        (data / kind / f"{model.stem}-{number}.yml").write_text(text, encoding="utf-8", newline="\n")


def _again(value: Any, mark: str, words: _Words, rng: random.Random, key: str = "") -> Any:
    """A value in other words, with ids of its own."""
    if isinstance(value, dict):
        if "zh" in value:
            return {language: words.others(text, rng) for language, text in value.items()}
        return {name: _again(inner, mark, words, rng, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_again(inner, mark, words, rng) for inner in value]
    return value + mark if key in ("id", "template") else value


class _Words:
    """The words of texts by their length, to take others from."""

    def __init__(self, texts: Iterable[str]) -> None:
        found: dict[tuple[bool, int], set[str]] = defaultdict(set)
        for text in texts:
            for match in _WORDS.finditer(text):
                if match["word"]:
                    found[_shape(match["word"])].add(match["word"])
        self._known = {shape: sorted(words) for shape, words in found.items()}

    def others(self, text: str, rng: random.Random) -> str:
        """The text with each word in the place of another of the same length."""
        return _WORDS.sub(lambda m: m["kept"] or rng.choice(self._known[_shape(m["word"])]), text)


def _shape(word: str) -> tuple[bool, int]:
    return word[0] >= "\u4e00", len(word)

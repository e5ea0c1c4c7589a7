"""The pages written by hand, language by language: which are translated, and which are borrowed.

A page that a further language has not is the source's. Where it has words of its own it is shown
in the source language, and said to be; where templates give all its words it speaks either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..data.handbook import Handbook
from ..data.places import DOCS
from .handwritten import below, text_of

_NO_WORDS = re.compile(r"\A---\n.*?\n---\n|\{%.*?%\}|\{\{.*?\}\}|\{:.*?\}|\{#.*?#\}|<[^>]*>", re.DOTALL)


def has_words(text: str) -> bool:
    """Whether a page says something itself, and not only by its templates."""
    return re.search(r"[^\W\d_]", _NO_WORDS.sub("", text)) is not None


def pages(handbook: Handbook, docs: Path = DOCS) -> list[str]:
    """The hand-written pages of the source language, below its folder."""
    folder = docs / handbook.source_language
    return sorted(path.relative_to(folder).as_posix() for path in below(folder, kinds=(".md",)))


def borrowed(handbook: Handbook, language: str, docs: Path = DOCS) -> dict[str, bool]:
    """The pages that a language takes from the source, and whether each has words of its own."""
    source = docs / handbook.source_language
    return {
        page: has_words(text_of(source / page))
        for page in pages(handbook, docs)
        if not (docs / language / page).is_file()
    }


def untranslated(handbook: Handbook, language: str, docs: Path = DOCS) -> Iterator[str]:
    """The pages that a language still has to write: missing ones, and copies of another language's."""
    missing = borrowed(handbook, language, docs)
    # A copy is told where it was copied to, and not where the words were written.
    others = handbook.languages[: handbook.languages.index(language)]
    for page in pages(handbook, docs):
        if page in missing:
            if missing[page]:
                yield page
            continue
        text = text_of(docs / language / page)
        copies = (docs / other / page for other in others)
        if has_words(text) and any(c.is_file() and text_of(c) == text for c in copies):
            yield page

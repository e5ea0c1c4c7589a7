"""The repository's data, with all that its history and what is written by hand add."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..data.load import Library, Loaded
from ..data.places import DATA
from ..pages import handwritten, words
from .git import last_changes


def load_data(
    folder: Path = DATA, library: Library | None = None, added: Mapping[str, bytes] | None = None
) -> Loaded:
    """Load the data with what the repository adds: history, the words in use, what is wrong beside them.

    `library`: one of that folder that has read it before. `added`: files that somebody means to write.
    """
    library = library or Library(folder)
    loaded = library.load(updated=last_changes(folder), words_used=words.asked(), added=added)
    # Other data may have another source language; the pages beside ours are these.
    beside = tuple(handwritten.problems(loaded.handbook if folder.resolve() == DATA else None))
    return Loaded(None, (*loaded.problems, *beside)) if beside else loaded

"""The repository's data, with all that its history and its templates add."""

from __future__ import annotations

from pathlib import Path

from ..data.load import Library, Loaded
from ..data.places import DATA
from ..pages import words
from .git import last_changes


def load_data(folder: Path = DATA, library: Library | None = None) -> Loaded:
    """Load the data with all that the repository adds to it: history, and the words in use.

    `library`: one of that folder that has read it before.
    """
    library = library or Library(folder)
    return library.load(updated=last_changes(folder), words_used=words.asked())

"""The repository's data, with all that its history and its templates add."""

from __future__ import annotations

from pathlib import Path

from ..data.load import Loaded, load
from ..data.places import DATA
from ..pages import words
from .git import last_changes


def load_data(folder: Path = DATA) -> Loaded:
    """Load the data with all that the repository adds to it: history, and the words in use."""
    return load(folder, updated=last_changes(folder), words_used=words.asked())

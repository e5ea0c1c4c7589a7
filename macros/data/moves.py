"""The checks of the addresses that moved: each stands once, and no page stands there any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from . import messages
from .entry import Entry
from .links import PAGES, PLACES
from .messages import Sentence
from .yamlfile import Document, Path

FILE = "moved.yml"


def check_moves(
    documents: Mapping[str, Document],
    models: Mapping[str, Any],
    records: Iterable[tuple[str, str]],
    entries: Iterable[Entry],
    add: Callable[[str, Path, Sentence], None],
) -> None:
    """Tell what is wrong with the old addresses. `records`: kind and id of every record that there is."""
    settings, moved = models.get("handbook.yml"), models.get(FILE)
    if moved is None or settings is None:
        return
    pages = {*PAGES.values()} | {f"{PLACES[kind]}/{identifier}/" for kind, identifier in records}
    pages |= {f"{PLACES[entry.kind]}/{entry.id}/example/" for entry in entries if entry.record.example}
    if not settings.example_team:
        # It is not published where nobody is invented.
        pages.discard(PAGES["example-team"])
    further = [language.code for language in settings.languages[1:]]
    first: dict[str, int] = {}
    for number, move in enumerate(moved.moves):
        path = ("moves", number, "address")
        language = move.address.partition("/")[0]
        if language in further:
            add(FILE, path, messages.moved_in_language(move.address, language))
        elif move.address in pages:
            add(FILE, path, messages.moved_in_use(move.address))
        elif move.address in first:
            add(FILE, path, messages.moved_twice(move.address, first[move.address]))
        first.setdefault(move.address, documents[FILE].line(path))

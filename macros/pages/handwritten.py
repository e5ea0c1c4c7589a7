"""The texts beside the data that people write: pages, templates, styles and scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..data import messages
from ..data.encoding import line_not_utf8
from ..data.messages import Problem
from ..data.places import DOCS, ROOT, TEMPLATES, is_closed, is_editors

MARKUP = (".md", ".html", ".xml")
_KINDS = (*MARKUP, ".css", ".js")


def text_of(path: Path) -> str:
    """What a text says. One that cannot be read is told by `problems`, and must not hinder the others."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except PermissionError:
        return ""


def below(*folders: Path, kinds: tuple[str, ...] = _KINDS) -> Iterator[Path]:
    """The texts below some folders, by the ends of their names."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in kinds and not is_editors(path.name) and _is_file(path):
                yield path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def problems() -> Iterator[Problem]:
    """The texts that cannot be read or are not UTF-8, as the data's files are told.

    And the folders that cannot be looked into: their texts would be missing without a word.
    """
    folders = [path for folder in (TEMPLATES, DOCS) for path in (folder, *folder.rglob("*/"))]
    for folder in filter(is_closed, folders):
        name = folder.relative_to(ROOT).as_posix()
        yield Problem(name, 1, (), messages.unreadable(name))
    for path in below(TEMPLATES, DOCS):
        name = path.relative_to(ROOT).as_posix()
        try:
            line = line_not_utf8(path.read_bytes())
        except OSError:
            yield Problem(name, 1, (), messages.unreadable(name))
            continue
        if line:
            yield Problem(name, line, (), messages.not_utf8())

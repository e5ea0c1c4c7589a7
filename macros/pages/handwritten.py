"""The texts beside the data that people write: pages, templates, styles and scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..data import messages
from ..data.encoding import line_not_utf8
from ..data.messages import Problem
from ..data.places import DOCS, ROOT, TEMPLATES, is_editors

MARKUP = (".md", ".html", ".xml")
_KINDS = (*MARKUP, ".css", ".js")


def text_of(path: Path) -> str:
    """What a text says. One that is not UTF-8 is told by `problems`, and must not hinder the others."""
    return path.read_text(encoding="utf-8", errors="replace")


def below(*folders: Path, kinds: tuple[str, ...] = _KINDS) -> Iterator[Path]:
    """The texts below some folders, by the ends of their names."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in kinds and not is_editors(path.name) and path.is_file():
                yield path


def line_in(file: str, body: str, line: int) -> int:
    """The line of a page's file (from the repository's root) at which a line of its body stands.

    MkDocs takes away the head, and `serve` may ask for no more than the beginning of the rest.
    """
    path = ROOT / file
    whole = text_of(path) if path.is_file() else ""
    return line + whole.count("\n", 0, max(0, whole.rfind(body)))


def problems() -> Iterator[Problem]:
    """The texts that are not UTF-8, as the data's files are told."""
    for path in below(TEMPLATES, DOCS):
        line = line_not_utf8(path.read_bytes())
        if line:
            yield Problem(path.relative_to(ROOT).as_posix(), line, (), messages.not_utf8())

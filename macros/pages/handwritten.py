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
    """What a text says. One that cannot be read is told by `problems`, and must not hinder the others."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def below(*folders: Path, kinds: tuple[str, ...] = _KINDS) -> Iterator[Path]:
    """The texts below some folders, by the ends of their names."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in kinds and not is_editors(path.name) and path.is_file():
                yield path


def problems(root: Path = ROOT) -> Iterator[Problem]:
    """The texts that cannot be read, or are not UTF-8, as the data's files are told."""
    for path in below(*(root / folder.relative_to(ROOT) for folder in (TEMPLATES, DOCS))):
        file = path.relative_to(root).as_posix()
        try:
            line = line_not_utf8(path.read_bytes())
        except OSError as error:
            yield Problem(file, 1, (), messages.cannot_read(error.strerror or str(error)))
            continue
        if line:
            yield Problem(file, line, (), messages.not_utf8())

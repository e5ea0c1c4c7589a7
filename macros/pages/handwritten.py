"""The texts beside the data that people write: pages, templates, styles and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..data import messages
from ..data.encoding import line_not_utf8
from ..data.handbook import Handbook
from ..data.messages import Problem
from ..data.places import DOCS, ROOT, TEMPLATES, is_closed, is_editors
from ..data.yamlfile import Document, read
from .routes import page_sources

MARKUP = (".md", ".html", ".xml")
_KINDS = (*MARKUP, ".css", ".js")
_HEAD = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
"""What a page says of itself, as MkDocs finds it; and at the end of a file, where MkDocs does not."""


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
            if path.suffix in kinds and not is_editors(path.name) and _is_file(path):
                yield path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def line_in(file: str, body: str, line: int) -> int:
    """The line of a page's file (from the repository's root) at which a line of its body stands.

    MkDocs takes away the head, and `serve` may ask for no more than the beginning of the rest.
    """
    path = ROOT / file
    whole = text_of(path) if path.is_file() else ""
    return line + whole.count("\n", 0, max(0, whole.rfind(body)))


def problems(handbook: Handbook | None = None, root: Path = ROOT) -> Iterator[Problem]:
    """What is wrong with the texts, as the data's files are told.

    And the folders that cannot be looked into: their texts would be missing without a word.
    `handbook`: whose pages they are, where that is known: its source language has to have all of them.
    """
    templates, docs = (root / folder.relative_to(ROOT) for folder in (TEMPLATES, DOCS))
    folders = [path for folder in (templates, docs) for path in (folder, *folder.rglob("*/"))]
    for folder in filter(is_closed, folders):
        name = folder.relative_to(root).as_posix()
        yield Problem(name, 1, (), messages.unreadable(name))
    for path in below(templates, docs):
        name = path.relative_to(root).as_posix()
        try:
            line = line_not_utf8(path.read_bytes())
        except OSError:
            yield Problem(name, 1, (), messages.unreadable(name))
            continue
        if line:
            yield Problem(name, line, (), messages.not_utf8())
        elif path.suffix == ".md" and path.is_relative_to(docs) and not path.is_relative_to(docs / "theme"):
            yield from _slips(name, text_of(path).removeprefix("\ufeff"))
    if handbook:
        folder = docs / handbook.source_language
        for page in () if is_closed(folder) else page_sources(handbook) if folder.is_dir() else [""]:
            if not (folder / page).is_file():
                name = f"docs/{folder.name}/{page}"
                yield Problem(name, 1, (), messages.missing_file(name))


def _slips(name: str, text: str) -> Iterator[Problem]:
    """What is wrong with a page: with its head, or that there is no more than that."""
    head = _HEAD.match(text)
    if not head:
        if text.startswith("---"):
            yield Problem(name, 1, (), messages.open_head())
        elif not text.strip():
            yield Problem(name, 1, (), messages.empty_file())
        return
    if re.search(r"^[ \t]*[^#\s]", head.group(1), re.MULTILINE):
        # Its lines are those of the page: an empty one stands in the place of the first ---.
        document = read(name, f"\n{head.group(1)}".encode())
        yield from document.problems or _of_other_shapes(document)
    else:
        yield Problem(name, 1, (), messages.open_head())
    if not text[head.end() :].strip():
        yield Problem(name, head.group().rstrip().count("\n") + 1, (), messages.empty_page())


def _of_other_shapes(document: Document) -> Iterator[Problem]:
    """What a head says that is not what its readers take it for."""
    if not isinstance(document.value, dict):
        yield Problem(document.file, 2, (), messages.no_colon())
        return
    for key, value in document.value.items():
        if key in ("also", "hide") and not isinstance(value, list):
            yield document.problem((key,), messages.wants("list"))
        elif key == "search" and not isinstance(value, dict):
            yield document.problem((key,), messages.wants("mapping"))
        elif key in ("title", "description") and not isinstance(value, str):
            yield document.problem((key,), messages.text_became_list())
        elif key == "also":
            for number, name in enumerate(value):
                if not isinstance(name, str):
                    yield document.problem((key, number), messages.text_became_list())

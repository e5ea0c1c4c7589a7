"""What one file says that the other files must bear out, and what is wrong with it by itself.

Read once for each file: as long as the file stays the same, so do its facts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import BaseModel

from . import messages
from .links import Link, heading_in, html_in, links_in, picture_in
from .messages import Problem
from .models.assessment import FIGURE, FIGURES, FiguredText
from .models.record import Template
from .models.text import Part, Text
from .walk import walk
from .yamlfile import Document, Path

REFERENCES = (
    *("element", "elements", "carries", "practice", "practices", "first_practices", "foundations"),
    *("to", "see", "sources", "owner", "roles"),
)
"""The fields that name something by its id."""
_NAMES_NOTHING = ("interface.yml", "sources.yml")


@dataclass
class Facts:
    """The facts of one file, in the order of its model. Paths are those of the file."""

    ids: list[tuple[Path, str]] = field(default_factory=list)
    """What it gives an id to, by the path of the thing."""
    references: list[tuple[Path, str, str]] = field(default_factory=list)
    """What it names in a field: path, field and id."""
    links: list[tuple[Path, Link]] = field(default_factory=list)
    """The links of its texts and of fields that are links."""
    mentions: tuple[str, ...] = ()
    """Every id that it may cite: linked to in a text, or listed as a source."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong whatever the other files say."""


def facts_of(file: str, document: Document, model: Part) -> Facts:
    """The facts of a file (its name below data/)."""
    facts = Facts()
    mentions: list[str] = []
    for path, value in walk(model):
        if isinstance(value, Text):
            for language, words in value.root.items():
                facts.problems += _slips(document, path, language, words)
                if isinstance(value, FiguredText):
                    facts.problems += _unfilled(document, (*path, language), words)
                links = list(links_in(words))
                mentions += [link.id for link in links]
                if not _is_content(path):
                    facts.links += [((*path, language), link) for link in links]
        elif isinstance(value, BaseModel):
            identifier = getattr(value, "id", None)
            if isinstance(identifier, str) and file != "handbook.yml" and "bands" not in path:
                facts.ids.append((path, identifier))
            if isinstance(value, Template) and value.format == "csv":
                for language, words in value.content.root.items():
                    facts.problems += _uneven(document, (*path, "content", language), words)
        elif isinstance(value, str) and path:
            name = path[-1] if isinstance(path[-1], str) else path[-2]
            if name in REFERENCES and file not in _NAMES_NOTHING:
                facts.references.append((path, str(name), value))
            if path[-1] == "page":
                facts.links.append((path, Link("", value)))
            if len(path) > 1 and path[-2] == "sources":
                mentions.append(value)
    facts.mentions = tuple(dict.fromkeys(mentions))
    return facts


def _is_content(path: Path) -> bool:
    """Whether a text is a template's: it is copied as it stands, and what it says binds nobody here."""
    return "templates" in path and path[-1] == "content"


def _slips(document: Document, path: Path, language: str, words: str) -> Iterator[Problem]:
    """What no text may hold."""
    here = (*path, language)
    if here in document.numbers:
        yield document.problem(here, messages.number_as_text(words))
    if here in document.cut:
        yield document.problem(here, messages.cut_by_hash(), " #")
    if "TODO" in words:
        yield document.problem(here, messages.todo(), "TODO")
    if _is_content(path):
        return
    head = heading_in(words)
    if head:
        yield document.problem(here, messages.heading(head), head)
    shown = picture_in(words)
    if shown:
        yield document.problem(here, messages.picture(shown), shown)
    found = html_in(words)
    if found:
        yield document.problem(here, messages.html(found), found)


def _unfilled(document: Document, path: Path, words: str) -> Iterator[Problem]:
    """The names between braces that no figure has: they would be published as they stand."""
    for name in FIGURE.findall(words):
        if name not in FIGURES:
            yield document.problem(path, messages.unknown_figure(name, FIGURES), f"{{{name}}}")


def _uneven(document: Document, path: Path, words: str) -> Iterator[Problem]:
    """The rows of a table that are shorter or longer than its head."""
    reader = csv.reader(io.StringIO(words))
    lines = words.split("\n")
    head = 0
    try:
        for number, row in enumerate(filter(None, reader), 1):
            head = head or len(row)
            if len(row) != head:
                line = lines[min(reader.line_num, len(lines)) - 1]
                yield document.problem(path, messages.csv_uneven(number, len(row), head), line)
    except csv.Error as error:
        yield document.problem(path, messages.not_right(str(error)))

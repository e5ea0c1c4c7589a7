"""Links to a section that only a finished page can bear out: whether the section is there.

What a record's page has, the data say. A page written by hand, or made of lists, gets its sections
from templates and from its own text: they are known when all pages of a language are made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..data import messages
from ..data.handbook import Handbook
from ..data.links import PAGES, Link
from ..data.messages import Problem, Sentence
from ..data.places import DATA
from ..data.yamlfile import read
from .routes import address_of

_ID = re.compile(r'\sid="([^"]+)"')


class Asked(NamedTuple):
    """A link of a hand-written page: where it stands, and the address of the page that it leads to."""

    file: str
    line: int
    link: Link
    page: str


class Anchors:
    """What the hand-written pages of one language ask for, and what they find on those they lead to."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._asked: list[Asked] = []
        self._seen: dict[str, frozenset[str]] = {}

    def see(self, page: str, html: str) -> None:
        """Take in a page at an address whose content nobody keeps."""
        self._seen[page] = frozenset(_ID.findall(html))

    def ask(self, file: str, line: int, link: Link, page: str) -> Sentence | None:
        """What is wrong with a link of the page at `page`, or None: its section is looked for at the end."""
        handbook = self._handbook
        if link.id:
            try:
                page = address_of(handbook, link.id)
            except KeyError:
                known = [*handbook.by_id, *PAGES]
                return messages.unknown_reference("页面", "page", link.target, known)
        if link.section and "#" in page:
            return messages.no_sections(link.id)
        if link.section:
            self._asked.append(Asked(file, line, link, page))
        return None

    def missing(self, language: str, contents: Mapping[str, str]) -> Iterator[Problem]:
        """The links to sections that are not there, where they stand: in pages, then in the data.

        `contents`: what pages hold as HTML, by their address. A page that nobody has seen is not judged.
        """
        for file, line, link, page in self._asked:
            if told := self._judged(link, page, contents):
                yield Problem(file, line, (), told)
        for file, path, link in self._handbook.page_links:
            # A language shows its own words; what is no text is the same in all.
            is_shown = path[-1] == language or path[-1] not in self._handbook.languages
            if is_shown and (told := self._judged(link, PAGES[link.id], contents)):
                document = read(f"data/{file}", (DATA / file).read_bytes())
                yield document.problem(path, told, link.target)

    def _judged(self, link: Link, page: str, contents: Mapping[str, str]) -> Sentence | None:
        if page not in self._seen and page in contents:
            self.see(page, contents[page])
        found = self._seen.get(page)
        if found is None or link.section in found:
            return None
        return messages.no_such_section(link.id or f"/{page}", link.section, found)

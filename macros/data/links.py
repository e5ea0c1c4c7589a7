"""Links in texts: `[words](id)` and `[words](id#section)`, found and resolved in one place.

An id is that of a record, a term, a source or one of the site's own pages. Code is left alone:
what stands between backticks or in a fenced block is not a link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_FENCE = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\s*\)")
_PICTURE = re.compile(r"(?<!\\)!\[[^\[\]\n]*\](?:\([^)\n]*\)|\[[^\[\]\n]*\])")
_HTML = re.compile(r"<(?!https?://[^\s<>]+>)(?:/?[A-Za-z][^<>\n]{0,200}>?|!--|!\[|![A-Za-z]|\?)")

_HEADING = re.compile(
    r"^[ \t]*(?:(?:[-*+]|\d+\.)[ \t]+|>[ \t]?)*(#[^\n]*)|^[ \t>]*([^\s|>-][^\n]*\n[ \t>]*(?:=+|-+)[ \t]*)$",
    re.MULTILINE,
)

PAGES: dict[str, str] = {
    "home": "",
    "elements": "elements/",
    "foundations": "foundations/",
    "practices": "practices/",
    "tonight": "tonight/",
    "ours": "ours/",
    "onboarding": "onboarding/",
    "first-day": "onboarding/first-day/",
    "assessment": "assessment/",
    "team-assessment": "assessment/team/",
    "method": "assessment/method/",
    "facilitation": "assessment/facilitation/",
    "checklists": "checklists/",
    "progress": "progress/",
    "glossary": "glossary/",
    "sources": "sources/",
    "contribute": "contribute/",
    "example-team": "example-team/",
    "print": "print/",
}
"""The addresses of the pages that are not records, by the id that links use."""

PLACES = {"element": "elements", "foundation": "foundations", "practice": "practices"}
"""Where each kind's pages are below the language's root. Addresses are promises: see `data/moved.yml`."""

LIST = "index"
"""The name, beside a kind's records, of the page that lists them: no record can have it."""


class Link(NamedTuple):
    """A link as written: its words, its whole target, and the target's id and section."""

    words: str
    target: str
    start: int = 0
    """Where it begins in its text."""

    @property
    def id(self) -> str:
        return self.target.partition("#")[0]

    @property
    def section(self) -> str:
        return self.target.partition("#")[2]

    @property
    def is_outside(self) -> bool:
        return bool(re.match(r"https?://|mailto:", self.target))


def without_code(text: str) -> str:
    """The text with code blanked out, every character in its place."""
    if "`" not in text and "~~~" not in text:
        return text

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match.group())

    return _CODE.sub(blank, _FENCE.sub(blank, text))


def links_in(text: str) -> Iterator[Link]:
    """Every link of a Markdown text, code excepted."""
    if "](" in text:
        for match in _LINK.finditer(without_code(text)):
            yield Link(match.group(1), match.group(2))


def html_in(text: str) -> str | None:
    """The first piece of HTML in a text, code excepted; None where there is none."""
    if "<" not in text:
        return None
    match = _HTML.search(without_code(text))
    return match.group()[:60] if match else None


def picture_in(text: str) -> str | None:
    """The first picture in a text, code excepted: it would be looked for beside each page that shows it."""
    match = _PICTURE.search(without_code(text)) if "![" in text else None
    return match.group()[:60] if match else None


def heading_in(text: str) -> str | None:
    """The first heading in a text, code excepted: `# …`, or a line underlined with === or ---.

    Headings belong to the page. One inside a text would cut the page, and its search entry, in two.
    """
    if "#" not in text and "\n=" not in text and "\n-" not in text:
        return None
    match = _HEADING.search(without_code(text))
    return (match.group(1) or match.group(2)).strip().split("\n")[0][:60] if match else None


def replace_links(text: str, resolve: Callable[[Link], str]) -> str:
    """The text with each inside link's target put through `resolve(link) -> address`."""
    if "](" not in text:
        return text
    visible = without_code(text)
    parts: list[str] = []
    end = 0
    for match in _LINK.finditer(visible):
        link = Link(match.group(1), match.group(2), match.start())
        if not link.is_outside:
            start, stop = match.span(2)
            parts += [text[end:start], resolve(link)]
            end = stop
    return "".join(parts) + text[end:]

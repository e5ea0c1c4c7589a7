"""The list of a page's sections, read from its finished HTML.

Markdown would list only its own headings; ours stand in folds and widgets as well. What a widget shows
only later, a `<section … hidden>`, is not listed; what its script shows at once is (`hidden data-listed`).
"""

from __future__ import annotations

import re
from html import unescape
from typing import TypedDict

_HEADING = re.compile(r'<h([1-3])(?=[^>]*?\s(?:id|data-section)="([^"]+)")[^>]*>(.*?)</h\1>', re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_LATER = re.compile(r"<section[^>]*\shidden>.*?</section>", re.DOTALL)
_COUNT = re.compile(r"<small>.*?</small>", re.DOTALL)


class Token(TypedDict):
    """A heading with those below it, as the theme's list of contents wants it."""

    level: int
    id: str
    name: str
    children: list[Token]


_TAG = re.compile(r"<[^>]+>")


def tokens(html: str) -> list[Token]:
    """The headings with an id as nested `{"level", "id", "name", "children"}`, in order."""
    top: list[Token] = []
    open_: list[Token] = []
    for level, section, inner in _HEADING.findall(_LATER.sub("", html)):
        words = _COUNT.sub("", _PERMALINK.sub("", inner))
        name = unescape(_TAG.sub("", words)).strip()
        token: Token = {"level": int(level), "id": section, "name": name, "children": []}
        while open_ and open_[-1]["level"] >= token["level"]:
            open_.pop()
        (open_[-1]["children"] if open_ else top).append(token)
        open_.append(token)
    return top

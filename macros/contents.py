"""The list of a page's sections, read from its finished HTML.

Markdown would list only its own headings; ours stand in folds and widgets as well.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

_HEADING = re.compile(r'<h([1-3])(?=[^>]*?\s(?:id|data-section)="([^"]+)")[^>]*>(.*?)</h\1>', re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_COUNT = re.compile(r"<small>.*?</small>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def tokens(html: str) -> list[dict[str, Any]]:
    """The headings with an id as nested `{"level", "id", "name", "html", "children"}`, in order."""
    top: list[dict[str, Any]] = []
    open_: list[dict[str, Any]] = []
    for level, section, inner in _HEADING.findall(html):
        words = _COUNT.sub("", _PERMALINK.sub("", inner))
        name = unescape(_TAG.sub("", words)).strip()
        token = {"level": int(level), "id": section, "name": name, "html": name, "children": []}
        while open_ and open_[-1]["level"] >= token["level"]:
            open_.pop()
        (open_[-1]["children"] if open_ else top).append(token)
        open_.append(token)
    return top

"""The theme's search, mended for Chinese."""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from pathlib import Path

import jieba

# The theme's search cuts a Chinese query into words of its index but never tries the query as a
# whole, so that 交接 was looked up as 交: its loop ends one character early.
_CUT_SHORT = re.compile(r"(for\(let (\w)=\w\+1;\2)<(\w\.length;\2\+\+\)\w\.slice)")

# The marks of `foreign`, as JSON writes them.
_ESCAPED_MARKS = re.compile(r"\\ue010[a-z-]*\\ue011|\\ue012")


def remember_cuts() -> None:
    """Let the search's segmenter remember what it has cut.

    The same words stand on several pages, and under `serve` nearly all of them stood there before.
    """
    # It says on every build that it read its dictionary.
    logging.getLogger("jieba").setLevel(logging.WARNING)
    if not hasattr(jieba.cut, "cache_info"):
        cut = jieba.cut
        jieba.cut = lru_cache(maxsize=200_000)(lambda words: tuple(cut(words)))


def mend(site: Path) -> None:
    """Mend the search of a built language."""
    for worker in site.glob("assets/javascripts/workers/search.*.min.js"):
        text = worker.read_text(encoding="utf-8")
        worker.write_text(_CUT_SHORT.sub(r"\1<=\3", text), encoding="utf-8", newline="")
    for index in site.glob("search/search_index.json"):
        text = index.read_text(encoding="utf-8")
        index.write_text(_ESCAPED_MARKS.sub("", text), encoding="utf-8", newline="")

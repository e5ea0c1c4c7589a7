"""The interface words that pages ask for."""

from __future__ import annotations

import re
from functools import lru_cache

from ..data.places import DOCS, TEMPLATES


@lru_cache(maxsize=1)
def words_used() -> tuple[str, ...]:
    """The interface words that templates, pages and theme ask for, as `part.key`."""
    found: set[str] = set()
    folders = [TEMPLATES, DOCS]
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in (".md", ".html", ".xml"):
                text = path.read_text(encoding="utf-8")
                found |= {f"{part}.{key}" for part, key in re.findall(r"\bui\.(\w+)\.(\w+)", text)}
    return tuple(sorted(found))

"""Where a command may put what it makes: nowhere that holds anything but what it made before."""

from __future__ import annotations

import os
from pathlib import Path

from ..data import messages
from ..data.messages import Sentence
from ..data.places import DOCS, ROOT

SITE = ("index.html", "handbook.json", "sitemap.xml", "assets")
"""What every build of the site leaves, of an earlier version too."""
PLAIN = ("*.yml", "*/index.md", "*/handbook.json", "overrides/*/main.html")
"""What the pages as ordinary Markdown leave."""

_SOURCES = ("data", "docs", "macros", "tests", ".git", ".github", ".ci", "mkdocs.yml")
_FILES = ("404.html", "index.html", "handbook.json", "sitemap.xml", "sitemap.xml.gz")
_FOLDERS = ("assets", "search")
_SYSTEMS = (".DS_Store", "Thumbs.db", "desktop.ini")
"""What a system leaves in a folder that somebody looked at."""


def place_of(target: Path) -> Path:
    """The place that a target names, links followed. Never raises, as Path.resolve does for a circle."""
    return Path(os.path.realpath(target))


def refused(target: Path, marks: tuple[str, ...]) -> Sentence | None:
    """Why nothing may be put in the place of `target`, or None. Raises OSError where that cannot be seen.

    `marks`: what an earlier build leaves, all of it.
    """
    place, root = place_of(target), ROOT.resolve()
    sources = [place_of(root / name) for name in _SOURCES]
    if root.is_relative_to(place) or any(place.is_relative_to(source) for source in sources):
        return messages.target_is_ours(str(place))
    if not os.path.lexists(place):
        return None
    if not place.is_dir():
        return messages.target_is_file(str(place))
    held = sorted(path.name for path in place.iterdir() if path.name not in _SYSTEMS)
    if all(any(place.glob(mark)) for mark in marks):
        held = [name for name in held if marks == SITE and _is_foreign(place / name)]
    return messages.target_holds(str(place), held[0]) if held else None


def put(new: Path, place: Path, old: Path) -> None:
    """Put `new` in a place; what stood there goes to `old`, and comes back where that fails."""
    try:
        if os.path.lexists(place):
            place.rename(old)
        new.rename(place)
    except BaseException:
        if os.path.lexists(old) and not os.path.lexists(place):
            old.rename(place)
        raise


def told(error: OSError, target: Path) -> str:
    """What a file of ours that cannot be read, or a target that cannot be written, comes to."""
    path, reason = Path(str(error.filename or target)), error.strerror or str(error)
    if any(path.is_relative_to(ROOT / name) for name in _SOURCES):
        return str(messages.unreadable(path.relative_to(ROOT).as_posix()))
    return str(messages.cannot_write(str(target), reason))


def _is_foreign(path: Path) -> bool:
    """Whether no build of a site leaves this at its top: neither a page, nor ours, nor from docs/."""
    if path.name in (*_FILES, *_FOLDERS) or any((folder / path.name).exists() for folder in DOCS.iterdir()):
        return False
    return path.name.startswith(".") or not any(path.rglob("index.html"))

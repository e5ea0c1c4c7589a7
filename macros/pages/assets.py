"""Our styles, scripts and images as they are published: below a folder named by their content.

Scripts and styles go without what only people who read the source need, and all styles are one file: a
phone asks for it once. No minifier: names and lines stay, so an error still points at its line's words.
"""

from __future__ import annotations

import hashlib
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from ..data.places import ASSETS, is_editors
from .handwritten import text_of

_BLOCK = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^[ \t]*//[^\n]*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)


@lru_cache(maxsize=256)
def without_comments(source: str) -> str:
    """A script or a style sheet without comments on lines of their own, indents and empty lines.

    Not for scripts with template literals that span lines: ours have none, and a test says so.
    """
    return _INDENT.sub("", _LINE.sub("", _BLOCK.sub("", source)))


_OURS = str(ASSETS) + os.sep
STYLES = "styles/handbook.css"
"""All our styles, in the order of their names."""
_VENDORED = str(ASSETS / "vendored") + os.sep


class SiteFile(Protocol):
    """A file of the site, as its builder has it: where it comes from, and where it is published."""

    dest_uri: str
    url: str
    content_bytes: bytes

    @property
    def abs_src_path(self) -> str | None: ...


def publish(file: SiteFile, folder: str) -> None:
    """Put a file of ours into the folder of our assets, a script without what is for people."""
    path = file.abs_src_path
    if not path or not path.startswith(_OURS):
        return
    file.dest_uri = file.url = file.dest_uri.replace("assets/", f"{folder}/", 1)
    if path.endswith(STYLES):
        sheets = map(text_of, _sheets())
        file.content_bytes = "".join(without_comments(sheet) for sheet in sheets).encode()
    if path.endswith(".js") and not path.startswith(_VENDORED):
        file.content_bytes = without_comments(text_of(Path(path))).encode()


def _sheets() -> list[Path]:
    """Our styles, in the order in which they are published."""
    return sorted(path for path in (ASSETS / "styles").glob("*.css") if not is_editors(path.name))


def joined() -> list[str]:
    """The files, by source, that are published as a part of another."""
    sheets = (f"styles/{path.name}" for path in _sheets())
    return [f"assets/{sheet}" for sheet in sheets if sheet != STYLES]


def folder() -> str:
    """Where our assets are published, below the language's root."""
    return f"assets/{assets_hash()}"


def assets_hash() -> str:
    """A short hash of all our styles, scripts and images: the name of their folder."""
    digest = hashlib.sha256()
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file() and not is_editors(path.name):
            digest.update(path.relative_to(ASSETS).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]

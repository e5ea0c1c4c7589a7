"""Our styles, scripts and images as they are published: below a folder named by their content.

Scripts go without what only people who read the source need.

No bundler and no minifier: names and lines stay, so an error still points at its line's words.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from ..data.places import ASSETS

_BLOCK = re.compile(r"^[ \t]*/\*\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^[ \t]*//[^\n]*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)


def without_comments(source: str) -> str:
    """A script without comments on lines of their own, indents and empty lines.

    Not for scripts with template literals that span lines: ours have none, and a test says so.
    """
    return _INDENT.sub("", _LINE.sub("", _BLOCK.sub("", source)))


def is_ours(path: str) -> bool:
    """Whether a file is one of our styles, scripts or images."""
    return Path(path).is_relative_to(ASSETS)


def shrink(site: Path) -> None:
    """Shrink our scripts (not the vendored ones) of a built site, in every language."""
    for path in site.glob("**/assets/*/scripts/**/*.js"):
        path.write_text(without_comments(path.read_text("utf-8")), encoding="utf-8", newline="\n")


def assets_hash() -> str:
    """A short hash of all our styles, scripts and images: the name of their folder."""
    digest = hashlib.sha256()
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(ASSETS).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]

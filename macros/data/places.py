"""Where the repository's own folders are, and what lies in them that is not ours."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "data"
DOCS = ROOT / "docs"
ASSETS = DOCS / "theme" / "assets"
TEMPLATES = ROOT / "macros" / "templates"


def is_editors(name: str) -> bool:
    """Whether a file is what an editor keeps beside another while that is open, by its name."""
    return name.startswith((".", "#")) or name.endswith("~")

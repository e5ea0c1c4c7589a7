"""Where the repository's own folders are, and what lies in them that is not ours."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "data"
DOCS = ROOT / "docs"
ASSETS = DOCS / "theme" / "assets"
TEMPLATES = ROOT / "macros" / "templates"


def is_closed(folder: Path) -> bool:
    """Whether a folder is there and we may not look into it, or not open what is in it."""
    try:
        return folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK)
    except OSError:
        # What it stands in is closed.
        return False


def is_editors(name: str) -> bool:
    """Whether a file is what an editor keeps beside another while that is open, by its name."""
    return name.startswith((".", "#")) or name.endswith("~")

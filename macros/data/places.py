"""Where the repository's own folders are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "data"
DOCS = ROOT / "docs"
ASSETS = DOCS / "theme" / "assets"
TEMPLATES = ROOT / "macros" / "templates"

"""`new`: write a commented file for a new record."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from ..data import blank, messages
from ..data.models import FOLDERS
from ..data.models.text import ID_PATTERN
from .repository import load_data


def run(kind: str, identifier: str, folder: Path) -> int:
    """Write the file of a new record; never over an existing one. 0 when written, else 1."""
    problem = refused(kind, identifier, folder)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    loaded = load_data(folder)
    if loaded.handbook is None:
        print(
            "数据里有错误，先运行 make check 改好 / "
            "the data has problems; run make check and mend them first",
            file=sys.stderr,
        )
        return 1
    target = folder / FOLDERS[kind] / f"{identifier}.yml"
    target.parent.mkdir(exist_ok=True)
    target.write_text(blank.text(kind, identifier, loaded.handbook), encoding="utf-8", newline="\n")
    print(f"{target}: 写好 TODO 处，再运行 make check / replace each TODO, then run make check")
    return 0


def refused(kind: str, identifier: str, folder: Path) -> messages.Sentence | None:
    """Why no file can be written, or None."""
    if kind not in FOLDERS:
        return messages.one_of(kind or "kind", FOLDERS)
    if not re.fullmatch(ID_PATTERN, identifier):
        return messages.wants("id")
    for other in FOLDERS.values():
        path = folder / other / f"{identifier}.yml"
        if path.exists():
            return messages.file_exists(f"data/{other}/{identifier}.yml")
    return None

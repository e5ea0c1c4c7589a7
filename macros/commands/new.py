"""`new`: write a commented file for a new record."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

from ..data import blank, messages
from ..data.handbook import Handbook
from ..data.models import FOLDERS, OURS
from ..data.models.agreement import AGREED_KINDS
from ..data.models.text import ID_PATTERN
from .repository import load_data


def run(kind: str, identifier: str, folder: Path) -> int:
    """Write the file of a new record; never over an existing one. 0 when written, else 1."""
    if kind == OURS:
        return _agree(identifier, folder)
    problem = refused(kind, identifier, folder)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    handbook = _whole(folder)
    if handbook is None:
        return 1
    target = folder / FOLDERS[kind] / f"{identifier}.yml"
    if not _write(target, blank.text(kind, identifier, handbook)):
        return 1
    print(f"{target}: 写好 TODO 处，再运行 make check / replace each TODO, then run make check")
    return 0


def _agree(identifier: str, folder: Path) -> int:
    """Write what the team has agreed about a record: a trial of four weeks from today."""
    handbook = _whole(folder)
    if handbook is None:
        return 1
    known = [entry.id for kind in AGREED_KINDS for entry in handbook.of_kind(kind)]
    problem = None
    if identifier not in known:
        problem = messages.unknown_reference("实践或方面", "practice or foundation", identifier, known)
    elif (folder / OURS / f"{identifier}.yml").exists():
        problem = messages.file_exists(f"data/{OURS}/{identifier}.yml")
    if problem:
        print(problem, file=sys.stderr)
        return 1
    text = blank.agreement(identifier, handbook, handbook.source_language, date.today())
    target = folder / OURS / f"{identifier}.yml"
    if not _write(target, text):
        return 1
    print(f"{target}: 改成你们的约定，再运行 make check / say what you have agreed, then run make check")
    return 0


def _whole(folder: Path) -> Handbook | None:
    """The handbook, or None, said, where its data have problems."""
    handbook = load_data(folder).handbook
    if handbook is None:
        print(
            "数据里有错误，先运行 make check 改好 / "
            "the data has problems; run make check and mend them first",
            file=sys.stderr,
        )
    return handbook


def _write(target: Path, text: str) -> bool:
    """Write a file; False, said, where that cannot be."""
    try:
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        print(messages.cannot_write(str(target), error.strerror or str(error)), file=sys.stderr)
        return False
    return True


def refused(kind: str, identifier: str, folder: Path) -> messages.Sentence | None:
    """Why no file can be written, or None."""
    if kind not in FOLDERS:
        return messages.one_of(kind or "kind", [*FOLDERS, OURS])
    if not re.fullmatch(ID_PATTERN, identifier):
        return messages.wants("id")
    for other in FOLDERS.values():
        path = folder / other / f"{identifier}.yml"
        if path.exists():
            return messages.file_exists(f"data/{other}/{identifier}.yml")
    return None

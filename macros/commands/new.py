"""`new`: write a commented file for a new record, or for what the team agrees about one."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

from ..data import blank, messages
from ..data.handbook import Handbook
from ..data.load import Library
from ..data.messages import Problem, Sentence
from ..data.models import FOLDERS, OURS
from ..data.models.agreement import AGREED_KINDS
from ..data.models.text import ID_PATTERN
from ..data.reading import refused_name
from .repository import load_data


def run(kind: str, identifier: str, folder: Path) -> int:
    """Write the file of a new record; never over an existing one. 0 when written, else 1.

    What `check` would refuse of it, beside words that are still to be written, is told instead.
    """
    problem: Sentence | Problem | None = refused(kind, identifier, folder)
    if problem:
        return _tell(problem)
    library = Library(folder)
    loaded = load_data(folder, library)
    # Words that a file before this one still lacks are in nobody's way.
    handbook = loaded.handbook or loaded.draft
    if handbook is None:
        return _tell(messages.check_first())
    file = f"{FOLDERS.get(kind, OURS)}/{identifier}.yml"
    if kind == OURS:
        problem = _not_to_agree_on(identifier, handbook)
        if problem:
            return _tell(problem)
        text = blank.agreement(identifier, handbook, handbook.source_language, date.today())
    else:
        text = blank.text(kind, identifier, handbook)
    after = load_data(folder, library, {file: text.encode()})
    found = next((one for one in after.problems if one.message != messages.todo()), None)
    if found:
        return _tell(found.message if found.file == f"data/{file}" else found)
    target = folder / file
    if not _write(target, text):
        return 1
    print(f"{target}: {_AGREE if kind == OURS else _WRITE}")
    return 0


def _write(target: Path, text: str) -> bool:
    """Write a file; False, said, where that cannot be."""
    try:
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        print(messages.cannot_write(str(target), error.strerror or str(error)), file=sys.stderr)
        return False
    return True


_WRITE = Sentence("写好 TODO 处，再运行 make check", "replace each TODO, then run make check")
_AGREE = Sentence("改成你们的约定，再运行 make check", "say what you have agreed, then run make check")


def _tell(problem: Sentence | Problem) -> int:
    print(problem, file=sys.stderr)
    return 1


def refused(kind: str, identifier: str, folder: Path) -> Sentence | None:
    """Why no such file can be written, whatever it says; or None."""
    if kind not in (*FOLDERS, OURS):
        return messages.one_of(kind or "kind", [*FOLDERS, OURS])
    if not re.fullmatch(ID_PATTERN, identifier):
        return messages.wants("id")
    file = f"{FOLDERS.get(kind, OURS)}/{identifier}.yml"
    name = refused_name(f"{identifier}.yml")
    if name is None and _is_there(folder / file):
        return (messages.agreement_exists if kind == OURS else messages.file_exists)(f"data/{file}")
    return name


def _not_to_agree_on(identifier: str, handbook: Handbook) -> Sentence | None:
    known = [entry.id for kind in AGREED_KINDS for entry in handbook.of_kind(kind)]
    if identifier in known:
        return None
    return messages.unknown_reference("实践或方面", "practice or foundation", identifier, known)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except PermissionError:
        # A folder that is closed to us is a problem of the data, and nothing is written while there is one.
        return False

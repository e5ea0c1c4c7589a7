"""`new`: a commented file for a new record, valid as soon as its TODO texts are replaced."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from . import messages
from .build import load_data
from .handbook import Handbook
from .model import FOLDERS, ID_PATTERN


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
    target.write_text(text(kind, identifier, loaded.handbook), encoding="utf-8", newline="\n")
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


def text(kind: str, identifier: str, handbook: Handbook) -> str:
    """The file's text, with a TODO wherever words are needed, in the handbook's languages."""

    def todo(indent: int, hint: str) -> str:
        pad = " " * indent
        return "\n".join(f"{pad}{code}: TODO {hint}" for code in handbook.languages)

    def item(number: int) -> str:
        return f"  - id: {identifier}-{number}\n    text:\n{todo(6, 'something one can see')}"

    head = f"""# yaml-language-server: $schema=../schema/{kind}.json
# {identifier}: replace every TODO, then run make check. Ids never change once published.
title:
{todo(2, "a short name")}
# One sentence: what it is.
summary:
{todo(2, "one sentence")}
"""
    checklist = f"""# 5 to 9 things that can be ticked truthfully by looking.
# What readers ticked belongs to the id.
checklist:
{item(1)}
{item(2)}
{item(3)}
"""
    if kind == "practice":
        elements = ", ".join(entry.id for entry in handbook.of_kind("element"))
        first = handbook.of_kind("element")[0].id
        return f"""{head}# One of: {elements}
element: {first}
steps:
  - title:
{todo(6, "a short name")}
    do:
{todo(6, "what to do")}
    done:
{todo(6, "what done looks like")}
{checklist}# More that a practice may hold: helps_when, not_when, why, effort, example, templates, pitfalls,
# measures, adapt, items, foundations, related. Look at another practice for their form.
"""
    if kind == "element":
        return f"""{head}meaning:
{todo(2, "what it means for a community team")}
# More that an element may hold: good, trouble, why, ladder, start_with, questions, related.
"""
    return f"""{head}{checklist}# More that a foundation may hold: decides, who, sessions,
# artefact, example, templates, why, pitfalls, alive, carries, plan, items, related.
"""

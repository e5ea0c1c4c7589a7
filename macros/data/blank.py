"""A commented file for a new record, valid as soon as its TODO texts are replaced."""

from __future__ import annotations

from .handbook import Handbook


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

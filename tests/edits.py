"""Random edits of a project, of every kind that an editor makes: seeded, and each leaves good data."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

from tests.records import grow

_WORDS = re.compile(r"^(\s*(?:- )?(?:zh|en): )(\"?)(\w.*)$", re.MULTILINE)
_ORDER = re.compile(r"^order: \d+$", re.MULTILINE)
_ITEM = re.compile(r"^(checklist:\n(?:.*\n)*?  - id: )([a-z0-9-]+)$", re.MULTILINE)
_PART = re.compile(r"^(?:symptoms|pitfalls|measures|example|adapt|today):\n(?:[ -].*\n|\n)+", re.MULTILINE)

Change = Callable[[Path, random.Random], Path | None]
"""Makes one edit below a project; gives the file, or None where there was nothing of the kind."""


def _in_one(folder: str, pattern: str, change: Callable[[str, random.Random], str]) -> Change:
    """An edit of one file of many, by its text."""

    def edit(project: Path, rng: random.Random) -> Path | None:
        files = sorted((project / folder).glob(pattern))
        for path in rng.sample(files, len(files)):
            text = path.read_text(encoding="utf-8")
            new = change(text, rng)
            if new != text:
                path.write_text(new, encoding="utf-8", newline="\n")
                return path
        return None

    return edit


def _one_match(pattern: re.Pattern[str], put: Callable[[re.Match[str], int], str]) -> Callable[..., str]:
    def change(text: str, rng: random.Random) -> str:
        found = list(pattern.finditer(text))
        if not found:
            return text
        match = rng.choice(found)
        return text[: match.start()] + put(match, rng.randrange(10_000)) + text[match.end() :]

    return change


def _after(words: str) -> Callable[..., str]:
    return lambda text, rng: text.rstrip("\n") + "\n" + words.format(rng.randrange(10_000)) + "\n"


def _new_record(project: Path, rng: random.Random) -> Path | None:
    data = project / "data"
    before = set(data.rglob("*.yml"))
    count = sum(len(list((data / kind).glob("*.yml"))) for kind in ("elements", "foundations", "practices"))
    grow(data, count + 1, rng.randrange(10_000))
    return next(iter(set(data.rglob("*.yml")) - before), None)


def _record_gone(project: Path, rng: random.Random) -> Path | None:
    """One that nothing refers to: a copy, by its name."""
    copies = sorted((project / "data").glob("*/*-[0-9]*.yml"))
    if not copies:
        return None
    path = rng.choice(copies)
    path.unlink()
    return path


def _page_gone(project: Path, rng: random.Random) -> Path | None:
    path = rng.choice(sorted((project / "docs" / "en").glob("*.md")))
    if path.name == "index.md":
        return None
    path.unlink()
    return path


def _said(match: re.Match[str], number: int) -> str:
    return f"{match[1]}{match[2]}{number} {match[3]}"


EDITS: dict[str, Change] = {
    "a text": _in_one("data", "*/*.yml", _one_match(_WORDS, _said)),
    "a text of the whole": _in_one("data", "[!i]*.yml", _one_match(_WORDS, _said)),
    "an id": _in_one("data/practices", "*.yml", _one_match(_ITEM, lambda m, n: f"{m[1]}{m[2]}-{n}")),
    "an order": _in_one("data/practices", "*.yml", _one_match(_ORDER, lambda _, n: f"order: {n}")),
    "a part that is gone": _in_one("data/practices", "*.yml", _one_match(_PART, lambda *_: "")),
    "a new record": _new_record,
    "a record that is gone": _record_gone,
    "a word of the interface": _in_one("data", "interface.yml", _one_match(_WORDS, _said)),
    "a template of a page": _in_one("macros/templates", "[efp]*.md", _after("<p>{}</p>")),
    "a template of a widget": _in_one("macros/templates/widgets", "*.html", _after("<!-- {} -->")),
    "a template of the theme": _in_one("docs/theme/partials", "*.html", _after("<!-- {} -->")),
    "a style": _in_one("docs/theme/assets/styles", "*.css", _after(".hb-{0} {{ order: {0} }}")),
    "a script": _in_one("docs/theme/assets/scripts", "*/*.js", _after("export const n{} = 1;")),
    "a page": _in_one("docs", "*/*.md", _after("\nSaid {} times.")),
    "a page's name": _in_one(
        "docs", "*/*.md", _one_match(re.compile(r"^# .*$", re.M), lambda _, n: f"# 题 {n}")
    ),
    "a page that is gone": _page_gone,
    "the configuration": _in_one(
        ".", "mkdocs.yml", _one_match(re.compile(r"(?<=toc_depth: )\S+"), lambda _, n: f"{1 + n % 3}-4")
    ),
}


def edit(project: Path, kind: str, rng: random.Random, is_good: Callable[[], bool]) -> Path | None:
    """Make one edit of a kind that leaves good data; gives the file, or None where none could be made."""
    for _ in range(8):
        before = {path: path.read_bytes() for path in _files(project)}
        path = EDITS[kind](project, rng)
        if path is None:
            return None
        if is_good():
            return path
        for known in _files(project):
            if known not in before:
                known.unlink()
        for known, data in before.items():
            if not known.is_file() or known.read_bytes() != data:
                known.write_bytes(data)
    return None


def _files(project: Path) -> list[Path]:
    return [path for path in (project / "data").rglob("*") if path.is_file()]

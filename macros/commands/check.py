"""`check`: the data alone, every problem at once, and what is not yet translated."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from ..data import messages
from ..data.handbook import Handbook
from ..data.load import Loaded
from ..data.messages import Problem, to_mend, written_path
from ..data.models import KINDS
from ..data.models.text import is_web_address
from ..data.places import DOCS
from ..pages import translations
from ..pages.routes import SITE_URL
from .repository import load_data


def run(folder: Path, style: str = "text") -> int:
    """Check the data below a folder; print what is to mend; 0 when there is nothing, else 1."""
    try:
        is_there = folder.is_dir()
    except OSError:
        # What it stands in is closed.
        print(messages.unreadable(str(folder)), file=sys.stderr)
        return 1
    if not is_there:
        print(f"{folder}: 没有这个文件夹 / there is no such folder", file=sys.stderr)
        return 1
    loaded = load_data(folder)
    report(loaded, style, folder.parent / "docs")
    return 0 if loaded.handbook else 1


def loaded() -> Loaded:
    """The data of this repository, to be published; what is to mend is told at once."""
    found = load_data()
    if found.handbook is None:
        report(found)
    address = os.environ.get(SITE_URL)
    if address and not is_web_address(address):
        print(f"{SITE_URL}={address}: {messages.wants('whole_address')}", file=sys.stderr)
        return Loaded(None, found.problems)
    return found


def report(loaded: Loaded, style: str = "text", docs: Path = DOCS) -> None:
    """Print what is to mend, or, where nothing is, what there is."""
    if loaded.handbook is None:
        for line in told(loaded.problems, style):
            print(line, flush=True)
        print(to_mend(len(loaded.problems)), file=sys.stderr)
        return
    for line in summary(loaded.handbook, docs):
        print(line)


def told(problems: Iterable[Problem], style: str) -> Iterable[str]:
    """The problems as lines: plain, or as annotations that GitHub shows at the line of the file."""
    for problem in problems:
        if style == "github":
            place = {
                "file": problem.file,
                "line": str(problem.line),
                "title": written_path(problem.path) or "data",
            }
            properties = ",".join(f"{key}={_property(value)}" for key, value in place.items())
            yield f"::error {properties}::{_data(str(problem.message))}"
        else:
            yield str(problem)


def _data(words: str) -> str:
    """Words as GitHub's workflow commands want them after `::`."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    """Words as they want them between `key=` and the next comma."""
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def summary(handbook: Handbook, docs: Path = DOCS) -> Iterable[str]:
    """One line on what there is, and for each language one on texts and one on pages that are missing."""
    counts = [f"{len(handbook.of_kind(kind))} {kind}" for kind in KINDS]
    kinds = ", ".join(counts)
    yield f"data: {kinds}, {len(handbook.items)} items; {', '.join(handbook.languages)}"
    for language, files in handbook.untranslated().items():
        if files:
            missing = sum(files.values())
            yield f"{language}: 还有 {missing} 处没有翻译 / {missing} texts to translate: " + ", ".join(files)
        pages = list(translations.untranslated(handbook, language, docs))
        if pages:
            where = f"docs/{language}/"
            yield f"{where}: 还有 {len(pages)} 页没有翻译 / {len(pages)} pages to translate: " + ", ".join(
                pages
            )

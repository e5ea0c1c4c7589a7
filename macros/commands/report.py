"""`report`: what is missing in a language, what changed after its translation, whose review is due."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ..data.handbook import Handbook
from ..data.load import load
from ..data.messages import Sentence, written_path
from ..data.places import ROOT
from ..data.walk import texts_of
from ..data.yamlfile import Document, read
from ..data.yamlfile import Path as ValuePath
from .git import blame, committed, git

_MISSING = Sentence("缺翻译", "Missing translations")
_STALE = Sentence("原文改过之后，译文没有再改", "Source changed after its translation")
_DUE = Sentence("该审阅了", "Reviews due")
_SAME = Sentence("两种语言的字一样", "the same words in both languages")
_NONE = Sentence("没有", "none")
_NO_HISTORY = Sentence(
    "这里没有完整的 git 历史，看不出先后", "there is no whole git history here, so this cannot be told"
)


def run(root: Path = ROOT, today: date | None = None) -> int:
    """Print the report; 0, or 1 where the data has problems."""
    handbook = load(root / "data").handbook
    if handbook is None:
        print(
            "数据里有错误，先运行 make check / the data has problems; run make check first", file=sys.stderr
        )
        return 1
    documents = {file: _document(root / "data" / file, file) for file, _ in handbook.files()}
    shallow = (git("rev-parse", "--is-shallow-repository", folder=root) or "true").strip() != "false"
    _show(_MISSING, [*missing(handbook, documents), *missing_pages(handbook, root)])
    if shallow:
        _show(_STALE, [str(_NO_HISTORY)])
    else:
        _show(_STALE, [*stale(handbook, documents, root), *stale_pages(handbook, root)])
    _show(_DUE, list(due(handbook, today or date.today())))
    return 0


def _show(heading: Sentence, lines: list[str]) -> None:
    print(f"{heading} ({len(lines)})" if lines else f"{heading}: {_NONE}")
    for line in lines:
        print(f"  {line}")


def _document(path: Path, file: str) -> Document:
    return read(f"data/{file}", path.read_bytes())


def missing(handbook: Handbook, documents: dict[str, Document]) -> Iterator[str]:
    """Every text without words in a further language, or with the same ones, at its line.

    The form on the site puts a text in another language where the source is required, too: such
    a pair is the same in both.
    """
    for language in handbook.languages[1:]:
        for file, part in handbook.files():
            for path, text in texts_of(part):
                words = text.get(language)
                if not words or (words == text.root[handbook.source_language] and " " in words.strip()):
                    line = documents[file].line(path)
                    same = f" ({_SAME})" if words else ""
                    yield f"{language}: data/{file}:{line}: {written_path(path)}{same}"


def missing_pages(handbook: Handbook, root: Path) -> Iterator[str]:
    """Hand-written pages that a further language has not."""
    for page in _pages(handbook, root):
        for language in handbook.languages[1:]:
            if not (root / "docs" / language / page).is_file():
                yield f"{language}: docs/{language}/{page}"


def _pages(handbook: Handbook, root: Path) -> list[str]:
    folder = root / "docs" / handbook.source_language
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))


def stale(handbook: Handbook, documents: dict[str, Document], root: Path) -> Iterator[str]:
    """Every text whose source was changed on a later day than its translation, at the translation.

    A later commit of the same day is most often the same piece of work.
    """
    source = handbook.source_language
    for file, part in handbook.files():
        lines = blame(root, f"data/{file}")
        for path, text in texts_of(part):
            original = newest(documents[file], (*path, source), lines)
            for language in handbook.languages[1:]:
                own = newest(documents[file], (*path, language), lines) if text.get(language) else None
                if original and own and original > own:
                    line = documents[file].line((*path, language))
                    days = f"{original} > {own}"
                    yield f"{language}: data/{file}:{line}: {written_path(path)} ({days})"


def stale_pages(handbook: Handbook, root: Path) -> Iterator[str]:
    """Hand-written pages whose source was committed after their translation."""
    for page in _pages(handbook, root):
        original = committed(root, f"docs/{handbook.source_language}/{page}")
        for language in handbook.languages[1:]:
            own = committed(root, f"docs/{language}/{page}")
            if original and own and original > own:
                yield f"{language}: docs/{language}/{page} ({original} > {own})"


def newest(document: Document, path: ValuePath, lines: dict[int, date]) -> date | None:
    """The last change of the lines on which a value stands."""
    if path not in document.lines:
        return None
    start = document.lines[path]
    end = min((n for n in document.lines.values() if n > start), default=len(document.source) + 1)
    # The value of a block begins below its key; `{zh: …, en: …}` shares a line, and then its change.
    found = [lines[number] for number in range(start, end) if number in lines]
    return max(found, default=None)


def due(handbook: Handbook, today: date) -> Iterator[str]:
    """Records whose review is due, the longest overdue first, and those that nobody has reviewed."""
    dated: list[tuple[date, str]] = []
    for entry in handbook.entries:
        record = entry.record
        who = f", {record.owner}" if record.owner else ""
        day = record.review_by
        if day and day <= today:
            dated.append((day, f"data/{entry.file}: {day.isoformat()}{who}"))
        elif record.reviewed is None:
            dated.append((date.min, f"data/{entry.file}: 还没有人审阅 / never reviewed{who}"))
    yield from (words for _, words in sorted(dated))

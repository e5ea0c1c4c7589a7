"""`report`: what is missing in a language, what changed after its translation, whose review is due."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from ..data import messages
from ..data.handbook import Handbook
from ..data.load import load
from ..data.messages import Sentence, written_path
from ..data.models import OURS
from ..data.places import ROOT
from ..data.walk import texts_of
from ..data.yamlfile import Document, read
from ..data.yamlfile import Path as ValuePath
from ..pages import handwritten, translations
from .git import blame, committed, has_history, last_changes

_MISSING = Sentence("缺翻译", "Missing translations")
_STALE = Sentence("原文改过之后，译文没有再改", "Source changed after its translation")
_DUE = Sentence("该审阅了", "Reviews due")
_ENDED = Sentence("试行到期，该决定留不留", "Trials that ended: decide whether they stay")
_LOOK = Sentence("约定该再看了", "Agreements to look at again")
_OLDER = Sentence("页面改了，约定还是之前的", "Agreements older than the last change of their page")
_SAME = Sentence("两种语言的字一样", "the same words in both languages")
_NONE = Sentence("没有", "none")
_NO_HISTORY = Sentence(
    "这里没有完整的 git 历史，看不出先后", "there is no whole git history here, so this cannot be told"
)


def run(root: Path = ROOT, today: date | None = None, language: str = "") -> int:
    """Print the report, of one language where it is named; 0, or 1 where something is wrong."""
    handbook = load(root / "data").handbook
    if handbook is None or any(handwritten.problems(root=root)):
        print(messages.check_first(), file=sys.stderr)
        return 1
    if language and language not in handbook.languages[1:]:
        further = handbook.languages[1:]
        told = (
            messages.one_of(language, further)
            if further
            else messages.no_further_language(*handbook.languages)
        )
        print(told, file=sys.stderr)
        return 1
    documents = {file: _document(root / "data" / file, file) for file, _ in handbook.files()}
    known = has_history(root)
    languages = [language] if language else list(handbook.languages[1:])
    _show(_MISSING, [*missing(handbook, documents, languages), *missing_pages(handbook, root, languages)])
    if known:
        _show(_STALE, [*stale(handbook, documents, root, languages), *stale_pages(handbook, root, languages)])
    else:
        print(f"{_STALE}: {_NO_HISTORY}")
    today = today or date.today()
    _show(_DUE, list(due(handbook, today)))
    if handbook.ours:
        _show(_ENDED, list(ended(handbook, today)))
        _show(_LOOK, list(to_look_at(handbook, today)))
        if known:
            _show(_OLDER, list(older(handbook, last_changes(root / "data"))))
        else:
            print(f"{_OLDER}: {_NO_HISTORY}")
    return 0


def _show(heading: Sentence, lines: list[str]) -> None:
    print(f"{heading} ({len(lines)})" if lines else f"{heading}: {_NONE}")
    for line in lines:
        print(f"  {line}")


def _document(path: Path, file: str) -> Document:
    return read(f"data/{file}", path.read_bytes())


def missing(handbook: Handbook, documents: dict[str, Document], languages: list[str]) -> Iterator[str]:
    """Every text without words in a further language, or with the same ones, at its line.

    The form on the site puts a text in another language where the source is required, too: such
    a pair is the same in both.
    """
    for language in languages:
        for file, part in handbook.files():
            for path, text in texts_of(part):
                words = text.get(language)
                if not words or (words == text.root[handbook.source_language] and " " in words.strip()):
                    line = documents[file].line(path)
                    same = f" ({_SAME})" if words else ""
                    yield f"{language}: data/{file}:{line}: {written_path(path)}{same}"


def missing_pages(handbook: Handbook, root: Path, languages: list[str]) -> Iterator[str]:
    """Hand-written pages that a further language has not, or only as a copy."""
    for language in languages:
        for page in translations.untranslated(handbook, language, root / "docs"):
            copied = (root / "docs" / language / page).is_file()
            yield f"{language}: docs/{language}/{page}" + (f" ({_SAME})" if copied else "")


def stale(
    handbook: Handbook, documents: dict[str, Document], root: Path, languages: list[str]
) -> Iterator[str]:
    """Every text whose source was changed on a later day than its translation, at the translation.

    A later commit of the same day is most often the same piece of work.
    """
    source = handbook.source_language
    for file, part in handbook.files():
        lines = blame(root, f"data/{file}")
        for path, text in texts_of(part):
            original = newest(documents[file], (*path, source), lines)
            for language in languages:
                own = newest(documents[file], (*path, language), lines) if text.get(language) else None
                if original and own and original > own:
                    line = documents[file].line((*path, language))
                    days = f"{original} > {own}"
                    yield f"{language}: data/{file}:{line}: {written_path(path)} ({days})"


def stale_pages(handbook: Handbook, root: Path, languages: list[str]) -> Iterator[str]:
    """Hand-written pages whose source was committed after their translation."""
    for page in translations.pages(handbook, root / "docs"):
        original = committed(root, f"docs/{handbook.source_language}/{page}")
        for language in languages:
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


def ended(handbook: Handbook, today: date) -> Iterator[str]:
    """Trials whose last day has come, the longest ago first."""
    return _come(handbook, "until", today)


def to_look_at(handbook: Handbook, today: date) -> Iterator[str]:
    """Agreements whose next look has come, the longest ago first."""
    return _come(handbook, "review", today)


def _come(handbook: Handbook, field: str, today: date) -> Iterator[str]:
    days = [(getattr(agreement, field), i, agreement.owner) for i, agreement in handbook.ours.items()]
    for day, identifier, owner in sorted((one for one in days if one[0]), key=lambda one: one[:2]):
        if day <= today:
            yield f"data/{OURS}/{identifier}.yml: {day.isoformat()}" + (f", {owner}" if owner else "")


def older(handbook: Handbook, days: Mapping[str, str]) -> Iterator[str]:
    """Agreements committed on an earlier day than their record's last change. `days`: by file."""
    for identifier in handbook.ours:
        own, page = f"{OURS}/{identifier}.yml", handbook.by_id[identifier].file
        if own in days and days[own] < days.get(page, ""):
            yield f"data/{own}: {days[own]} < data/{page}: {days[page]}"

"""`changes`: what a change of data and pages means for readers, against a base. For whoever reviews it.

Markdown, in both languages, so that it can stand in a pull request as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from ..data import messages
from ..data.entry import Entry
from ..data.handbook import Handbook
from ..data.load import load
from ..data.messages import Sentence
from ..data.models import OURS
from ..data.places import ROOT
from ..data.sections import SECTIONS, Section
from ..data.walk import texts_of
from ..pages.promises import promises
from ..pages.routes import address_of
from .base import left_at, load_commit, written
from .git import changed_files, text_at

ADDRESSES = "tests/addresses.txt"
"""Where the list of all addresses is kept."""

_OTHER_MODELS = Sentence(
    "那个版本的数据是按另一种模型写的，不能逐条比较。改动的文件",
    "The data of that version were written for other models and cannot be compared entry by entry. "
    "Files that changed",
)


class Saved(NamedTuple):
    """Something whose id readers' saved ticks and answers belong to."""

    file: str
    words: str
    rev: int


@dataclass(frozen=True)
class Changes:
    """What is different: lists of lines to show, each under its heading."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    lost_addresses: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    new_files: tuple[str, ...] = ()
    gone_files: tuple[str, ...] = ()
    changed_files: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    untranslated: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())


_HEADINGS = {
    "new": Sentence("新的页面", "New pages"),
    "gone": Sentence("不再有的页面（指向它们的链接会失效）", "Pages that are gone (links to them break)"),
    "moved": Sentence(
        "不在原处的页面（data/moved.yml 写着去处）", "Pages that are gone and lead on, by data/moved.yml"
    ),
    "lost_addresses": Sentence(
        "不再有的地址和小节（在 data/moved.yml 写明去处，旧链接才不会断）",
        "Addresses and sections that are gone (say in data/moved.yml where they lead, or old links break)",
    ),
    "touched": Sentence("改了的页面", "Pages touched"),
    "new_files": Sentence("新的手写页面", "New pages written by hand"),
    "gone_files": Sentence("删去的手写页面", "Pages written by hand that are gone"),
    "changed_files": Sentence("改了的手写页面", "Pages written by hand that changed"),
    "agreed": Sentence("约定变了", "What the team has agreed changed"),
    "reworded": Sentence(
        "改了字的条目（意思变了就提高 rev，读者才会看到提示）",
        "Items reworded (raise rev where the meaning changed, so that readers are told)",
    ),
    "lost": Sentence(
        "删去的条目 id（读者存下的勾选和回答不再显示）",
        "Item ids that are gone (what readers saved for them is no longer shown)",
    ),
    "untranslated": Sentence("现在缺翻译", "Translations now missing"),
    "outdated": Sentence("原文改了、译文没改", "Source changed, translation left as it was"),
}


def run(base: str, root: Path = ROOT) -> int:
    """Print what changed since this work left `base`; 0, or 1 where the two states cannot be compared."""
    commit = left_at(base, root)
    if isinstance(commit, Sentence):
        print(f"{base}: {commit}", file=sys.stderr)
        return 1
    loaded = load_commit(commit, root)
    if loaded is None:
        print(f"{base}: {messages.version_without_data()}", file=sys.stderr)
        return 1
    now = load(root / "data").handbook
    if now is None:
        print(messages.check_first(), file=sys.stderr)
        return 1
    promised = (text_at(commit, ADDRESSES, root) or "").split()
    if loaded.handbook is None:
        # The base was written for other models: its files are all that can be compared.
        found = Changes(lost_addresses=tuple(_lost_addresses(promised, now)))
        found = _with_pages(found, commit, root, now.languages)
        print("\n".join(lines(found, is_whole=False)))
        print(f"### {_OTHER_MODELS}\n")
        print("\n".join(f"- {_shown(file, 200)}" for file in changed_files(commit, "data", root)))
        return 0
    promised += promises(loaded.handbook)
    found = compare(loaded.handbook, now, promised)
    found = _with_pages(found, commit, root, (*loaded.handbook.languages, *now.languages))
    print("\n".join(lines(found)))
    return 0


def _with_pages(changes: Changes, commit: str, root: Path, languages: Iterable[str]) -> Changes:
    """The changes with those of the pages that are written by hand."""
    pages = {
        what: tuple(_shown(page, 200) for page in found)
        for what, found in written(commit, root, languages).items()
    }
    return replace(changes, new_files=pages["new"], gone_files=pages["gone"], changed_files=pages["changed"])


def lines(changes: Changes, is_whole: bool = True) -> Iterator[str]:
    """The changes as Markdown. `is_whole`: nothing was left out of the comparison."""
    yield "## 对读者来说改了什么 / What changes for readers"
    yield ""
    if changes.is_empty and is_whole:
        yield "没有变化。 / Nothing."
    for name, heading in _HEADINGS.items():
        found: tuple[str, ...] = getattr(changes, name)
        if found:
            yield f"### {heading} ({len(found)})"
            yield ""
            yield from (f"- {line}" for line in found)
            yield ""


def compare(before: Handbook, now: Handbook, promised: Iterable[str] = ()) -> Changes:
    """What is different for readers between two states of the handbook.

    `promised`: the addresses and sections that there were; see `promises`.
    """
    old, new = before.by_id, now.by_id
    saved_before, saved_now = dict(_saved(before)), dict(_saved(now))
    led = {move.address: move.page for move in now.moved.moves}
    gone = {i: led.get(address_of(before, i)) for i in old if i not in new}
    return Changes(
        new=tuple(_named(new[i], now) for i in new if i not in old),
        gone=tuple(_named(old[i], before) for i, page in gone.items() if not page),
        moved=tuple(f"{_named(old[i], before)} → `{page}`" for i, page in gone.items() if page),
        lost_addresses=tuple(_lost_addresses(promised, now)),
        touched=tuple(_touched(before, now)),
        agreed=tuple(_agreed(before, now)),
        reworded=tuple(_reworded(saved_before, saved_now)),
        lost=tuple(f"`{i}` ({saved_before[i].file})" for i in saved_before if i not in saved_now),
        untranslated=tuple(_untranslated(before, now)),
        outdated=tuple(_outdated(before, now)),
    )


def _lost_addresses(promised: Iterable[str], now: Handbook) -> Iterator[str]:
    kept = set(promises(now))
    return (f"`{line}`" for line in dict.fromkeys(promised) if line not in kept)


def _named(entry: Entry, handbook: Handbook) -> str:
    title = _shown(entry.record.title.root[handbook.source_language])
    return f"`data/{entry.file}` {title}"


def _touched(before: Handbook, now: Handbook) -> Iterator[str]:
    for identifier, entry in now.by_id.items():
        old = before.by_id.get(identifier)
        if old is None or old.record == entry.record:
            continue
        sections = (Section("top", "title summary short"), *SECTIONS[entry.kind])
        where = ", ".join(
            f"#{section.id}"
            for section in sections
            if any(
                getattr(old.record, field, None) != getattr(entry.record, field, None)
                for field in section.fields.split()
            )
        )
        yield _named(entry, now) + (f" – {where}" if where else "")
    old_parts = dict(before.files())
    for file, part in now.files():
        if "/" not in file and old_parts.get(file) != part:
            yield f"`data/{file}`"


def _agreed(before: Handbook, now: Handbook) -> Iterator[str]:
    """What the team took up, gave up or put in other words: the statuses, or the fields that changed."""
    for identifier in dict.fromkeys([*before.ours, *now.ours]):
        old, new = before.ours.get(identifier), now.ours.get(identifier)
        if old == new:
            continue
        states = [one.status if one else "–" for one in (old, new)]
        what = f"{states[0]} → {states[1]}"
        if old and new and old.status == new.status:
            fields = [name for name in type(new).model_fields if getattr(old, name) != getattr(new, name)]
            what = f"{new.status}: {', '.join(fields)}"
        yield f"`data/{OURS}/{identifier}.yml` {what}"


def _saved(handbook: Handbook) -> Iterator[tuple[str, Saved]]:
    source = handbook.source_language
    for entry in handbook.entries:
        file = f"data/{entry.file}"
        for tick in entry.checklist:
            yield tick.id, Saved(file, tick.text.root[source], tick.rev)
        for item in entry.items:
            yield item.id, Saved(file, item.text.root[source], item.rev)
    for task in handbook.onboarding.tasks:
        words = f"{task.title.root[source]}: {task.do.root[source]}"
        yield task.id, Saved("data/onboarding.yml", words, task.rev)


def _reworded(before: dict[str, Saved], now: dict[str, Saved]) -> Iterator[str]:
    for identifier, item in now.items():
        old = before.get(identifier)
        if old and old.words != item.words:
            rev = f"rev {old.rev} → {item.rev}" if old.rev != item.rev else f"rev {item.rev}"
            yield f"`{identifier}` ({item.file}, {rev}): {_shown(old.words)} → {_shown(item.words)}"


def _words(part: Any, language: str, source: str) -> Iterable[tuple[str, str | None]]:
    return ((text.root[source], text.get(language) or None) for _, text in texts_of(part))


def _untranslated(before: Handbook, now: Handbook) -> Iterator[str]:
    """Texts without a translation that had one, or were not there."""
    old_parts = dict(before.files())
    source = now.source_language
    for language in now.languages[1:]:
        for file, part in now.files():
            old = old_parts.get(file)
            known = {w for w, own in _words(old, language, source) if own is None} if old else set()
            for words, own in _words(part, language, source):
                if own is None and words not in known:
                    yield f"{language}: `data/{file}`: {_shown(words)}"


def _outdated(before: Handbook, now: Handbook) -> Iterator[str]:
    """Texts whose source is new while their translation is one that was there before."""
    old_parts = dict(before.files())
    source = now.source_language
    if before.source_language != source:
        return
    for language in now.languages[1:]:
        for file, part in now.files():
            old = list(_words(old_parts[file], language, source)) if file in old_parts else []
            sources = {words for words, _ in old}
            translations = {own for _, own in old if own}
            for words, own in _words(part, language, source):
                if words not in sources and own in translations:
                    yield f"{language}: `data/{file}`: {_shown(words)}"


def _shown(words: str, length: int = 60) -> str:
    """Words on one line, short, and harmless in Markdown: they may come from anybody's fork."""
    line = " ".join(words.split())
    line = line if len(line) <= length else line[: length - 1] + "…"
    return "`" + line.replace("`", "'") + "`" if line else ""

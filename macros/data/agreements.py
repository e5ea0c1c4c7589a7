"""The checks of what the team has agreed: of its record, its fields, the order of its days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path as FilePath

from . import messages
from .messages import Sentence
from .models.agreement import Agreement, Round, refused, wanted
from .models.practice import Practice
from .models.text import Part
from .yamlfile import Path

Told = Iterator[tuple[Path, Sentence]]

SELDOM = ("month", "quarter", "half-year", "year")
"""How often a round comes where `week` says which of a month's days it is."""


def check_agreements(
    models: Mapping[str, Part],
    known: Iterable[str],
    are_all: bool,
    add: Callable[[str, Path, Sentence], None],
) -> None:
    """Tell what is wrong with the files of `data/ours/`.

    `known`: the ids of what can be taken up; `are_all`: whether there can be no other.
    """
    ids = sorted(known)
    for file, agreement in models.items():
        if not isinstance(agreement, Agreement):
            continue
        identifier = FilePath(file).stem
        if identifier not in ids and are_all:
            add(file, (), messages.nothing_to_agree_on(identifier, ids))
        own = (m for f, m in models.items() if FilePath(f).stem == identifier)
        record = next((m for m in own if not isinstance(m, Agreement)), None)
        usual = record.effort.every if isinstance(record, Practice) and record.effort else None
        round_ = agreement.round
        if not (identifier in ids and record) and round_ and not round_.every:
            # Nobody can ask its page how often it comes: that it is missing or broken is told.
            round_ = None
        for check in (_fields(agreement), _days(agreement), _round(round_, usual)):
            for path, message in check:
                add(file, path, message)


def _fields(agreement: Agreement) -> Told:
    for name in wanted(agreement.status):
        if getattr(agreement, name) is None:
            yield ("status",), messages.status_wants(agreement.status, name)
    for name in refused(agreement.status):
        if getattr(agreement, name) is not None:
            yield (name,), messages.status_refuses(agreement.status, name)


def _days(agreement: Agreement) -> Told:
    for name in ("until", "review"):
        day: date | None = getattr(agreement, name)
        if day and day <= agreement.since:
            yield (name,), messages.not_after(name, "since", agreement.since.isoformat())
    for number, (one, other) in enumerate(zip(agreement.changes, agreement.changes[1:], strict=False), 1):
        if other.day < one.day:
            yield ("changes", number, "day"), messages.not_in_order(one.day.isoformat())


def _round(given: Round | None, usual: str | None) -> Told:
    if given is None:
        return
    every = given.every or usual
    if every is None:
        yield ("round",), messages.round_wants_every()
    elif every == "event":
        yield ("round",), messages.round_has_no_days()
    elif given.week and every not in SELDOM:
        yield ("round", "week"), messages.week_is_for(every, SELDOM)
    elif given.weekday and every in ("shift", "day"):
        yield ("round", "weekday"), messages.weekday_is_for(every)
    if given.minutes and not given.time:
        yield ("round", "minutes"), messages.minutes_want_time()

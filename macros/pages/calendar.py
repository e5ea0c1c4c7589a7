"""The rounds of what is in use, as a calendar to subscribe to: iCalendar (RFC 5545).

Times have no zone: they are the clock of whoever reads, which is the team's. Nothing depends on
today, so that the same commit gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from ..data.entry import Entry
from ..data.models.agreement import Agreement, Round
from .routes import address
from .view import View

PLACE = "ours/calendar.ics"
USUAL_MINUTES = 30
"""How long a round takes where nobody said."""

_DAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_WEEKS = {"week": 1, "fortnight": 2}


def text(view: View, site_url: str | None, made: datetime) -> str:
    """The whole file. `site_url`: where the language is published; `made`: in UTC."""
    name = f"{view.plain(view.handbook.settings.name)} {view.ui['pages']['ours']}"
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//handbook//ours//EN", "CALSCALE:GREGORIAN"),
        f"X-WR-CALNAME:{_escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ]
    for identifier, agreement in view.handbook.ours.items():
        entry = view.handbook.by_id[identifier]
        every = view.handbook.cadence(entry)
        if agreement.status == "in-use" and agreement.round and every not in (None, "event"):
            lines += _event(view, entry, agreement, every or "", site_url, f"{made:%Y%m%dT%H%M%SZ}")
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(
    view: View, entry: Entry, agreement: Agreement, every: str, site_url: str | None, stamp: str
) -> Iterator[str]:
    given = agreement.round or Round()
    record = entry.record
    page = f"{site_url}{address(view.handbook, entry.id)}" if site_url else ""
    first, rule = recurrence(every, given, agreement.since, view.handbook.settings.calendar.workdays)
    about = [f"□ {view.text(item.text)}" for item in entry.checklist]
    host = urlsplit(site_url).hostname if site_url else None
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.id}@{host or 'handbook.invalid'}"
    yield f"DTSTAMP:{stamp}"
    if given.time:
        yield f"DTSTART:{first:%Y%m%d}T{given.time.replace(':', '')}00"
        yield f"DURATION:PT{given.minutes or USUAL_MINUTES}M"
    else:
        yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    yield f"RRULE:{rule}"
    yield f"SUMMARY:{_escaped(view.text(record.short or record.title))}"
    yield f"DESCRIPTION:{_escaped(chr(10).join([*about, page] if page else about))}"
    if page:
        yield f"URL:{page}"
    yield "END:VEVENT"


def recurrence(every: str, given: Round, since: date, workdays: Sequence[str]) -> tuple[date, str]:
    """The first day on or after `since`, and the rule of those that follow."""
    names = list(_DAYS)
    if every == "shift":
        return since, "FREQ=DAILY"
    if every == "day":
        first = next(day for day in _days_from(since) if names[day.weekday()] in workdays)
        return first, f"FREQ=WEEKLY;BYDAY={','.join(_DAYS[name] for name in workdays)}"
    name = given.weekday or names[since.weekday()]
    if every in _WEEKS:
        first = next(day for day in _days_from(since) if names[day.weekday()] == name)
        apart = f"INTERVAL={_WEEKS[every]};" if _WEEKS[every] > 1 else ""
        return first, f"FREQ=WEEKLY;{apart}BYDAY={_DAYS[name]}"
    week = {"last": -1}.get(given.week or "1") or int(given.week or "1")
    # Quarters and half-years are those of the year; a year begins where the team began.
    months = range(since.month if every == "year" else 1, 13, _MONTHS[every])
    first = next(d for d in _days_from(since) if d.month in months and d == _nth(d, names.index(name), week))
    if every == "year":
        return first, f"FREQ=YEARLY;BYMONTH={first.month};BYDAY={week}{_DAYS[name]}"
    apart = f"INTERVAL={_MONTHS[every]};" if _MONTHS[every] > 1 else ""
    return first, f"FREQ=MONTHLY;{apart}BYDAY={week}{_DAYS[name]}"


def _days_from(day: date) -> Iterator[date]:
    # Two years hold every round that there is.
    return (day + timedelta(days=number) for number in range(800))


def _nth(day: date, weekday: int, week: int) -> date:
    """The n-th such weekday of the day's month; -1 is the last."""
    if week > 0:
        first = day.replace(day=1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (week - 1))
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _escaped(words: str) -> str:
    """Words as a value of iCalendar."""
    return re.sub(r"([\\;,])", r"\\\1", words.replace("\r", "")).replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, none cut inside a character."""
    parts, size = [""], 0
    for character in line:
        length = len(character.encode())
        if size + length > 74:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += length
    return "\r\n".join(parts)

"""What the team's agreements cost a week, and when their rounds come: against tables made by hand."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import icalendar
import pytest
from dateutil.rrule import rrulestr

from macros.data import costs
from macros.data.handbook import Handbook
from macros.data.load import load
from macros.data.models.agreement import Round
from macros.pages.calendar import recurrence
from tests import small

ROLES = """\
roles:
  - {id: lead, title: {zh: 负责人}, summary: {zh: 拍板。}}
  - {id: moderator, title: {zh: 版主}, summary: {zh: 当班。}}
  - {id: content, title: {zh: 内容}, summary: {zh: 写。}}
"""

EFFORT = """\
effort:
  setup: {{zh: 一次}}
  round: {{zh: 一轮}}
  cadence: {{zh: 多久}}
  leads: {{zh: 谁带}}
  takes_part: {{zh: 谁来}}
  setup_minutes: {setup}
"""


def made(folder: Path, practices: dict[str, tuple[str, str]]) -> Handbook:
    """The small handbook with these practices: the figures of each one's effort, and its agreement."""
    small.write(folder)
    settings = small.TEXTS["handbook.yml"].replace(
        "workdays: [mon, tue]", "workdays: [mon, tue, wed, thu, fri]"
    )
    start, end = settings.index("roles:"), settings.index("channels:")
    (folder / "handbook.yml").write_text(settings[:start] + ROLES + settings[end:], encoding="utf-8")
    (folder / "ours").mkdir()
    for name, (figures, agreement) in practices.items():
        text = small.TEXTS[small.PRACTICE].replace("rules-", f"{name}-").replace("trust-1", f"{name}-item")
        text += EFFORT.format(setup=60) + "".join(f"  {line}\n" for line in figures.split("; "))
        (folder / f"practices/{name}.yml").write_text(text, encoding="utf-8")
        if agreement:
            status, owner, *more = agreement.split("; ")
            until = "until: 2026-12-01\n" if status == "trying" else ""
            (folder / f"ours/{name}.yml").write_text(
                f"status: {status}\nsince: 2026-11-02\n{until}owner: {owner}\ntext: {{zh: 做。}}\n"
                + "\n".join(more)
                + "\n",
                encoding="utf-8",
            )
    loaded = load(folder)
    assert loaded.handbook, "\n".join(map(str, loaded.problems))
    return loaded.handbook


HANDOVER = (
    "lead_minutes: 15; each_minutes: 10; every: shift; roles: [moderator, content]",
    "in-use; moderator",
)

# Five combinations. By hand: rounds a week (5 shifts, 1, 1/2, 12/52, 4/52) times minutes.
COMBINATIONS = [
    # A meeting that everybody joins, led by the lead.
    ({"meet": ("lead_minutes: 75; each_minutes: 50; every: week", "in-use; lead")},
     {"lead": 75, "moderator": 50, "content": 50}, {}),
    # A handover every shift, led by the moderator; of the others only the content manager takes part.
    ({"hand": HANDOVER},
     {"lead": 0, "moderator": 75, "content": 50}, {}),
    # Both, and a trial every other week.
    ({"meet": ("lead_minutes: 75; each_minutes: 50; every: week", "in-use; lead"),
      "hand": HANDOVER,
      "case": ("lead_minutes: 65; each_minutes: 45; every: fortnight", "trying; content")},
     {"lead": 75, "moderator": 125, "content": 100},
     {"lead": "45/2", "moderator": "45/2", "content": "65/2"}),
    # Seldom rounds add up as fractions: 13 a week from a month, a quarter; nothing from an event.
    ({"month": ("lead_minutes: 26; each_minutes: 13; every: month", "in-use; lead"),
      "quarter": ("lead_minutes: 260; each_minutes: 65; every: quarter", "in-use; lead"),
      "event": ("lead_minutes: 60; each_minutes: 10; every: event", "in-use; lead")},
     {"lead": 26, "moderator": 8, "content": 8}, {}),
    # The team does it more seldom than the page says; what is stopped, or not taken up, costs nothing.
    ({"meet": ("lead_minutes: 75; each_minutes: 50; every: week", "in-use; lead; round: {every: fortnight}"),
      "gone": ("lead_minutes: 500; each_minutes: 500; every: day", ""),
      "bare": ("every: week", "in-use; lead")},
     {"lead": "75/2", "moderator": 25, "content": 25}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("practices", "used", "tried"), COMBINATIONS)
def test_minutes_a_week_are_those_of_the_table(
    tmp_path: Path, practices: dict[str, tuple[str, str]], used: dict[str, str], tried: dict[str, str]
) -> None:
    handbook = made(tmp_path, practices)
    for status, table in (("in-use", used), ("trying", tried)):
        found = costs.costs(handbook, status)
        sums = {role: costs.summed(found, role) for role in ("lead", "moderator", "content")}
        assert sums == {role: Fraction(table.get(role, 0)) for role in sums}, status
    assert [entry.id for entry in costs.uncounted(handbook)] == ["bare"] * ("bare" in practices)


def test_what_is_next_and_what_it_would_add(tmp_path: Path) -> None:
    handbook = made(tmp_path, {"gone": ("lead_minutes: 20; each_minutes: 5; every: week", "")})
    assert [entry.id for entry in costs.not_taken_up(handbook)] == ["gone", "group-rules"]
    [first, second] = costs.not_taken_up(handbook)
    adds = costs.cost(handbook, first)
    assert adds and (adds.lead, adds.each, adds.setup) == (20, 5, 60)
    assert costs.cost(handbook, second) is None


def test_rounds_a_week_are_those_of_the_calendar() -> None:
    """One a working day for each shift and day; the others by a year of 52 weeks."""
    often = {"week": 1, "fortnight": Fraction(1, 2), "month": Fraction(12, 52), "quarter": Fraction(4, 52)}
    often |= {"half-year": Fraction(2, 52), "year": Fraction(1, 52), "event": 0, "shift": 4, "day": 4}
    assert {every: costs.rounds_a_week(every, 4) for every in often} == often


def test_what_comes_only_on_events_is_in_no_sum(tmp_path: Path) -> None:
    figures = "lead_minutes: 20; each_minutes: 5; every: {}"
    handbook = made(tmp_path, {"now": (figures.format("event"), ""), "ever": (figures.format("week"), "")})
    found = {entry.id: costs.cost(handbook, entry) for entry in handbook.of_kind("practice")}
    assert costs.summed([one for one in found.values() if one], "moderator") == 5
    assert {name: one.is_counted for name, one in found.items() if one} == {"now": False, "ever": True}


def test_minutes_are_rounded_only_where_they_are_shown() -> None:
    assert [costs.minutes(Fraction(n, 2)) for n in (0, 1, 2, 3, 75)] == [0, 1, 1, 2, 38]


# Since 2026-11-04, a Wednesday: how often and when, the first day, the next two.
ROUNDS = [
    ("shift", {}, ["2026-11-04", "2026-11-05", "2026-11-06"]),
    ("day", {}, ["2026-11-04", "2026-11-05", "2026-11-06"]),
    ("week", {}, ["2026-11-04", "2026-11-11", "2026-11-18"]),
    ("week", {"weekday": "tue"}, ["2026-11-10", "2026-11-17", "2026-11-24"]),
    ("fortnight", {"weekday": "fri"}, ["2026-11-06", "2026-11-20", "2026-12-04"]),
    ("month", {"weekday": "thu"}, ["2026-11-05", "2026-12-03", "2027-01-07"]),
    ("month", {"weekday": "mon"}, ["2026-12-07", "2027-01-04", "2027-02-01"]),
    ("month", {"weekday": "fri", "week": "last"}, ["2026-11-27", "2026-12-25", "2027-01-29"]),
    ("quarter", {"weekday": "mon", "week": "2"}, ["2027-01-11", "2027-04-12", "2027-07-12"]),
    ("half-year", {"weekday": "tue"}, ["2027-01-05", "2027-07-06", "2028-01-04"]),
    ("year", {"weekday": "wed", "week": "3"}, ["2026-11-18", "2027-11-17", "2028-11-15"]),
]


@pytest.mark.parametrize(("every", "given", "days"), ROUNDS)
def test_rounds_come_on_the_days_of_the_table(every: str, given: dict[str, str], days: list[str]) -> None:
    first, rule = recurrence(every, Round(**given), date(2026, 11, 4), ["mon", "tue", "wed", "thu", "fri"])
    read = icalendar.vRecur.from_ical(rule)
    assert [f"{day:%Y-%m-%d}" for day in occurrences(first, read, 3)] == days


def test_a_daily_round_leaves_out_the_weekend() -> None:
    first, rule = recurrence("day", Round(), date(2026, 11, 7), ["mon", "tue"])
    assert first == date(2026, 11, 9) and rule == "FREQ=WEEKLY;BYDAY=MO,TU"


def occurrences(first: date, rule: icalendar.vRecur, count: int) -> list[date]:
    start = datetime.combine(first, datetime.min.time())
    found = rrulestr(rule.to_ical().decode(), dtstart=start)
    # The first day that is given is itself one of the rule's: else calendars would show one too many.
    assert found[0] == start
    return [found[number].date() for number in range(count)]

"""What the team's practices cost: minutes a week, from the figures of their effort."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from .entry import Entry
from .handbook import Handbook
from .models.practice import Practice

WEEKS_A_YEAR = 52

_A_YEAR = {"week": 52, "fortnight": 26, "month": 12, "quarter": 4, "half-year": 2, "year": 1, "event": 0}
"""Rounds in a year of 52 weeks. What comes only when something happens is not in a week's sum."""


@dataclass(frozen=True)
class Cost:
    """One practice: minutes a week for whoever leads it and for each other person who takes part."""

    entry: Entry
    lead: Fraction
    each: Fraction
    setup: int
    """Minutes of the lead's time, once, before the first round."""
    owner: str | None
    """The role that leads it; None where the team has not agreed on one."""
    roles: tuple[str, ...]
    """The roles that take part."""
    every: str

    @property
    def is_counted(self) -> bool:
        """Whether it is in a week's sum; what comes only when something happens is not."""
        return self.every != "event"

    def of(self, role: str) -> Fraction:
        """Minutes a week for one person of a role."""
        if role == self.owner:
            return self.lead
        return self.each if role in self.roles else Fraction(0)


def rounds_a_week(every: str, workdays: int) -> Fraction:
    """How many rounds one person has in a week: one shift a working day, and so on."""
    return Fraction(workdays) if every in ("shift", "day") else Fraction(_A_YEAR[every], WEEKS_A_YEAR)


def cost(handbook: Handbook, entry: Entry) -> Cost | None:
    """What a practice costs; None for what is none, and for one without figures."""
    record = entry.record
    effort = record.effort if isinstance(record, Practice) else None
    agreement = handbook.ours.get(entry.id)
    if effort is None or effort.lead_minutes is None:
        return None
    every = handbook.cadence(entry)
    if every is None:
        return None
    rounds = rounds_a_week(every, len(handbook.settings.calendar.workdays))
    return Cost(
        entry,
        effort.lead_minutes * rounds,
        (effort.each_minutes or 0) * rounds,
        effort.setup_minutes or 0,
        agreement.owner if agreement else None,
        tuple(effort.roles or [role.id for role in handbook.settings.roles]),
        every,
    )


def costs(handbook: Handbook, status: str) -> list[Cost]:
    """What everything of a status costs, in the order of the site; what has no figures is left out."""
    alive = [handbook.by_id[i] for i, agreement in handbook.ours.items() if agreement.status == status]
    return [found for entry in alive if (found := cost(handbook, entry))]


def uncounted(handbook: Handbook) -> list[Entry]:
    """The practices that the team has, and that the sums leave out for want of figures."""
    alive = [handbook.by_id[i] for i, agreement in handbook.ours.items() if agreement.is_alive]
    return [entry for entry in alive if entry.kind == "practice" and cost(handbook, entry) is None]


def summed(found: Iterable[Cost], role: str) -> Fraction:
    """Minutes a week for one person of a role."""
    return sum((one.of(role) for one in found), Fraction(0))


def not_taken_up(handbook: Handbook) -> list[Entry]:
    """The practices on which nothing is agreed: those to begin with first, then in the order of the site."""
    first = handbook.settings.first_practices
    ordered = [handbook.by_id[i] for i in first if i in handbook.by_id]
    ordered += [entry for entry in handbook.of_kind("practice") if entry.id not in first]
    return [entry for entry in ordered if entry.id not in handbook.ours]


def minutes(value: Fraction) -> int:
    """Whole minutes, halves upwards: only what is shown is rounded, never what is summed."""
    return int(value + Fraction(1, 2))

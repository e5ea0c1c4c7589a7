// When a task of the path is due: working days by the team's calendar. Pure.

import { iso, weekday } from "../lib/days.js";

const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/**
 * The test of one day by the team's calendar: `{workdays: ["mon", …], days_off: ["2027-01-01", …],
 * extra_workdays: […]}`. A day that stands in both lists is worked.
 */
export function workCalendar({ workdays, days_off = [], extra_workdays = [] }) {
  const week = new Set(workdays.map((name) => WEEK.indexOf(name)));
  const off = new Set(days_off);
  const extra = new Set(extra_workdays);
  return (number) => {
    const day = iso(number);
    return extra.has(day) || (week.has(weekday(number)) && !off.has(day));
  };
}

// A calendar that leaves nothing to work on for this long is wrong; the search must still end.
const FAR = 400;

function nextWorked(number, isWorked, step) {
  for (let day = number, left = FAR; left > 0; day += step, left -= 1) {
    if (isWorked(day)) return day;
  }
  return number;
}

/**
 * When a task is due. `workday: 1` is the start, or the first working day after it; `n` the n-th
 * working day; `-n` the n-th working day before the start; `day: n` the n-th calendar day counted
 * from the start, or the next working day.
 */
export function due(start, { workday, day }, isWorked) {
  if (day) return nextWorked(start + day - 1, isWorked, 1);
  if (workday < 0) {
    let found = start;
    for (let left = -workday; left > 0; left -= 1) found = nextWorked(found - 1, isWorked, -1);
    return found;
  }
  let found = nextWorked(start, isWorked, 1);
  for (let left = workday; left > 1; left -= 1) found = nextWorked(found + 1, isWorked, 1);
  return found;
}

// Days and working days. A day is a number, counted from 1 January 1970: no clock and no time zone
// comes into it, so every reader gets the same dates. Pure: knows nothing of the page.

/** The number of a day of the Gregorian calendar (month 1–12). */
export function dayNumber(year, month, day) {
  // Years begin in March here, so that the leap day is a year's last.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The same the other way: `[year, month, day]`. */
export function fromNumber(number) {
  const shifted = number + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

/** `2026-12-01` from a day's number. */
export function iso(number) {
  const [year, month, day] = fromNumber(number);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** A day as people write it (2026-12-01, 2026/12/1, 20261201, 2026年12月1日); null where there is none. */
export function parseDay(text) {
  const found =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) || /^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?$/.exec(text);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number);
  // Ninety days on must still be a year of four digits.
  if (year < 1900 || year > 9998) return null;
  const number = dayNumber(year, month, day);
  return iso(number) === `${found[1]}-${found[2].padStart(2, "0")}-${found[3].padStart(2, "0")}` ? number : null;
}

/** Today on the reader's own calendar. */
export function today(now = new Date()) {
  return dayNumber(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** 0 for Monday to 6 for Sunday. */
export function weekday(number) {
  return (((number + 3) % 7) + 7) % 7;
}

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

/** A day in the reader's language, with the weekday; the year where it is not `year`. */
export function sayDay(number, locale, year = null) {
  const options = { month: "long", day: "numeric", weekday: "short", timeZone: "UTC" };
  if (fromNumber(number)[0] !== year) options.year = "numeric";
  // Plain "en" would be American; our English is British.
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, options).format(number * 86400000);
}

// Days. A day is a number, counted from 1 January 1970, so that sums have no clock and no time zone
// in them. Only `today` looks at the clock: it is the day on the reader's own wall.

const LENGTH = 86_400_000; // milliseconds

/** The number of a day of the calendar (month 1–12). */
export const dayNumber = (year, month, day) => Date.UTC(year, month - 1, day) / LENGTH;

/** Today, or the day of another moment, where the reader is. */
export const today = (now = new Date()) => dayNumber(now.getFullYear(), now.getMonth() + 1, now.getDate());

/** `2026-12-01` from a day's number, today's where none is given. */
export const iso = (number = today()) => new Date(number * LENGTH).toISOString().slice(0, 10);

/** The day of a moment where the reader is, as `2026-12-01`; nothing where it is no moment. */
export function dayOf(moment) {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? "" : iso(today(date));
}

/** The year of a day. */
export const yearOf = (number) => new Date(number * LENGTH).getUTCFullYear();

/** 0 for Monday to 6 for Sunday. */
export const weekday = (number) => (((number + 3) % 7) + 7) % 7;

/** A day as people write it (2026-12-01, 2026/12/1, 20261201, 2026年12月1日, also in full-width signs); null where there is none. */
export function parseDay(written) {
  const text = String(written).normalize("NFKC");
  const found =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) || /^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?$/.exec(text);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number);
  // Ninety days on must still be a year of four digits.
  if (year < 1900 || year > 9998) return null;
  const number = dayNumber(year, month, day);
  return iso(number) === [found[1], found[2].padStart(2, "0"), found[3].padStart(2, "0")].join("-") ? number : null;
}

/** A language for dates: plain "en" would be American, and our English is British. */
export const dateLocale = (language) => (language === "en" ? "en-GB" : language);

const writers = new Map(); // making one takes longer than all else that a tick does

function writer(language, options) {
  const key = language + JSON.stringify(options);
  if (!writers.has(key)) writers.set(key, new Intl.DateTimeFormat(dateLocale(language), options));
  return writers.get(key);
}

/** A kept day (2026-12-01) as the page's language writes it; nothing where it is none. */
export function dayInWords(text) {
  const number = parseDay(String(text));
  if (number === null) return "";
  return writer(document.documentElement.lang, { dateStyle: "medium", timeZone: "UTC" }).format(number * LENGTH);
}

/** A day in a language with its weekday; the year where it is not `year`. */
export function sayDay(number, language, year = null) {
  const options = { month: "long", day: "numeric", weekday: "short", timeZone: "UTC" };
  if (yearOf(number) !== year) options.year = "numeric";
  return writer(language, options).format(number * LENGTH);
}

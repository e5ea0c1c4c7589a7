// Months: what the days of most pages do without.

import { dayNumber, iso } from "./days.js";

/** The day `months` after a day, both as numbers; one that the month lacks is its last. */
export function monthsAfter(number, months) {
  const [year, month, day] = iso(number).split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayNumber(year, month + months, Math.min(day, last));
}

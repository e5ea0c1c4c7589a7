// Days as this reader's clock and language have them.

import { locale } from "./dom.js";

/** A day (YYYY-MM-DD), `daysAgo` days back. */
export function today(daysAgo = 0) {
  const date = new Date();
  date.setDate(date.getDate() - daysAgo);
  return new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** A day as the page's language writes it. */
export const dayInWords = (day) =>
  new Intl.DateTimeFormat(locale(), { dateStyle: "medium" }).format(new Date(`${day}T12:00:00`));

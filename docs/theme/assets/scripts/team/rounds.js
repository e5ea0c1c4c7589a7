// A team's picture as it is exported, and two of them compared. Knows no page and no storage.

import { MOST_SHEETS } from "../assessment/codes.js";
import { teamChange } from "../assessment/scoring.js";
import { iso, parseDay } from "../lib/days.js";
import { monthsAfter } from "../lib/months.js";

/** What a picture leaves behind: only what was shown. */
export function exported(form, picture) {
  return {
    schema: 1,
    kind: "handbook-team-assessment",
    version: form.version,
    revision: form.revision,
    language: form.language,
    mode: picture.open ? "open" : "confidential",
    closed: picture.day,
    expected: picture.expected,
    codes: picture.count,
    elements: picture.elements.map(({ least, ...element }) => element),
    talk: picture.talk,
  };
}

const isCount = (value) => Number.isInteger(value) && value >= 0 && value <= MOST_SHEETS;
const isScore = (value) => value === undefined || (Number.isInteger(value) && value >= 0 && value <= 100);

/** An export read strictly, or null. The text may have words around it, and braces in them. */
export function readExport(text, form) {
  let found;
  try {
    found = JSON.parse(text.slice(text.search(/\{\s*"/), text.lastIndexOf("}") + 1).slice(0, 200_000));
  } catch {
    return null;
  }
  const isOne =
    found?.kind === "handbook-team-assessment" &&
    found.schema === 1 &&
    ["open", "confidential"].includes(found.mode) &&
    parseDay(found.closed) !== null &&
    Array.isArray(found.elements) &&
    found.elements.length <= 100;
  if (!isOne) return null;
  const isElement = (element) =>
    typeof element?.id === "string" &&
    (element.hidden === true ||
      (isCount(element.n) && isScore(element.mean) && form.bands.some((band) => band.id === element.band)));
  return found.elements.every(isElement) ? found : null;
}

/**
 * Two exports of the same team: { problem } with version, language or soon, or { before, after,
 * rows: [{ id, before, after, change }] } where `change` is null when nothing may be concluded.
 */
export function compare(form, one, other) {
  const [before, after] = one.closed <= other.closed ? [one, other] : [other, one];
  if (before.version !== after.version || before.revision !== after.revision) return { problem: "version" };
  if (before.language !== after.language) return { problem: "language" };
  if (iso(monthsAfter(parseDay(before.closed), form.rules.wave_months)) > after.closed) return { problem: "soon" };
  const bothOpen = before.mode === "open" && after.mode === "open";
  const rows = form.elements.map((id) => {
    const [first, second] = [before, after].map((side) => side.elements.find((element) => element.id === id && !element.hidden));
    const isLarge = first?.n >= form.rules.detail_from && second?.n >= form.rules.detail_from;
    const hasMeans = Number.isInteger(first?.mean) && Number.isInteger(second?.mean);
    const difference = hasMeans ? second.mean - first.mean : null;
    const change =
      hasMeans && (isLarge || bothOpen)
        ? { difference, ...teamChange(form.rules, first.n, second.n, difference) }
        : null;
    return { id, before: first ?? null, after: second ?? null, change };
  });
  return { before, after, rows };
}

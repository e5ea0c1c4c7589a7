// A team's batch of codes: taking them in, and refusing pictures that would give people away.
// Knows no page and no storage: the caller brings both.

import { findCodes, MOST_SHEETS, readCode } from "../assessment/codes.js";
import { shortHash } from "../lib/hash.js";

export class Batch {
  constructor(form) {
    this.form = form;
    this.expected = null;
    this.clear();
  }

  clear() {
    this.sheets = new Map(); // code → { answers, nonce }
    this.nonces = new Map(); // nonce → code: one person's sheet counts once
    this.out = new Set(); // codes that were taken out by hand, with a way back
    this.bad = []; // { code, reason }
  }

  /** Take in every code of a text; returns { found, added, bad }. */
  add(text) {
    const found = findCodes(text);
    const before = { added: 0, bad: this.bad.length };
    for (const code of found) before.added += this.take(code);
    return { found: found.length, added: before.added, bad: this.bad.length - before.bad };
  }

  take(code) {
    if (this.sheets.has(code)) return this.refuse(code, "twice");
    const read = readCode(code, this.form);
    if (!read.answers) return this.refuse(code, read.reason);
    if (this.sheets.size >= MOST_SHEETS) return 0;
    const earlier = this.nonces.get(read.nonce);
    if (earlier !== undefined) {
      this.sheets.delete(earlier);
      this.refuse(earlier, "newer");
    }
    this.out.delete(code);
    this.sheets.set(code, read);
    this.nonces.set(read.nonce, code);
    return earlier === undefined ? 1 : 0;
  }

  refuse(code, reason) {
    if (this.bad.length < MOST_SHEETS) this.bad.push({ code, reason });
    return 0;
  }

  remove(code) {
    this.nonces.delete(this.sheets.get(code)?.nonce);
    this.sheets.delete(code);
    this.out.add(code);
  }

  /** The answers, in an order that says nothing about when they came. */
  answers() {
    return this.listed().map((code) => this.sheets.get(code).answers);
  }

  listed(codes = [...this.sheets.keys()]) {
    return codes.sort((a, b) => (a.slice(-12) < b.slice(-12) ? -1 : 1));
  }

  fingerprints() {
    return [...this.sheets.keys()].map(shortHash).sort();
  }
}

/**
 * Whether a batch may be shown. `shown` is what the store remembers: { id: {day, open, codes} };
 * `since` the first day that still counts. Returns { id, problem, day }: the id under which to
 * remember it, and "overlap" or "open" with the day of the earlier picture where it is refused.
 */
export function mayShow(shown, fingerprints, open, since) {
  const own = new Set(fingerprints);
  const id = shortHash(fingerprints.join(" "));
  for (const entry of Object.values(shown)) {
    if (!Array.isArray(entry.codes) || !(entry.day >= since)) continue;
    const common = entry.codes.filter((code) => own.has(code)).length;
    if (common === 0) continue;
    if (common < own.size || common < entry.codes.length) return { id, problem: "overlap", day: entry.day };
    if (open && !entry.open) return { id, problem: "open", day: entry.day };
  }
  return { id, problem: "" };
}

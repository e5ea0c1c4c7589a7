// A sheet of answers as a line of text that survives a chat: HB1-zh-7K3M9Q-45x30…-R4T8W2YN5D0C.
// Letters, digits and hyphens only: chats turn dots into links. No page, no storage.
//
//   HB1 - language - revision of the items - one character an item - nonce and check
//
// The check: every character has a value below 63, and the values read as a number in base 32 must
// be divisible by PRIME. A position weighs 32 to a power; these weights all differ modulo PRIME
// (32 generates them all), and none is 0. So one changed character and two characters that changed
// places always leave a remainder. A cut code is told by its length, which the form knows.

const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ALPHABET = `${DIGITS}-ILOUabcdefghijklmnopqrstuvwxyz`;
const PRIME = 1048573;
const NONCE = 8;
const CHECK = 4;

/** How many sheets a batch and its figures may have: more is no team, and no paste. */
export const MOST_SHEETS = 5000;

const OPEN = "x";
const SHAPE = /^HB1-([a-z]{2,3})-([0-9A-Z]{6})-([0-9x]+)-([0-9A-HJKMNP-TV-Z]{12})$/;

/** The remainder of a text read as a number; NaN where a character is none of ours. */
function remainder(text) {
  let rest = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return NaN;
    rest = (rest * 32 + value) % PRIME;
  }
  return rest;
}

function digits(number, length) {
  let text = "";
  for (let rest = number; text.length < length; rest = Math.floor(rest / 32)) text = DIGITS[rest % 32] + text;
  return text;
}

/** Eight random characters that keep two equal sheets two. */
export function newNonce() {
  return [...crypto.getRandomValues(new Uint8Array(NONCE))].map((byte) => DIGITS[byte % 32]).join("");
}

/**
 * The code of a sheet. `kind` is { language, revision, order: [item ids], low, high }; `answers` as
 * in scoring.js; `nonce` as made by newNonce.
 */
export function writeCode(kind, answers, nonce) {
  const sheet = kind.order.map((id) => (Number.isInteger(answers[id]) ? answers[id] : OPEN)).join("");
  const body = `HB1-${kind.language}-${kind.revision}-${sheet}-${nonce}`;
  return body + digits((PRIME - remainder(`${body}0000`)) % PRIME, CHECK);
}

/**
 * Read one code strictly: { answers, language, nonce } or { reason } with one of cut, mistyped,
 * revision (made from another version of the statements) and language.
 */
export function readCode(text, kind, languages = [kind.language]) {
  const parts = SHAPE.exec(text);
  const length = `HB1-${kind.language}-${kind.revision}--`.length + kind.order.length + NONCE + CHECK;
  if (!parts || remainder(text) !== 0) return { reason: text.length < length ? "cut" : "mistyped" };
  const [, language, revision, sheet, tail] = parts;
  if (revision !== kind.revision) return { reason: "revision" };
  if (sheet.length !== kind.order.length) return { reason: "cut" };
  if (!languages.includes(language)) return { reason: "language" };
  const answers = {};
  for (const [place, id] of kind.order.entries()) {
    if (sheet[place] === OPEN) continue;
    const value = Number(sheet[place]);
    if (value !== 0 && (value < kind.low || value > kind.high)) return { reason: "mistyped" };
    answers[id] = value;
  }
  return { answers, language, nonce: tail.slice(0, NONCE) };
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const WIDE = /[\uff01-\uff5e]/g;
const HYPHEN = /[\u2010-\u2015\u2212\ufe63]|%(?:25)*2d/gi;
const BROKEN = /HB\d+-[A-Za-z0-9-]{0,400}(?:[\s>]+(?!HB\d)[A-Za-z0-9-]{1,400}){1,4}/g;
const RUN = /[A-Za-z0-9-]{10,4000}/g;
const STARTS = /(?=HB\d+-)/i;
const ENDS_LIKE_ONE = /[0-9x]{6,}-[0-9A-HJKMNP-TV-Z]{8,12}$/;

/** A code that was broken over lines as one again, where that makes it whole. */
function joined(broken) {
  const parts = broken.split(/[\s>]+/);
  for (let most = parts.length; most > 1; most -= 1) {
    const whole = parts.slice(0, most).join("");
    if (SHAPE.test(whole) && remainder(whole) === 0) return [whole, ...parts.slice(most)].join("\n");
  }
  return broken;
}

/** What input methods, word processors and addresses make of a code's characters, turned back. */
const plain = (text) =>
  text.replace(INVISIBLE, "").replace(WIDE, (wide) => wide.normalize("NFKC")).replace(HYPHEN, "-").replace(BROKEN, joined);

/** Everything in a text that is a code or was one, in order, whole or not; other words are passed over. */
export function findCodes(text, most = MOST_SHEETS) {
  const found = [];
  for (const [run] of plain(text).matchAll(RUN)) {
    for (const part of run.split(STARTS)) {
      // A dash of the sentence around it.
      const piece = part.replace(/-+$/, "");
      if (/^HB\d+-/i.test(piece) || ENDS_LIKE_ONE.test(piece)) found.push(piece);
      if (found.length >= most) return found;
    }
  }
  return found;
}

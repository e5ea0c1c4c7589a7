// A query as the index knows it: folded, cut into words, and what it may stand for.

const MARKS = /[\u0300-\u036f]/g;
const RUNS = /[\u3400-\u9fff]+|[a-z0-9]+/g;
const HAN = /[\u3400-\u9fff]/;
const ENDINGS = ["ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ers", "er", "ors", "or", "ies", "ied", "ed", "es", "ly", "al", "s", "y", "e"];

export const isHan = (text) => HAN.test(text);

/** Text in the one form in which it is looked up: as `folded` of the index makes it. */
export const folded = (text) => text.normalize("NFKD").replace(MARKS, "").toLowerCase();

/** The words of a folded text, and of Chinese every two characters that stand together. */
export function wordsOf(text) {
  const found = [];
  for (const [run] of text.matchAll(RUNS)) {
    if (!isHan(run) || run.length === 1) found.push(run);
    else for (let n = 0; n < run.length - 1; n += 1) found.push(run.slice(n, n + 2));
  }
  return [...new Set(found)];
}

/** What tells the words of a query that only ask from the others; `small` and `defining` are lists of words. */
export class Asking {
  #small;
  #defining;

  constructor(small, defining) {
    // Chinese has no blanks: there they are cut out wherever they stand.
    const found = (list) => {
      const all = list.map((word) => (isHan(word) ? word : `\\b${word}\\b`)).join("|");
      return new RegExp(all || "(?!)", "g");
    };
    this.#small = found(small);
    this.#defining = found(defining);
  }

  /** Whether a query asks what a word means. */
  isDefining = (query) => query.search(this.#defining) >= 0;

  /** A query without the words that only ask, unless there are no others. */
  telling = (query) => query.replace(this.#small, " ").trim() || query;

  /** The words of what a query asks for. */
  words = (query) => wordsOf(this.telling(query));
}

/** What the forms of an English word begin with. */
export function stem(word) {
  if (isHan(word) || word.length < 4) return word;
  const ending = ENDINGS.find((end) => word.endsWith(end) && word.length - end.length >= 3);
  let start = ending ? word.slice(0, -ending.length) : word;
  if (ending && start.length > 3 && start.at(-1) === start.at(-2) && !"lsz".includes(start.at(-1))) start = start.slice(0, -1);
  // British and American: recognise, recognize.
  return start.length > 5 ? start.replace(/[sz]$/, "") : start;
}

/** Whether two words have the same stem, or one continues the other's. */
export function isForm(word, start) {
  if (!word.startsWith(start)) return false;
  let rest = word.slice(start.length);
  if (start.length > 4) return rest.length < 5 || ENDINGS.some((end) => rest.endsWith(end) && rest.length - end.length < 3);
  if (rest[0] === start.at(-1)) rest = rest.slice(1);
  return !rest || ENDINGS.includes(rest);
}

/** Whether a word is another with so many letters wrong, left out, added or swapped. */
export function isSlip(word, other, most) {
  if (Math.abs(word.length - other.length) > most) return false;
  let before = [], row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= word.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = word[i - 1] === other[j - 1];
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...next) > most) return false;
    [before, row] = [row, next];
  }
  return row[other.length] <= most;
}

/** How many letters of a word may be wrong. */
export const slipsOf = (word) => (word.length < 5 || isHan(word) ? 0 : word.length < 8 ? 1 : 2);

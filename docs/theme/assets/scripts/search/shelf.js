// The files of the index: what is in them, and fetched only when a query asks for it.

import { isForm, isHan, isSlip, slipsOf, stem } from "./words.js";

const DIGITS = "0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ!-.~*+";
// A single letter or character stands at the beginning of many words: so many files of them, no more.
const MOST_FILES = 3;

/** The units of a line's gaps: numbers of five bits a character. */
function unitsOf(gaps) {
  const units = [];
  let value = 0, unit = -1;
  for (const character of gaps) {
    const digit = DIGITS.indexOf(character);
    value = (value << 5) | (digit & 31);
    if (digit < 32) {
      unit += value + 1;
      units.push(unit);
      value = 0;
    }
  }
  return units;
}

/** The last place in a sorted list whose entry is not after the value. */
function lastBefore(sorted, value) {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

export class Shelf {
  #head;
  #load;
  #words = new Map();
  #texts = new Map();

  /** `load(path)` gives a promise of a file's text. */
  constructor(head, load) {
    this.#head = head;
    this.#load = (name) => load(`${head.folder}/${name}`);
  }

  #once(kept, number, name, read) {
    if (!kept.has(number)) {
      const promise = this.#load(name).then(read);
      kept.set(number, promise);
      promise.catch(() => kept.delete(number));
    }
    return kept.get(number);
  }

  /** Lines `[word, gaps]` of the files in which words with a beginning stand. */
  async #lines(start) {
    const { words } = this.#head;
    const first = lastBefore(words, start);
    const last = Math.min(lastBefore(words, `${start}\uffff`), first + MOST_FILES - 1);
    const files = [];
    for (let n = first; n <= last; n += 1) {
      files.push(this.#once(this.#words, n, `w${n}.txt`, (text) => text.split("\n").map((line) => line.split(" "))));
    }
    return (await Promise.all(files)).flat();
  }

  /** Where a word stands: `Map(unit → how surely)`. Other forms of it count, a mistyped letter does at last. */
  async places(word) {
    const start = isHan(word) ? word : stem(word);
    const lines = await this.#lines(start);
    const found = new Map();
    const put = (gaps, worth) => {
      for (const unit of unitsOf(gaps)) found.set(unit, Math.max(worth, found.get(unit) ?? 0));
    };
    for (const [other, gaps] of lines) {
      if (other === word) put(gaps, 1);
      else if (isHan(word) ? word.length === 1 && other.startsWith(word) : isForm(other, start)) put(gaps, 0.85);
      else if (!isHan(word) && word.length > 2 && other.startsWith(word)) put(gaps, 0.6);
    }
    const slips = slipsOf(word);
    if (!found.size && slips) {
      for (const [other, gaps] of await this.#lines(word.slice(0, 2))) {
        if (other[0] === word[0] && isSlip(word, other, slips)) put(gaps, 0.6);
      }
    }
    return found;
  }

  /** A unit's text: `[anchor, title, ...lines]`. */
  async text(unit) {
    const { texts } = this.#head;
    const number = lastBefore(texts, unit);
    const file = await this.#once(this.#texts, number, `t${number}.json`, JSON.parse);
    return file[unit - texts[number]];
  }
}

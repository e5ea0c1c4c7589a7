// The files of the index: what is in them, and fetched only when a query asks for it.

import { isForm, isHan, isSlip, slipsOf, stem } from "./language.js";

const DIGITS = new Map([..."0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ!-.~*+"].map((sign, n) => [sign, n]));
// A single letter or character stands at the beginning of many words: so many files of them, no more.
const MOST_FILES = 3;

/** The units of a line's gaps: numbers of five bits a character. */
function unitsOf(gaps) {
  const units = [];
  let value = 0, unit = -1;
  for (const character of gaps) {
    const digit = DIGITS.get(character);
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
  #pause;
  #words = new Map();
  #texts = new Map();

  /** `load(path)` gives a promise of a file's text; `pause()` one that comes true when it is time to load. */
  constructor(head, load, pause) {
    this.#head = head;
    this.#pause = pause;
    this.#load = (name) => load(`${head.folder}/${name}`);
  }

  async #once(kept, number, name, read) {
    // Whether it is time is asked by each query for itself: one that is given up must not spoil another.
    if (!kept.has(number)) await this.#pause();
    if (!kept.has(number)) {
      const promise = this.#load(name).then(read);
      kept.set(number, promise);
      promise.catch(() => kept.delete(number));
    }
    return kept.get(number);
  }

  /** The files in which words with a beginning stand, each a `Map(word → gaps)`. */
  async #files(start) {
    const { words } = this.#head;
    const first = lastBefore(words, start);
    const last = Math.min(lastBefore(words, `${start}\uffff`), first + MOST_FILES - 1);
    const files = [];
    for (let n = first; n <= last; n += 1) {
      files.push(this.#once(this.#words, n, `w${n}.txt`, (text) => new Map(text.split("\n").map((line) => line.split(" ")))));
    }
    return Promise.all(files);
  }

  /** Where a word stands: `Map(unit → how surely)`. Other forms of it count, a mistyped letter does at last. */
  async places(word) {
    const han = isHan(word), start = han ? word : stem(word);
    const found = new Map();
    const put = (gaps, worth) => {
      for (const unit of unitsOf(gaps)) found.set(unit, Math.max(worth, found.get(unit) ?? 0));
    };
    const files = await this.#files(start);
    for (const file of files) if (file.has(word)) put(file.get(word), 1);
    if (han && word.length > 1) return found;
    for (const [other, gaps] of files.flatMap((file) => [...file])) {
      if (other === word || !other.startsWith(start)) continue;
      if (han || isForm(other, start)) put(gaps, 0.85);
      else if (word.length > 2 && other.startsWith(word)) put(gaps, 0.6);
    }
    const slips = slipsOf(word);
    if (!found.size && slips) {
      for (const [other, gaps] of (await this.#files(word.slice(0, 2))).flatMap((file) => [...file])) {
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

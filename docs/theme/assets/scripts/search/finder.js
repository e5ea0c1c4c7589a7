// What a query finds, best first: names before text, pages before what mentions them.

import { readingsOf, spelling } from "./pinyin.js";
import { Asking, folded, isForm, isHan, isSlip, slipsOf, stem, wordsOf } from "./language.js";

const NAME = 100;
const TEXT = 45;
// So many words of one sentence are a quotation.
const QUOTED = 6;
// The grade that the index gives to what readers say who need a page.
const SYMPTOM = 8 / 9;
const tight = (text) => text.replace(/[\s\-–—_.,，。、：:；;？?！!“”"'’()（）/]+/g, "");

/** The names of the head in one list, each with what is needed to compare it. */
function called(head) {
  const name = (words, led, of) => {
    const places = [];
    for (let n = 0; n < led.length; n += 2) places.push([led[n], led[n + 1] / 9]);
    return { words, tight: tight(folded(words)), places, of };
  };
  return [
    ...head.names.map(([words, ...led]) => name(words, led, null)),
    ...head.said.flatMap(([all, ...led]) => all.map((words) => name(words, led, all[0]))),
  ];
}

/** A name's own words; of Chinese also each character, which says less. */
const partsOf = (text) => [...wordsOf(text), ...new Set(text.match(/[\u3400-\u9fff]/g) ?? [])];

export class Finder {
  #head;
  #shelf;
  #names;
  #by = new Map();
  #with = new Map();
  #spelt;
  #pageOf = [];
  #gradeOf = [];
  #forms;
  #readings;
  #asking;

  constructor(head, shelf) {
    this.#asking = new Asking(head.small, head.defining);
    this.#head = head;
    this.#shelf = shelf;
    this.#names = called(head);
    this.#names.forEach((name, n) => {
      for (const part of partsOf(folded(name.words))) {
        if (!this.#by.has(part)) this.#by.set(part, []);
        this.#by.get(part).push(n);
      }
    });
    head.pages.forEach(([, , kind, grades], page) => {
      for (const grade of grades) {
        this.#pageOf.push(page);
        this.#gradeOf.push((grade / 9) * (head.kinds[kind] / 9));
      }
    });
    this.#forms = new Map((head.forms ?? "").match(/../gu)?.map((pair) => [...pair]));
    this.#spelt = [...new Set(this.#names.map((name) => name.tight))];
    this.#readings = head.pinyin ? readingsOf(head.pinyin) : null;
  }

  /** Simplified, folded; an apostrophe inside a word cuts nothing off. */
  #known(query) {
    const simplified = [...query].map((character) => this.#forms.get(character) ?? character).join("");
    return folded(simplified).replace(/([a-z])['’](?=[a-z])/g, "$1").trim();
  }

  /** What the query may mean: `[[text, how surely], …]`; of letters also the Chinese that they spell. */
  #meant(text) {
    const meant = [[text, 1]];
    const letters = text.replace(/[\s']/g, "");
    if (this.#readings && /^[a-z]{2,}$/.test(letters)) {
      meant.push(...spelling(this.#readings, this.#spelt, letters));
    }
    return meant;
  }

  #rarity(count) {
    return Math.log(1 + this.#names.length / (1 + count));
  }

  /** The names that have a word, and how surely: `[[name], surely]`. The same words come letter by letter. */
  #namesWith(word) {
    if (!this.#with.has(word)) this.#with.set(word, this.#lookUp(word));
    return this.#with.get(word);
  }

  /** Itself, another form of it, or one with a mistyped letter. */
  #lookUp(word) {
    const exact = this.#by.get(word);
    if (exact || isHan(word)) return [exact ?? [], 1];
    const start = stem(word), slips = slipsOf(word);
    const like = (test) => [...this.#by].filter(([other]) => other[0] < "\u3400" && test(other)).flatMap(([, names]) => names);
    const forms = like((other) => isForm(other, start) || (word.length > 2 && other.startsWith(word)));
    if (forms.length || !slips) return [forms, 0.9];
    return [like((other) => isSlip(word, other, slips)), 0.75];
  }

  /** How well each name answers: a list of `[name, 0 to 1]`. */
  #compare(text) {
    const whole = tight(this.#asking.telling(text)), typed = tight(text), worth = new Map();
    const put = (n, value) => worth.set(n, Math.max(value, worth.get(n) ?? 0));
    this.#names.forEach(({ tight: name }, n) => {
      if (name.length < 2 || !whole) return;
      const share = Math.min(name.length, whole.length) / Math.max(name.length, whole.length);
      if (name === whole || name === typed) put(n, 1);
      else if (whole.length > 1 && name.startsWith(whole)) put(n, 0.65 + 0.25 * share);
      else if (whole.length > (isHan(whole) ? 1 : 3) && name.includes(whole)) put(n, 0.4 + 0.4 * share);
      else if (isHan(name) && whole.includes(name)) put(n, 0.4 + 0.4 * share);
    });
    const wanted = this.#asking.words(text);
    const parts = wanted.flatMap((word) => (isHan(word) ? partsOf(word) : [word]));
    const matches = new Map();
    let all = 0;
    for (const part of new Set(parts)) {
      const [names, surely] = this.#namesWith(part);
      // Two characters that no name has are mostly the end of one word and the beginning of another.
      const isPart = isHan(part) && wanted.length > 1 && (part.length === 1 || !names.length);
      const weight = this.#rarity(names.length) * (isPart ? 0.35 : 1);
      all += weight;
      for (const n of new Set(names)) matches.set(n, (matches.get(n) ?? 0) + weight * surely);
    }
    for (const [n, weight] of matches) {
      const own = (this.#names[n].size ??= this.#asking.words(folded(this.#names[n].words)).length);
      const covered = Math.min(1, weight / all);
      // Nothing but what is asked for, in other forms or another order.
      if (covered > 0.85 && wanted.length >= own) put(n, 0.92);
      // A short name of which every word is asked for says more than a long one with one of them.
      put(n, covered ** 1.4 * (0.5 + 0.35 * Math.min(1, wanted.length / own)));
    }
    return worth;
  }

  /** Adds to `pages` what the names say. */
  #byNames(meant, pages, isDefined) {
    const best = new Map();
    for (const [text, surely] of meant) {
      for (const [n, worth] of this.#compare(text)) {
        best.set(n, Math.max(worth * surely, best.get(n) ?? 0));
      }
    }
    const meantTerms = new Map();
    for (const [n, worth] of best) {
      const { places, of, words } = this.#names[n];
      if (worth < 0.12) continue;
      if (of && worth > 0.45) meantTerms.set(of, Math.max(worth, meantTerms.get(of) ?? 0));
      for (const [at, [unit, own]] of places.entries()) {
        // A term's last place is itself: first of all where somebody asks what a word means.
        const grade = of && isDefined && at === places.length - 1 ? 1 : own;
        pages(unit).named.push({ unit, symptom: !of && grade === SYMPTOM && words, score: NAME * worth * grade });
      }
    }
    return meantTerms;
  }

  /** Adds what the texts say: `wanted` is a list of `[word, weight]`. */
  async #byTexts(wanted, pages) {
    const found = await Promise.all(wanted.map(async ([word, weight]) => {
      const places = await this.#shelf.places(word);
      return [places, weight * Math.log(1 + this.#gradeOf.length / (1 + places.size))];
    }));
    const all = found.reduce((sum, [, weight]) => sum + weight, 0);
    const units = new Map();
    for (const [places, weight] of found) {
      for (const [unit, surely] of places) units.set(unit, (units.get(unit) ?? 0) + (weight * surely) / all);
    }
    for (const [unit, covered] of units) {
      const grade = this.#gradeOf[unit];
      // A sentence of the handbook, as it stands there, wants its own place.
      const isQuoted = wanted.length > QUOTED && covered > 0.85;
      pages(unit).said.push({ unit, score: isQuoted ? NAME * covered * (0.7 + 0.3 * grade) : TEXT * covered ** 1.3 * grade });
    }
  }

  /**
   * The pages that answer a query, best first, and the words to mark:
   * `{ pages: [{ address, title, score, places: [{ unit, symptom? }] }], marks: [word] }`.
   */
  async find(query) {
    const text = this.#known(query);
    const byPage = new Map();
    const pages = (unit) => {
      const page = this.#pageOf[unit];
      if (!byPage.has(page)) byPage.set(page, { named: [], said: [] });
      return byPage.get(page);
    };
    const meant = this.#meant(text);
    const terms = this.#byNames(meant, pages, this.#asking.isDefining(text));
    const wanted = this.#asking.words(text).map((word) => [word, 1]);
    if (meant.length > 1) wanted.push(...wordsOf(meant[1][0]).map((word) => [word, 0.9]));
    const known = new Set(wanted.map(([word]) => word));
    for (const [term, worth] of [...terms].sort((one, other) => other[1] - one[1]).slice(0, 2)) {
      for (const word of wordsOf(folded(term))) {
        if (!known.has(word)) wanted.push([word, 0.4 * worth]);
        known.add(word);
      }
    }
    await this.#byTexts(wanted, pages);
    const results = [...byPage].map(([page, found]) => this.#page(page, found));
    const best = results.sort((one, other) => other.score - one.score).slice(0, 12);
    const least = (best[0]?.score ?? 0) * 0.2;
    const shown = best.filter(({ score }) => score > least).map((page, n) => ({ ...page, isBest: n === 0 }));
    return { pages: shown, marks: [...known] };
  }

  /** What readers say who may mean this: symptoms with the address of their page, `[[words, address]]`. */
  nearest(query) {
    const worth = this.#compare(this.#known(query));
    const symptoms = this.#names.map((name, n) => ({ name, worth: worth.get(n) ?? 0 }))
      .filter(({ name }) => !name.of && name.places[0]?.[1] === SYMPTOM);
    return symptoms.sort((one, other) => other.worth - one.worth).slice(0, 3)
      .map(({ name }) => [name.words, this.#head.pages[this.#pageOf[name.places[0][0]]][0]]);
  }

  #page(number, { named, said }) {
    const [address, title] = this.#head.pages[number];
    named.sort((one, other) => other.score - one.score);
    said.sort((one, other) => other.score - one.score);
    const more = (list, share) => list.slice(1, 4).reduce((sum, { score }) => sum + score * share, 0);
    const score = (named[0]?.score ?? 0) + more(named, 0.05) + (said[0]?.score ?? 0) + more(said, 0.12);
    // What a reader says is shown as the reason; what a page is called stands above it anyway.
    const places = new Map();
    for (const { unit, symptom, score: worth } of [...named, ...said]) {
      const known = places.get(unit);
      places.set(unit, { unit, symptom: known?.symptom || symptom, worth: Math.max(worth, known?.worth ?? 0) });
    }
    const list = [...places.values()].sort((one, other) => other.worth - one.worth);
    return { address, title, score, places: list.filter(({ worth }) => worth > list[0].worth * 0.3).slice(0, 6) };
  }
}

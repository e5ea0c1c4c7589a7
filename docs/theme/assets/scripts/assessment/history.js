// Results kept in this browser, and two of them side by side: no arrow, no verdict.

import { announce, button, fill, make } from "../lib/dom.js";
import { dayInWords, today } from "../lib/days.js";
import { personNoise } from "./scoring.js";
import { scoreWords } from "./view.js";
import { store } from "../lib/store.js";

const isResult = (entry) =>
  /^\d{4}-\d\d-\d\d$/.test(entry.day) && Array.isArray(entry.elements) && entry.elements.every((one) => one?.id);

export class History {
  constructor(host, form, words) {
    Object.assign(this, { host, form, words, chosen: ["", "now"] });
  }

  /** The kept results, oldest first: [[id, entry]]. */
  kept() {
    return Object.entries(store.get("results"))
      .filter(([, entry]) => isResult(entry))
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** `result` is what the answers say now, or null where there is nothing to keep. */
  show(result) {
    const { words } = this;
    this.result = result;
    const kept = this.kept();
    const parts = [];
    const tools = kept.map(([id, entry]) =>
      button(fill(words.remove_kept, { date: dayInWords(entry.day) }), () => store.remove("results", [id])));
    if (kept.length + (result ? 1 : 0) >= 2) parts.push(...this.sides(kept));
    parts.push(make("div", { className: "hb-tools" }, tools));
    this.host.replaceChildren(...parts);
  }

  snapshot() {
    const { version, revision, language } = this.form;
    const elements = this.result.elements.map(({ id, shown, score, answered, items, needed }) =>
      ({ id, shown, score, answered, items, needed }));
    return { day: today(), version, revision, language, elements };
  }

  keep() {
    store.update("results", (results) => {
      results[new Date().toISOString()] = this.snapshot();
    });
    announce(this.host.parentElement, fill(this.words.kept, { date: dayInWords(today()) }));
  }

  sides(kept) {
    const { words } = this;
    const options = kept.map(([id, entry]) => [id, dayInWords(entry.day)]);
    if (this.result) options.push(["now", words.now]);
    const ids = options.map(([id]) => id);
    const chosen = this.chosen.map((id, side) => (ids.includes(id) ? id : side ? ids.at(-1) : ids[0]));
    const picks = chosen.map((id, side) => this.pick([words.left, words.right][side], options, id, (value) => {
      this.chosen[side] = value;
      this.show(this.result);
      this.host.querySelectorAll("select")[side].focus();
    }));
    const two = chosen.map((id) => (id === "now" ? this.snapshot() : store.get("results")[id]));
    return [
      make("p", { className: "hb-columns__title", textContent: words.side }),
      make("div", { className: "hb-filters" }, picks),
      ...this.table(two, chosen.map((id) => options.find(([known]) => known === id)[1])),
    ];
  }

  pick(label, options, chosen, act) {
    const select = make("select", { className: "hb-select" }, options.map(([value, textContent]) =>
      make("option", { value, textContent, selected: value === chosen })));
    select.addEventListener("change", () => act(select.value));
    return make("label", {}, [make("span", { textContent: label }), select]);
  }

  table([one, other], names) {
    const { form, words } = this;
    const refused =
      one.revision !== other.revision || one.version !== other.version
        ? words.other_version
        : one.language !== other.language && words.other_language;
    if (refused) return [make("p", { className: "hb-note", textContent: refused })];
    const cell = (side, id) => {
      const element = side.elements.find((known) => known.id === id);
      return element ? `${scoreWords(words, element)} · ${fill(words.answered, { n: element.answered, all: element.items })}` : "–";
    };
    const rows = form.elements.map((id) =>
      make("tr", {}, [
        make("th", { scope: "row", textContent: form.titles[id] }),
        make("td", { textContent: cell(one, id) }),
        make("td", { textContent: cell(other, id) }),
      ]));
    const heads = [words.element, ...names].map((textContent) => make("th", { scope: "col", textContent }));
    const table = make("table", {}, [make("thead", {}, [make("tr", {}, heads)]), make("tbody", {}, rows)]);
    const noise = Math.floor(personNoise(form.rules) + 0.5);
    return [
      make("div", { className: "hb-table", tabIndex: 0 }, [table]),
      make("p", { className: "hb-quiet", textContent: fill(words.side_text, { n: noise }) }),
    ];
  }
}

// Results kept in this browser, and two of them side by side: no arrow, no verdict.

import { deleting } from "../lib/confirm.js";
import { dayInWords, iso } from "../lib/days.js";
import { choice } from "../lib/choice.js";
import { announce, create, fill } from "../lib/dom.js";
import { same } from "../lib/kept.js";
import { store } from "../lib/store.js";
import { personNoise } from "./scoring.js";
import { scoreWords } from "./view.js";

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
    const tools = kept.map(([id, entry]) => {
      const date = dayInWords(entry.day);
      return deleting(words, fill(words.remove_kept, { date }), fill(words.remove_kept_sure, { date }), () => {
        store.remove("results", [id]);
        this.host.parentElement.querySelector('[data-part="keep"] button').focus();
      });
    });
    if (kept.length + (result ? 1 : 0) >= 2) parts.push(...this.sides(kept));
    parts.push(create("div", { className: "hb-tools" }, tools));
    this.host.replaceChildren(...parts);
    // The button below stays in sight when the list above it grows.
    this.host.parentElement.querySelector('[data-part="keep"] :focus')?.scrollIntoView({ block: "nearest" });
  }

  snapshot() {
    const { version, revision, language } = this.form;
    const elements = this.result.elements.map(({ id, shown, score, answered, items, needed }) =>
      ({ id, shown, score, answered, items, needed }));
    return { day: iso(), version, revision, language, elements };
  }

  keep() {
    const now = this.snapshot();
    const { at, ...last } = this.kept().at(-1)?.[1] ?? {};
    // Pressed twice, a result is kept once: on one day the same says nothing new.
    if (!same(last, now)) {
      store.update("results", (results) => {
        results[new Date().toISOString()] = now;
      });
    }
    announce(this.host.parentElement, fill(this.words.kept, { date: dayInWords(iso()) }));
  }

  sides(kept) {
    const { words } = this;
    const options = kept.map(([id, entry]) => [id, dayInWords(entry.day)]);
    if (this.result) options.push(["now", words.now]);
    const ids = options.map(([id]) => id);
    const chosen = this.chosen.map((id, side) => (ids.includes(id) ? id : side ? ids.at(-1) : ids[0]));
    const picks = chosen.map((id, side) => choice([words.left, words.right][side], options, id, (value) => {
      this.chosen[side] = value;
      this.show(this.result);
      this.host.querySelectorAll("select")[side].focus();
    }));
    const two = chosen.map((id) => (id === "now" ? this.snapshot() : store.get("results")[id]));
    return [
      create("p", { className: "hb-columns__title", textContent: words.side }),
      create("div", { className: "hb-filters" }, picks),
      ...this.table(two, chosen.map((id) => options.find(([known]) => known === id)[1])),
    ];
  }

  table([one, other], names) {
    const { form, words } = this;
    const refused =
      one.revision !== other.revision || one.version !== other.version
        ? words.other_version
        : one.language !== other.language && words.other_language;
    if (refused) return [create("p", { className: "hb-note", textContent: refused })];
    const cell = (side, id) => {
      const element = side.elements.find((known) => known.id === id);
      return element ? `${scoreWords(words, element)} · ${fill(words.answered, { n: element.answered, all: element.items })}` : "–";
    };
    const rows = form.elements.map((id) =>
      create("tr", {}, [
        create("th", { scope: "row", textContent: form.titles[id] }),
        create("td", { textContent: cell(one, id) }),
        create("td", { textContent: cell(other, id) }),
      ]));
    const heads = [words.element, ...names].map((textContent) => create("th", { scope: "col", textContent }));
    const table = create("table", {}, [create("thead", {}, [create("tr", {}, heads)]), create("tbody", {}, rows)]);
    const noise = Math.floor(personNoise(form.rules) + 0.5);
    return [
      create("div", { className: "hb-table", tabIndex: 0 }, [table]),
      create("p", { className: "hb-quiet", textContent: fill(words.side_text, { n: noise }) }),
    ];
  }
}

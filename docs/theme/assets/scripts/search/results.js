// What was found as a list to choose from: by page, each with its places and the sentence that answers.

import { create, fill } from "../lib/dom.js";
import { sentence, withMarks } from "./marks.js";

// Texts of so many pages are fetched at once; of the others when the reader comes to them.
const AT_ONCE = 4;
// So many places of the best page and of each other one.
const PLACES = [3, 2];

/** Makes the list; `root` is the address of the language, `words` the words of the interface. */
export class Results {
  #list;
  #shelf;
  #root;
  #made = 0;
  #seen = null;

  constructor(list, shelf, root) {
    this.#list = list;
    this.#shelf = shelf;
    this.#root = root;
  }

  #option(address, children, className) {
    this.#made += 1;
    const link = create("a", { id: `hb-found-${this.#made}`, href: this.#root + address, tabIndex: -1, className }, children);
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  }

  #group(label, options) {
    const group = create("div", { className: "hb-found" }, options);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    return group;
  }

  /** Show pages that were found, when the first have their sentences and if they are still wanted. */
  async show({ pages, marks }, isWanted) {
    const groups = new Map(pages.map((page) => {
      const head = this.#option(page.address, withMarks(page.title, marks), "hb-found__page");
      return [this.#group(page.title, [head]), page];
    }));
    const first = [...groups].slice(0, AT_ONCE);
    // With their sentences from the start, so that nothing moves under the reader's finger.
    await Promise.all(first.map(([group, page]) => this.#fill(group, page, marks)));
    if (!isWanted()) return;
    this.#seen?.disconnect();
    this.#list.replaceChildren(...groups.keys());
    this.#list.scrollTop = 0;
    this.#seen = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        this.#seen.unobserve(target);
        this.#fill(target, groups.get(target), marks).catch(() => {});
      }
    }, { root: this.#list });
    for (const group of [...groups.keys()].slice(AT_ONCE)) this.#seen.observe(group);
  }

  /** The places of a page: its top says why the page was found, the others lead to where it stands. */
  async #fill(group, { address, places, isBest }, marks) {
    const shown = places.slice(0, isBest ? PLACES[0] : PLACES[1]);
    const texts = await Promise.all(shown.map(({ unit }) => this.#shelf.text(unit)));
    texts.forEach(([anchor, title, ...lines], n) => {
      const said = shown[n].symptom || sentence(lines, marks);
      const why = create("span", { className: "hb-found__said" }, withMarks(said, marks));
      if (!anchor) group.firstChild.append(why);
      else group.append(this.#option(`${address}#${anchor}`, [create("b", {}, withMarks(title, marks)), why], "hb-found__place"));
    });
  }

  /** Show what may be meant where nothing was found: `near` is `[[words, address]]`. */
  suggest(near, all) {
    this.#seen?.disconnect();
    const options = [...near.map(([words, address]) => this.#option(address, [words], "hb-found__page")),
      this.#option("practices/", [all], "hb-found__page hb-found__all")];
    this.#list.replaceChildren(this.#group(all, options));
  }

  /** How many pages were found, in words. */
  static count(words, n) {
    return n === 1 ? words.found_one : fill(words.found, { n });
  }
}

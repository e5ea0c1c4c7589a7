// The search: a dialog with one field and a list. It is fetched when somebody is about to use it.

import { create, fill, wordsOf } from "../lib/dom.js";
import { Finder } from "./finder.js";
import { Results } from "./results.js";
import { Shelf } from "./shelf.js";

async function fetched(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.text();
}

/** The style sheet, which no page needs before. Resolves also where it cannot be had. */
function styled() {
  const sheet = create("link", { rel: "stylesheet", href: new URL("../../styles/search/search.css", import.meta.url).href });
  return new Promise((done) => {
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", done);
    document.head.append(sheet);
  });
}

// Nothing is fetched for a query that is still being typed: half a word asks for other files.
const PAUSE = 200;

class Search {
  #index;
  #words;
  #root;
  #finder = null;
  #results = null;
  #asked = 0;
  #calm = Promise.resolve();
  #dialog;
  #field;
  #list;
  #said;

  constructor(link) {
    this.#index = new URL(link.dataset.index, document.baseURI).href;
    this.#words = wordsOf(link);
    this.#root = new URL("../", this.#index).href;
    this.#build();
  }

  #build() {
    const words = this.#words;
    this.#field = create("input", { type: "search", placeholder: words.say, autocomplete: "off", spellcheck: false, enterKeyHint: "go" });
    const roles = { role: "combobox", "aria-label": words.name, "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "hb-found", autocapitalize: "off", autocorrect: "off" };
    for (const [name, value] of Object.entries(roles)) this.#field.setAttribute(name, value);
    const close = create("button", { className: "hb-search__close", textContent: words.close });
    const form = create("form", { method: "dialog" }, [this.#field, close]);
    form.setAttribute("role", "search");
    this.#said = create("p", { className: "hb-search__said", textContent: words.try });
    this.#said.setAttribute("role", "status");
    this.#list = create("div", { id: "hb-found", className: "hb-search__list" });
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", words.results);
    this.#dialog = create("dialog", { className: "hb-search" }, [form, this.#said, this.#list]);
    this.#dialog.setAttribute("aria-label", words.name);
    this.#field.addEventListener("input", () => this.#find());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    // Where nothing had the focus before, the hidden field would keep it.
    this.#dialog.addEventListener("close", () => this.#field.blur());
    this.#dialog.addEventListener("click", (event) => {
      // The backdrop is the dialog itself; a result leads away, by the theme's own way of changing pages.
      if (event.target === this.#dialog || event.target.closest("a")) this.#dialog.close();
    });
  }

  /** Fetch what every query needs; again where that failed. */
  async begin() {
    const head = JSON.parse(await fetched(new URL("head.json", this.#index), { cache: "no-cache" }));
    const shelf = new Shelf(head, (path) => fetched(new URL(path, this.#index)), () => this.#calm);
    this.#finder = new Finder(head, shelf);
    this.#results = new Results(this.#list, shelf, this.#root);
  }

  open() {
    if (!this.#dialog.isConnected) document.body.append(this.#dialog);
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#field.focus();
    this.#field.select();
    this.#find();
  }

  async #find() {
    const query = this.#field.value.trim();
    this.#asked += 1;
    const mine = this.#asked;
    this.#calm = new Promise((go, stop) => {
      setTimeout(() => (mine === this.#asked ? go() : stop(new Error("another query"))), PAUSE);
    });
    this.#calm.catch(() => {});
    if (!query) {
      this.#list.replaceChildren();
      this.#tell(this.#words.try);
      return;
    }
    try {
      const found = await this.#finder.find(query);
      if (mine !== this.#asked) return;
      if (found.pages.length) {
        await this.#results.show(found, () => mine === this.#asked);
        if (mine === this.#asked) this.#tell(Results.count(this.#words, found.pages.length));
      } else {
        this.#results.suggest(this.#finder.nearest(query), this.#words.practices);
        this.#tell(fill(this.#words.nothing, { query }));
      }
    } catch (error) {
      if (mine !== this.#asked) return;
      console.error("search", error);
      this.#results?.suggest([], this.#words.practices);
      this.#tell(this.#words.failed);
    }
  }

  #tell(said) {
    this.#said.textContent = said;
    this.#field.setAttribute("aria-expanded", String(this.#options().length > 0));
    this.#choose(null);
  }

  #options() {
    return [...this.#list.querySelectorAll('[role="option"]')];
  }

  #choose(option) {
    for (const other of this.#list.querySelectorAll('[aria-selected="true"]')) other.setAttribute("aria-selected", "false");
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.#field.setAttribute("aria-activedescendant", option.id);
    } else this.#field.removeAttribute("aria-activedescendant");
  }

  #key(event) {
    // While Chinese is being composed, Enter and the arrows belong to that.
    if (event.isComposing) return;
    const options = this.#options();
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Escape") {
      // The browser would empty the field first.
      event.preventDefault();
      // At once: a slash may follow sooner than the event of closing does.
      this.#field.blur();
      this.#dialog.close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      (options[at] ?? options[0])?.click();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      // Before the first and after the last there is the field itself.
      const next = event.key === "ArrowDown" ? at + 1 : at < 0 ? options.length - 1 : at - 1;
      this.#choose(options[next] ?? null);
    }
  }
}

let search = null;

/** Open the one search of this visit; `link` is what opens it and says where the index is. */
export async function open(link) {
  search ??= (async () => {
    const one = new Search(link);
    await Promise.all([one.begin(), styled()]);
    return one;
  })();
  // A failure is forgotten, so that the next try is a new one.
  search.catch(() => { search = null; });
  (await search).open();
}

// Checklists that remember. The boxes are in the page already; this ticks them from the store, and
// adds what needs a script: dates, a count, copying, printing, clearing with a way back.

import { copyOrShow } from "../lib/clipboard.js";
import { announce, button, fill, locale, make, wordsOf } from "../lib/dom.js";
import { asChat, asHtml, asMarkdown } from "./copies.js";
import { store } from "../lib/store.js";
import { showStatus } from "../lib/status.js";

const today = () => {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

// Making one takes longer than all the rest of a tick.
let days;

/** The day of an entry as the page's language writes it; nothing where it has none. */
function day({ on, at }) {
  const text = String(on ?? at);
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T12:00:00` : text);
  days ??= new Intl.DateTimeFormat(locale(), { dateStyle: "medium" });
  return Number.isNaN(date.getTime()) ? "" : days.format(date);
}

const progress = (done, all, words) => {
  const bar = make("progress", { max: all, value: done });
  const text = fill(words.count, { done, all });
  bar.setAttribute("aria-label", text);
  return [make("span", { textContent: text }), bar];
};

/** The buttons that copy and print lists; `lists()` gives what stands there now. */
function buttonsFor(host, words, lists, printWords) {
  const copy = (make_) => copyOrShow(host, make_(lists()), words);
  const buttons = [
    button(words.copy, () => copy((all) => ({ html: asHtml(all), text: asMarkdown(all) }))),
    button(words.copy_markdown, () => copy((all) => ({ text: asMarkdown(all) }))),
    button(words.copy_chat, () => copy((all) => ({ text: asChat(all) }))),
  ];
  if (window.print) buttons.push(button(printWords, () => print(lists(), words)));
  return buttons;
}

/** Print lists and nothing else: they are laid beside the page, which stays out of the print. */
function print(lists, words) {
  document.querySelector(".hb-sheet")?.remove();
  const parts = lists.map(({ title, items }) =>
    make("section", {}, [
      make("h1", { textContent: title }),
      make("ul", {}, items.map(({ text, done, on }) =>
        make("li", {}, [`${done ? "☑" : "☐"} ${text}`, make("small", { textContent: on && ` ${on}` })]))),
    ]));
  const foot = make("p", { textContent: fill(words.printed_on, { date: day({ on: today() }) }) });
  const sheet = make("div", { className: "hb-sheet md-typeset" }, [...parts, foot]);
  document.body.append(sheet);
  window.addEventListener("afterprint", () => sheet.remove(), { once: true });
  window.print();
}

class Checklist extends HTMLElement {
  connectedCallback() {
    this.end = store.subscribe("checklist", (ticked) => this.show(ticked));
    this.boxes = [...this.querySelectorAll("input[data-item]")];
    const words = this.dataset.words ?? document.querySelector("handbook-checklists")?.dataset.words;
    // Where the page holds everything there are no words for it: it only ticks.
    this.words = words ? JSON.parse(words) : null;
    if (!this.bound) this.addEventListener("change", (event) => this.change(event.target));
    if (!this.bound && this.words) this.build();
    // Ticked before this script arrived: nothing else sets a tick in the page.
    if (!this.bound) for (const box of this.boxes) if (box.checked) this.change(box);
    this.bound = true;
    this.show();
  }

  disconnectedCallback() {
    this.end();
  }

  build() {
    this.count = make("p", { className: "hb-count" });
    this.prepend(this.count);
    this.back = make("p", { className: "hb-back" });
    this.back.setAttribute("role", "status");
    this.append(this.back);
    if (this.dataset.words) {
      this.clear = button(this.words.reset, () => this.reset());
      const tools = buttonsFor(this, this.words, () => [this.list()], this.words.print_sheet);
      this.append(make("div", { className: "hb-tools" }, [...tools, this.clear]));
    }
  }

  /** Bring the boxes to what the store says. */
  show(ticked = store.get("checklist")) {
    if (this.dataset.words) showStatus(this, this.words);
    // Of many lists on a page a tick changes one.
    const state = JSON.stringify(this.boxes.map((box) => ticked[box.dataset.item] ?? 0));
    if (state === this.shown && !this.boxes.some((box) => box.checked !== (box.dataset.item in ticked))) return;
    this.shown = state;
    for (const box of this.boxes) {
      const entry = ticked[box.dataset.item];
      box.checked = Boolean(entry);
      if (this.words) this.note(box, entry);
    }
    if (!this.words) return;
    const done = this.boxes.filter((box) => box.checked).length;
    this.count.replaceChildren(...progress(done, this.boxes.length, this.words));
    if (this.clear) this.clear.hidden = done === 0;
  }

  /** Beside a ticked box: when, and whether it was reworded since. */
  note(box, entry) {
    const item = box.closest("li");
    let note = item.querySelector(".hb-checklist__note");
    if (!entry) {
      note?.remove();
      box.removeAttribute("aria-describedby");
      return;
    }
    const date = day(entry);
    const isOld = entry.rev < Number(box.dataset.rev);
    const text = [date && fill(this.words.done_on, { date }), isOld && this.words.reworded];
    const words = text.filter(Boolean).join(document.documentElement.lang.startsWith("zh") ? "，" : " · ");
    if (note?.dataset.says === words) return;
    note?.remove();
    note = make("p", { className: "hb-checklist__note", id: `note-${box.dataset.item}`, textContent: words });
    note.dataset.says = words;
    note.classList.toggle("hb-checklist__note--old", isOld);
    if (isOld) note.append(" ", button(this.words.still_true, () => this.confirm(box)));
    item.append(note);
    box.setAttribute("aria-describedby", note.id);
  }

  confirm(box) {
    const id = box.dataset.item;
    store.update("checklist", (ticked) => {
      if (ticked[id]) ticked[id].rev = Number(box.dataset.rev);
    });
    box.focus();
    announce(this, this.words.confirmed);
  }

  change(box) {
    const { item, rev } = box.dataset;
    if (!item) return;
    const before = store.get("checklist");
    if (box.checked) {
      store.update("checklist", (ticked) => {
        ticked[item] = { rev: Number(rev), on: today() };
      });
      this.back?.replaceChildren();
    } else {
      store.remove("checklist", [item]);
      this.offer({ [item]: before[item] }, this.words?.unticked);
    }
  }

  reset() {
    const ticked = store.get("checklist");
    const mine = this.boxes.map((box) => box.dataset.item).filter((id) => ticked[id]);
    store.remove("checklist", mine);
    const entries = Object.fromEntries(mine.map((id) => [id, ticked[id]]));
    this.offer(entries, fill(this.words.was_reset, { n: mine.length }));
    this.back.querySelector("button").focus();
  }

  /** Offer to bring entries back that were just removed. */
  offer(entries, text) {
    if (!this.words) return;
    const undo = button(this.words.undo, () => {
      store.update("checklist", (ticked) => {
        for (const [id, { at, ...entry }] of Object.entries(entries)) {
          ticked[id] = { ...entry, on: entry.on ?? at.slice(0, 10) };
        }
      });
      this.back.replaceChildren();
      this.boxes.find((box) => box.dataset.item in entries)?.focus();
      announce(this, this.words.undone);
    });
    this.back.replaceChildren(text, " ", undo);
  }

  /** What stands here now, for copies: the items that a filter has not hidden. */
  list() {
    const shown = this.boxes.filter((box) => !box.closest("li").hidden);
    const ticked = store.get("checklist");
    return {
      title: this.dataset.title,
      address: new URL(this.dataset.link, document.baseURI).href,
      items: shown.map((box) => ({
        text: box.nextElementSibling.textContent.trim(),
        done: box.checked,
        on: box.checked && day(ticked[box.dataset.item] ?? {}),
      })),
    };
  }
}

/** Above all checklists: progress, filters, and what is done with all that is shown. */
class Checklists extends HTMLElement {
  connectedCallback() {
    this.words = wordsOf(this);
    this.end = store.subscribe("checklist", (ticked) => this.show(ticked));
    if (!this.count) this.build();
    this.show();
  }

  disconnectedCallback() {
    this.end();
  }

  get all() {
    return [...document.querySelectorAll("handbook-checklist")];
  }

  build() {
    const { words } = this;
    this.count = make("p", { className: "hb-count" });
    this.element = this.choice(words.filter_element, [
      ["", words.filter_all],
      ["foundation", words.filter_foundations],
      ...JSON.parse(this.dataset.elements),
    ]);
    this.state = this.choice(words.filter_state, [
      ["", words.filter_all],
      ["open", words.filter_open],
      ["done", words.filter_done],
    ]);
    const filters = make("div", { className: "hb-filters" }, [this.element.parentNode, this.state.parentNode]);
    const lists = () => this.all.filter((list) => !list.closest(".hb-widget").hidden).map((list) => list.list());
    const tools = make("div", { className: "hb-tools" }, buttonsFor(this, words, lists, words.print_shown));
    this.append(this.count, filters, tools);
  }

  choice(label, options) {
    const select = make("select", { className: "hb-select" }, options.map(([value, text]) =>
      make("option", { value, textContent: text })));
    select.addEventListener("change", () => this.filter());
    make("label", {}, [make("span", { textContent: label }), select]);
    return select;
  }

  show(ticked = store.get("checklist")) {
    const boxes = [...document.querySelectorAll("handbook-checklist input[data-item]")];
    const done = boxes.filter((box) => ticked[box.dataset.item]).length;
    this.count.replaceChildren(...progress(done, boxes.length, this.words));
    showStatus(this, this.words);
  }

  /** Hide what does not match. A box that is ticked afterwards stays until the next choice. */
  filter() {
    let count = 0;
    for (const list of this.all) {
      const isOne = !this.element.value || list.dataset.groups.split(" ").includes(this.element.value);
      let here = 0;
      for (const box of list.querySelectorAll("input[data-item]")) {
        const fits = isOne && (!this.state.value || box.checked === (this.state.value === "done"));
        box.closest("li").hidden = !fits;
        here += fits;
      }
      const widget = list.closest(".hb-widget");
      widget.hidden = here === 0;
      widget.previousElementSibling.hidden = here === 0;
      count += here;
    }
    announce(this, count ? fill(this.words.shown, { n: count }) : this.words.nothing);
  }
}

customElements.define("handbook-checklists", Checklists);
customElements.define("handbook-checklist", Checklist);

// Checklists that remember. The boxes are in the page already; this ticks them from the store, and
// adds what needs a script: dates, a count, copying, printing, clearing with a way back.

import { copyOrShow } from "../lib/clipboard.js";
import { dayInWords, dayOf, iso } from "../lib/days.js";
import { choice } from "../lib/choice.js";
import { announce, button, create, fill, wordsOf } from "../lib/dom.js";
import { printOnly } from "../lib/print.js";
import { showStatus } from "../lib/status.js";
import { store } from "../lib/store.js";
import { Widget } from "../lib/widget.js";
import { asChat, asHtml, asMarkdown } from "./copies.js";

/** The day of an entry as the page's language writes it; nothing where it has none. */
const day = ({ on, at }) => dayInWords(on ?? dayOf(at));

const howFar = (done, all, words) => {
  const bar = create("progress", { max: all, value: done });
  const text = fill(words.count, { done, all });
  bar.setAttribute("aria-label", text);
  return [create("span", { textContent: text }), bar];
};

/** The buttons that copy and print lists; `lists()` gives what stands there now. */
function buttonsFor(host, words, lists, printWords) {
  const copy = (write) => copyOrShow(host, write(lists()), words);
  const buttons = [
    button(words.copy, () => copy((all) => ({ html: asHtml(all), text: asMarkdown(all) }))),
    button(words.copy_markdown, () => copy((all) => ({ text: asMarkdown(all) }))),
    button(words.copy_chat, () => copy((all) => ({ text: asChat(all) }))),
  ];
  if (window.print) buttons.push(button(printWords, () => print(lists(), words)));
  return buttons;
}

function print(lists, words) {
  const parts = lists.map(({ title, items }) =>
    create("section", {}, [
      create("h1", { textContent: title }),
      create("ul", {}, items.map(({ text, done, on }) =>
        create("li", {}, [`${done ? "☑" : "☐"} ${text}`, create("small", { textContent: on && ` ${on}` })]))),
    ]));
  const foot = create("p", { textContent: fill(words.printed_on, { date: dayInWords(iso()) }) });
  printOnly(create("div", {}, [...parts, foot]));
}

class Checklist extends Widget {
  build() {
    this.isAlone = Boolean(this.dataset.words);
    if (!this.isAlone) this.words = wordsOf(document.querySelector("handbook-checklists"));
    this.boxes = [...this.querySelectorAll("input[data-item]")];
    this.count = create("p", { className: "hb-count" });
    this.prepend(this.count);
    this.back = create("p", { className: "hb-back" });
    this.back.setAttribute("role", "status");
    this.append(this.back);
    if (this.isAlone) {
      this.clear = button(this.words.reset, () => this.reset());
      const tools = buttonsFor(this, this.words, () => [this.list()], this.words.print_sheet);
      this.append(create("div", { className: "hb-tools" }, [...tools, this.clear]));
    }
    this.addEventListener("change", (event) => this.change(event.target));
    // Ticked before this script arrived: nothing else sets a tick in the page.
    for (const box of this.boxes) if (box.checked) this.change(box);
  }

  enter() {
    this.follow(store, "checklist", (ticked) => this.show(ticked));
    this.show();
  }

  /** Bring the boxes to what the store says. */
  show(ticked = store.get("checklist")) {
    if (this.isAlone) showStatus(this, this.words);
    // Of many lists on a page a tick changes one.
    const state = JSON.stringify(this.boxes.map((box) => ticked[box.dataset.item] ?? 0));
    if (state === this.shown && !this.boxes.some((box) => box.checked !== (box.dataset.item in ticked))) return;
    this.shown = state;
    for (const box of this.boxes) {
      const entry = ticked[box.dataset.item];
      box.checked = Boolean(entry);
      this.note(box, entry);
    }
    const done = this.boxes.filter((box) => box.checked).length;
    this.count.replaceChildren(...howFar(done, this.boxes.length, this.words));
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
    const words = text.filter(Boolean).join(this.words.apart);
    if (note?.dataset.says === words) return;
    note?.remove();
    note = create("p", { className: "hb-checklist__note", id: `note-${box.dataset.item}`, textContent: words });
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
        ticked[item] = { rev: Number(rev), on: iso() };
      });
      this.back.replaceChildren();
    } else {
      store.remove("checklist", [item]);
      this.offer({ [item]: before[item] }, this.words.unticked);
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
    const undo = button(this.words.undo, () => {
      store.update("checklist", (ticked) => {
        for (const [id, { at, ...entry }] of Object.entries(entries)) {
          ticked[id] = { ...entry, on: entry.on ?? dayOf(at) };
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
class Checklists extends Widget {
  enter() {
    this.follow(store, "checklist", (ticked) => this.show(ticked));
    this.show();
    // Where a visit begins with ticks it takes no room; later that would move the lists under the finger.
    this.welcome.hidden = this.count.querySelector("progress").value > 0;
    this.sort();
  }

  /** What the reader has begun and not finished comes first and stands open; once a visit, so that
   * nothing moves under a finger. */
  sort() {
    const ticked = store.get("checklist");
    const begun = this.all.filter((list) => {
      const boxes = [...list.querySelectorAll("input[data-item]")];
      const done = boxes.filter((box) => ticked[box.dataset.item]).length;
      return done > 0 && done < boxes.length;
    });
    const folds = begun.map((list) => list.closest("details"));
    this.closest(".hb-widget").after(...folds.flatMap((fold) => [fold.previousElementSibling, fold]));
    for (const fold of folds) fold.open = true;
  }

  get all() {
    return [...document.querySelectorAll("handbook-checklist")];
  }

  build() {
    const { words } = this;
    this.count = create("p", { className: "hb-count" });
    this.wanted = { group: "", state: "" };
    const wanting = (name, label, options) => choice(label, options, "", (value) => {
      this.wanted[name] = value;
      this.filter();
    });
    const group = wanting("group", words.filter_element, [
      ["", words.filter_all],
      ["foundation", words.filter_foundations],
      ...JSON.parse(this.dataset.elements),
    ]);
    const state = wanting("state", words.filter_state, [
      ["", words.filter_all],
      ["open", words.filter_open],
      ["done", words.filter_done],
    ]);
    const filters = create("div", { className: "hb-filters" }, [group, state]);
    const lists = () => this.all.filter((list) => !list.closest("details").hidden).map((list) => list.list());
    const tools = create("div", { className: "hb-tools" }, buttonsFor(this, words, lists, words.print_shown));
    this.welcome = create("p", { className: "hb-welcome", textContent: words.welcome });
    this.append(this.count, this.welcome, filters, tools);
  }

  show(ticked = store.get("checklist")) {
    const boxes = [...document.querySelectorAll("handbook-checklist input[data-item]")];
    const done = boxes.filter((box) => ticked[box.dataset.item]).length;
    this.count.replaceChildren(...howFar(done, boxes.length, this.words));
    this.welcome.style.visibility = done ? "hidden" : "";
    showStatus(this, this.words);
  }

  /** Hide what does not match. A box that is ticked afterwards stays until the next choice. */
  filter() {
    const { group, state } = this.wanted;
    let count = 0;
    for (const list of this.all) {
      const isOne = !group || list.dataset.groups.split(" ").includes(group);
      let here = 0;
      for (const box of list.querySelectorAll("input[data-item]")) {
        const fits = isOne && (!state || box.checked === (state === "done"));
        box.closest("li").hidden = !fits;
        here += fits;
      }
      const fold = list.closest("details");
      fold.hidden = fold.previousElementSibling.hidden = here === 0;
      // Whoever asks for some wants to see them.
      if (group || state) fold.open = true;
      count += here;
    }
    announce(this, count ? fill(this.words.shown, { n: count }) : this.words.nothing);
  }
}

customElements.define("handbook-checklists", Checklists);
customElements.define("handbook-checklist", Checklist);

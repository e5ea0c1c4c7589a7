// The team's page: codes in, picture out. What may be seen is decided in scoring.js (`displayed`)
// and batch.js; this takes the codes. They are never stored and never leave the tab.

import { MOST_SHEETS } from "../assessment/codes.js";
import { displayed, teamResult } from "../assessment/scoring.js";
import { dayInWords, iso, today } from "../lib/days.js";
import { announce, button, create, fill, sentences } from "../lib/dom.js";
import { showStatus } from "../lib/status.js";
import { store } from "../lib/store.js";
import { Widget } from "../lib/widget.js";
import { Batch, mayShow } from "./batch.js";

// Lives as long as the tab, so that a look at another page does not lose a half-collected batch.
const batches = new Map();
const LARGEST = 2_000_000;

class Team extends Widget {
  enter() {
    this.show();
  }

  build() {
    this.form = JSON.parse(this.dataset.form);
    const key = `${this.form.language} ${this.form.revision}`;
    if (!batches.has(key)) batches.set(key, { batch: new Batch(this.form), picture: null });
    this.state = batches.get(key);
    this.buildPaste();
    this.part("expected").max = MOST_SHEETS;
    this.part("expected").addEventListener("input", ({ target }) => {
      const expected = Math.floor(Number(target.value));
      this.batch.expected = expected >= 1 && expected <= MOST_SHEETS ? expected : null;
      this.show();
    });
    this.part("mode").addEventListener("change", () => this.showMode());
    this.part("list").addEventListener("toggle", () => this.showList());
    const close = button(this.words.close_batch, () => this.close());
    close.classList.add("hb-button--main");
    const forget = button(this.words.forget, () => this.startAnew());
    forget.classList.add("hb-button--away");
    this.part("close").append(close, forget);
  }

  buildPaste() {
    const paste = this.part("paste");
    this.part("add").append(button(this.words.add, () => {
      // A text in which nothing was found stays, to be mended.
      if (paste.value.trim() && this.add(paste.value)) paste.value = "";
      paste.focus();
    }));
    // What is pasted is taken in at once, so that other people's names do not stay on the screen.
    paste.addEventListener("paste", (event) => {
      const text = event.clipboardData?.getData("text/plain");
      if (text && this.add(text)) event.preventDefault();
    });
    this.part("files").addEventListener("change", async ({ target }) => {
      await this.addFiles(target.files);
      target.value = "";
    });
    const collect = this.part("collect");
    collect.addEventListener("dragover", (event) => event.preventDefault());
    collect.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) this.addFiles(event.dataTransfer.files);
      else this.add(event.dataTransfer.getData("text/plain"));
    });
  }

  get batch() {
    return this.state.batch;
  }

  // --- collecting ---

  /** Take in a text; returns how many codes, whole or not, were found in it. */
  add(text) {
    const { words } = this;
    const { found, added, bad } = this.batch.add(String(text).slice(0, LARGEST));
    this.note("");
    this.show();
    const said = found
      ? [fill(words.added, { n: added }), bad && fill(words.problems, { n: bad })]
      : [words.found_none];
    announce(this.part("add").parentElement, sentences(words, said));
    // There before the batch is closed; where it cannot be had, closing says so.
    if (added) this.loadPicture().catch(() => {});
    return found;
  }

  async addFiles(files) {
    const texts = [];
    const unread = [];
    for (const file of [...files].slice(0, 200)) {
      const text = file.size <= LARGEST ? await file.text() : "\0";
      if (text.includes("\0")) unread.push(file.name.slice(0, 80));
      else texts.push(text);
    }
    if (texts.length) this.add(texts.join("\n"));
    if (unread.length) this.note(sentences(this.words, unread.map((name) => fill(this.words.too_big, { name }))));
  }

  note(text) {
    this.part("refused").replaceChildren(...(text ? [create("p", { className: "hb-note", textContent: text })] : []));
  }

  startAnew() {
    this.batch.clear();
    this.backToCollecting();
  }

  backToCollecting() {
    this.state.picture = null;
    this.note("");
    this.show();
    this.part("paste").focus();
  }

  get isOpen() {
    return this.querySelector('[name="team-mode"]:checked').value === "open";
  }

  /** Close what stands here once the picture's script is there: not before may the codes go. */
  async close() {
    if (this.isClosing) return;
    this.isClosing = true;
    const picture = await this.loadPicture().catch(() => null);
    this.isClosing = false;
    if (!picture) this.note(this.words.not_fetched);
    // Meanwhile somebody may have dropped the codes, or left the page.
    else if (this.isConnected && this.batch.sheets.size) this.closeBatch();
  }

  /** Show the picture, if what was shown before allows it, and drop the codes. */
  closeBatch() {
    const { batch, form, words } = this;
    const open = this.isOpen;
    if (open && !this.part("agreed").checked) {
      this.note(words.not_agreed);
      this.part("agreed").focus();
      return;
    }
    const prints = batch.fingerprints();
    const may = mayShow(store.get("shown"), prints, open, iso(today() - form.rules.remember_days));
    if (may.problem) {
      const values = { date: dayInWords(may.day), months: form.rules.wave_months };
      this.note(fill(words[`refused_${may.problem}`], values));
      return;
    }
    const view = displayed(form, teamResult(form, batch.answers()), open);
    this.state.picture = { ...view, open, day: iso(), count: batch.sheets.size, expected: batch.expected };
    if (view.any) {
      this.remember(may.id, prints, open);
      batch.clear();
    }
    this.note("");
    this.show(true);
  }

  remember(id, codes, open) {
    const since = iso(today() - this.form.rules.remember_days);
    const shown = store.get("shown");
    store.remove("shown", Object.keys(shown).filter((known) => shown[known].codes && !(shown[known].day >= since)));
    store.update("shown", (entries) => {
      entries[id] = { day: iso(), open: open || Boolean(entries[id]?.open), codes };
    });
  }

  // --- what the page shows ---

  show(moveFocus = false) {
    showStatus(this, this.words);
    if (this.state.picture) {
      this.showPicture(moveFocus);
      return;
    }
    this.part("picture").hidden = true;
    this.part("collect").hidden = false;
    this.showCollect();
  }

  async showPicture(moveFocus) {
    const shown = await this.loadPicture();
    if (!this.state.picture) return;
    shown.show(this.state.picture);
    this.part("collect").hidden = true;
    this.part("picture").hidden = false;
    if (moveFocus) this.querySelector("#picture").focus();
  }

  async loadPicture() {
    const { Picture } = await import("./picture.js");
    this.shownPicture ??= new Picture(this, {
      again: () => this.startAnew(),
      reopen: () => this.backToCollecting(),
    });
    return this.shownPicture;
  }

  showCollect() {
    const { batch, words } = this;
    const n = batch.sheets.size;
    const { expected } = batch;
    const count = expected === null ? fill(words.count, { n }) : fill(words.count_of, { n, all: expected });
    this.part("count").textContent = expected !== null && n > expected ? sentences(words, [count, words.more_than]) : count;
    if (expected !== null) this.part("expected").value = expected;
    this.part("list").hidden = n + batch.out.size === 0;
    this.showList();
    this.showBad();
    this.showMode();
    const [close, forget] = this.part("close").children;
    close.disabled = n === 0;
    forget.disabled = n + batch.out.size + batch.bad.length === 0;
  }

  showMode() {
    this.querySelector(".hb-mode__agreed").hidden = !this.isOpen;
    if (!this.isOpen) this.part("agreed").checked = false;
  }

  /** The codes that came, by their ends: only while somebody looks. */
  showList() {
    const { batch, words } = this;
    const list = this.part("list");
    const codes = list.open ? batch.listed([...batch.sheets.keys(), ...batch.out]) : [];
    // One that was taken out keeps its place: no other comes under the finger, and it can be put back.
    list.querySelector("ul").replaceChildren(...codes.map((code, place) => {
      const isOut = batch.out.has(code);
      const word = isOut ? words.put_back : words.remove;
      const turn = button(word, (event) => {
        // The second press of a double click.
        if (event.detail > 1) return;
        if (isOut) batch.take(code);
        else batch.remove(code);
        this.show();
        list.querySelectorAll("button")[place].focus();
      });
      turn.setAttribute("aria-label", `${word} …${code.slice(-6)}`);
      const end = create(isOut ? "s" : "span", { textContent: `…${code.slice(-6)}` });
      return create("li", {}, [create("code", {}, [end]), " ", turn, isOut ? ` ${words.removed}` : ""]);
    }));
  }

  showBad() {
    const { words } = this;
    const byReason = new Map();
    for (const { code, reason } of this.batch.bad) {
      if (!byReason.has(reason)) byReason.set(reason, []);
      byReason.get(reason).push(code);
    }
    const short = (code) => (code.length > 24 ? `${code.slice(0, 10)}…${code.slice(-6)}` : code);
    const items = [...byReason].map(([reason, codes]) =>
      create("li", {}, [
        fill(words.bad, { reason: words[`reason_${reason}`], n: codes.length }),
        ...codes.slice(0, 20).flatMap((code) => [create("code", { textContent: short(code) }), " "]),
        codes.length > 20 ? "…" : "",
      ]));
    const title = create("p", { className: "hb-columns__title", textContent: words.bad_list });
    this.part("bad").replaceChildren(...(items.length ? [title, create("ul", {}, items)] : []));
  }
}

customElements.define("handbook-team", Team);

// The form that proposes a practice: rows can be added, and the answers become a file to send.

import { copyOrShow, download } from "../lib/clipboard.js";
import { announce, button, create, fill } from "../lib/dom.js";
import { keepDraft } from "../lib/draft.js";
import { Widget } from "../lib/widget.js";
import { fileOf, MOST_RELATED, tidy } from "./proposal.js";

const MOST = { steps: 12, checklist: 9 };
/** A field that each row of a list has once. */
const ONE_A_ROW = { steps: "step-title", checklist: "check" };

class Propose extends Widget {
  build() {
    this.form = this.querySelector("form");
    this.taken = new Set(JSON.parse(this.dataset.taken));
    this.adding = {};
    for (const list of this.form.querySelectorAll("[data-list]")) this.offerMore(list);
    const submit = create("button", { className: "hb-button hb-button--main", textContent: this.words.make });
    this.form.append(create("div", { className: "hb-tools" }, [submit]));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.show();
      announce(this, this.words.made);
      this.result.querySelector("h3").focus();
    });
    this.form.addEventListener("input", ({ target }) => {
      // Before the draft is kept: what is too many is no part of it.
      if (target.name === "related") this.checkRelated(target);
      this.checkWords();
      this.goAlong();
    });
    this.forget = keepDraft(this.form, ".hb-propose", (entries) => this.makeRoom(entries));
    this.checkWords();
  }

  /** The file that was made goes with the form; while that is not whole there is none to take. */
  goAlong() {
    if (!this.result) return;
    // The text to copy by hand is of before.
    this.querySelector(".hb-by-hand")?.remove();
    const wasHidden = this.result.hidden;
    const isWhole = this.form.checkValidity();
    if (isWhole) this.show();
    this.result.hidden = !isWhole;
    if (isWhole === wasHidden) announce(this, isWhole ? this.words.made : this.words.not_whole);
  }

  /** No more related practices than a record names: one more is not ticked, and told beside it. */
  checkRelated(box) {
    this.tooMany?.remove();
    if (this.form.querySelectorAll('[name="related"]:checked').length <= MOST_RELATED) return;
    box.checked = false;
    this.tooMany = create("p", { className: "hb-propose__most" });
    this.tooMany.setAttribute("role", "alert");
    box.closest("label").after(this.tooMany);
    this.tooMany.textContent = this.words.related_most;
  }

  /** What HTML has no attribute for: an id that is taken, words that are only blanks. */
  checkWords() {
    const id = this.form.elements.namedItem("id");
    const own = [...this.taken].some((known) => known === id.value || known.startsWith(`${id.value}-`) &&
      /^-(\d+|template)$/.test(known.slice(id.value.length)));
    id.setCustomValidity(own ? this.words.id_taken : "");
    for (const field of this.form.querySelectorAll("input[required], textarea[required]")) {
      if (field !== id) field.setCustomValidity(field.value && !tidy(field.value) ? this.words.required : "");
    }
  }

  offerMore(list) {
    const name = list.dataset.list;
    const add = () => {
      const rows = list.querySelectorAll("[data-row]");
      const row = rows[0].cloneNode(true);
      const title = row.matches("fieldset") ? row.querySelector("legend") : row.querySelector("span").firstChild;
      title.textContent = `${fill(row.dataset.row, { n: rows.length + 1 })} `;
      for (const field of row.querySelectorAll("input, textarea")) {
        field.value = "";
        // A further checklist item may stay empty; a further step is a whole one or none.
        field.required = false;
      }
      for (const tag of row.querySelectorAll(".hb-tag")) tag.remove();
      rows[rows.length - 1].after(row);
      more.hidden = rows.length + 1 >= MOST[name];
      return row;
    };
    const more = button(name === "steps" ? this.words.add_step : this.words.add_check, () => {
      add().querySelector("input").focus();
    });
    list.append(more);
    this.adding[name] = add;
  }

  /** The rows that a draft had. */
  makeRoom(entries) {
    for (const [name, field] of Object.entries(ONE_A_ROW)) {
      const wanted = Math.min(MOST[name], entries.filter(([key]) => key === field).length);
      while (this.form.querySelectorAll(`[name="${field}"]`).length < wanted) this.adding[name]();
    }
  }

  answers() {
    const value = (name) => this.form.elements.namedItem(name).value;
    const all = (name) => [...this.form.querySelectorAll(`[name="${name}"]`)].map((field) => field.value);
    const [titles, dos, dones] = ["step-title", "step-do", "step-done"].map(all);
    return {
      id: value("id"),
      title: value("title"),
      summary: value("summary"),
      element: value("element"),
      owner: value("owner"),
      helps: value("helps"),
      steps: titles
        .map((title, index) => ({ title, do: dos[index], done: dones[index] }))
        // A step that was added and half filled in keeps what there is.
        .filter((step) => Object.values(step).some((words) => tidy(words)))
        .map((step) => {
          const some = Object.values(step).find((words) => tidy(words));
          return Object.fromEntries(Object.entries(step).map(([key, words]) => [key, tidy(words) ? words : some]));
        }),
      checklist: all("check").filter((words) => tidy(words)),
      example: { title: tidy(value("example-title"), true), body: value("example-body") },
      template: { title: tidy(value("template-title"), true), body: value("template-body") },
      pitfall: { sign: value("pitfall-sign"), move: value("pitfall-move") },
      related: [...this.form.querySelectorAll('[name="related"]:checked')].map((box) => box.value),
    };
  }

  show() {
    const answers = this.answers();
    const name = `${answers.id}.yml`;
    const file = fileOf(answers, {
      language: this.dataset.language,
      source: this.dataset.source,
      linkable: JSON.parse(this.dataset.linkable),
      note: this.words.stands_in,
    });
    const { words } = this;
    const tools = create("div", { className: "hb-tools" }, [
      button(words.copy, async () => {
        // Where there is a forge, copying is the first half: it has still to be pasted there.
        if (await copyOrShow(this, { text: file }, words) && !this.dataset.address) this.forget();
      }),
      button(words.download, () => {
        download(name, file, "application/yaml;charset=utf-8");
        this.forget();
        announce(this, words.saved);
      }),
    ]);
    const parts = [
      create("h3", { textContent: fill(words.file, { name }), tabIndex: -1 }),
      create("p", { textContent: words.to_send }),
      tools,
    ];
    if (this.dataset.address) {
      const href = this.dataset.address.replace("NAME", encodeURIComponent(name));
      tools.append(create("a", {
        className: "hb-button", href, rel: "external noopener", textContent: fill(words.on_forge, { name }),
      }));
      parts.push(create("p", { className: "hb-hint", textContent: fill(words.forge_hint, { path: `data/practices/${name}` }) }));
    }
    parts.push(create("pre", { className: "hb-template", tabIndex: 0, textContent: file }));
    const result = create("section", { className: "hb-propose__result" }, parts);
    if (this.result) this.result.replaceWith(result);
    else this.append(result);
    this.result = result;
  }
}

customElements.define("handbook-propose", Propose);

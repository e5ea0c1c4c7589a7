// The self-assessment: answers saved one by one and shared by all its forms, and the result that
// follows them. The statements, bars, axes and suggestions stand in the page; this fills them in.

import { announce, button, copyOrShow, fill, make, wordsOf } from "./clipboard.js";
import { newNonce, readCode, writeCode } from "./codes.js";
import { History } from "./assessment-history.js";
import { dayInWords, print, toChat, toElement, toMarkdown, today } from "./report.js";
import { personResult } from "./scoring.js";
import { store } from "./store.js";
import { showStatus } from "./store-status.js";
import { drawRadar, fillBar, scoreWords, suggestion } from "./assessment-view.js";

/** The answers that count: of statements that have not been reworded since. */
function currentAnswers(form) {
  const kept = store.get("answers");
  const entries = form.items.map(({ id, rev }) => [id, kept[id]?.rev === rev ? kept[id].value : undefined]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The nonce of this reader's sheet: the same while a round lasts, another for the next round. */
function nonceOf(form) {
  const { sheet } = store.get("settings");
  const halfAWave = today(form.rules.wave_months * 15);
  if (/^[0-9A-Z]{8}$/.test(sheet?.nonce) && sheet.made > halfAWave) return sheet.nonce;
  const nonce = newNonce();
  store.update("settings", (settings) => {
    settings.sheet = { nonce, made: today() };
  });
  return nonce;
}

class Assessment extends HTMLElement {
  connectedCallback() {
    if (!this.dataset.form) return;
    if (!this.form) this.build();
    this.ends = ["answers", "results"].map((section) => store.subscribe(section, () => this.show()));
    this.follow = () => this.readLink();
    window.addEventListener("hashchange", this.follow);
    this.readLink();
  }

  disconnectedCallback() {
    this.ends?.forEach((end) => end());
    window.removeEventListener("hashchange", this.follow);
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  build() {
    this.form = JSON.parse(this.dataset.form);
    this.words = wordsOf(this);
    this.isWhole = "whole" in this.dataset;
    this.questions = [...this.querySelectorAll(".hb-question")];
    this.addEventListener("change", ({ target }) => {
      if (target.matches(".hb-question input")) this.answer(target);
    });
    for (const name of ["kept", "progress", "result"]) this.part(name).hidden = false;
    this.wasScored = personResult(this.form, currentAnswers(this.form)).scored > 0;
    if (this.isWhole) this.buildWhole();
  }

  buildWhole() {
    const { words } = this;
    this.part("progress").append(button(words.next, () => this.goToNext()));
    const copy = (content) => copyOrShow(this.part("away"), content(), words);
    const report = () => this.report();
    this.part("tools").append(
      button(words.copy, () => copy(() => ({ html: toElement(report()).innerHTML, text: toMarkdown(report()) }))),
      button(words.copy_markdown, () => copy(() => ({ text: toMarkdown(report()) }))),
      button(words.copy_chat, () => copy(() => ({ text: toChat(report()) }))),
      button(words.print, () => print(report(), [...this.querySelectorAll(".hb-radar")].map((radar) => radar.cloneNode(true)))),
      button(words.copy_link, () => copy(() => ({ text: this.link() }))),
    );
    this.part("code-tools").append(button(words.copy_code, () => copy(() => ({ text: this.code() }))));
    this.history = new History(this.part("history"), this.form, words);
    this.buildDelete();
  }

  buildDelete() {
    const { words } = this;
    const box = this.part("delete");
    const start = button(words.delete, () => {
      box.replaceChildren(make("p", { textContent: words.delete_sure }), make("div", { className: "hb-tools" }, [yes, no]));
      no.focus();
    });
    const back = () => {
      box.replaceChildren(make("div", { className: "hb-tools" }, [start]));
      start.focus();
    };
    const yes = button(words.delete_yes, () => {
      store.clear("answers");
      store.clear("results");
      store.remove("settings", ["sheet"]);
      this.agreed = null;
      back();
      announce(this, words.deleted);
    });
    const no = button(words.cancel, back);
    yes.classList.add("hb-button--away");
    start.classList.add("hb-button--away");
    box.replaceChildren(make("div", { className: "hb-tools" }, [start]));
  }

  // --- answers ---

  answer(input) {
    const question = input.closest(".hb-question");
    store.update("answers", (answers) => {
      answers[question.dataset.item] = { value: Number(input.value), rev: Number(question.dataset.rev) };
    });
  }

  goToNext() {
    const open = this.questions.find((question) => !question.querySelector(":checked"));
    (open ?? this.part("result")).scrollIntoView({ block: "start" });
    open?.querySelector("input").focus({ preventScroll: true });
  }

  /** A result that came in the address: shown in place of one's own, which stay as they are. */
  readLink() {
    this.given = null;
    this.linkProblem = "";
    const code = this.isWhole ? new URLSearchParams(window.location.hash.slice(1)).get("code") : null;
    if (code) {
      const read = readCode(code.slice(0, 4000), this.form, this.form.languages);
      if (read.answers) this.given = read;
      else this.linkProblem = this.words[`link_${read.reason}`];
      this.part("result").scrollIntoView();
    }
    this.show();
  }

  leaveLink() {
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    this.readLink();
    this.querySelector("#result").scrollIntoView();
  }

  // --- what the page shows ---

  show() {
    const own = currentAnswers(this.form);
    for (const question of this.questions) this.showQuestion(question, own);
    this.showProgress(own);
    this.answers = this.given?.answers ?? own;
    this.result = personResult(this.form, this.answers);
    this.showScores();
    this.showNotes();
    if (this.isWhole) this.showWhole();
    showStatus(this, this.words);
    if (!this.given && this.result.scored > 0 && !this.wasScored) {
      this.wasScored = true;
      announce(this, this.words.result_here);
    }
  }

  showQuestion(question, own) {
    const id = question.dataset.item;
    for (const input of question.querySelectorAll("input")) input.checked = own[id] === Number(input.value);
    const kept = store.get("answers")[id];
    let note = question.querySelector(".hb-reworded");
    if (!kept || own[id] !== undefined) {
      note?.remove();
      return;
    }
    if (!note) {
      note = make("p", { className: "hb-reworded" });
      question.querySelector("legend").after(note);
    }
    note.textContent = fill(this.words.reworded, { answer: this.answerWords(question, kept.value) });
  }

  answerWords(question, value) {
    return question.querySelector(`input[value="${value}"]`)?.nextElementSibling.textContent ?? value;
  }

  showProgress(own) {
    const done = this.questions.filter((question) => own[question.dataset.item] !== undefined).length;
    const text = fill(this.words.progress, { done, all: this.questions.length });
    const [label, bar] = this.part("progress").children;
    label.textContent = text;
    bar.max = this.questions.length;
    bar.value = done;
    bar.setAttribute("aria-label", text);
  }

  showScores() {
    const { form, words, result } = this;
    this.part("nothing").hidden = result.touched > 0;
    this.part("scores").hidden = result.touched === 0;
    for (const element of result.elements) {
      const bar = this.querySelector(`.hb-bars [data-element="${element.id}"]`);
      if (bar) fillBar(bar, form, words, element);
      const row = this.querySelector(`[data-row="${element.id}"]`);
      if (row) {
        row.cells[1].textContent = scoreWords(words, element);
        row.cells[2].textContent = `${element.answered}/${element.items}`;
      }
    }
    const radar = this.querySelector(".hb-radar");
    if (radar) drawRadar(radar, result.elements);
  }

  /** Where the result is from, and questions about the answers themselves. */
  showNotes() {
    const { words } = this;
    const notes = [];
    if (this.linkProblem) notes.push(this.note(this.linkProblem, button(words.back_to_mine, () => this.leaveLink())));
    if (this.given) {
      const language = new Intl.DisplayNames(document.documentElement.lang, { type: "language" }).of(this.given.language);
      notes.push(this.note(fill(words.from_link, { language }),
        button(words.back_to_mine, () => this.leaveLink()),
        button(words.take_over, () => this.takeOver())));
    }
    const { same, bothWays } = this.result.prompts;
    const asked = `${same} ${bothWays} ${JSON.stringify(this.answers)}`;
    if (this.isWhole && (same || bothWays) && this.agreed !== asked) {
      const text = [same && words.prompt_same, bothWays && words.prompt_both].filter(Boolean).join(" ");
      notes.push(this.note(text,
        button(words.look_again, () => this.questions[0].scrollIntoView()),
        button(words.as_meant, () => {
          this.agreed = asked;
          this.showNotes();
          this.querySelector("#result").scrollIntoView();
        })));
    }
    this.part("notes").replaceChildren(...notes);
  }

  note(text, ...buttons) {
    return make("div", { className: "hb-note" }, [
      make("p", { textContent: text }),
      make("div", { className: "hb-tools" }, buttons),
    ]);
  }

  takeOver() {
    const { answers } = this.given;
    store.update("answers", (kept) => {
      for (const { id } of this.form.items) delete kept[id];
      for (const { id, rev } of this.form.items) {
        if (answers[id] !== undefined) kept[id] = { value: answers[id], rev };
      }
    });
    this.leaveLink();
  }

  showWhole() {
    const { result, words } = this;
    this.part("talk").replaceChildren(...this.talk());
    this.part("find-out").replaceChildren(...this.findOut());
    this.part("away").hidden = result.scored === 0;
    this.querySelector(".hb-code").textContent = result.scored > 0 ? this.code() : "";
    this.part("delete").hidden = Object.keys(store.get("answers")).length + Object.keys(store.get("results")).length === 0;
    this.history.show(this.given || result.scored === 0 ? null : result);
  }

  talk() {
    const { first, lowest } = this.result;
    const { words } = this;
    const ties = first.length ? first : lowest ? [lowest] : [];
    return [
      make("h3", { textContent: first.length ? words.first : words.first_none }),
      ...(lowest ? [make("p", { textContent: words.lowest })] : []),
      make("ol", { className: "hb-talk-list" }, ties.map((tie) => suggestion(this, tie.tie, tie.cause, (id) =>
        fill(words.your_answer, { answer: this.answerWords(this.question(id), this.answers[id]) })))),
    ];
  }

  question(id) {
    return this.questions.find((question) => question.dataset.item === id);
  }

  findOut() {
    const { findOut } = this.result;
    if (findOut.length === 0) return [];
    const tieOf = (id) => this.form.items.find((item) => item.id === id).tie;
    return [
      make("h3", { textContent: this.words.find_out }),
      make("p", { textContent: this.words.find_out_text }),
      make("ul", {}, findOut.map((id) => make("li", {}, [
        `${this.statement(id)} `,
        make("a", { href: this.pageOf(tieOf(id)).href, textContent: this.pageOf(tieOf(id)).textContent }),
      ]))),
    ];
  }

  statement(id) {
    return this.question(id).querySelector("legend").textContent.trim();
  }

  pageOf(tie) {
    const { content } = this.querySelector("template.hb-talk");
    const link = content.querySelector(`[data-tie="${tie}"] .hb-talk__title a`);
    return { href: new URL(link.getAttribute("href"), document.baseURI).href, textContent: link.textContent };
  }

  // --- what a reader takes away ---

  code() {
    const kind = { ...this.form, language: this.given?.language ?? this.form.language };
    return writeCode(kind, this.answers, nonceOf(this.form));
  }

  link() {
    return `${window.location.href.split(/[?#]/)[0]}#code=${this.code()}`;
  }

  /** The result as blocks: what the page shows, in the same words. */
  report() {
    const { form, words, result } = this;
    const { same, bothWays } = result.prompts;
    const { first, lowest } = result;
    const talk = first.length ? first : lowest ? [lowest] : [];
    const page = (tie) => ({ text: this.pageOf(tie).textContent, link: this.pageOf(tie).href });
    return [
      { head: words.report_title },
      { text: fill(words.report_date, { date: dayInWords(today()) }) },
      ...(same ? [{ text: words.prompt_same }] : []),
      ...(bothWays ? [{ text: words.prompt_both }] : []),
      {
        table: {
          head: [words.element, words.score, words.answered_head, words.words_head],
          rows: result.elements.map((element) => [
            form.titles[element.id],
            scoreWords(words, element),
            `${element.answered}/${element.items}`,
            form.bands.find((band) => band.id === element.band)?.text ?? "",
          ]),
        },
      },
      { head: first.length ? words.first : words.first_none, level: 3 },
      ...(talk.length ? [{ list: talk.map((tie) => [page(tie.tie), ...tie.cause.map((id) => this.statement(id))]) }] : []),
      ...(result.findOut.length
        ? [
            { head: words.find_out, level: 3 },
            { list: result.findOut.map((id) => [this.statement(id), page(form.items.find((item) => item.id === id).tie)]) },
          ]
        : []),
      { head: words.limits, level: 3 },
      { text: form.limits },
    ];
  }
}

customElements.define("handbook-assessment", Assessment);

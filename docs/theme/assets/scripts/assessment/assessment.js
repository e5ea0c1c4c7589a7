// The self-assessment: answers saved one by one and shared by all its forms, and the result that
// follows them. The statements, bars, axes and suggestions stand in the page; this fills them in.

import { copyOrShow } from "../lib/clipboard.js";
import { deleting } from "../lib/confirm.js";
import { announce, button, create, fill, sentences } from "../lib/dom.js";
import { showStatus } from "../lib/status.js";
import { store } from "../lib/store.js";
import { Widget } from "../lib/widget.js";
import { personResult } from "./scoring.js";
import { drawRadar, fillBar, goTo, sayingOnce, scoreWords, suggestion } from "./view.js";

/** The answers that count: of statements that have not been reworded since. */
function currentAnswers(form) {
  const kept = store.get("answers");
  const entries = form.items.map(({ id, rev }) => [id, kept[id]?.rev === rev ? kept[id].value : undefined]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

class Assessment extends Widget {
  enter(signal) {
    for (const section of ["answers", "results"]) this.follow(store, section, () => this.show());
    window.addEventListener("hashchange", () => this.readLink(), { signal });
    this.readLink();
  }

  build() {
    this.form = JSON.parse(this.dataset.form);
    this.isWhole = "whole" in this.dataset;
    this.questions = [...this.querySelectorAll(".hb-question")];
    this.addEventListener("change", ({ target }) => {
      if (target.matches(".hb-question input")) this.answer(target);
    });
    for (const name of ["kept", "progress", "result"]) this.part(name).hidden = false;
    // Answered before this script arrived: nothing else sets an answer in the page.
    for (const input of this.querySelectorAll(".hb-question :checked")) this.answer(input);
    this.wasScored = personResult(this.form, currentAnswers(this.form)).scored > 0;
    if (this.isWhole) this.buildWhole();
  }

  buildWhole() {
    const { words } = this;
    this.part("progress").append(button(words.next, () => this.goToNext()));
    const away = this.part("away");
    let report = null;
    const loadReport = async () => {
      report ??= await import("./report.js");
      return report;
    };
    // There before a button asks for it: some browsers copy only in the moment of the press.
    new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && loadReport().catch(() => {})).observe(away);
    const copy = (form) => async () => {
      if (report || await this.fetched(loadReport())) copyOrShow(away, report.formOf(this, form), words);
    };
    // Nearly always there already; on a slow network a press can come before the code's script.
    const copyReady = (name) => async () => {
      if (!this[name]) await this.fetched(this.showCode());
      if (this[name]) copyOrShow(away, { text: this[name] }, words);
    };
    this.part("tools").append(
      button(words.copy, copy("rich")),
      button(words.copy_markdown, copy("markdown")),
      button(words.copy_chat, copy("chat")),
      button(words.print, async () => (await this.fetched(loadReport()))?.printResult(this)),
      button(words.copy_link, copyReady("link")),
    );
    this.part("code-tools").append(button(words.copy_code, copyReady("code")));
    this.part("keep").append(button(words.keep_result, async () => (await this.fetched(this.loadHistory()))?.keep()));
    this.part("delete").append(deleting(words, words.delete, words.delete_sure, () => this.deleteAll()));
  }

  /** What is fetched for a press; where it cannot be had that is said. */
  fetched(loading) {
    return loading.catch(() => announce(this.part("away"), this.words.not_fetched));
  }

  deleteAll() {
    store.clear("answers");
    store.clear("results");
    store.remove("settings", ["sheet"]);
    this.agreed = null;
    announce(this, this.words.deleted);
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
  async readLink() {
    this.given = null;
    this.linkProblem = "";
    const [, code] = (this.isWhole && /[#&]code(?:=|%(?:25)*3d)(.+)/i.exec(window.location.hash)) || [];
    if (code) {
      this.linked = await import("./link.js").catch(() => null);
      const read = this.linked?.readLinked(code, this.form);
      if (read?.answers) this.given = read;
      else this.linkProblem = read ? this.words[`link_${read.reason}`] : this.words.not_fetched;
      this.part("result").scrollIntoView();
    }
    this.show();
  }

  leaveLink() {
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    this.readLink();
    goTo(this.querySelector("#result"));
  }

  // --- what the page shows ---

  show() {
    const own = currentAnswers(this.form);
    const all = store.get("answers");
    for (const question of this.questions) this.showQuestion(question, own, all[question.dataset.item]);
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

  showQuestion(question, own, kept) {
    const id = question.dataset.item;
    for (const input of question.querySelectorAll("input")) {
      const isChosen = own[id] === Number(input.value);
      if (input.checked !== isChosen) input.checked = isChosen;
    }
    let note = question.querySelector(".hb-reworded");
    if (!kept || own[id] !== undefined) {
      note?.remove();
      return;
    }
    if (!note) {
      note = create("p", { className: "hb-reworded" });
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
    const say = sayingOnce(words);
    for (const element of result.elements) {
      const bar = this.querySelector(`.hb-bars [data-element="${element.id}"]`);
      if (bar) fillBar(bar, form, words, element, say);
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
        this.linked.takingOver(this, () => this.leaveLink())));
    }
    const { same, bothWays } = this.result.prompts;
    const asked = `${same} ${bothWays} ${JSON.stringify(this.answers)}`;
    if (this.isWhole && (same || bothWays) && this.agreed !== asked) {
      const text = sentences(words, [same && words.prompt_same, bothWays && words.prompt_both]);
      notes.push(this.note(text,
        button(words.look_again, () => this.questions[0].querySelector("input").focus()),
        button(words.as_meant, () => {
          this.agreed = asked;
          this.showNotes();
          goTo(this.querySelector("#result"));
        })));
    }
    this.part("notes").replaceChildren(...notes);
  }

  note(text, ...buttons) {
    return create("div", { className: "hb-note" }, [
      create("p", { textContent: text }),
      create("div", { className: "hb-tools" }, buttons),
    ]);
  }

  showWhole() {
    const { result } = this;
    this.part("talk").replaceChildren(...(result.answered ? this.talk() : []));
    this.part("find-out").replaceChildren(...this.findOut());
    const kept = Object.keys(store.get("results")).length;
    this.part("away").hidden = result.scored === 0;
    this.part("delete").hidden = Object.keys(store.get("answers")).length + kept === 0;
    this.part("history").hidden = kept === 0 && (result.scored === 0 || Boolean(this.given));
    this.part("keep").hidden = Boolean(this.given) || result.scored === 0;
    // Where these cannot be had, a press on a button that needs them says so.
    if (result.scored > 0) this.showCode().catch(() => {});
    if (kept > 0 || this.history) this.loadHistory().catch(() => {});
  }

  /** The code and the link that carries it are ready before a button asks: some browsers copy only at once. */
  async showCode() {
    const { codeOf } = await import("./own-code.js");
    this.code = codeOf(this.form, this.answers, this.given);
    this.link = `${window.location.href.split(/[?#]/)[0]}#code=${this.code}`;
    this.querySelector(".hb-code").textContent = this.code;
  }

  async loadHistory() {
    const { History } = await import("./history.js");
    this.history ??= new History(this.part("kept-results"), this.form, this.words);
    this.history.show(this.given || this.result.scored === 0 ? null : this.result);
    return this.history;
  }

  talk() {
    const { first, lowest } = this.result;
    const { words } = this;
    const ties = first.length ? first : lowest ? [lowest] : [];
    return [
      create("h3", { textContent: first.length ? words.first : words.first_none }),
      ...(lowest ? [create("p", { textContent: words.lowest })] : []),
      create("ol", { className: "hb-talk-list" }, ties.map((tie) => suggestion(this, tie.tie, tie.cause, (id) =>
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
      create("h3", { textContent: this.words.find_out }),
      create("p", { textContent: this.words.find_out_text }),
      create("ul", {}, findOut.map((id) => create("li", {}, [
        `${this.statement(id)} `,
        create("a", { href: this.pageOf(tieOf(id)).href, textContent: this.pageOf(tieOf(id)).textContent }),
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
}

customElements.define("handbook-assessment", Assessment);

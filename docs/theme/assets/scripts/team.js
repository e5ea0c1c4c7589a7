// The team's page: codes in, picture out. What may be seen is decided in scoring.js (`displayed`)
// and team-batch.js; this puts it on the page. Codes are never stored and never leave the tab.

import { announce, button, copyOrShow, download, fileName, fill, make, wordsOf } from "./clipboard.js";
import { suggestion } from "./assessment-view.js";
import { dayInWords, print, toChat, toElement, toMarkdown, today } from "./report.js";
import { displayed, teamResult } from "./scoring.js";
import { store } from "./store.js";
import { showStatus } from "./store-status.js";
import { Batch, compare, exported, mayShow, readExport } from "./team-batch.js";

// Lives as long as the tab, so that a look at another page does not lose a half-collected batch.
const batches = new Map();
const LARGEST = 2_000_000;

class Team extends HTMLElement {
  connectedCallback() {
    if (!this.form) this.build();
    this.show();
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  build() {
    this.form = JSON.parse(this.dataset.form);
    this.words = wordsOf(this);
    const key = `${this.form.language} ${this.form.revision}`;
    if (!batches.has(key)) batches.set(key, { batch: new Batch(this.form), picture: null });
    this.state = batches.get(key);
    this.buildCollect();
    this.buildPicture();
  }

  buildCollect() {
    const { words } = this;
    const paste = this.part("paste");
    this.part("add").append(button(words.add, () => {
      this.add(paste.value);
      paste.value = "";
      paste.focus();
    }));
    // What is pasted is taken in at once, so that other people's names do not stay on the screen.
    paste.addEventListener("paste", (event) => {
      const text = event.clipboardData?.getData("text/plain");
      if (!text) return;
      event.preventDefault();
      this.add(text);
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
    this.part("expected").addEventListener("input", ({ target }) => {
      const expected = Math.floor(Number(target.value));
      this.batch.expected = expected >= 1 && expected <= 5000 ? expected : null;
      this.show();
    });
    this.part("mode").addEventListener("change", () => this.showMode());
    this.part("list").addEventListener("toggle", () => this.showList());
    const close = button(words.close, () => this.close());
    close.classList.add("hb-button--main");
    const forget = button(words.forget, () => this.startAnew());
    forget.classList.add("hb-button--away");
    this.part("close").append(close, forget);
  }

  buildPicture() {
    const { words } = this;
    const away = this.part("away");
    const copy = (content) => copyOrShow(away, content(), words);
    const report = () => this.report();
    const json = () => `${JSON.stringify(exported(this.form, this.state.picture), null, 1)}\n`;
    const name = (ending) => fileName(`${words.report_title}-${this.state.picture.day}`, ending);
    const save = (ending, text, type) => {
      download(name(ending), text, type);
      announce(away, words.saved);
    };
    this.part("tools").append(
      button(words.copy, () => copy(() => ({ html: toElement(report()).innerHTML, text: toMarkdown(report()) }))),
      button(words.copy_markdown, () => copy(() => ({ text: toMarkdown(report()) }))),
      button(words.copy_chat, () => copy(() => ({ text: toChat(report()) }))),
      button(words.copy_json, () => copy(() => ({ text: json() }))),
      button(words.markdown, () => save("md", toMarkdown(report()), "text/markdown;charset=utf-8")),
      button(words.json, () => save("json", json(), "application/json")),
      button(words.print, () => print(report())),
    );
    this.part("compare").append(button(words.compare_do, () => this.compare(this.part("earlier").value)));
    this.part("earlier-file").addEventListener("change", async ({ target }) => {
      const [file] = target.files;
      if (file && file.size <= LARGEST) this.compare(await file.text());
      target.value = "";
    });
  }

  get batch() {
    return this.state.batch;
  }

  // --- collecting ---

  add(text) {
    const { words } = this;
    const { found, added, bad } = this.batch.add(String(text).slice(0, LARGEST));
    this.show();
    const said = found
      ? [fill(words.added, { n: added }), bad && fill(words.problems, { n: bad })]
      : [words.found_none];
    announce(this.part("collect"), said.filter(Boolean).join(" "));
  }

  async addFiles(files) {
    const texts = [];
    for (const file of [...files].slice(0, 200)) {
      const text = file.size <= LARGEST ? await file.text() : "\0";
      if (text.includes("\0")) this.note(fill(this.words.too_big, { name: file.name.slice(0, 80) }));
      else texts.push(text);
    }
    if (texts.length) this.add(texts.join("\n"));
  }

  note(text) {
    this.part("refused").replaceChildren(...(text ? [make("p", { className: "hb-note", textContent: text })] : []));
  }

  startAnew() {
    this.batch.clear();
    this.state.picture = null;
    this.part("compared").replaceChildren();
    this.note("");
    this.show();
    this.part("paste").focus();
  }

  get isOpen() {
    return this.querySelector('[name="team-mode"]:checked').value === "open";
  }

  /** Show the picture, if what was shown before allows it, and drop the codes. */
  close() {
    const { batch, form, words } = this;
    const open = this.isOpen;
    if (open && !this.part("agreed").checked) {
      this.note(words.not_agreed);
      this.part("agreed").focus();
      return;
    }
    const prints = batch.fingerprints();
    const may = mayShow(store.get("shown"), prints, open, today(form.rules.remember_days));
    if (may.problem) {
      const values = { date: dayInWords(may.day), months: form.rules.wave_months };
      this.note(fill(words[`refused_${may.problem}`], values));
      return;
    }
    const view = displayed(form, teamResult(form, batch.answers()), open);
    this.state.picture = { ...view, open, day: today(), count: batch.sheets.size, expected: batch.expected };
    if (view.any) {
      this.remember(may.id, prints, open);
      batch.clear();
    }
    this.note("");
    this.show();
    this.querySelector("#picture").focus();
  }

  remember(id, codes, open) {
    const since = today(this.form.rules.remember_days);
    const shown = store.get("shown");
    store.remove("shown", Object.keys(shown).filter((known) => shown[known].codes && !(shown[known].day >= since)));
    store.update("shown", (entries) => {
      entries[id] = { day: today(), open: open || Boolean(entries[id]?.open), codes };
    });
  }

  // --- what the page shows ---

  show() {
    const { picture } = this.state;
    this.part("collect").hidden = Boolean(picture);
    this.part("picture").hidden = !picture;
    showStatus(this, this.words);
    if (picture) this.showPicture(picture);
    else this.showCollect();
  }

  showCollect() {
    const { batch, words } = this;
    const n = batch.sheets.size;
    const count = this.countWords(n, batch.expected);
    const isMore = batch.expected !== null && n > batch.expected;
    this.part("count").textContent = isMore ? `${count} ${words.more_than}` : count;
    if (batch.expected !== null) this.part("expected").value = batch.expected;
    this.part("list").hidden = n === 0;
    this.showList();
    this.showBad();
    this.showMode();
    for (const control of this.part("close").children) control.disabled = n === 0 && batch.bad.length === 0;
    this.part("close").firstElementChild.disabled = n === 0;
  }

  countWords(n, all) {
    return all === null ? fill(this.words.count, { n }) : fill(this.words.count_of, { n, all });
  }

  showMode() {
    this.querySelector(".hb-mode__agreed").hidden = !this.isOpen;
    if (!this.isOpen) this.part("agreed").checked = false;
  }

  /** The codes that count, by their ends: only while somebody looks. */
  showList() {
    const list = this.part("list");
    const codes = list.open ? this.batch.listed() : [];
    list.querySelector("ul").replaceChildren(...codes.map((code) => {
      const remove = button(this.words.remove, () => {
        this.batch.remove(code);
        this.show();
        list.querySelector("summary").focus();
      });
      remove.setAttribute("aria-label", `${this.words.remove} …${code.slice(-6)}`);
      return make("li", {}, [make("code", { textContent: `…${code.slice(-6)}` }), " ", remove]);
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
      make("li", {}, [
        fill(words.bad, { reason: words[`reason_${reason}`], n: codes.length }),
        ...codes.slice(0, 20).flatMap((code) => [make("code", { textContent: short(code) }), " "]),
        codes.length > 20 ? "…" : "",
      ]));
    this.part("bad").replaceChildren(
      ...(items.length ? [make("p", { className: "hb-columns__title", textContent: words.bad_list }), make("ul", {}, items)] : []),
    );
  }

  aboutWords({ day, open, count, expected }) {
    const { words } = this;
    return fill(words.closed_on, {
      date: dayInWords(day),
      mode: open ? words.mode_open : words.mode_confidential,
      count: this.countWords(count, expected),
    });
  }

  showPicture(picture) {
    const { words } = this;
    const about = [this.aboutWords(picture), picture.open && words.open_note, !picture.any && words.nothing_shown];
    this.part("about").textContent = about.filter(Boolean).join(" ");
    for (const element of picture.elements) this.showElement(element, picture);
    const ties = picture.talk.first.length ? picture.talk.first : [picture.talk.lowest].filter(Boolean);
    const isLow = picture.talk.first.length > 0;
    this.part("talk").replaceChildren(...(picture.any
      ? [
          make("h3", { textContent: isLow ? words.first : words.first_none }),
          ...(ties.length && !isLow ? [make("p", { textContent: words.lowest })] : []),
          make("ol", { className: "hb-talk-list" }, ties.map((tie) => suggestion(this, tie, null))),
        ]
      : []));
    this.part("away").hidden = !picture.any;
    const after = [button(words.again, () => this.startAnew())];
    if (!picture.any) {
      after.unshift(button(words.reopen, () => {
        this.state.picture = null;
        this.show();
        this.part("paste").focus();
      }));
    }
    this.part("after").replaceChildren(...after);
  }

  showElement(element, picture) {
    const item = this.querySelector(`.hb-team [data-element="${element.id}"]`);
    const { words } = this;
    item.querySelector("small").textContent = element.hidden
      ? ""
      : fill(picture.expected === null ? words.n : words.n_of, { n: element.n, all: picture.expected });
    const lines = this.lines(element).map((textContent) => make("p", { textContent }));
    const isDivided = element.agreement === 0;
    if (isDivided) lines.at(-1).className = "hb-caution";
    item.querySelector('[data-part="facts"]').replaceChildren(...(element.hidden ? [] : [this.strip(element)]), ...lines);
  }

  /** The bands as a strip with the team's one marked, and what else may be seen on it. */
  strip(element) {
    const { bands } = this.form;
    const cells = bands.map((band, place) => {
      const cell = make("span");
      cell.style.flexGrow = (bands[place + 1]?.start ?? 100) - band.start;
      cell.classList.toggle("hb-strip__here", band.id === element.band);
      return cell;
    });
    const at = (className, shown) => {
      const mark = make("i", { className });
      mark.style.setProperty("--score", `${shown}%`);
      return mark;
    };
    const dots = (element.dots ?? []).map((shown) => at("hb-strip__dot", shown));
    const mean = element.mean === undefined ? [] : [at("hb-strip__mean", element.mean)];
    const strip = make("div", { className: "hb-strip" }, [...cells, ...dots, ...mean]);
    strip.setAttribute("aria-hidden", "true");
    return strip;
  }

  /** What may be said about an element, a sentence a line; page and copies use the same. */
  lines(element) {
    const { form, words } = this;
    if (element.hidden) return [fill(words.few, { n: element.least })];
    const lines = [form.bands.find((band) => band.id === element.band).text];
    if (element.mean !== undefined) lines.push(fill(words.mean, { n: element.mean }));
    if (element.sd !== undefined) lines.push(fill(words.sd, { n: element.sd }));
    if (element.dots) lines.push(fill(words.dots, { list: this.list(element.dots) }));
    if (element.split) {
      const { split_low: low, split_high: high } = form.rules;
      const [a, b, c] = element.split;
      lines.push(fill(words.split, { low, middle: high - 1, high, a, b, c }));
    }
    lines.push(this.agreementWords(element), this.talkWords(element.talk));
    if (element.agreement === 0) lines.push(words.differ);
    return lines;
  }

  list(parts) {
    return parts.join(document.documentElement.lang.startsWith("zh") ? "、" : ", ");
  }

  agreementWords({ agreement, agreementValue }) {
    const { form, words } = this;
    if (agreement === null) return words.agreement_none;
    const { text: label } = form.agreement[agreement];
    if (agreementValue === undefined) return fill(words.agreement, { label });
    return fill(words.agreement_value, { label, value: agreementValue.toFixed(2) });
  }

  talkWords({ first, lowest }) {
    const { words } = this;
    if (first.length) return fill(words.talk, { list: this.list(first.map((tie) => this.pageOf(tie).text)) });
    return lowest ? fill(words.talk_lowest, { list: this.pageOf(lowest).text }) : words.talk_none;
  }

  pageOf(tie) {
    const link = this.querySelector("template.hb-talk").content.querySelector(`[data-tie="${tie}"] .hb-talk__title a`);
    return { text: link.textContent, link: new URL(link.getAttribute("href"), document.baseURI).href };
  }

  /** The picture as blocks for copies: only what is shown. */
  report() {
    const { form, words } = this;
    const { picture } = this.state;
    const { first, lowest } = picture.talk;
    const ties = first.length ? first : [lowest].filter(Boolean);
    const counted = ({ n, hidden }) =>
      hidden ? [] : [fill(picture.expected === null ? words.n : words.n_of, { n, all: picture.expected })];
    return [
      { head: words.report_title },
      { text: this.aboutWords(picture) },
      ...(picture.open ? [{ text: words.open_note }] : []),
      ...picture.elements.flatMap((element) => [
        { head: form.titles[element.id], level: 3 },
        { list: [...counted(element), ...this.lines(element)].map((line) => [line]) },
      ]),
      { head: first.length ? words.first : words.first_none, level: 3 },
      ...(ties.length ? [{ list: ties.map((tie) => [this.pageOf(tie)]) }] : []),
      { head: words.limits, level: 3 },
      { text: form.limits },
    ];
  }

  // --- an earlier round ---

  compare(text) {
    const { form, words } = this;
    const earlier = readExport(text.slice(0, LARGEST), form);
    const told = earlier ? compare(form, earlier, exported(form, this.state.picture)) : { problem: "bad" };
    if (told.problem) {
      const why = fill(words[`compare_${told.problem}`], { months: form.rules.wave_months });
      this.part("compared").replaceChildren(make("p", { className: "hb-note", textContent: why }));
      return;
    }
    const heads = [words.element, dayInWords(told.before.closed), dayInWords(told.after.closed), words.verdict];
    const rows = told.rows.map(({ id, before, after, change }) =>
      make("tr", {}, [
        make("th", { scope: "row", textContent: form.titles[id] }),
        ...[before, after].map((side) => make("td", { textContent: this.sideWords(side) })),
        make("td", { textContent: this.verdict(before, after, change) }),
      ]));
    const table = make("table", {}, [
      make("thead", {}, [make("tr", {}, heads.map((textContent) => make("th", { scope: "col", textContent })))]),
      make("tbody", {}, rows),
    ]);
    this.part("compared").replaceChildren(
      make("div", { className: "hb-table", tabIndex: 0 }, [table]),
      make("p", { className: "hb-quiet", textContent: words.compare_note }),
    );
  }

  sideWords(side) {
    const { form, words } = this;
    if (!side) return "–";
    const label = form.agreement[side.agreement]?.text;
    return [
      form.bands.find((band) => band.id === side.band).text,
      side.mean === undefined ? "" : fill(words.mean, { n: side.mean }),
      label ? fill(words.agreement, { label }) : "",
      fill(words.n, { n: side.n }),
    ].filter(Boolean).join(" · ");
  }

  verdict(before, after, change) {
    const { words } = this;
    if (!before || !after) return "–";
    if (!change) return words.no_verdict;
    return fill(words.threshold, {
      text: change.readable ? words.change : words.no_change,
      difference: change.difference,
      threshold: Math.round(change.threshold * 100) / 100,
    });
  }
}

customElements.define("handbook-team", Team);

// A team's picture on the page: only what `displayed` in scoring.js lets through. Loaded when there
// are codes.

import { copyOrShow } from "../lib/clipboard.js";
import { sayingOnce, suggestion } from "../assessment/view.js";
import { dayInWords } from "../lib/days.js";
import { announce, button, create, fill, sentences } from "../lib/dom.js";

export class Picture {
  /** `host` is the widget, `again` starts another batch, `reopen` goes back to this one. */
  constructor(host, { again, reopen }) {
    Object.assign(this, { host, again, reopen, form: host.form, words: host.words });
    this.buildAway();
  }

  part(name) {
    return this.host.part(name);
  }

  buildAway() {
    const { words } = this;
    const away = this.part("away");
    let module = null;
    const load = async () => {
      module ??= await import("./away.js");
      return module;
    };
    // There before a button asks for it: some browsers copy only in the moment of the press.
    new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && load().catch(() => {})).observe(away);
    const fetched = () => load().catch(() => announce(away, words.not_fetched));
    const copy = (form) => async () => {
      if (module || await fetched()) copyOrShow(away, module.formOf(this, form), words);
    };
    const act = (name, ...values) => async () => (await fetched())?.[name](this, ...values);
    this.part("tools").append(
      button(words.copy, copy("rich")),
      button(words.copy_markdown, copy("markdown")),
      button(words.copy_chat, copy("chat")),
      button(words.copy_json, copy("json")),
      button(words.markdown, act("save", "markdown")),
      button(words.json, act("save", "json")),
      button(words.print_picture, act("printPicture")),
    );
    this.part("compare").append(button(words.compare_do, async () =>
      (await fetched())?.compareWith(this, this.part("earlier").value)));
    this.part("earlier-file").addEventListener("change", async ({ target }) => {
      const [file] = target.files;
      if (file) (await fetched())?.compareWith(this, file.size <= 2_000_000 ? await file.text() : "");
      target.value = "";
    });
  }

  show(picture) {
    const { words } = this;
    this.picture = picture;
    const about = [this.aboutWords(), picture.open && words.open_note, !picture.any && words.nothing_shown];
    this.part("about").textContent = sentences(words, about);
    const say = sayingOnce(words);
    for (const element of picture.elements) this.showElement(element, say);
    this.showDiffering(picture.elements.filter(({ hidden, agreement }) => !hidden && agreement === 0));
    this.part("talk").replaceChildren(...(picture.any ? this.talk(picture.talk) : []));
    this.part("away").hidden = !picture.any;
    this.part("compared").replaceChildren();
    this.part("after").replaceChildren(
      ...(picture.any ? [] : [button(words.reopen, this.reopen)]),
      button(words.again, this.again),
    );
  }

  aboutWords() {
    const { words } = this;
    const { day, open, count, expected } = this.picture;
    return fill(words.closed_on, {
      date: dayInWords(day),
      mode: open ? words.mode_open : words.mode_confidential,
      count: expected === null ? fill(words.count, { n: count }) : fill(words.count_of, { n: count, all: expected }),
    });
  }

  talk(talk) {
    const { words } = this;
    if (!talk) return [create("p", { textContent: this.talkWords(talk) })];
    const { first, lowest } = talk;
    const ties = first.length ? first : [lowest].filter(Boolean);
    return [
      create("h3", { textContent: first.length ? words.first : words.first_none }),
      ...(lowest ? [create("p", { textContent: words.lowest })] : []),
      create("ol", { className: "hb-talk-list" }, ties.map((tie) => suggestion(this.host, tie, null))),
    ];
  }

  /** What holds where views differ widely is said once, below all of them. */
  showDiffering(elements) {
    const { form, words } = this;
    this.part("differ").textContent = elements.length
      ? this.list(elements.map(({ id }) => form.titles[id])) + words.colon + words.differ
      : "";
  }

  showElement(element, say) {
    const item = this.host.querySelector(`.hb-team [data-element="${element.id}"]`);
    item.querySelector("small").textContent = this.countOf(element);
    const title = this.form.titles[element.id];
    const lines = this.facts(element, (text) => say(title, text)).map((textContent) => create("p", { textContent }));
    item.querySelector('[data-part="facts"]').replaceChildren(...(element.hidden ? [] : [this.strip(element)]), ...lines);
  }

  countOf({ hidden, n }) {
    if (hidden) return "";
    const { expected } = this.picture;
    return fill(expected === null ? this.words.n : this.words.n_of, { n, all: expected });
  }

  /** The bands as a strip with the team's one marked, and what else may be seen on it. */
  strip(element) {
    const { bands } = this.form;
    const cells = bands.map((band, place) => {
      const cell = create("span");
      cell.style.flexGrow = (bands[place + 1]?.start ?? 100) - band.start;
      cell.classList.toggle("hb-strip__here", band.id === element.band);
      return cell;
    });
    const mark = (className, shown) => {
      const made = create("i", { className });
      made.style.setProperty("--score", `${shown}%`);
      return made;
    };
    const dots = (element.dots ?? []).map((shown) => mark("hb-strip__dot", shown));
    const mean = element.mean === undefined ? [] : [mark("hb-strip__mean", element.mean)];
    const strip = create("div", { className: "hb-strip" }, [...cells, ...dots, ...mean]);
    strip.setAttribute("aria-hidden", "true");
    return strip;
  }

  /** What may be said about an element, a sentence a line, whole: for copies, where it stands alone. */
  lines(element) {
    const differ = !element.hidden && element.agreement === 0;
    const untold = !element.hidden && !element.talk && !this.picture.talk;
    return [
      ...this.facts(element),
      ...(untold ? [this.talkWords(null)] : []),
      ...(differ ? [this.words.differ] : []),
    ];
  }

  /** The same without what is said once for all; `say` shortens what another element has said. */
  facts(element, say = (text) => text) {
    const { form, words } = this;
    if (element.hidden) return [fill(words.few, { n: element.least })];
    const lines = [say(form.bands.find((band) => band.id === element.band).text)];
    if (element.mean !== undefined) lines.push(fill(words.mean, { n: element.mean }));
    if (element.sd !== undefined) lines.push(fill(words.sd, { n: element.sd }));
    if (element.dots) lines.push(fill(words.dots, { list: this.list(element.dots) }));
    if (element.split) {
      const { split_low: low, split_high: high } = form.rules;
      const [a, b, c] = element.split;
      lines.push(fill(words.split, { low, middle: high - 1, high, a, b, c }));
    }
    return [...lines, this.agreementWords(element), ...(element.talk || this.picture.talk ? [this.talkWords(element.talk)] : [])];
  }

  list(parts) {
    return parts.join(this.words.list_separator);
  }

  agreementWords({ agreement, agreementValue }) {
    const { form, words } = this;
    if (agreement === null) return words.agreement_none;
    const { text: label } = form.agreement[agreement];
    if (agreementValue === undefined) return fill(words.agreement, { label });
    return fill(words.agreement_value, { label, value: agreementValue.toFixed(2) });
  }

  talkWords(talk) {
    const { form, words } = this;
    if (!talk) return fill(words.talk_few, { n: form.rules.agreement_answers });
    const { first, lowest } = talk;
    if (first.length) return fill(words.talk, { list: this.list(first.map((tie) => this.pageOf(tie).text)) });
    return lowest ? fill(words.talk_lowest, { list: this.pageOf(lowest).text }) : words.talk_none;
  }

  pageOf(tie) {
    const { content } = this.host.querySelector("template.hb-talk");
    const link = content.querySelector(`[data-tie="${tie}"] .hb-talk__title a`);
    return { text: link.textContent, link: new URL(link.getAttribute("href"), document.baseURI).href };
  }
}

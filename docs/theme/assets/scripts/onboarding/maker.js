// The link maker: four fields become a link, its QR code and a message in each language.
// A part of the onboarding element, loaded when the reader comes near.

import { parseDay, sayDay } from "../lib/days.js";
import { copyOrShow } from "../lib/clipboard.js";
import { announce, create, fill, wordsOf } from "../lib/dom.js";
import { keepDraft } from "../lib/draft.js";
import { clean, makeFragment, parseLink } from "./plan.js";

class Maker {
  constructor(host) {
    this.host = host;
    this.words = host.words;
    this.part = host.part("maker");
    this.form = this.part.querySelector("form");
    this.out = this.part.querySelector('[data-out="link"]');
    this.messages = [...this.part.querySelectorAll("[data-message]")];
    this.save = this.part.querySelector('[data-act="save_change"]');
    this.qrButton = this.part.querySelector('[data-act="show_qr"]');
    // The id of the plan that filled the form.
    this.changing = this.form.appendChild(create("input", { type: "hidden", name: "changing" }));
    this.forget = keepDraft(this.form, ".hb-maker form");
    this.unseen = this.unshown();
    this.form.addEventListener("input", ({ target }) => {
      delete this.unseen[target.name];
      this.show();
    });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.show();
  }

  /** What the button of this name does; `place` is where it stands. */
  async act(name, place) {
    if (name === "save_change") return this.change();
    if (name === "show_qr") return this.toggleQr();
    if (name === "open_here") return this.openHere();
    const text = name === "copy_link" ? this.out : place.parentElement.querySelector("textarea");
    if (await copyOrShow(place, { text: text.value }, this.words)) this.forget();
    return undefined;
  }

  /** Make the link and the messages from what the form says now. */
  show() {
    const { as, changing, ...plan } = Object.fromEntries(new FormData(this.form));
    const { open } = this.host;
    // Only while the plan that filled the form is still open.
    const id = open && changing === open.id ? open.id : "";
    if (id) Object.assign(plan, this.unseen);
    const isEmpty = !makeFragment(plan);
    const fragment = makeFragment(plan, { id, as });
    this.save.hidden = !id || isEmpty;
    this.host.part("made").hidden = isEmpty;
    this.hideQr();
    this.plan = plan;
    this.out.value = isEmpty ? "" : `${window.location.href.split("#")[0]}#${fragment}`;
    for (const box of this.messages) {
      const page = new URL(box.dataset.address, document.baseURI).href.split("#")[0];
      box.querySelector("textarea").value = isEmpty ? "" : this.message(box, plan, as, `${page}#${fragment}`);
    }
  }

  message(box, plan, as, link) {
    const words = wordsOf(box);
    const kind = as.replace("-", "_");
    const values = { name: clean(plan.name), buddy: clean(plan.buddy) };
    const isNamed = values.name && (as !== "buddy" || values.buddy);
    const day = parseDay(plan.start);
    const lines = [
      fill(words[isNamed ? kind : `${kind}_anyone`], values),
      words[`${kind}_text`],
      link,
      ...(day === null ? [] : [fill(words.start, { date: sayDay(day, box.dataset.locale) })]),
      ...(values.buddy && as !== "buddy" ? [fill(words.buddy_is, values)] : []),
      words.keep,
    ];
    return lines.join("\n");
  }

  /** Bring the reader here. */
  enter() {
    this.part.querySelector("details").open = true;
    this.part.scrollIntoView();
    this.form.elements.name.focus({ preventScroll: true });
  }

  /** What no field can show of the open plan (another handbook's role, say): it stays until that field is touched. */
  unshown() {
    const { elements } = this.form;
    return Object.fromEntries(Object.entries(this.host.open?.plan ?? {}).filter(([key]) => !elements[key].value));
  }

  /** Take the open plan into the form, to change it. */
  fill() {
    const { plan, as, id } = this.host.open;
    for (const [key, value] of Object.entries(plan)) this.form.elements[key].value = value;
    this.unseen = this.unshown();
    this.form.elements.as.value = as === "everyone" ? "new-hire" : as;
    this.changing.value = id;
    this.show();
    this.enter();
  }

  change() {
    const { host } = this;
    const id = this.changing.value;
    const link = parseLink(makeFragment(this.plan, { id }));
    host.write(id, (entry) => Object.assign(entry, link.plan));
    host.openPlan(id);
    this.forget();
    window.history.replaceState(window.history.state, "", `#${host.fragment(host.open)}`);
    announce(this.part, this.words.saved_change);
  }

  openHere() {
    const { host } = this;
    // What was ticked before there was a plan comes along.
    const ticked = host.open ? [] : host.tasks.filter(({ box }) => box.checked);
    const link = parseLink(new URL(this.out.value).hash);
    this.forget();
    host.openPlan(host.take(link));
    for (const task of ticked) host.keep(task, "done");
    host.goTo(host.open);
  }

  hideQr() {
    this.host.list("qr").replaceChildren();
    this.qrButton.textContent = this.words.show_qr;
    this.qrButton.setAttribute("aria-expanded", "false");
  }

  async toggleQr() {
    const place = this.host.list("qr");
    if (place.children.length) return this.hideQr();
    const text = this.out.value;
    const shown = [];
    let says = this.words.qr_hint;
    try {
      const { picture } = await import("./qr.js");
      shown.push(create("img", { className: "hb-qr", src: picture(text), alt: this.words.qr_alt }));
    } catch {
      says = this.words.qr_failed;
    }
    // The reader may have typed on while the code was loading.
    if (text !== this.out.value) return;
    place.replaceChildren(...shown, create("p", { className: "hb-hint", textContent: says }));
    this.qrButton.textContent = this.words.hide_qr;
    this.qrButton.setAttribute("aria-expanded", "true");
  }
}

export const start = (host) => new Maker(host);

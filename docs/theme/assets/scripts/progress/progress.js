// What this browser keeps, in words; backing it up, bringing it back, deleting it.

import { copyOrShow, download, fileName } from "../lib/clipboard.js";
import { announce, button, create, fill } from "../lib/dom.js";
import { Widget } from "../lib/widget.js";
import { dateLocale, iso } from "../lib/days.js";
import { deleting } from "../lib/confirm.js";
import { PREFIX } from "../lib/draft.js";
import { path, store } from "../lib/store.js";
import { showStatus } from "../lib/status.js";

const GROUPS = {
  checklist: ["checklist"],
  assessment: ["answers", "results", "shown"],
  onboarding: ["plans"],
};
const NAMED = Object.values(GROUPS).flat();
const LARGEST = 6_000_000;
/** The drafts of forms of this handbook, by the pages where they were written. */
function draftKeys() {
  try {
    return Object.keys(window.sessionStorage).filter((key) => key.startsWith(PREFIX + path));
  } catch {
    return [];
  }
}
const count = (section) => Object.keys(store.get(section)).length;

class Progress extends Widget {
  enter() {
    const sections = new Set([...NAMED, ...store.sections(), "settings"]);
    for (const name of sections) this.follow(store, name, () => this.show());
    this.show();
  }

  build() {
    this.records = JSON.parse(this.dataset.records);
    this.part("kept").querySelector(":scope > p").remove();
    this.part("kept").append(
      (this.lasting = create("p")),
      (this.kept = create("div")),
      (this.aside = create("div")),
    );
    this.part("backup").append(...this.buildBackup());
    this.part("back").append(...this.buildBack());
    for (const part of this.querySelectorAll("section")) part.classList.add("hb-keep");
    navigator.storage?.persisted?.().then((promised) => {
      this.lasting.textContent = this.words.kept + (promised ? this.words.lasting : "");
    }, () => {});
    this.lasting.textContent = this.words.kept;
  }

  // --- what there is ---

  show() {
    const groups = Object.entries({ ...GROUPS, other: store.sections().filter((name) => !NAMED.includes(name)) });
    const shown = groups.filter(([, sections]) => sections.some(count)).map(([name, sections]) => this.group(name, sections));
    if (draftKeys().length) shown.push(this.drafts());
    if (shown.length) shown.push(this.deleting("all", () => {
      for (const key of draftKeys()) window.sessionStorage.removeItem(key);
      return store.clear();
    }));
    else shown.push(create("p", { textContent: this.words.nothing }));
    this.kept.replaceChildren(...shown);
    this.showAside();
    const last = store.get("settings")["last-backup"];
    const date = new Date(last?.at ?? "");
    this.last.textContent = Number.isNaN(date.getTime())
      ? this.words.no_backup
      : fill(this.words.last_backup, { date: date.toLocaleString(dateLocale(document.documentElement.lang)) });
    // Where nothing can be kept the note says so, and nothing else may say that it is.
    this.lasting.hidden = store.status().reason === "none";
    showStatus(this, this.words);
  }

  /** What waits in forms; that is in no backup and ends with the tab, so only all of it is deleted at once. */
  drafts() {
    return create("div", {}, [
      create("h3", { textContent: this.words.drafts }),
      create("p", { textContent: fill(this.words.drafts_on, { n: draftKeys().length }) }),
    ]);
  }

  group(name, sections) {
    const lines = name === "checklist" ? this.ticked() : sections.filter(count).map((section) => this.line(section));
    const clear = () => sections.map((section) => store.clear(section)).every(Boolean);
    return create("div", {}, [
      create("h3", { textContent: this.words[name] }),
      create("ul", {}, lines.map((line) => create("li", {}, [line]))),
      this.deleting(name, clear),
    ]);
  }

  line(section) {
    const n = count(section);
    const words = [...NAMED, "settings"].includes(section) ? this.words[section] : this.words.unknown;
    return fill(words, { n, name: section.slice(0, 60) });
  }

  /** Ticks by checklist, each with its link; then those whose item is gone from the handbook. */
  ticked() {
    const ids = new Set(Object.keys(store.get("checklist")));
    const lines = [];
    for (const { title, link, items } of this.records) {
      const mine = items.filter((id) => ids.delete(id)).length;
      if (mine) {
        const anchor = create("a", { href: link, textContent: title });
        lines.push(create("span", {}, [anchor, ` ${fill(this.words.ticked, { n: mine, all: items.length })}`]));
      }
    }
    if (ids.size) lines.push(fill(this.words.left_data, { n: ids.size }));
    return lines;
  }

  /** The button that deletes what `name` stands for. */
  deleting(name, act) {
    const { words } = this;
    const what = words[`what_${name}`];
    return deleting(words, fill(words.delete, { what }), fill(words.sure, { what }), () => {
      const done = act();
      this.show();
      announce(this, done ? words.deleted : words.not_deleted);
      this.querySelector("h2").focus();
    });
  }

  showAside() {
    const texts = store.quarantined();
    this.aside.replaceChildren();
    if (!texts.length) return;
    const text = texts.join("\n\n");
    this.aside.append(
      create("h3", { textContent: this.words.aside_title }),
      create("p", { textContent: fill(this.words.aside, { n: texts.length }) }),
      create("div", { className: "hb-tools" }, [
        button(this.words.aside_file, () => download(fileName(this.words.backup_name, "txt"), text, "text/plain")),
        button(this.words.aside_copy, () => copyOrShow(this, { text }, this.words)),
        this.deleting("aside", () => store.dropQuarantine()),
      ]),
    );
  }

  // --- out and in ---

  buildBackup() {
    const { words } = this;
    const note = (button) => {
      store.update("settings", (settings) => { settings["last-backup"] = {}; });
      // What is kept is told above: the button stays in sight.
      button.scrollIntoView({ block: "nearest" });
    };
    const save = button(words.backup_file, () => {
      const name = fileName(`${words.backup_name}-${iso()}`, "json");
      download(name, store.backup(), "application/json");
      note(save);
      announce(this, words.saved);
    });
    const copy = button(words.backup_copy, async () => {
      if (await copyOrShow(this, { text: store.backup() }, words)) note(copy);
    });
    this.last = create("p", { className: "hb-hint" });
    return [this.last, create("div", { className: "hb-tools" }, [save, copy])];
  }

  buildBack() {
    const { words } = this;
    this.file = create("input", { type: "file", accept: ".json,.txt,application/json,text/plain" });
    this.paste = create("textarea", { rows: 5, spellcheck: false, autocomplete: "off" });
    this.told = create("div", { className: "hb-told", tabIndex: -1 });
    this.told.setAttribute("role", "status");
    return [
      create("label", {}, [words.choose_file, this.file]),
      create("label", {}, [words.paste, this.paste]),
      create("div", { className: "hb-tools" }, [button(words.look, () => this.look())]),
      this.told,
    ];
  }

  /** Say what a backup would change, and only then offer to bring it back. */
  async look() {
    const { words } = this;
    const say = (text) => this.told.replaceChildren(create("p", { textContent: text }));
    const file = this.file.files[0];
    if ((file?.size ?? this.paste.value.length) > LARGEST) return say(words.bad_large);
    const text = this.paste.value.trim() || (file ? await file.text() : "");
    if (!text) return say(words.bad_empty);
    const { ok, reason, changes } = store.preview(text);
    if (!ok) return say(words[`bad_${reason}`]);
    const kinds = { new: 0, newer: 0, gone: 0, older: 0, same: 0 };
    for (const { kind, gone } of changes) kinds[gone && kind === "newer" ? "gone" : kind] += 1;
    const lines = Object.entries(kinds).filter(([, n]) => n);
    const list = create("ul", {}, lines.map(([kind, n]) =>
      create("li", { textContent: fill(words[`would_${kind}`], { n }) })));
    if (!kinds.new && !kinds.newer && !kinds.gone) {
      return this.told.replaceChildren(create("p", { textContent: words.nothing_to_do }), list);
    }
    const bring = button(words.bring_back, () => {
      store.restore(text);
      this.paste.value = this.file.value = "";
      say(store.status().kept ? words.brought_back : words[`kept_${store.status().reason}`]);
      this.told.focus();
    });
    bring.classList.add("hb-button--main");
    return this.told.replaceChildren(list, bring);
  }
}

customElements.define("handbook-progress", Progress);

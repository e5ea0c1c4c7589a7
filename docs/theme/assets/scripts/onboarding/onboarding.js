// The onboarding page: a link is a plan with dates and a state of its own. The path itself stands in
// the page; this dates it, sorts what is due to the top and keeps what the reader ticks. Nothing
// syncs between people: plans travel as links, states as links and texts.

import { due, fromNumber, iso, parseDay, sayDay, today, workCalendar } from "./calendar.js";
import { announce, button, fill, make, wordsOf } from "../lib/dom.js";
import { clean, isShown, makeFragment, NOTE_LENGTH, parseLink, standing, VIEWS } from "./plan.js";
import { showStatus } from "../lib/status.js";
import { store } from "../lib/store.js";

const STATES = ["todo", "done", "blocked"];
const SETTING = "onboarding";
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const seconds = () => Math.floor(Date.now() / 1000);

/** A plan from the store: it may come from a backup that somebody edited. */
function sound(entry) {
  const text = (value, length) => (typeof value === "string" ? clean(value, length) : "");
  const states = new Map();
  for (const [id, value] of Object.entries(isObject(entry.tasks) ? entry.tasks : {})) {
    if (!isObject(value) || !STATES.includes(value.state)) continue;
    const note = text(value.note, NOTE_LENGTH);
    const at = Number.isSafeInteger(value.at) && value.at > 0 ? Math.min(value.at, seconds()) : 1;
    states.set(id, { state: value.state, rev: Number(value.rev) || 1, at, ...(note ? { note } : {}) });
  }
  return {
    plan: Object.fromEntries(["start", "role", "name", "buddy"].map((key) => [key, text(entry[key])])),
    as: VIEWS.includes(entry.as) ? entry.as : "new-hire",
    states,
    answers: isObject(entry.answers) ? entry.answers : {},
  };
}

/**
 * The element. Its further parts, share.js and maker.js, ask it for `open` (the
 * plan that is open or null), `tasks`, `words` and what the methods below tell.
 */
class Onboarding extends HTMLElement {
  connectedCallback() {
    if (!this.tasks) this.prepare();
    this.end = new AbortController();
    const { signal } = this.end;
    window.addEventListener("hashchange", () => this.read(), { signal });
    window.addEventListener("pageshow", (event) => event.persisted && this.read(), { signal });
    document.addEventListener("visibilitychange", () => this.freshen(), { signal });
    const ends = ["plans", "settings"].map((section) => store.subscribe(section, () => this.freshen()));
    signal.addEventListener("abort", () => ends.forEach((end) => end()));
    this.read();
  }

  disconnectedCallback() {
    this.end.abort();
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  list(name) {
    return this.querySelector(`[data-list="${name}"]`);
  }

  say(name, text) {
    const slot = this.querySelector(`[data-say="${name}"]`);
    slot.textContent = text;
    slot.hidden = !text;
  }

  // --- what is there from the start ---

  prepare() {
    this.words = wordsOf(this);
    this.locale = document.documentElement.lang || "en";
    this.blank = this.locale.startsWith("zh") ? "" : " "; // between two sentences
    this.isWorked = workCalendar(JSON.parse(this.dataset.calendar));
    const options = [...this.querySelectorAll('[name="role"] option')].filter((option) => option.value);
    this.roles = new Map(options.map((option) => [option.value, option.textContent]));
    this.tasks = [...this.querySelectorAll("[data-task]")].map((element) => this.prepareTask(element));
    this.byId = new Map(this.tasks.map((task) => [task.id, task]));
    this.prepareLater();
    for (const radio of this.querySelectorAll('[name="view"]')) {
      radio.addEventListener("change", () => this.turnTo(radio.value));
    }
    for (const field of this.querySelectorAll("[data-question]")) {
      field.addEventListener("change", () => this.keepAnswer(field));
    }
    const { words } = this;
    this.list("plan-actions").append(
      button(words.change_plan, async () => (await this.load("maker")).fill()),
      button(words.whole_path, () => this.leavePlan()),
    );
    const jump = (part, words, act) => {
      const link = make("a", { href: `#${part}`, textContent: words });
      link.addEventListener("click", (event) => {
        // The address keeps the plan.
        event.preventDefault();
        event.stopPropagation();
        act();
      });
      return make("p", { className: "hb-jump" }, [link]);
    };
    this.prepend(jump("make-link", this.words.make_jump, async () => (await this.load("maker")).enter()));
    const share = this.querySelector("#share");
    share.tabIndex = -1;
    this.list("kept").after(this.shareJump = jump("share", share.firstChild.textContent, () => {
      share.scrollIntoView();
      share.focus({ preventScroll: true });
    }));
  }

  /** The buttons of what stands further down; their code loads when the reader comes near. */
  prepareLater() {
    const { words } = this;
    const buttons = (place, part, names) => {
      for (const name of names) {
        const made = button(words[name], async () => (await this.load(part)).act(name, place));
        made.dataset.act = name;
        place.append(made);
      }
    };
    buttons(this.list("share-status"), "share", ["copy_status", "copy_link_state"]);
    const copies = ["download_calendar", "copy_calendar", "copy_for_chat", "copy_as_markdown", "copy_as_issue"];
    buttons(this.list("share-copies"), "share", copies);
    const maker = this.part("maker");
    buttons(this.list("maker-plan"), "maker", ["save_change"]);
    buttons(this.list("maker-link"), "maker", ["copy_link", "show_qr", "open_here"]);
    for (const box of maker.querySelectorAll("[data-message]")) {
      buttons(box.querySelector(".hb-actions"), "maker", ["copy_message"]);
    }
    for (const part of this.querySelectorAll("[data-feedback]")) {
      const place = part.appendChild(make("div", { className: "hb-actions" }));
      buttons(place, "share", ["copy_feedback"]);
      part.querySelector('[data-part="feedback-note"]').hidden = false;
    }
    maker.hidden = false;
    maker.addEventListener("input", () => this.load("maker"), { once: true });
    this.loading = {};
    const near = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) this.load(target === maker ? "maker" : "share");
      }
    }, { rootMargin: "600px" });
    near.observe(maker);
    near.observe(this.part("share"));
  }

  load(name) {
    this.loading[name] ??= import(`./${name}.js`).then(({ start }) => (this[name] = start(this)));
    return this.loading[name];
  }

  prepareTask(element) {
    const { task: id, rev, who, roles, workday, day } = element.dataset;
    const text = (selector) => element.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim() ?? "";
    const page = element.querySelector(".hb-tasks__page");
    const task = {
      id, who, element,
      rev: Number(rev),
      roles: roles ? roles.split(" ") : [],
      workday: Number(workday ?? 0),
      day: Number(day ?? 0),
      home: element.parentElement,
      stage: element.closest("[data-stage]"),
      title: text(".hb-tasks__title"),
      what: text(".hb-tasks__do"),
      why: text(".hb-tasks__why"),
      whoSaid: text(".hb-tag"),
      page: page?.textContent ?? "",
      url: page ? new URL(page.getAttribute("href"), document.baseURI).href : "",
      box: element.querySelector("input"),
      due: make("p", { className: "hb-tasks__due", hidden: true }),
      reworded: make("p", { className: "hb-tasks__reworded", textContent: this.words.reworded, hidden: true }),
      note: make("textarea", { rows: 2, maxLength: NOTE_LENGTH }),
    };
    task.blocked = button(this.words.blocked, () => this.mark(task, this.stateOf(id) === "blocked" ? "todo" : "blocked"));
    task.blocked.setAttribute("aria-label", `${this.words.blocked}${this.words.colon}${task.title}`);
    task.noteLabel = make("label", { className: "hb-tasks__note", hidden: true }, [make("span", { textContent: this.words.note }), task.note]);
    task.actions = make("div", { className: "hb-actions", hidden: true }, [task.blocked]);
    task.box.addEventListener("change", () => this.mark(task, task.box.checked ? "done" : "todo"));
    task.note.addEventListener("change", () => this.mark(task, "blocked"));
    element.querySelector("label").after(task.due, task.reworded);
    element.append(task.actions, task.noteLabel);
    return task;
  }

  // --- the plan that is open ---

  /** Open what the address says; with a plain address what was open last. */
  read() {
    const link = parseLink(window.location.hash);
    const last = store.get("settings")[SETTING]?.last;
    const id = link ? this.take(link) : store.get("plans")[last] ? last : "";
    this.openPlan(id);
    if (link) this.offer(id, link.states);
  }

  /** Keep the plan of a link; returns its id. */
  take(link) {
    const known = store.get("plans")[link.id];
    const changes = {};
    // A link that names its plan brings the plan's newest words; the first link must not undo them.
    if (!known || link.isGiven) Object.assign(changes, link.plan);
    if (link.as || !known) changes.as = link.as || "new-hire";
    if (!known) changes.tasks = Object.fromEntries([...link.states].filter(([id]) => this.byId.has(id)));
    const differs = Object.entries(changes).some(([key, value]) => known?.[key] !== value);
    if (differs) this.write(link.id, (entry) => Object.assign(entry, changes));
    this.isNew = !known;
    return link.id;
  }

  /** Say which states came with a link; where the plan is known already, ask before they count. */
  offer(id, states) {
    const mine = this.open.states;
    const coming = [...states].filter(([task]) => this.byId.has(task));
    const newer = coming.filter(([task, { state, note, at }]) => {
      const own = mine.get(task);
      return at > (own?.at ?? 0) && (state !== (own?.state ?? "todo") || note !== own?.note);
    });
    const isShown = this.isNew ? coming.length > 0 : newer.length > 0;
    const part = this.part("arrived");
    part.hidden = !isShown;
    if (!isShown) return;
    const n = this.isNew ? coming.length : newer.length;
    this.say("arrived", fill(this.isNew ? this.words.brought : this.words.state_differs, { n }));
    const close = () => { part.hidden = true; this.querySelector("#plan").focus(); };
    const takeOver = () => {
      this.write(id, (entry) => { entry.tasks = { ...entry.tasks, ...Object.fromEntries(newer) }; });
      this.openPlan(id);
      close();
    };
    this.list("arrived").replaceChildren(
      ...(this.isNew ? [button(this.words.close, close)] : [button(this.words.take_over, takeOver), button(this.words.leave, close)]),
    );
  }

  /** Change a plan in the store without telling ourselves. */
  write(id, change) {
    this.isWriting = true;
    store.update("plans", (plans) => {
      const entry = plans[id] ?? {};
      change(entry);
      plans[id] = entry;
    });
    this.isWriting = false;
  }

  planOf(id) {
    const entry = id && store.get("plans")[id];
    if (!entry) return null;
    const open = { id, ...sound(entry) };
    const start = parseDay(open.plan.start);
    open.start = start;
    open.days = new Map(start === null ? [] : this.tasks.map((task) => [task.id, due(start, task, this.isWorked)]));
    return open;
  }

  openPlan(id) {
    this.today = today();
    this.open = this.planOf(id);
    const settings = store.get("settings")[SETTING];
    if (id && settings?.last !== id) this.remember(id);
    this.part("plan").hidden = this.part("share").hidden = this.shareJump.hidden = !this.open;
    this.part("arrived").hidden = true;
    this.place();
    this.paint();
    this.showPlans();
    this.maker?.show();
    for (const made of this.querySelectorAll('[data-act$="_calendar"]')) made.hidden = !this.open?.days.size;
    this.fillAnswers();
  }

  remember(id) {
    this.isWriting = true;
    store.update("settings", (settings) => { settings[SETTING] = { ...settings[SETTING], last: id }; });
    this.isWriting = false;
  }

  /** Another tab, another day: the same plan with what is so now. Nothing moves under the reader. */
  freshen() {
    if (this.isWriting || document.visibilityState === "hidden") return;
    const dayPassed = this.today !== today();
    this.today = today();
    const id = this.open?.id;
    this.open = this.planOf(id);
    if (id && !this.open) return this.openPlan("");
    if (dayPassed) this.place();
    this.paint();
    this.showPlans();
    this.fillAnswers();
  }

  turnTo(as) {
    this.write(this.open.id, (entry) => { entry.as = as; });
    this.openPlan(this.open.id);
  }

  stateOf(id, open = this.open) {
    return open?.states.get(id)?.state ?? "todo";
  }

  mark(task, state) {
    if (!this.open) return;
    const note = state === "blocked" ? clean(task.note.value, NOTE_LENGTH) : "";
    this.write(this.open.id, (entry) => {
      const entries = isObject(entry.tasks) ? entry.tasks : {};
      entries[task.id] = { state, rev: task.rev, at: seconds(), ...(note ? { note } : {}) };
      entry.tasks = entries;
    });
    this.open = this.planOf(this.open.id) ?? this.open;
    this.paint();
    this.showPlans();
    if (state === "blocked" && !note) task.note.focus();
  }

  standing(open = this.open) {
    return standing(this.tasks, open.plan, open.as, open.days, (id) => this.stateOf(id, open), this.today);
  }

  // --- what is seen ---

  /** Every task to its place: what is overdue or due today to the top, the others to their stages. */
  place() {
    for (const task of this.tasks) {
      task.home.append(task.element);
      task.element.hidden = Boolean(this.open) && !isShown(task, this.open.plan, this.open.as);
    }
    const now = this.list("now");
    if (this.open && this.open.start !== null) {
      const { overdue, today: due } = this.standing();
      now.append(...[...overdue, ...due].map((task) => task.element));
    }
    this.part("now").hidden = !this.open || this.open.start === null;
    now.hidden = !now.children.length;
    for (const stage of this.querySelectorAll("[data-stage]")) this.placeStage(stage, now);
  }

  placeStage(stage, now) {
    const own = this.tasks.filter((task) => task.stage === stage && !task.element.hidden);
    const moved = own.length > 0 && own.every((task) => now.contains(task.element));
    stage.querySelector(".hb-stage__moved")?.remove();
    if (moved) stage.querySelector("ul").before(make("p", { className: "hb-stage__moved hb-hint", textContent: this.words.moved_up }));
    stage.hidden = own.length === 0;
    const feedback = stage.querySelector("[data-feedback]");
    if (feedback) feedback.hidden = Boolean(this.open) && !["new-hire", "everyone"].includes(this.open.as);
  }

  paint() {
    for (const task of this.tasks) this.paintTask(task);
    if (this.open) this.paintPlan();
    showStatus(this.list("kept"), this.words);
  }

  paintTask(task) {
    const saved = this.open?.states.get(task.id);
    const state = saved?.state ?? "todo";
    task.element.dataset.state = this.open ? state : "";
    if (this.open) task.box.checked = state === "done";
    else if (task.isTicked) task.box.checked = false;
    task.isTicked = Boolean(this.open);
    task.actions.hidden = !this.open;
    task.blocked.setAttribute("aria-pressed", String(state === "blocked"));
    task.noteLabel.hidden = state !== "blocked";
    if (document.activeElement !== task.note) task.note.value = saved?.note ?? "";
    task.reworded.hidden = !(saved && state !== "todo" && saved.rev < task.rev);
    const day = this.open?.days.get(task.id);
    task.due.hidden = day === undefined;
    if (day === undefined) return;
    const late = state !== "done" && day < this.today ? this.lateness(day) : "";
    const when = day === this.today ? this.words.is_today : late;
    task.element.dataset.due = iso(day);
    task.element.classList.toggle("hb-tasks--late", Boolean(late));
    task.due.replaceChildren(
      make("time", { dateTime: iso(day), textContent: this.sayDay(day) }),
      ...(when ? [" ", make("strong", { textContent: when })] : []),
    );
  }

  lateness(day) {
    const n = this.today - day;
    return n === 1 ? this.words.is_overdue_one : fill(this.words.is_overdue, { n });
  }

  sayDay(day, locale = this.locale) {
    return sayDay(day, locale, fromNumber(this.today)[0]);
  }

  title(open) {
    const { words } = this;
    const { name } = open.plan;
    if (open.as === "new-hire" && !name) return words.hello_anyone;
    return name ? fill(words.plan_of, { name }) : words.plan_of_anyone;
  }

  roleSaid(open) {
    return this.roles.get(open.plan.role) ?? open.plan.role;
  }

  facts(open) {
    const { words } = this;
    const { done, all } = this.standing(open);
    return [
      [words.role, this.roleSaid(open)],
      [words.buddy, open.plan.buddy],
      [words.start, open.start === null ? open.plan.start : this.sayDay(open.start)],
      [words.progress, fill(words.progress_value, { done, all })],
    ].filter(([, value]) => value);
  }

  paintPlan() {
    const { open, words } = this;
    const { name, role, start } = open.plan;
    this.say("greeting", open.as === "new-hire" && name ? fill(words.hello, { name }) : this.title(open));
    const rows = this.facts(open).map(([term, value]) =>
      make("div", {}, [make("dt", { textContent: term }), make("dd", {}, [make("bdi", { textContent: value })])]),
    );
    this.list("facts").replaceChildren(...rows);
    const notices = [];
    if (!start) notices.push(words.no_start);
    else if (open.start === null) notices.push(fill(words.bad_start, { start }));
    if (!role) notices.push(words.no_role);
    else if (!this.roles.has(role)) notices.push(fill(words.unknown_role, { role }));
    this.say("notice", notices.join(this.blank));
    this.say("viewing", fill(words.viewing, { view: words[`view_${open.as.replace("-", "_")}`] }));
    for (const radio of this.querySelectorAll('[name="view"]')) radio.checked = radio.value === open.as;
    if (open.start !== null) this.say("now", this.nowText());
  }

  nowText() {
    const { open, words } = this;
    const { overdue, today: due, next } = this.standing();
    const left = open.start - this.today;
    const last = Math.max(...open.days.values());
    const parts = [];
    if (left > 0) parts.push(left === 1 ? words.starts_tomorrow : fill(words.starts_in, { n: left }));
    else parts.push(this.today > last ? words.past : fill(words.day_n, { n: 1 - left }));
    if (overdue.length || due.length) parts.push(fill(words.count_now, { overdue: overdue.length, today: due.length }));
    else parts.push(words.nothing_now);
    if (next.length && !due.length) {
      parts.push(fill(words.next_is, { date: this.sayDay(open.days.get(next[0].id)), title: next[0].title }));
    }
    return parts.join(this.blank);
  }

  showPlans() {
    const plans = Object.keys(store.get("plans")).map((id) => this.planOf(id));
    const rows = plans.map((open) => ({ open, counts: this.standing(open) }));
    rows.sort((a, b) => b.counts.overdue.length - a.counts.overdue.length
      || b.counts.today.length - a.counts.today.length
      || (a.open.start ?? Infinity) - (b.open.start ?? Infinity) || (a.open.id < b.open.id ? -1 : 1));
    this.part("plans").hidden = rows.length === 0 || (rows.length === 1 && Boolean(this.open));
    const had = document.activeElement?.closest?.("[data-plan]")?.dataset.plan;
    this.list("plans").replaceChildren(...rows.map((row) => this.planRow(row)));
    if (had) this.querySelector(`[data-plan="${CSS.escape(had)}"] button`)?.focus();
  }

  planRow({ open, counts }) {
    const { words } = this;
    const more = [this.roleSaid(open), open.start === null ? "" : this.sayDay(open.start), words[`view_${open.as.replace("-", "_")}`]];
    const link = make("a", { href: `#${this.fragment(open)}`, textContent: this.title(open) });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.goTo(open);
    });
    const isOpen = open.id === this.open?.id;
    if (isOpen) link.setAttribute("aria-current", "true");
    const numbers = { overdue: counts.overdue.length, today: counts.today.length, blocked: counts.blocked.length, done: counts.done, all: counts.all };
    const late = counts.overdue.map((task) => {
      const text = `${task.title}${fill(words.in_brackets, { text: this.lateness(open.days.get(task.id)) })}`;
      return make("li", { textContent: text });
    });
    const remove = button(words.remove, () => this.removePlan(open));
    remove.setAttribute("aria-label", `${words.remove}${words.colon}${this.title(open)}`);
    const row = make("li", { className: late.length ? "hb-plans--late" : "" }, [
      make("p", {}, [link, ...(isOpen ? [" ", make("span", { className: "hb-tag", textContent: words.is_open })] : [])]),
      make("p", { className: "hb-hint", textContent: more.filter(Boolean).join(words.separator) }),
      make("p", { textContent: fill(words.plan_counts, numbers) }),
      ...(late.length ? [make("ul", {}, late)] : []),
      make("div", { className: "hb-actions" }, [remove]),
    ]);
    row.dataset.plan = open.id;
    return row;
  }

  goTo(open) {
    const target = `#${this.fragment(open)}`;
    if (window.location.hash === target) this.openPlan(open.id);
    else window.location.hash = target;
    // The address is followed by an event; the plan stands when the reader gets there.
    setTimeout(() => {
      this.querySelector("#plan").focus();
      this.part("plan").scrollIntoView();
    });
  }

  removePlan(open) {
    if (!window.confirm(fill(this.words.remove_sure, { title: this.title(open) }))) return;
    this.isWriting = true;
    store.remove("plans", [open.id]);
    this.isWriting = false;
    if (open.id === this.open?.id) this.leavePlan();
    else this.showPlans();
    announce(this.part("maker"), this.words.removed);
  }

  leavePlan() {
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    this.remember("");
    this.openPlan("");
  }

  // --- what is taken along ---

  fragment(open, withStates = false) {
    const states = withStates ? new Map([...open.states].filter(([id]) => this.byId.has(id))) : null;
    return makeFragment(open.plan, { id: open.id, as: open.as, states });
  }

  address(open, withStates = false) {
    return `${new URL(window.location.pathname, window.location.href).href}#${this.fragment(open, withStates)}`;
  }

  // --- answers on onboarding itself ---

  keepAnswer(field) {
    const mark = field.dataset.question;
    const value = field.value.slice(0, field.maxLength);
    const put = (entry) => { entry.answers = { ...(isObject(entry.answers) ? entry.answers : {}), [mark]: value }; };
    if (this.open) return this.write(this.open.id, put);
    this.isWriting = true;
    store.update("settings", (settings) => { put((settings[SETTING] ??= {})); });
    this.isWriting = false;
    return undefined;
  }

  fillAnswers() {
    const saved = this.open ? store.get("plans")[this.open.id]?.answers : store.get("settings")[SETTING]?.answers;
    for (const field of this.querySelectorAll("[data-question]")) {
      const value = isObject(saved) ? saved[field.dataset.question] : "";
      if (document.activeElement !== field) field.value = typeof value === "string" ? value : "";
    }
  }

}

customElements.define("handbook-onboarding", Onboarding);

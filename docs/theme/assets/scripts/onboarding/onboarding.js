// The onboarding page: a link is a plan with dates and a state of its own. The path itself stands in
// the page; this dates it, sorts what is due to the top and keeps what the reader ticks. Nothing
// syncs between people: plans travel as links, states as links and texts.

import { parseDay, sayDay, today, yearOf } from "../lib/days.js";
import { button, fill } from "../lib/dom.js";
import { isObject } from "../lib/kept.js";
import { showStatus } from "../lib/status.js";
import { store } from "../lib/store.js";
import { Widget } from "../lib/widget.js";
import { addControls } from "./controls.js";
import { due, workCalendar } from "./due.js";
import { makeFragment, parseLink, seconds, sound, standing } from "./plan.js";
import { paintPlan } from "./summary.js";
import { countStages, noteOf, paintTask, placeTasks, prepareTask, unfoldStage } from "./tasks.js";

const SETTING = "onboarding";

/**
 * The element. Its parts ask it for `open` (the plan that is open or null), `tasks`, `words` and what
 * the methods below tell.
 */
class Onboarding extends Widget {
  enter(signal) {
    window.addEventListener("hashchange", () => this.read(), { signal });
    window.addEventListener("pageshow", (event) => event.persisted && this.read(), { signal });
    document.addEventListener("visibilitychange", () => this.freshen(), { signal });
    for (const section of ["plans", "settings"]) this.follow(store, section, () => this.freshen());
    this.read();
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

  build() {
    this.locale = document.documentElement.lang || "en";
    this.isWorked = workCalendar(JSON.parse(this.dataset.calendar));
    const options = [...this.querySelectorAll('[name="role"] option')].filter((option) => option.value);
    this.roles = new Map(options.map((option) => [option.value, option.textContent]));
    this.tasks = [...this.querySelectorAll("[data-task]")].map((element) => prepareTask(this, element));
    this.all = [...this.querySelectorAll("[data-stage]")];
    this.byId = new Map(this.tasks.map((task) => [task.id, task]));
    this.loading = {};
    for (const radio of this.querySelectorAll('[name="view"]')) {
      radio.addEventListener("change", () => this.turnTo(radio.value));
    }
    for (const field of this.querySelectorAll("[data-question]")) {
      field.addEventListener("input", () => this.keepAnswer(field));
    }
    addControls(this);
  }

  /** A further part of the widget, by the name of its file. */
  load(name) {
    this.loading[name] ??= import(`./${name}.js`).then(({ start }) => (this[name] = start(this)));
    return this.loading[name];
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
    const coming = [...states].filter(([task, { state, note, at }]) => {
      const own = mine.get(task);
      const differs = state !== this.stateOf(task) || (state === "blocked" && note !== own?.note);
      return this.byId.has(task) && (this.isNew || (differs && at > (own?.at ?? 0)));
    });
    const part = this.part("arrived");
    const n = coming.length;
    part.hidden = !n;
    if (!n) return;
    this.say("arrived", fill(this.isNew ? this.words.brought : this.words.state_differs, { n }));
    const close = () => { part.hidden = true; this.querySelector("#plan").focus(); };
    const takeOver = () => {
      // A note of ours stays with a task that the link says is not blocked.
      const taken = coming.map(([task, said]) => [task, said.state === "blocked" ? said : { ...this.open.states.get(task), ...said }]);
      this.write(id, (entry) => { entry.tasks = { ...entry.tasks, ...Object.fromEntries(taken) }; });
      this.openPlan(id);
      close();
    };
    this.list("arrived").replaceChildren(
      ...(this.isNew ? [button(this.words.close, close)] : [button(this.words.take_over, takeOver), button(this.words.leave, close)]),
    );
  }

  /** Change an entry of the store, which may be new, without telling ourselves. */
  write(id, change, section = "plans") {
    this.isWriting = true;
    store.update(section, (entries) => { change((entries[id] ??= {})); });
    this.isWriting = false;
    showStatus(this.list("kept"), this.words);
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
    this.part("no-plan").hidden ||= Boolean(this.open);
    placeTasks(this);
    if (this.unfolded !== id) unfoldStage(this);
    this.unfolded = id;
    this.paint();
    this.showPlans();
    this.maker?.show();
    for (const made of this.querySelectorAll('[data-act$="_calendar"]')) made.hidden = !this.open?.days.size;
    this.fillAnswers();
  }

  remember(id) {
    this.write(SETTING, (entry) => { entry.last = id; }, "settings");
  }

  /** Another tab, another day: the same plan with what is so now. Nothing moves under the reader. */
  freshen() {
    if (this.isWriting || document.visibilityState === "hidden") return;
    const dayPassed = this.today !== today();
    this.today = today();
    const id = this.open?.id;
    this.open = this.planOf(id);
    if (id && !this.open) return this.openPlan("");
    if (dayPassed) placeTasks(this);
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
    if (!this.open) return this.tellOfPlans(task);
    this.keep(task, state);
    this.paint();
    this.showPlans();
    if (state === "blocked" && !task.note.value) task.note.focus();
  }

  /** Without a plan nothing keeps a tick: that is said where the first one is, with the way to a plan. */
  tellOfPlans(task) {
    const note = this.part("no-plan");
    if (note.hidden) task.due.before(note);
    note.hidden = false;
  }

  /** Keep where a task stands, and its note; that of a task which is not blocked waits here and goes nowhere. */
  keep(task, state) {
    const note = noteOf(task);
    this.write(this.open.id, (entry) => {
      const entries = isObject(entry.tasks) ? entry.tasks : {};
      entries[task.id] = { state, rev: task.rev, at: seconds(), ...(note ? { note } : {}) };
      entry.tasks = entries;
    });
    this.open = this.planOf(this.open.id) ?? this.open;
  }

  standing(open = this.open) {
    return standing(this.tasks, open.plan, open.as, open.days, (id) => this.stateOf(id, open), this.today);
  }

  // --- what is seen ---

  paint() {
    for (const task of this.tasks) paintTask(this, task);
    countStages(this);
    if (this.open) paintPlan(this);
    showStatus(this.list("kept"), this.words);
  }

  async showPlans() {
    const others = Object.keys(store.get("plans")).filter((id) => id !== this.open?.id);
    this.part("plans").hidden = others.length === 0;
    if (others.length) (await this.load("plans")).show();
  }

  sayDay(day, locale = this.locale) {
    return sayDay(day, locale, yearOf(this.today));
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

  leavePlan() {
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    this.remember("");
    this.openPlan("");
    this.part("maker").querySelector("summary").focus();
  }

  // --- what is taken along ---

  fragment(open, withStates = false) {
    const states = withStates ? new Map([...open.states].filter(([id]) => this.byId.has(id))) : null;
    return makeFragment(open.plan, { id: open.id, as: open.as, states });
  }

  // --- answers on onboarding itself ---

  keepAnswer(field) {
    const mark = field.dataset.question;
    const value = field.value.slice(0, field.maxLength);
    const put = (entry) => { entry.answers = { ...(isObject(entry.answers) ? entry.answers : {}), [mark]: value }; };
    if (this.open) this.write(this.open.id, put);
    else this.write(SETTING, put, "settings");
  }

  fillAnswers() {
    const saved = this.open ? store.get("plans")[this.open.id]?.answers : store.get("settings")[SETTING]?.answers;
    for (const field of this.querySelectorAll("[data-question]")) {
      const value = isObject(saved) ? saved[field.dataset.question] : "";
      const text = typeof value === "string" ? value : "";
      // Who is writing keeps the cursor: what they wrote is what is kept.
      if (field.value !== text) field.value = text;
    }
  }
}

customElements.define("handbook-onboarding", Onboarding);

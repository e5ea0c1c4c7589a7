// The tasks on the page: where each stands, what it shows, and its controls. `host` is the element.

import { iso } from "../lib/days.js";
import { button, create, fill } from "../lib/dom.js";
import { clean, isOwn, isShown, NOTE_LENGTH } from "./plan.js";

/** What the page says of a task, with the controls that it gets. */
export function prepareTask(host, element) {
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
    whoSaid: text(".hb-tag:not(.hb-tag--key)"),
    page: page?.textContent ?? "",
    url: page ? new URL(page.getAttribute("href"), document.baseURI).href : "",
    box: element.querySelector("input"),
    due: create("p", { className: "hb-tasks__due", hidden: true }),
    reworded: create("p", { className: "hb-tasks__reworded", textContent: host.words.reworded, hidden: true }),
    note: create("textarea", { rows: 2, maxLength: NOTE_LENGTH }),
  };
  task.blocked = button(host.words.blocked, () => host.mark(task, host.stateOf(id) === "blocked" ? "todo" : "blocked"));
  task.blocked.setAttribute("aria-label", `${host.words.blocked}${host.words.colon}${task.title}`);
  task.noteLabel = create("label", { className: "hb-tasks__note", hidden: true }, [create("span", { textContent: host.words.note }), task.note]);
  task.actions = create("div", { className: "hb-actions", hidden: true }, [task.blocked]);
  task.box.addEventListener("change", () => host.mark(task, task.box.checked ? "done" : "todo"));
  task.note.addEventListener("input", () => host.keep(task, "blocked"));
  element.querySelector("label").after(task.due, task.reworded);
  element.append(task.actions, task.noteLabel);
  return task;
}

/** What stands in the way of a task, as its field says now. */
export const noteOf = (task) => clean(task.note.value, NOTE_LENGTH);

/** Every task to its place: what is overdue or due today to the top, the reader's own to their stages,
 * and below them, folded, what others do. */
export function placeTasks(host) {
  const { open } = host;
  for (const task of host.tasks) {
    const isTheirs = Boolean(open) && !isOwn(task, open.as);
    (isTheirs ? task.stage.querySelector(".hb-others > ul") : task.home).append(task.element);
    task.element.hidden = Boolean(open) && !isShown(task, open.plan, open.as);
  }
  const now = host.list("now");
  if (host.open && host.open.start !== null) {
    const { overdue, today: due } = host.standing();
    now.append(...[...overdue, ...due].map((task) => task.element));
  }
  host.part("now").hidden = !host.open || host.open.start === null;
  now.hidden = !now.children.length;
  for (const stage of host.all) placeStage(host, stage, now);
}

/** When a plan is opened: the stage that its reader is in stands open, the others are one line each. */
export function unfoldStage(host) {
  const { all, open } = host;
  const isNext = (task) => host.stateOf(task.id) !== "done" && isOwn(task, open.as) && isShown(task, open.plan, open.as);
  const here = open && all.find((stage) => host.tasks.some((task) => task.stage === stage && isNext(task)));
  for (const stage of all) stage.querySelector(".hb-fold").open = stage === here;
}

function placeStage(host, stage, now) {
  const own = host.tasks.filter((task) => task.stage === stage && !task.element.hidden);
  stage.querySelector('[data-part="moved"]').hidden = !own.every((task) => now.contains(task.element));
  stage.hidden = own.length === 0;
  stage.querySelector(".hb-others").hidden = !stage.querySelector(".hb-others > ul > :not([hidden])");
  const feedback = stage.querySelector("[data-feedback]");
  if (feedback) feedback.hidden = Boolean(host.open) && !["new-hire", "everyone"].includes(host.open.as);
}

/** A task as its plan has it: ticked or blocked, its day, and whether that is today or past. */
export function paintTask(host, task) {
  const saved = host.open?.states.get(task.id);
  const state = saved?.state ?? "todo";
  task.element.dataset.state = host.open ? state : "";
  if (host.open) task.box.checked = state === "done";
  else if (task.isTicked) task.box.checked = false;
  task.isTicked = Boolean(host.open);
  task.actions.hidden = !host.open;
  task.blocked.setAttribute("aria-pressed", String(state === "blocked"));
  task.noteLabel.hidden = state !== "blocked";
  // Who is writing is left alone; what another tab wrote since comes in also where the cursor stood.
  if (noteOf(task) !== (saved?.note ?? "")) task.note.value = saved?.note ?? "";
  task.reworded.hidden = !(saved && state !== "todo" && saved.rev < task.rev);
  const day = host.open?.days.get(task.id);
  task.due.hidden = day === undefined;
  if (day === undefined) return;
  const late = state !== "done" && day < host.today ? lateness(host, day) : "";
  const when = day === host.today ? host.words.is_today : late;
  task.element.dataset.due = iso(day);
  task.element.classList.toggle("hb-tasks--late", Boolean(late));
  task.due.replaceChildren(
    create("time", { dateTime: iso(day), textContent: host.sayDay(day) }),
    ...(when ? [" ", create("strong", { textContent: when })] : []),
  );
}

/** Beside each stage's name: how many of the reader's own lines are done, or how many lines there are. */
export function countStages(host) {
  const { open } = host;
  for (const stage of host.all) {
    const own = host.tasks.filter((task) => task.stage === stage && (!open || (isOwn(task, open.as) && isShown(task, open.plan, open.as))));
    const done = own.filter((task) => open && host.stateOf(task.id) === "done").length;
    stage.querySelector('[data-part="count"]').textContent = open && own.length ? `${done}/${own.length}` : "";
  }
}

/** How late a day is, in words. */
export function lateness(host, day) {
  const n = host.today - day;
  return n === 1 ? host.words.is_overdue_one : fill(host.words.is_overdue, { n });
}

// The plans that this browser keeps: reading one, and the list of all. `host` is the element.

import { deleting } from "../lib/confirm.js";
import { announce, create, fill } from "../lib/dom.js";
import { isObject } from "../lib/kept.js";
import { store } from "../lib/store.js";
import { clean, isState, NOTE_LENGTH, VIEWS } from "./plan.js";
import { roleSaid, title } from "./summary.js";
import { lateness } from "./tasks.js";

/** Now, as plans keep it. */
export const seconds = () => Math.floor(Date.now() / 1000);

/** A plan from the store: it may come from a backup that somebody edited. */
export function sound(entry) {
  const text = (value, length) => (typeof value === "string" ? clean(value, length) : "");
  const states = new Map();
  for (const [id, value] of Object.entries(isObject(entry.tasks) ? entry.tasks : {})) {
    if (!isObject(value) || !isState(value.state)) continue;
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

/** The list of all plans, what is late first. */
export function showPlans(host) {
  const plans = Object.keys(store.get("plans")).map((id) => host.planOf(id));
  const rows = plans.map((open) => ({ open, counts: host.standing(open) }));
  rows.sort((a, b) => b.counts.overdue.length - a.counts.overdue.length
    || b.counts.today.length - a.counts.today.length
    || (a.open.start ?? Infinity) - (b.open.start ?? Infinity) || (a.open.id < b.open.id ? -1 : 1));
  host.part("plans").hidden = rows.length === 0 || (rows.length === 1 && Boolean(host.open));
  const had = document.activeElement?.closest?.("[data-plan]")?.dataset.plan;
  host.list("plans").replaceChildren(...rows.map((row) => planRow(host, row)));
  if (had) host.querySelector(`[data-plan="${CSS.escape(had)}"] button`)?.focus();
}

function planRow(host, { open, counts }) {
  const { words } = host;
  const more = [roleSaid(host, open), open.start === null ? "" : host.sayDay(open.start), words[`view_${open.as.replace("-", "_")}`]];
  const link = create("a", { href: `#${host.fragment(open)}`, textContent: title(host, open) });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation();
    host.goTo(open);
  });
  const isOpen = open.id === host.open?.id;
  if (isOpen) link.setAttribute("aria-current", "true");
  const numbers = { overdue: counts.overdue.length, today: counts.today.length, blocked: counts.blocked.length, done: counts.done, all: counts.all };
  const late = counts.overdue.map((task) => {
    const text = `${task.title}${fill(words.in_brackets, { text: lateness(host, open.days.get(task.id)) })}`;
    return create("li", { textContent: text });
  });
  const sure = fill(words.remove_sure, { title: title(host, open) });
  const remove = deleting(words, words.remove, sure, () => removePlan(host, open));
  remove.firstChild.setAttribute("aria-label", `${words.remove}${words.colon}${title(host, open)}`);
  const row = create("li", { className: late.length ? "hb-plans--late" : "" }, [
    create("p", {}, [link, ...(isOpen ? [" ", create("span", { className: "hb-tag", textContent: words.is_open })] : [])]),
    create("p", { className: "hb-hint", textContent: more.filter(Boolean).join(words.separator) }),
    create("p", { textContent: fill(words.plan_counts, numbers) }),
    ...(late.length ? [create("ul", {}, late)] : []),
    remove,
  ]);
  row.dataset.plan = open.id;
  return row;
}

function removePlan(host, open) {
  host.isWriting = true;
  store.remove("plans", [open.id]);
  host.isWriting = false;
  if (open.id === host.open?.id) host.leavePlan();
  else showPlans(host);
  announce(host.part("maker"), host.words.removed);
}

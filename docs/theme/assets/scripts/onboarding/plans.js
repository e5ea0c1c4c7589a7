// The list of the plans that this browser keeps, what is late first. A part of the onboarding element,
// loaded where there is more than the plan that is open.

import { deleting } from "../lib/confirm.js";
import { announce, create, fill } from "../lib/dom.js";
import { store } from "../lib/store.js";
import { roleSaid, title } from "./summary.js";
import { lateness } from "./tasks.js";

function show(host) {
  const plans = Object.keys(store.get("plans")).map((id) => host.planOf(id));
  const rows = plans.map((open) => ({ open, counts: host.standing(open) }));
  rows.sort((a, b) => b.counts.overdue.length - a.counts.overdue.length
    || b.counts.today.length - a.counts.today.length
    || (a.open.start ?? Infinity) - (b.open.start ?? Infinity) || (a.open.id < b.open.id ? -1 : 1));
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
  const numbers = { ...counts, overdue: counts.overdue.length, today: counts.today.length, blocked: counts.blocked.length };
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
  else {
    show(host);
    host.part("maker").querySelector("summary").focus();
  }
  announce(host.part("maker"), host.words.removed);
}

export const start = (host) => ({ show: () => show(host) });

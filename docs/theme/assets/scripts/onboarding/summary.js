// What the page says of a plan: whose it is, what holds for it, where it stands. `host` is the element.

import { create, fill, sentences } from "../lib/dom.js";

/** What a plan is called for the one who looks at it. */
export function title(host, open) {
  const { words } = host;
  const { name } = open.plan;
  if (open.as === "new-hire" && !name) return words.hello_anyone;
  return name ? fill(words.plan_of, { name }) : words.plan_of_anyone;
}

/** The role as the team calls it, or as the link does. */
export function roleSaid(host, open) {
  return host.roles.get(open.plan.role) ?? open.plan.role;
}

/** What holds for a plan: `[[term, value], …]`. */
export function facts(host, open) {
  const { words } = host;
  const { done, all } = host.standing(open);
  return [
    [words.role, roleSaid(host, open)],
    [words.buddy, open.plan.buddy],
    [words.start, open.start === null ? open.plan.start : host.sayDay(open.start)],
    [words.progress, fill(words.progress_value, { done, all })],
  ].filter(([, value]) => value);
}

/** Show the open plan. */
export function paintPlan(host) {
  const { open, words } = host;
  const { name, role, start } = open.plan;
  host.say("greeting", open.as === "new-hire" && name ? fill(words.hello, { name }) : title(host, open));
  const rows = facts(host, open).map(([term, value]) =>
    create("div", {}, [create("dt", { textContent: term }), create("dd", {}, [create("bdi", { textContent: value })])]),
  );
  host.list("facts").replaceChildren(...rows);
  const notices = [];
  if (!start) notices.push(words.no_start);
  else if (open.start === null) notices.push(fill(words.bad_start, { start }));
  if (!role) notices.push(words.no_role);
  else if (!host.roles.has(role)) notices.push(fill(words.unknown_role, { role }));
  host.say("notice", sentences(words, notices));
  host.say("viewing", fill(words.viewing, { view: words[`view_${open.as.replace("-", "_")}`] }));
  for (const radio of host.querySelectorAll('[name="view"]')) radio.checked = radio.value === open.as;
  if (open.start !== null) host.say("now", nowText(host));
}

function nowText(host) {
  const { open, words } = host;
  const { overdue, today: due, next } = host.standing();
  const left = open.start - host.today;
  const last = Math.max(...open.days.values());
  const parts = [];
  if (left > 0) parts.push(left === 1 ? words.starts_tomorrow : fill(words.starts_in, { n: left }));
  else parts.push(host.today > last ? words.past : fill(words.day_n, { n: 1 - left }));
  if (overdue.length || due.length) parts.push(fill(words.count_now, { overdue: overdue.length, today: due.length }));
  else parts.push(words.nothing_now);
  if (next.length && !due.length) {
    parts.push(fill(words.next_is, { date: host.sayDay(open.days.get(next[0].id)), title: next[0].title }));
  }
  return sentences(words, parts);
}

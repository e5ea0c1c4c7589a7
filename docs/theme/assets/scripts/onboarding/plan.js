// A plan and its link: `#start=2026-12-01&role=moderator&name=…&buddy=…`, percent-encoded.
// What an address says is not to be trusted: it is read strictly, cut to size, and what is unknown
// is ignored. Pure: knows nothing of the page.

import { iso, parseDay } from "../lib/days.js";
import { shortHash } from "../lib/hash.js";
import { isObject } from "../lib/kept.js";

const NAME_LENGTH = 40;
export const NOTE_LENGTH = 300;
const FRAGMENT_LENGTH = 20000;
const STATE_COUNT = 300;

// In the order that an id is made of.
const PARTS = ["start", "role", "name", "buddy"];
const VIEWS = ["new-hire", "buddy", "lead", "everyone"];
const STATES = { d: "done", b: "blocked", t: "todo" };

/** One line of plain text: no control or direction marks, no towers of accents, cut to `length`. */
export function clean(text, length = NAME_LENGTH) {
  const plain = String(text)
    .replace(/[\s\u2028\u2029]+/gu, " ")
    .replace(/[\p{Cc}\p{Cs}\p{Co}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, "")
    // What stood between two blanks, or between a letter and its accent, may be gone by now.
    .replace(/ +/g, " ")
    .normalize("NFC")
    .replace(/(\p{M}{3})\p{M}+/gu, "$1")
    // Would be decoded once more by whoever reads the link.
    .replace(/%(?=[0-9a-f]{2})/giu, "％");
  return Array.from(plain.trim()).slice(0, length).join("").trim();
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    // A cut sequence: what can be read is read, up to the cut and after it.
    return text.replace(/(?:%[0-9a-f]{2})+(?:%[0-9a-f]?$)?/gi, (run) => {
      const bytes = Array.from(run.matchAll(/%(..)/g), ([, byte]) => parseInt(byte, 16));
      return new TextDecoder().decode(Uint8Array.from(bytes)).replace(/\ufffd/g, "");
    });
  }
}

const ENCODED = /%[0-9a-f]{2}/i;

/** A value decoded; also where a chat has encoded it twice or three times. */
function valueOf(raw) {
  let value = decode(raw.replace(/\+/g, " "));
  for (let more = 2; more > 0 && ENCODED.test(value); more -= 1) value = decode(value);
  return value;
}

// What a sentence around a link leaves at its end.
const TRAIL = /[\s.,;:!?'"\u0060>*_~\u3002\uff0c\u3001\uff1b\uff1a\uff01\uff1f\u2026\u201d\u2019\u300d\u300f\u300b\u3011]+$/u;

function withoutTrail(value) {
  let rest = value;
  for (;;) {
    const before = rest;
    rest = rest.replace(TRAIL, "");
    // A closing bracket belongs to the value only where one opened in it.
    for (const [open, close] of ["()", "（）", "[]", "{}"]) {
      if (rest.endsWith(close) && !rest.includes(open)) rest = rest.slice(0, -1);
    }
    if (rest === before) return rest;
  }
}

/** Every parameter of a fragment, the first of each name; a Map, so that no name is special. */
function parameters(fragment) {
  let text = String(fragment).slice(0, FRAGMENT_LENGTH).replace(/^#/, "");
  for (let more = 3; more > 0 && !text.includes("=") && ENCODED.test(text); more -= 1) text = decode(text);
  const found = new Map();
  const pairs = text.replace(/&amp;/g, "&").split("&");
  pairs.forEach((pair, place) => {
    const [, key, raw] = /^([^=]*)=?(.*)$/s.exec(pair);
    const value = valueOf(raw);
    const name = decode(key).trim();
    if (!found.has(name)) found.set(name, place === pairs.length - 1 ? withoutTrail(value) : value);
  });
  return found;
}

function sortedOut(said) {
  const plan = Object.fromEntries(PARTS.map((part) => [part, clean(said[part] ?? "")]));
  const day = parseDay(plan.start);
  if (day !== null) plan.start = iso(day);
  return plan;
}

/** Now, as plans keep it. */
export const seconds = () => Math.floor(Date.now() / 1000);

/** A plan from the store: it may come from a backup that somebody edited. */
export function sound(entry) {
  const text = (value, length) => (typeof value === "string" ? clean(value, length) : "");
  const states = new Map();
  for (const [id, value] of Object.entries(isObject(entry.tasks) ? entry.tasks : {})) {
    if (!isObject(value) || !Object.values(STATES).includes(value.state)) continue;
    const note = text(value.note, NOTE_LENGTH);
    const at = Number.isSafeInteger(value.at) && value.at > 0 ? Math.min(value.at, seconds()) : 1;
    states.set(id, { state: value.state, rev: Number(value.rev) || 1, at, ...(note ? { note } : {}) });
  }
  return {
    plan: Object.fromEntries(PARTS.map((part) => [part, text(entry[part])])),
    as: VIEWS.includes(entry.as) ? entry.as : "new-hire",
    states,
    answers: isObject(entry.answers) ? entry.answers : {},
  };
}

/** The id of a plan: the same link is the same plan, unless the plan was changed and kept its id. */
function planId(plan) {
  return shortHash(JSON.stringify(Object.values(plan)));
}

/**
 * What a fragment says: `{id, isGiven, plan: {start, role, name, buddy}, as, states}` or null where it
 * is no plan's. `isGiven` tells whether the link names its plan's id. `start` is a day as YYYY-MM-DD, or the text as it came where it is not one; `as` is "" or
 * one of VIEWS; `states` maps task ids to `{state, rev, at, note?}` with `at` in seconds.
 */
export function parseLink(fragment) {
  const found = parameters(fragment);
  const plan = sortedOut(Object.fromEntries(found));
  if (!Object.values(plan).some(Boolean)) return null;
  const given = found.get("plan") ?? "";
  const isGiven = /^[0-9a-z]{6,12}$/.test(given);
  const as = found.get("as") ?? "";
  return {
    id: isGiven ? given : planId(plan),
    isGiven,
    plan,
    as: VIEWS.includes(as) ? as : "",
    states: parseStates(found),
  };
}

function parseStates(found) {
  const states = new Map();
  for (const part of (found.get("state") ?? "").split("_").slice(0, STATE_COUNT)) {
    const [, id, rev, letter, seconds] = /^([a-z0-9-]{1,64})\.(\d{1,4})\.([dbt])\.([0-9a-z]{1,7})$/.exec(part) || [];
    if (!id) continue;
    const entry = { state: STATES[letter], rev: Number(rev), at: parseInt(seconds, 36) };
    const note = clean(found.get(`note.${id}`) ?? "", NOTE_LENGTH);
    if (note) entry.note = note;
    states.set(id, entry);
  }
  return states;
}

/**
 * The fragment for a plan, without `#`. `more` may hold `id` (written only where it differs from
 * the one that follows from the plan), `as`, and `states` as `parseLink` gives them.
 */
export function makeFragment(plan, { id = "", as = "", states = null } = {}) {
  const sorted = sortedOut(plan);
  const pairs = Object.entries(sorted).filter(([, value]) => value);
  if (id && id !== planId(sorted)) pairs.push(["plan", id]);
  if (as && as !== "new-hire") pairs.push(["as", as]);
  if (states?.size) {
    for (const [task, entry] of states) if (entry.note && entry.state === "blocked") pairs.push([`note.${task}`, clean(entry.note, NOTE_LENGTH)]);
    const parts = Array.from(states, ([task, { state, rev, at }]) => `${task}.${rev}.${state[0]}.${at.toString(36)}`);
    pairs.push(["state", parts.join("_")]);
  }
  return pairs.map(([key, value]) => `${key}=${encode(value)}`).join("&");
}

// What encodeURIComponent leaves alone, but a chat may take for the end of the link or for emphasis.
function encode(value) {
  return encodeURIComponent(value).replace(/[!'()*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Whether somebody with this role does or takes part in a task; one without a role: the tasks for all. */
function isFor(task, role) {
  return task.roles.length === 0 || task.roles.includes(role);
}

/**
 * Whether a view shows a task. Buddy and lead see their own. The new hire sees their own and what
 * others do with them; what others prepare before the start is not their business.
 */
export function isShown(task, plan, as) {
  if (!isFor(task, plan.role)) return false;
  if (as === "everyone" || task.who === as) return true;
  return as === "new-hire" && !(task.workday < 0);
}

/** Whether a task is one that this view's reader has to do. */
export function isOwn(task, as) {
  return as === "everyone" || task.who === as;
}

/**
 * The tasks of a view sorted by their days: `{overdue, today, next}` hold open tasks, `done` and
 * `blocked` and `all` are numbers. `days` maps task ids to day numbers (none without a start),
 * `stateOf(id)` gives "todo", "done" or "blocked".
 */
export function standing(tasks, plan, as, days, stateOf, today) {
  const shown = tasks.filter((task) => isShown(task, plan, as));
  const open = shown.filter((task) => stateOf(task.id) !== "done" && days.has(task.id));
  const byDay = (a, b) => days.get(a.id) - days.get(b.id);
  const own = shown.filter((task) => isOwn(task, as));
  return {
    overdue: open.filter((task) => days.get(task.id) < today && isOwn(task, as)).sort(byDay),
    today: open.filter((task) => days.get(task.id) === today),
    next: open.filter((task) => days.get(task.id) > today).sort(byDay),
    blocked: shown.filter((task) => stateOf(task.id) === "blocked"),
    done: own.filter((task) => stateOf(task.id) === "done").length,
    all: own.length,
  };
}

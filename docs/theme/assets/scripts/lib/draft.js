// What is written into a form and not handed on: kept for this tab, so that no reload and no way back loses it.
// One item a page: {selector of the form: [[name, value], …]}. It ends with the tab, and goes nowhere.

import { create } from "./dom.js";

/** Before the address of a page. The script of every page (entry.js) says the same, to load this only where it is needed. */
export const PREFIX = "handbook:draft:";

const fieldsOf = (form) => [...form.querySelectorAll("input, select, textarea")];
const isChoice = ({ type }) => type === "checkbox" || type === "radio";
const written = (fields) =>
  fields.filter((field) => !isChoice(field) || field.checked).map(({ name, value }) => [name, value]);
/** What tells a form with words from an empty one: rows that were added and left empty are no words. */
const wordsIn = (fields) => JSON.stringify(written(fields).filter(([, value]) => value));

/** Look at the drafts of a page or change them; nothing where the browser keeps nothing. */
function onPage(key, act) {
  try {
    const drafts = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    act(drafts);
    if (Object.keys(drafts).length) sessionStorage.setItem(key, JSON.stringify(drafts));
    else sessionStorage.removeItem(key);
  } catch {
    // Missing, forbidden, full or edited by somebody: the words hold as long as the page is open.
  }
}

/** Fill the fields; what was written before the script came stays, and no fold hides what came back. */
function bringBack(fields, entries, touched) {
  const left = [...entries];
  for (const field of fields) {
    const what = isChoice(field) ? "checked" : "value";
    const at = left.findIndex(([name, value]) => name === field.name && (what === "value" || value === field.value));
    const [found] = at < 0 ? [] : left.splice(at, 1);
    const wanted = what === "checked" ? Boolean(found) : found?.[1] ?? field.value;
    if (touched.has(field) || wanted === field[what]) continue;
    field[what] = wanted;
    const fold = field.closest("details");
    if (fold) fold.open = true;
  }
}

/**
 * Bring back what was written in `form` on this page, and keep what will be; `selector` finds it there.
 * `prepare(entries)` makes room for it. Returns what forgets it: the words were handed on.
 */
export function keepDraft(form, selector, prepare = () => {}) {
  const key = PREFIX + location.pathname;
  const given = fieldsOf(create("form", { innerHTML: form.innerHTML }));
  const blank = wordsIn(given);
  const touched = new Set(fieldsOf(form).filter(({ value, checked }, index) =>
    value !== given[index].value || checked !== given[index].checked));
  const keep = () => onPage(key, (drafts) => {
    const fields = fieldsOf(form);
    if (wordsIn(fields) === blank) delete drafts[selector];
    else drafts[selector] = written(fields);
  });
  onPage(key, ({ [selector]: entries }) => {
    if (!entries) return;
    prepare(entries);
    bringBack(fieldsOf(form), entries, touched);
  });
  if (touched.size) keep();
  form.addEventListener("input", keep);
  return () => onPage(key, (drafts) => delete drafts[selector]);
}

/** Open the folds of this page that hold a draft, when the widgets around them are there. */
export function reopen() {
  onPage(PREFIX + location.pathname, (drafts) => {
    for (const selector of Object.keys(drafts)) {
      const fold = document.querySelector(selector)?.closest("details");
      const host = fold?.closest(":not(:defined)");
      if (host) customElements.whenDefined(host.localName).then(() => { fold.open = true; });
      else if (fold) fold.open = true;
    }
  });
}

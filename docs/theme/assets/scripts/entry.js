// The one script that every page loads. It follows the theme's page changes, keeps the language
// switch on the page, and imports a widget only where its tag is on the page.

import { iso } from "./lib/days.js";

const widgets = ["checklist", "template", "progress", "assessment", "team", "onboarding", "propose", "filter", "agree"];

function each(selector, act) {
  for (const element of document.querySelectorAll(selector)) act(element);
}

/** Point the language switch at the same page: the theme keeps the header when it swaps pages. */
function followLanguages() {
  for (const link of document.head.querySelectorAll('link[rel~="alternate"][hreflang]')) {
    each(`.md-select__link[hreflang="${link.hreflang}"]`, (anchor) => {
      anchor.href = link.href;
    });
  }
}

/** Say that a review is due, and leave out what is no longer new, by this reader's date. */
function showByDay() {
  each(".hb-due", (note) => {
    note.hidden = note.dataset.due > iso();
  });
  each("[data-last]", (note) => {
    note.hidden = note.dataset.last < iso();
  });
}

/** Keep the page for tonight readable without network: its worker answers for that page alone. */
function keepTonight() {
  const meta = document.querySelector('meta[name="handbook-tonight"]');
  if (!meta || !navigator.serviceWorker) return;
  const folder = new URL(meta.content, document.baseURI);
  // Refused in private windows and over plain http: the page is then as online as every other.
  navigator.serviceWorker.register(new URL("worker.js", folder), { scope: folder.pathname }).catch(() => {});
}

/** Fetch the search when somebody is about to use it, and not before. */
function offerSearch() {
  const link = document.querySelector(".hb-search-button");
  if (!link) return;
  const index = new URL(link.dataset.index, document.baseURI).href;
  const begin = () => import("./search/search.js").then((search) => search.made(index, link));
  // Where it cannot be had the link leads to the index of practices, as it does without a script.
  const open = (event) => {
    event.preventDefault();
    event.stopPropagation();
    begin().then((search) => search.open()).catch(() => location.assign(link.href));
  };
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.setAttribute("aria-keyshortcuts", "/");
  for (const sign of ["focus", "pointerenter"]) link.addEventListener(sign, () => begin().catch(() => {}), { once: true });
  link.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (!event.target.closest?.("input, textarea, select, [contenteditable]")) open(event);
  });
}

function start() {
  followLanguages();
  showByDay();
  // The page that holds everything is for paper: its widgets stay as they are.
  if (document.querySelector("[data-still]")) return;
  // What is wrong with a page is told by few: its script waits until they open the form.
  each("details:has(handbook-wrong)", (form) => {
    form.addEventListener("toggle", () => import("./wrong/wrong.js"), { once: true });
  });
  each(".hb-sections", async (row) => (await import("./lib/jumps.js")).follow(row));
  for (const name of widgets) {
    if (document.querySelector(`handbook-${name}`) && !customElements.get(`handbook-${name}`)) {
      // One that fails leaves the page and the others as they are.
      import(`./${name}/${name}.js`).catch((error) => console.error(`handbook-${name}`, error));
    }
  }
}

keepTonight();
offerSearch();
// The theme's observable fires on first load and after each swapped page.
if (window.document$) window.document$.subscribe(start);
else start();

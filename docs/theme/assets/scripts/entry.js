// The one script that every page loads. It follows the theme's page changes, keeps the language
// switch on the page, and imports a widget only where its tag is on the page.

import { iso } from "./lib/days.js";

const widgets = ["checklist", "template", "progress", "assessment", "team", "onboarding", "propose", "filter", "agree"];

const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

/** Keep the page for tonight readable without network: its worker answers for that page alone. */
function keepTonight({ content }) {
  // Not there over plain http, refused in private windows: the page is then as online as every other.
  navigator.serviceWorker?.register(`${content}worker.js`).catch(() => {});
}

/** Fetch the search when somebody opens it, and not before. */
function search(link) {
  const open = (event) => {
    event.preventDefault();
    // Where it cannot be had the link leads to the index of practices, as it does without a script.
    import("./search/search.js").then((search) => search.open(link)).catch(() => location.assign(link));
  };
  link.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input,select,textarea")) open(event);
  });
}

async function start() {
  // The language switch leads to the same page: the theme keeps the header when it swaps pages.
  each("link[rel~=alternate][hreflang]", ({ href, hreflang }) => {
    each(`.md-select__link[hreflang="${hreflang}"]`, (one) => { one.href = href; });
  });
  // A review that is due, and what is no longer new: by this reader's date.
  each(".hb-due", (one) => { one.hidden = one.dataset.due > iso(); });
  each("[data-last]", (one) => { one.hidden = one.dataset.last < iso(); });
  // The page that holds everything is for paper: its widgets stay as they are.
  if (document.querySelector("[data-still]")) return;
  // What is wrong with a page is told by few: its script waits until they open the form, or have done so.
  const wrong = () => import("./wrong/wrong.js");
  each(".hb-wrong", (one) => one.addEventListener("toggle", wrong));
  each(".hb-wrong[open]", wrong);
  each(".hb-sections", async (one) => (await import("./lib/jumps.js")).follow(one));
  for (const name of widgets) {
    if (document.querySelector(`handbook-${name}`)) {
      // One that fails leaves the page and the others as they are.
      import(`./${name}/${name}.js`).catch((error) => console.error(`handbook-${name}`, error));
    }
  }
  // A fold with words in it that were not handed on stands open again.
  try {
    if (sessionStorage[`handbook:draft:${location.pathname}`]) (await import("./lib/draft.js")).reopen();
  } catch {
    // No storage, no draft; a script that cannot be had comes when the fold is opened.
  }
}

each("meta[name=handbook-tonight]", keepTonight);
each(".hb-search-button", search);
// The language switch takes along what is asked of the page: a section, a result, a plan.
each(".md-select__link", (one) => one.addEventListener("click", () => { one.hash = location.hash; }));
// The menu of a phone by keyboard: from when its button has the focus, or it is opened in another way.
const menu = () => import("./lib/menu.js");
each("[for=__drawer]", (one) => one.addEventListener("focus", menu));
each("#__drawer", (one) => one.addEventListener("change", menu));
each("#__drawer:checked", menu);
// The theme's observable fires on first load and after each swapped page.
if (window.document$) window.document$.subscribe(start);
else start();

// How a result looks, for one person and for a team: bars, the radar's line, suggestions. Each
// fills in what the page's HTML holds already.

import { create, fill } from "../lib/dom.js";

/** What stands for a score: the number, or why there is none. */
export function scoreWords(words, element) {
  if (element.needed === null) return words.too_small;
  if (element.score === null) return fill(words.too_few, { n: element.needed });
  return fill(words.score_of, { n: element.shown });
}

/** Set a bar's width and tint; no tint where there is no score. */
function setBar(bar, form, shown, band) {
  const line = bar.querySelector(".hb-bar");
  line.style.setProperty("--score", `${shown ?? 0}%`);
  const place = form.bands.findIndex((entry) => entry.id === band);
  line.dataset.tint = place < 0 ? "" : Math.min(4, Math.ceil(((place + 1) * 4) / form.bands.length));
}

/** To a heading, from a button that is gone. */
export function goTo(heading) {
  heading.tabIndex = -1;
  heading.focus();
}

/** What says the sentence of a band in full where it comes first, and after that where it was said. */
export function sayingOnce(words) {
  const first = new Map();
  return (title, text) => {
    if (first.has(text)) return fill(words.same_as, { title: first.get(text) });
    if (text) first.set(text, title);
    return text;
  };
}

/** One element of one person; `say` is what `sayingOnce` gave. */
export function fillBar(bar, form, words, element, say) {
  bar.querySelector("strong").textContent = scoreWords(words, element);
  bar.querySelector("small").textContent = fill(words.answered, { n: element.answered, all: element.items });
  const band = form.bands.find(({ id }) => id === element.band)?.text ?? "";
  bar.querySelector(".hb-bars__words").textContent = say(form.titles[element.id], band);
  setBar(bar, form, element.shown, element.band);
}

/** The radar's line through the scores `[{id, shown}]`; it has a gap where there is no score. */
export function drawRadar(radar, elements) {
  const points = elements.map(({ id, shown }) => {
    const axis = radar.querySelector(`[data-axis="${id}"]`);
    if (shown === null || shown === undefined) return null;
    return ["x2", "y2"].map((name) => (Number(axis.getAttribute(name)) * shown) / 100);
  });
  const isWhole = points.every(Boolean);
  const steps = points.map((point, place) => {
    const before = points[(place || points.length) - 1];
    if (!point) return "";
    return before && (place > 0 || !isWhole) ? `M${before}L${point}` : `M${point}`;
  });
  const path = radar.querySelector(".hb-radar__area");
  path.setAttribute("d", isWhole ? `M${points.map(String).join("L")}Z` : steps.join(""));
  path.classList.toggle("hb-radar__area--open", !isWhole);
  radar.querySelector(".hb-radar__dots").replaceChildren(
    ...points.filter(Boolean).map(([x, y]) => {
      const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      for (const [name, value] of [["cx", x], ["cy", y], ["r", 4]]) dot.setAttribute(name, value);
      return dot;
    }),
  );
}

/**
 * A list item that suggests a record, from the page's template. Of its statements those in `cause`
 * stay (all where it is null), each with what `note(id)` says below it.
 */
export function suggestion(host, tie, cause, note = () => "") {
  const item = host.querySelector("template.hb-talk").content.querySelector(`[data-tie="${tie}"]`).cloneNode(true);
  for (const quote of item.querySelectorAll("[data-item]")) {
    const { item: id } = quote.dataset;
    if (cause && !cause.includes(id)) quote.remove();
    else if (note(id)) quote.append(create("footer", { textContent: note(id) }));
  }
  return item;
}

// A list to choose one thing from, with its label: for the few widgets that ask.

import { create } from "./dom.js";

/** The list; `options` are `[[value, words], …]`. Returns the label. */
export function choice(words, options, chosen, act) {
  const select = create("select", { className: "hb-select" }, options.map(([value, textContent]) =>
    create("option", { value, textContent, selected: value === chosen })));
  select.addEventListener("change", () => act(select.value));
  return create("label", {}, [create("span", { textContent: words }), select]);
}

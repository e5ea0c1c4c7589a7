// The one way to delete something: a button that asks once more, in its own place.

import { button, create } from "./dom.js";

/**
 * The button with what it asks. `words` holds yes_delete and keep; `ask` stands on the button, `sure`
 * is what is asked; `act` deletes. Keeping has the focus, so that a second press deletes nothing.
 */
export function deleting(words, ask, sure, act) {
  const box = create("div", { className: "hb-tools" });
  const back = () => {
    box.replaceChildren(first);
    first.focus();
  };
  const first = button(ask, () => {
    const keep = button(words.keep, back);
    const yes = button(words.yes_delete, () => {
      back();
      act();
    });
    yes.classList.add("hb-button--away");
    box.replaceChildren(create("p", { textContent: sure }), yes, keep);
    keep.focus();
  });
  first.classList.add("hb-button--away");
  box.append(first);
  return box;
}

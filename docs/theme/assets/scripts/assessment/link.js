// A result that came with a link: reading it, and taking it over in place of one's own answers.
// Loaded when the address holds one.

import { deleting } from "../lib/confirm.js";
import { button } from "../lib/dom.js";
import { store } from "../lib/store.js";
import { findCodes, readCode } from "./codes.js";
import { adoptNonce } from "./own-code.js";

/** Read the code in what follows `code=`, whatever a sentence around the link left at its end. */
export function readLinked(text, form) {
  const raw = text.slice(0, 4000);
  return readCode(findCodes(raw, 1)[0] ?? raw, form, form.languages);
}

/** The button that takes over what a link gave; where own answers would be lost it asks first. */
export function takingOver({ form, words, given }, after) {
  const act = () => {
    takeOver(form, given);
    after();
  };
  const kept = store.get("answers");
  const loses = form.items.some(({ id }) => kept[id] && kept[id].value !== given.answers[id]);
  if (!loses) return button(words.take_over, act);
  const asking = { ...words, yes_delete: words.replace, keep: words.keep_mine };
  return deleting(asking, words.take_over, words.take_over_sure, act);
}

function takeOver(form, { answers, nonce }) {
  adoptNonce(nonce);
  store.update("answers", (kept) => {
    for (const { id } of form.items) delete kept[id];
    for (const { id, rev } of form.items) {
      if (answers[id] !== undefined) kept[id] = { value: answers[id], rev };
    }
  });
}

// What a reader must know about the store, in a widget: that nothing is kept, or was set aside.

import { create, sentences } from "./dom.js";
import { store } from "./store.js";

/**
 * Show or take away the note. `words` holds kept_none, kept_full, kept_newer, set_aside and
 * see_progress (the part `store` of the interface) and next_sentence; the host's `data-progress` is the link.
 */
export function showStatus(host, words) {
  const { reason, quarantined } = store.status();
  const text = sentences(words, [reason && words[`kept_${reason}`], quarantined > 0 && words.set_aside]);
  let note = host.querySelector(":scope > .hb-kept");
  if (!text) {
    note?.remove();
    return;
  }
  if (note?.dataset.says === text) return;
  note?.remove();
  note = create("p", { className: "hb-kept", textContent: text });
  note.dataset.says = text;
  note.setAttribute("role", "status");
  if (host.dataset.progress) {
    note.append(" ", create("a", { href: host.dataset.progress, textContent: words.see_progress }));
  }
  host.append(note);
}

// What a reader must know about the store, in a widget: that nothing is kept, or was set aside.

import { create } from "./dom.js";
import { store } from "./store.js";

/**
 * Show or take away the note. `words` holds kept_none, kept_full, kept_newer, set_aside and
 * see_progress (the part `store` of the interface); the host's `data-progress` is the link.
 */
export function showStatus(host, words) {
  const { reason, setAside } = store.status();
  const text = [reason && words[`kept_${reason}`], setAside > 0 && words.set_aside].filter(Boolean).join(" ");
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

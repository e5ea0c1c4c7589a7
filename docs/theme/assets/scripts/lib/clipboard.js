// Copying and saving: onto the clipboard in several forms, into a field to copy by hand, into a file.

import { announce, button, create } from "./dom.js";

/**
 * Put a text on the clipboard, rich and plain. Returns whether it worked: browsers inside chat
 * apps often refuse the first way, some refuse both.
 */
async function copyRich({ html, text }) {
  const types = { "text/plain": text, ...(html ? { "text/html": html } : {}) };
  try {
    const blobs = Object.entries(types).map(([type, words]) => [type, new Blob([words], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return copyByEvent(types);
  }
}

function copyByEvent(types) {
  let done = false;
  const fillIn = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const [type, words] of Object.entries(types)) event.clipboardData.setData(type, words);
    done = true;
  };
  // Some browsers only copy where something is selected.
  const focused = document.activeElement;
  const field = create("textarea", { className: "hb-visually-hidden", value: types["text/plain"] });
  document.body.append(field);
  field.select();
  document.addEventListener("copy", fillIn, { capture: true });
  try {
    done = document.execCommand("copy") && done;
  } catch {
    done = false;
  }
  document.removeEventListener("copy", fillIn, { capture: true });
  field.remove();
  focused?.focus({ preventScroll: true });
  return done;
}

/**
 * Copy and say so in the host's live region. Where the browser refuses, show the text selected in
 * a field, to be copied by hand. `words` holds copied, copy_by_hand and close.
 */
export async function copyOrShow(host, content, words) {
  host.querySelector(".hb-by-hand")?.remove();
  if (await copyRich(content)) {
    announce(host, words.copied);
    return true;
  }
  const field = create("textarea", { value: content.text, readOnly: true, rows: 6 });
  const label = create("label", { textContent: words.copy_by_hand });
  const from = document.activeElement;
  const close = button(words.close, () => {
    box.remove();
    from?.focus();
  });
  const box = create("div", { className: "hb-by-hand" }, [label, close]);
  label.append(field);
  host.append(box);
  field.focus();
  field.select();
  announce(host, words.copy_by_hand);
  return false;
}

/** Let the browser save a file. */
export function download(name, text, type) {
  const link = create("a", { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A name for a file, in the page's language, without what file systems dislike. */
export const fileName = (title, ending) =>
  `${title.replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, "-").replace(/^[-.]+|-+$/g, "").slice(0, 80) || "handbook"}.${ending}`;

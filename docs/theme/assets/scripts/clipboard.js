// Copying and saving what a page shows: for documents (rich), for editors (plain) and for chats.

/**
 * Put a text on the clipboard, rich and plain. Returns whether it worked: browsers inside chat
 * apps often refuse the first way, some refuse both.
 */
export async function copyRich({ html, text }) {
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
  const field = make("textarea", { className: "hb-visually-hidden", value: types["text/plain"] });
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
  const field = make("textarea", { value: content.text, readOnly: true, rows: 6 });
  const label = make("label", { textContent: words.copy_by_hand });
  const close = button(words.close, () => box.remove());
  const box = make("div", { className: "hb-by-hand" }, [label, close]);
  label.append(field);
  host.append(box);
  field.focus();
  field.select();
  announce(host, words.copy_by_hand);
  return false;
}

/** Let the browser save a file. */
export function download(name, text, type) {
  const link = make("a", { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Say something politely: the host has one live region, and the last thing said stands in it. */
export function announce(host, text) {
  let region = host.querySelector(":scope > .hb-said");
  if (!region) {
    region = make("p", { className: "hb-said" });
    region.setAttribute("role", "status");
    // Beside the buttons, where the reader is looking.
    const tools = host.querySelector(":scope > .hb-tools");
    if (tools) tools.after(region);
    else host.append(region);
  }
  // The same words twice are told twice only when the region was empty in between.
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 50);
}

/** An element with properties and children. */
export function make(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** A button of ours. */
export function button(words, act) {
  const made = make("button", { type: "button", className: "hb-button", textContent: words });
  made.addEventListener("click", act);
  return made;
}

/** The words of a widget from its `data-words`. */
export const wordsOf = (element) => JSON.parse(element.dataset.words ?? "{}");

/** Put values into words: fill("{n} of {all}", {n: 2, all: 9}). */
export const fill = (words, values) =>
  words.replace(/\{(\w+)\}/g, (mark, name) => (Object.hasOwn(values, name) ? values[name] : mark));

/** The page's language for dates; our English is British. */
export const locale = () => document.documentElement.lang.replace(/^en$/, "en-GB");

/** A name for a file, in the page's language, without what file systems dislike. */
export const fileName = (title, ending) =>
  `${title.replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, "-").replace(/^[-.]+|-+$/g, "").slice(0, 80) || "handbook"}.${ending}`;

/** The words of a node on one line, or on as many as it has breaks. */
function inline(node) {
  const copy = node.cloneNode(true);
  for (const end of copy.querySelectorAll("br")) end.replaceWith("\ue000");
  return copy.textContent.replace(/[ \t\r\n\u00a0]+/g, " ").replace(/ ?\ue000 ?/g, "\n").trim();
}

const BLOCKS = "p,ul,ol,table,h1,h2,h3,h4,h5,h6,pre,blockquote,div,section,dl";

/**
 * What a rendered element says, as lines for a chat: no tables (each row is a line of `head：cell`),
 * no marks that a chat would show as they are.
 */
export function forChat(element) {
  const colon = document.documentElement.lang.startsWith("zh") ? "：" : ": ";
  const semicolon = document.documentElement.lang.startsWith("zh") ? "；" : "; ";
  const lines = [];
  const list = (node, indent) => {
    [...node.children].forEach((item, index) => {
      const own = item.cloneNode(true);
      own.querySelectorAll("ul,ol").forEach((inner) => inner.remove());
      lines.push(`${indent}${node.tagName === "OL" ? `${index + (node.start || 1)}.` : "•"} ${inline(own)}`);
      item.querySelectorAll(":scope > ul, :scope > ol").forEach((inner) => list(inner, `${indent}  `));
    });
  };
  const table = (node) => {
    const heads = [...node.querySelectorAll("thead th")].map(inline);
    for (const row of node.querySelectorAll("tbody tr")) {
      const cells = [...row.cells].map(inline);
      if (!cells.some(Boolean)) continue;
      const named = cells.map((cell, index) => (heads[index] ? heads[index] + colon : "") + cell);
      lines.push(`• ${named.join(semicolon)}`);
    }
    if (![...node.querySelectorAll("tbody td")].some((cell) => inline(cell))) {
      lines.push(...heads.filter(Boolean).map((head) => `• ${head}${colon}`));
    }
  };
  const walk = (parent) => {
    for (const node of parent.children) {
      if (lines.length && lines.at(-1) !== "") lines.push("");
      if (node.matches("ul,ol")) list(node, "");
      else if (node.matches("table")) table(node);
      else if (node.matches("pre")) lines.push(node.textContent.trimEnd());
      else if (node.querySelector(BLOCKS)) walk(node);
      else lines.push(inline(node));
    }
  };
  walk(element);
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").trim();
}

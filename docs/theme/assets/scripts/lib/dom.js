// Elements, buttons, words and what is said to the reader: what every widget builds with.

/** An element with properties and children. */
export function create(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** A button of ours. */
export function button(words, act) {
  const made = create("button", { type: "button", className: "hb-button", textContent: words });
  made.addEventListener("click", act);
  return made;
}

/** The words of a widget from its `data-words`. */
export const wordsOf = (element) => JSON.parse(element.dataset.words ?? "{}");

/** Put values into words: fill("{n} of {all}", {n: 2, all: 9}). */
export const fill = (words, values) =>
  words.replace(/\{(\w+)\}/g, (mark, name) => (Object.hasOwn(values, name) ? values[name] : mark));

/** Sentences in a row, as the language writes them; empty ones are left out. */
export const sentences = (words, parts) =>
  parts.filter(Boolean).reduce((said, more) => (said ? fill(words.next_sentence, { said, more }) : more), "");

/** Say something politely: the host has one live region, and the last thing said stands in it. */
export function announce(host, text) {
  let region = host.querySelector(":scope > .hb-said");
  if (!region) {
    region = create("p", { className: "hb-said" });
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

// A result as a document of blocks, and the forms in which people take it away. Knows no rules.
//
// Blocks: {head, level?} · {text} · {table: {head: [text], rows: [[text]]}} · {list: [[line, …]]},
// where a line is text or {text, link}.

import { forChat } from "./chat.js";
import { create } from "./dom.js";
import { printOnly } from "./print.js";

const wordsOf = (line) => (typeof line === "string" ? line : line.text);

function lineElement(line) {
  if (typeof line === "string") return document.createTextNode(line);
  return create("a", { href: line.link, textContent: line.text });
}

/** The blocks as an element: for rich copies, for printing, and for what is made from it. */
export function toElement(blocks) {
  return create("div", {}, blocks.map(({ head, level = 2, text, table, list }) => {
    if (head) return create(`h${level}`, { textContent: head });
    if (text) return create("p", { textContent: text });
    if (list) {
      return create("ul", {}, list.map((lines) =>
        create("li", {}, lines.flatMap((line, place) => (place ? [create("br"), lineElement(line)] : [lineElement(line)])))));
    }
    const row = (tag, cells) => create("tr", {}, cells.map((cell) => create(tag, { textContent: cell })));
    const made = create("table", {}, [
      create("thead", {}, [row("th", table.head)]),
      create("tbody", {}, table.rows.map((cells) => row("td", cells))),
    ]);
    made.setAttribute("border", "1");
    return made;
  }));
}

const markdownLine = (line) => (typeof line === "string" ? line : `[${line.text}](${line.link})`);

const markdownRow = (cells) => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;

/** The blocks as Markdown. */
export function toMarkdown(blocks) {
  const parts = blocks.map(({ head, level = 2, text, table, list }) => {
    if (head) return `${"#".repeat(level)} ${head}`;
    if (text) return text;
    if (list) return list.map((lines) => `- ${lines.map(markdownLine).join("  \n  ")}`).join("\n");
    return [markdownRow(table.head), markdownRow(table.head.map(() => "---")), ...table.rows.map(markdownRow)].join("\n");
  });
  return `${parts.join("\n\n")}\n`;
}

/** The blocks as lines for a chat, links written out; `words` as for `forChat`. */
export function toChat(blocks, words) {
  const plain = blocks.map((block) =>
    block.list ? { list: block.list.map((lines) => [lines.map(wordsOf).join(" · ")]) } : block);
  const links = blocks.flatMap((block) => block.list ?? []).flat().filter((line) => line.link);
  const written = [...new Set(links.map((line) => `${line.text} ${line.link}`))];
  return [forChat(toElement(plain), words), ...written].join("\n");
}

/** Print the blocks and nothing else of the page; `more` are elements that stand after the first. */
export function print(blocks, more = []) {
  const sheet = toElement(blocks);
  sheet.firstElementChild?.after(...more);
  printOnly(sheet);
}

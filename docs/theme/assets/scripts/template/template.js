// Something to copy or download. The page shows it already, as it looks and as it is written.

import { forChat } from "../lib/chat.js";
import { copyOrShow, download, fileName } from "../lib/clipboard.js";
import { announce, button, create } from "../lib/dom.js";
import { Widget } from "../lib/widget.js";

/** Cells as lines with tabs: what spreadsheets take from the clipboard. */
const asTabs = (table) =>
  [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()).join("\t")).join("\n");

/** The shown document with real headings and without the page's classes. */
function asHtml(paper) {
  const copy = paper.cloneNode(true);
  for (const head of copy.querySelectorAll("[data-level]")) {
    const heading = create(`h${head.dataset.level}`);
    heading.append(...head.childNodes);
    head.replaceWith(heading);
  }
  for (const link of copy.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), document.baseURI).href;
  for (const node of copy.querySelectorAll("*")) {
    for (const name of ["class", "tabindex", "scope"]) node.removeAttribute(name);
  }
  for (const table of copy.querySelectorAll("table")) table.setAttribute("border", "1");
  return copy.innerHTML.trim();
}

class Template extends Widget {
  build() {
    const { words } = this;
    const paper = this.querySelector(".hb-paper");
    const table = paper.querySelector("table");
    const source = this.querySelector(".hb-template").textContent.trim();
    const isTable = this.dataset.format === "csv";
    const copy = (content) => copyOrShow(this, content(), words);
    const rich = () => ({ html: asHtml(paper), text: isTable ? asTabs(table) : source });
    // Elsewhere on the page, a link that leads here becomes a button that copies.
    for (const link of document.querySelectorAll(`a[data-copy="${CSS.escape(this.dataset.template)}"]`)) {
      const place = link.parentElement;
      link.replaceWith(button(link.textContent, () => copyOrShow(place, rich(), words)));
    }
    const buttons = [button(isTable ? words.copy_table : words.copy, () => copy(rich))];
    if (!isTable) buttons.push(button(words.copy_markdown, () => copy(() => ({ text: source }))));
    buttons.push(
      button(words.copy_chat, () => copy(() => ({ text: forChat(paper, words) }))),
      button(words.download, () => this.save(source, isTable)),
    );
    paper.before(create("div", { className: "hb-tools" }, buttons));
  }

  /** A link to a template that is no longer on the page leads to those that are. */
  enter() {
    const { hash } = location;
    if (!hash.startsWith("#template-") || document.getElementById(hash.slice(1))) return;
    // Not by the location: the theme takes that for the way back, and goes to where the page was left.
    history.replaceState(history.state, "", "#templates");
    const heading = document.getElementById("templates");
    if (!heading) return;
    // Who goes on by keyboard goes on from there.
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  }

  save(source, isTable) {
    const name = fileName(this.dataset.name, isTable ? "csv" : "md");
    // Spreadsheets take a CSV for Chinese only with a byte order mark, and want CRLF.
    if (isTable) download(name, `\ufeff${source.split(/\r?\n/).join("\r\n")}\r\n`, "text/csv;charset=utf-8");
    else download(name, `${source}\n`, "text/markdown;charset=utf-8");
    announce(this, this.words.saved);
  }
}

customElements.define("handbook-template", Template);

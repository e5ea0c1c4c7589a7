// A list of things done and open in the forms that people paste. Knows no page.

const escaped = (text) =>
  text.replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[mark]);

/** Lists `[{title, address, items: [{text, done}]}]` as Markdown with `- [x]`. */
export const asMarkdown = (lists) =>
  lists
    .map(({ title, address, items }) =>
      [`## [${title}](${address})`, "", ...items.map(({ text, done }) => `- [${done ? "x" : " "}] ${text}`)].join("\n"),
    )
    .join("\n\n");

/** The same as HTML for documents. */
export const asHtml = (lists) =>
  lists
    .map(({ title, address, items }) => {
      const lines = items.map(({ text, done }) => `<li>${done ? "☑" : "☐"} ${escaped(text)}</li>`);
      return `<h3><a href="${escaped(address)}">${escaped(title)}</a></h3><ul>${lines.join("")}</ul>`;
    })
    .join("");

/** The same as plain lines for a chat. */
export const asChat = (lists) =>
  lists
    .map(({ title, address, items }) =>
      [title, ...items.map(({ text, done }) => `${done ? "✅" : "⬜"} ${text}`), address].join("\n"),
    )
    .join("\n\n");

// What a page shows, as lines for a chat: no tables, no marks that a chat would show as they are.

/** The words of a node on one line, or on as many as it has breaks. */
function inline(node) {
  const copy = node.cloneNode(true);
  for (const end of copy.querySelectorAll("br")) end.replaceWith("\ue000");
  return copy.textContent.replace(/[ \t\r\n\u00a0]+/g, " ").replace(/ ?\ue000 ?/g, "\n").trim();
}

const BLOCKS = "p,ul,ol,table,h1,h2,h3,h4,h5,h6,pre,blockquote,div,section,dl";

/**
 * What a rendered element says, as lines for a chat: no tables (each row is a line of `head：cell`),
 * no marks that a chat would show as they are. `words` holds colon and semicolon.
 */
export function forChat(element, { colon, semicolon }) {
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

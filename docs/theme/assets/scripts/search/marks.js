// The sentence that answers, and the words of the query marked in it.

import { create } from "../lib/dom.js";
import { folded, isHan, stem } from "./language.js";

const LONGEST = 90;

/** Whether each character of a text belongs to a word that was asked for. */
function marked(text, words) {
  // Folding may change the length of a text; then nothing is marked rather than the wrong thing.
  const low = folded(text).length === text.length ? folded(text) : text.toLowerCase();
  const marks = Array.from({ length: text.length }, () => false);
  for (const word of words) {
    const start = isHan(word) ? word : stem(word);
    for (let at = low.indexOf(start); at >= 0; at = low.indexOf(start, at + 1)) {
      let end = at + start.length;
      if (!isHan(word)) {
        if (/[a-z0-9]/.test(low[at - 1] ?? "")) continue;
        while (/[a-z0-9]/.test(low[end] ?? "")) end += 1;
        if (end - at > word.length + 4) continue;
      }
      marks.fill(true, at, end);
    }
  }
  return marks;
}

/** A text as nodes, with `<mark>` around what was asked for. */
export function withMarks(text, words) {
  const marks = marked(text, words), nodes = [];
  for (let from = 0, to = 1; from < text.length; from = to, to += 1) {
    while (to < text.length && marks[to] === marks[from]) to += 1;
    const piece = text.slice(from, to);
    nodes.push(marks[from] ? create("mark", { textContent: piece }) : piece);
  }
  return nodes;
}

/** The sentence of some lines that holds most of what was asked for, cut to what can be shown. */
export function sentence(lines, asked) {
  const sentences = lines.flatMap((line) => line.match(/[^。！？!?；]+(?:[。！？!?；]+[”’」）]?)?/g) ?? []);
  const parts = sentences.flatMap((text) => text.split(/(?<=[a-z]{2}[.]) (?=[A-Z“])/)).map((text) => text.trim());
  const starts = asked.map((word) => (isHan(word) ? word : stem(word)));
  const best = parts.reduce((most, text) => {
    const low = text.toLowerCase();
    const held = starts.reduce((sum, start) => sum + (low.includes(start) ? start.length : 0), 0);
    return held > most.held ? { text, held } : most;
  }, { text: parts.find((text) => text.length > 6) ?? parts[0] ?? "", held: 0 }).text;
  if (best.length <= LONGEST * 1.3) return best;
  const first = Math.max(0, marked(best, asked).indexOf(true) - LONGEST / 3);
  // Not in the middle of an English word.
  const from = first && /[a-z]/i.test(best[first]) ? best.indexOf(" ", first) + 1 || first : first;
  return `${from ? "…" : ""}${best.slice(from, from + LONGEST).trim()}${from + LONGEST < best.length ? "…" : ""}`;
}

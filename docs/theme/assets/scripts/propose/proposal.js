// From the answers of the form to the YAML file of a practice. No DOM: strings in, a string out.
//
// What people write can hold anything: quotes, colons, emoji, line breaks, a leading dash, `#`,
// what a chat pasted. The file must pass the check whatever it is.

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff\ufffe\uffff]/g;
const HALF_PAIRS = /[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/g;
const CODE = /(\x60+)(?:[^\x60]|[^\x60][\s\S]*?[^\x60])\1(?!\x60)/g;

/** A record names at most so many others: the model's limit. */
export const MOST_RELATED = 3;

/** Words as a file can hold them: one kind of line break, nothing invisible, no blanks at the ends. */
export function tidy(words, oneLine = false) {
  const text = String(words)
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(CONTROLS, "")
    .replace(HALF_PAIRS, (pair) => (pair.length > 1 ? pair[0] : ""))
    .replace(/\t/g, "  ")
    .replace(/[ \u00a0\u3000]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\n+$/g, "");
  return oneLine ? text.replace(/\s*\n\s*/g, " ").trim() : text.trim();
}

/** Markdown that the check takes: no HTML, only links that lead somewhere. Code stays as it is. */
function harmless(text, linkable) {
  const known = new Set(linkable);
  const outside = (part) =>
    part
      .replace(/<(?!https?:\/\/[^\s<>]+>)(?=[A-Za-z/!?])/g, "&lt;")
      .replace(/\[((?:[^[\]]|\[[^[\]]*\])*)\]\(\s*([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\s*\)/g, (link, shown, target) =>
        /^(https?:\/\/|mailto:)/.test(target) || known.has(target) ? link : `${shown} (${target})`);
  let end = 0;
  let made = "";
  for (const match of text.matchAll(CODE)) {
    made += outside(text.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return (made + outside(text.slice(end)))
    // Headings belong to the page: what looks like one is a sign that was meant as it stands.
    .replace(/^([ \t]*(?:(?:[-*+]|\d+\.)[ \t]+|>[ \t]?)*)#/gm, "$1\\#")
    .replace(/^([ \t>]*)([-=]+[ \t]*)$/gm, "$1\\$2");
}

/** One line of Markdown that begins neither a list nor a quotation. */
const plainStart = (line) => line.replace(/^(?=[-+*] |>)/, "\\").replace(/^(\d+)\./, "$1\\.");

/** Words as a YAML value: in quotes on one line, or as a block below the key. */
function scalar(words, indent) {
  const quoted = () => `"${words.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n")}"`;
  if (!words.includes("\n")) return quoted();
  const pad = " ".repeat(indent + 2);
  // A block's first line sets its indentation: it may not begin with a blank of any kind.
  if (/^\s/.test(words)) return quoted();
  return `|\n${words.split("\n").map((line) => (line ? pad + line : "")).join("\n")}`;
}

/**
 * The file of a practice. `answers`: id, title, summary, element, owner, helps (list), steps
 * ({title, do, done}), checklist (list), example and template ({title, body}), pitfall ({sign, move}),
 * related (list); all text. `to`: language (of the words), source (the handbook's first), linkable,
 * note (said where the words stand in for the source language).
 */
export function fileOf(answers, to) {
  const languages = to.language === to.source ? [to.source] : [to.source, to.language];
  const clean = (words, { line = false, asIs = false } = {}) => {
    // The check refuses the word as a sign of what is not finished.
    const text = tidy(words, line).replace(/TODO/g, "To do");
    if (asIs) return text;
    return line ? plainStart(harmless(text, to.linkable)) : harmless(text, to.linkable);
  };
  const text = (words, indent, options) => {
    const ready = clean(words, options);
    return languages.map((code) => `${" ".repeat(indent)}${code}: ${scalar(ready, indent)}`);
  };
  const lines = (words) => tidy(words).split("\n").map((line) => line.trim()).filter(Boolean);
  const oneLine = { line: true };
  const out = ["# yaml-language-server: $schema=../schema/practice.json"];
  if (languages.length > 1) out.push(`# ${to.source}: ${tidy(to.note, true)}`);
  out.push("title:", ...text(answers.title, 2, oneLine));
  out.push("summary:", ...text(answers.summary, 2, oneLine));
  out.push(`element: ${answers.element}`);
  if (answers.related.length) out.push("related:", ...answers.related.slice(0, MOST_RELATED).map((id) => `  - to: ${id}`));
  if (answers.owner) out.push(`owner: ${answers.owner}`);
  const helps = lines(answers.helps);
  if (helps.length) out.push("helps_when:");
  for (const one of helps) out.push(...asItem(text(one, 4, oneLine)));
  out.push("steps:");
  for (const step of answers.steps) {
    out.push("  - title:", ...text(step.title, 6, oneLine));
    out.push("    do:", ...text(step.do, 6), "    done:", ...text(step.done, 6));
  }
  if (tidy(answers.example.body)) {
    out.push("example:", "  title:", ...text(answers.example.title || answers.title, 4, oneLine));
    out.push("  body:", ...text(answers.example.body, 4));
  }
  if (tidy(answers.template.body)) {
    out.push("templates:", `  - id: ${answers.id}-template`);
    out.push("    title:", ...text(answers.template.title || answers.title, 6, oneLine));
    out.push("    content:", ...text(answers.template.body, 6, { asIs: true }));
  }
  out.push("checklist:");
  answers.checklist.forEach((item, index) => {
    out.push(`  - id: ${answers.id}-${index + 1}`, "    text:", ...text(item, 6, oneLine));
  });
  if (tidy(answers.pitfall.sign) && tidy(answers.pitfall.move)) {
    out.push("pitfalls:", "  - sign:", ...text(answers.pitfall.sign, 6, oneLine));
    out.push("    move:", ...text(answers.pitfall.move, 6));
  }
  return `${out.join("\n")}\n`;
}

/** The first line of a mapping as the first line of a list's entry. */
const asItem = ([first, ...rest]) => [`  - ${first.trimStart()}`, ...rest];

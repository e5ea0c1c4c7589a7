// A plan as text: for a chat, as Markdown, as an issue's body, and as a short status. Pure.
//
// What they take: `{title, facts: ["…"], groups: [{title, tasks}], words}`, a task as
// `{title, who, date, day, state, note, what, page, url}`, all plain text; `words` are the interface's.

const escapeMarkdown = (text) => text.replace(/[\\\u0060*_[\]<>#|~]/g, "\\$&");

function mark(task, words) {
  if (task.state === "done") return "✓";
  return task.state === "blocked" ? words.mark_blocked : "□";
}

function details(task, words) {
  const parts = [task.date, task.who].filter(Boolean);
  return parts.length ? words.in_brackets.replace("{text}", parts.join(words.separator)) : "";
}

/** Lines for a chat: no marks that it would show as they are. */
export function forChat({ title, facts, groups, words }) {
  const lines = [title, ...facts];
  for (const group of groups) {
    lines.push("", group.title);
    for (const task of group.tasks) {
      lines.push(`${mark(task, words)} ${task.title}${details(task, words)}`);
      if (task.note) lines.push(`   ${noteIs(task, words)}`);
    }
  }
  return lines.join("\n");
}

const noteIs = ({ note }, words) => words.note_is.replace("{note}", () => note);

function box(task) {
  return task.state === "done" ? "- [x]" : "- [ ]";
}

function tail(task, words) {
  const blocked = task.state === "blocked" ? [words.mark_blocked] : [];
  return [task.day, task.who, ...blocked].filter(Boolean).map((part) => ` · ${escapeMarkdown(part)}`).join("");
}

/** A Markdown document: every task with what to do and where to read on. */
export function asMarkdown({ title, facts, groups, words }) {
  const lines = [`# ${escapeMarkdown(title)}`, "", ...facts.map((fact) => `- ${escapeMarkdown(fact)}`)];
  for (const group of groups) {
    lines.push("", `## ${escapeMarkdown(group.title)}`, "");
    for (const task of group.tasks) {
      lines.push(`${box(task)} **${escapeMarkdown(task.title)}**${tail(task, words)}`);
      if (task.note) lines.push(`  ${escapeMarkdown(noteIs(task, words))}`);
      lines.push(`  ${escapeMarkdown(task.what)}${task.url ? ` [${escapeMarkdown(task.page)}](${task.url})` : ""}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

/** An issue's body: the same as a short list of tasks that can be ticked there. */
export function asIssue({ title, facts, groups, words }) {
  const lines = [escapeMarkdown(title), "", ...facts.map((fact) => `- ${escapeMarkdown(fact)}`)];
  for (const group of groups) {
    lines.push("", `### ${escapeMarkdown(group.title)}`, "");
    for (const task of group.tasks) {
      const name = task.url ? `[${escapeMarkdown(task.title)}](${task.url})` : escapeMarkdown(task.title);
      const note = task.note ? `\n  ${escapeMarkdown(noteIs(task, words))}` : "";
      lines.push(`${box(task)} ${name}${tail(task, words)}${note}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

/** Where a plan stands, to send to somebody: `parts` are `[[heading, tasks], …]`, empty ones left out. */
export function status({ title, facts, parts, words }) {
  const lines = [title, ...facts];
  for (const [heading, tasks] of parts) {
    if (!tasks.length) continue;
    lines.push(heading);
    for (const task of tasks) {
      const note = task.note ? words.note_after.replace("{note}", () => task.note) : "";
      lines.push(`• ${task.title}${details(task, words)}${note}`);
    }
  }
  return lines.join("\n");
}

/** Questions and the answers given, for a chat; those without an answer are left out. */
export function answers(title, pairs) {
  const given = pairs.filter(([, answer]) => answer.trim());
  return [title, ...given.flatMap(([question, answer]) => ["", question, answer.trim()])].join("\n");
}

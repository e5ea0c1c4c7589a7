// Telling others where a plan stands and taking it along: texts to copy, links, a calendar file.
// A part of the onboarding element, loaded when the reader comes near.

import { iso } from "../lib/days.js";
import { copyOrShow, download, fileName } from "../lib/clipboard.js";
import { announce, fill } from "../lib/dom.js";
import { answers, asIssue, asMarkdown, forChat, status } from "./copies.js";
import { makeCalendar } from "./ics.js";
import { isShown } from "./plan.js";
import { facts, title } from "./summary.js";

class Share {
  constructor(host) {
    this.host = host;
    this.words = host.words;
  }

  /** What the button of this name does; `place` is where it stands. */
  act(name, place) {
    const { host } = this;
    if (name === "copy_feedback") return this.copyAnswers(place.parentElement);
    if (name === "download_calendar") {
      download(fileName(title(host, host.open), "ics"), this.calendarText(), "text/calendar;charset=utf-8");
      return announce(place, this.words.saved);
    }
    const texts = {
      copy_status: () => this.statusText(),
      copy_link_state: () => `${new URL(window.location.pathname, window.location.href).href}#${host.fragment(host.open, true)}`,
      copy_calendar: () => this.calendarText(),
      copy_for_chat: () => forChat(this.outline()),
      copy_as_markdown: () => asMarkdown(this.outline()),
      copy_as_issue: () => asIssue(this.outline()),
    };
    return copyOrShow(place, { text: texts[name]() }, this.words);
  }

  copyAnswers(part) {
    const fields = [...part.querySelectorAll("[data-question]")];
    const pairs = fields.map((field) => [field.previousElementSibling.textContent, field.value]);
    if (!pairs.some(([, answer]) => answer.trim())) return announce(part, this.words.no_answers);
    const title = part.firstElementChild.firstChild.textContent;
    return copyOrShow(part, { text: answers(title, pairs) }, this.words);
  }

  told(task) {
    const { open } = this.host;
    const day = open.days.get(task.id);
    const saved = open.states.get(task.id);
    return {
      title: task.title,
      who: task.whoSaid,
      date: day === undefined ? "" : this.host.sayDay(day),
      day: day === undefined ? "" : iso(day),
      state: saved?.state ?? "todo",
      note: (saved?.state === "blocked" && saved.note) || "",
      what: task.what,
      page: task.page,
      url: task.url,
    };
  }

  shown() {
    const { open, tasks } = this.host;
    return tasks.filter((task) => isShown(task, open.plan, open.as));
  }

  facts() {
    return facts(this.host, this.host.open).map(([term, value]) => `${term}${this.words.colon}${value}`);
  }

  outline() {
    const stages = [...this.host.querySelectorAll("[data-stage]")];
    const groups = stages.map((stage) => ({
      title: stage.querySelector("h2").firstChild.textContent,
      tasks: this.shown().filter((task) => task.stage === stage).map((task) => this.told(task)),
    }));
    return {
      title: title(this.host, this.host.open),
      facts: this.facts(),
      groups: groups.filter((group) => group.tasks.length),
      words: this.words,
    };
  }

  statusText() {
    const { host, words } = this;
    const { overdue, today, blocked, next } = host.standing();
    const told = (tasks) => tasks.map((task) => this.told(task));
    const free = (tasks) => told(tasks.filter((task) => !blocked.includes(task)));
    return status({
      title: fill(words.status_title, { title: title(host, host.open), date: host.sayDay(host.today) }),
      facts: this.facts(),
      parts: [
        [words.status_blocked, told(blocked)],
        [words.status_overdue, free(overdue)],
        [words.status_today, free(today)],
        [words.status_next, free(next).slice(0, 3)],
      ],
      words,
    });
  }

  calendarText() {
    const { host, words } = this;
    const { open } = host;
    const server = window.location.host || "handbook";
    const whose = open.as === "new-hire" || !open.plan.name ? "" : `${open.plan.name}${words.colon}`;
    const marks = { done: `${words.mark_done} `, blocked: `${words.mark_blocked} `, todo: "" };
    const events = this.shown().filter((task) => open.days.has(task.id)).map((task) => {
      const told = this.told(task);
      const who = task.who === open.as ? "" : fill(words.in_brackets, { text: told.who });
      const note = told.note && fill(words.note_is, { note: told.note });
      return {
        uid: `${open.id}.${task.id}@${server}`,
        day: open.days.get(task.id),
        title: `${marks[told.state]}${whose}${told.title}${who}`,
        text: [told.what, note, task.why, told.url].filter(Boolean).join("\n"),
        url: told.url,
      };
    });
    return makeCalendar({ name: title(host, open), maker: host.dataset.maker, events, now: new Date() });
  }
}

export const start = (host) => new Share(host);

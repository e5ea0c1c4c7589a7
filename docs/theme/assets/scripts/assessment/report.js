// One person's result in the forms in which it is taken away: the same words as on the page.

import { fill } from "../lib/dom.js";
import { dayInWords, iso } from "../lib/days.js";
import { scoreWords } from "./view.js";
import { print, toChat, toElement, toMarkdown } from "../lib/report.js";

function blocksOf({ form, words, result }, pageOf, statement) {
  const { same, bothWays } = result.prompts;
  const { first, lowest } = result;
  const talk = first.length ? first : lowest ? [lowest] : [];
  const page = (tie) => ({ text: pageOf(tie).textContent, link: pageOf(tie).href });
  const tieOf = (id) => form.items.find((item) => item.id === id).tie;
  return [
    { head: words.report_title },
    { text: fill(words.report_date, { date: dayInWords(iso()) }) },
    ...(same ? [{ text: words.prompt_same }] : []),
    ...(bothWays ? [{ text: words.prompt_both }] : []),
    {
      table: {
        head: [words.element, words.score, words.answered_head, words.words_head],
        rows: result.elements.map((element) => [
          form.titles[element.id],
          scoreWords(words, element),
          `${element.answered}/${element.items}`,
          form.bands.find((band) => band.id === element.band)?.text ?? "",
        ]),
      },
    },
    { head: first.length ? words.first : words.first_none, level: 3 },
    ...(lowest ? [{ text: words.lowest }] : []),
    ...(talk.length ? [{ list: talk.map((tie) => [page(tie.tie), ...tie.cause.map(statement)]) }] : []),
    ...(result.findOut.length
      ? [
          { head: words.find_out, level: 3 },
          { list: result.findOut.map((id) => [statement(id), page(tieOf(id))]) },
        ]
      : []),
    { head: words.limits, level: 3 },
    { text: form.limits },
  ];
}

const reportOf = (host) => blocksOf(host, (tie) => host.pageOf(tie), (id) => host.statement(id));

/** What a form of copy puts on the clipboard: rich, markdown or chat. */
export function formOf(host, form) {
  const blocks = reportOf(host);
  if (form === "chat") return { text: toChat(blocks, host.words) };
  return { text: toMarkdown(blocks), ...(form === "rich" ? { html: toElement(blocks).innerHTML } : {}) };
}

/** Print the result with its chart, and nothing else of the page. */
export function printResult(host) {
  print(reportOf(host), [...host.querySelectorAll(".hb-radar")].map((radar) => radar.cloneNode(true)));
}

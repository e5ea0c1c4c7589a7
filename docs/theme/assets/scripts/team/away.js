// A team's picture taken away (copies, files, print) and compared with an earlier round. Holds only
// what is shown.

import { download, fileName } from "../lib/clipboard.js";
import { announce, create, fill } from "../lib/dom.js";
import { dayInWords } from "../lib/days.js";
import { print, toChat, toElement, toMarkdown } from "../lib/report.js";
import { compare, exported, readExport } from "./rounds.js";

function blocksOf(shown) {
  const { form, words, picture } = shown;
  return [
    { head: words.picture_title },
    { text: shown.aboutWords() },
    ...(picture.open ? [{ text: words.open_note }] : []),
    ...picture.elements.flatMap((element) => [
      { head: form.titles[element.id], level: 3 },
      { list: [shown.countOf(element), ...shown.lines(element)].filter(Boolean).map((line) => [line]) },
    ]),
    ...talkBlocks(shown),
    { head: words.limits, level: 3 },
    { text: form.limits },
  ];
}

function talkBlocks(shown) {
  const { words, picture: { talk } } = shown;
  if (!talk) return [];
  const ties = talk.first.length ? talk.first : [talk.lowest].filter(Boolean);
  return [
    { head: talk.first.length ? words.first : words.first_none, level: 3 },
    ...(talk.lowest ? [{ text: words.lowest }] : []),
    ...(ties.length ? [{ list: ties.map((tie) => [shown.pageOf(tie)]) }] : []),
  ];
}

const json = ({ form, picture }) => `${JSON.stringify(exported(form, picture), null, 1)}\n`;

/** What a form of copy puts on the clipboard: rich, markdown, chat or json. */
export function formOf(shown, form) {
  if (form === "json") return { text: json(shown) };
  const blocks = blocksOf(shown);
  if (form === "chat") return { text: toChat(blocks, shown.words) };
  return { text: toMarkdown(blocks), ...(form === "rich" ? { html: toElement(blocks).innerHTML } : {}) };
}

/** Hand the picture to the browser as a file: markdown or json. */
export function save(shown, form) {
  const name = `${shown.words.picture_title}-${shown.picture.day}`;
  if (form === "json") download(fileName(name, "json"), json(shown), "application/json");
  else download(fileName(name, "md"), toMarkdown(blocksOf(shown)), "text/markdown;charset=utf-8");
  announce(shown.part("away"), shown.words.saved);
}

export const printPicture = (shown) => print(blocksOf(shown));

/** Show an earlier export beside this picture, or say why not. */
export function compareWith(shown, text) {
  const { form, words } = shown;
  const earlier = readExport(text, form);
  const told = earlier ? compare(form, earlier, exported(form, shown.picture)) : { problem: "bad" };
  const place = shown.part("compared");
  if (told.problem) {
    const why = fill(words[`compare_${told.problem}`], { months: form.rules.wave_months });
    place.replaceChildren(create("p", { className: "hb-note", textContent: why }));
    return;
  }
  const heads = [words.element, dayInWords(told.before.closed), dayInWords(told.after.closed), words.verdict];
  const rows = told.rows.map(({ id, before, after, change }) =>
    create("tr", {}, [
      create("th", { scope: "row", textContent: form.titles[id] }),
      ...[before, after].map((side) => create("td", { textContent: sideWords(shown, side) })),
      create("td", { textContent: verdict(words, before, after, change) }),
    ]));
  const table = create("table", {}, [
    create("thead", {}, [create("tr", {}, heads.map((textContent) => create("th", { scope: "col", textContent })))]),
    create("tbody", {}, rows),
  ]);
  place.replaceChildren(
    create("div", { className: "hb-table", tabIndex: 0 }, [table]),
    create("p", { className: "hb-quiet", textContent: words.compare_note }),
  );
}

function sideWords({ form, words }, side) {
  if (!side) return "–";
  const label = form.agreement[side.agreement]?.text;
  return [
    form.bands.find((band) => band.id === side.band).text,
    side.mean === undefined ? "" : fill(words.mean, { n: side.mean }),
    label ? fill(words.agreement, { label }) : "",
    fill(words.n, { n: side.n }),
  ].filter(Boolean).join(" · ");
}

function verdict(words, before, after, change) {
  if (!before || !after) return "–";
  if (!change) return words.no_verdict;
  return fill(words.threshold, {
    text: change.readable ? words.change : words.no_change,
    difference: change.difference,
    threshold: Math.round(change.threshold * 100) / 100,
  });
}

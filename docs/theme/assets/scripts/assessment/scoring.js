// The self-assessment's arithmetic, and nothing else: no page, no words, no storage. The rules and
// their reasons are on the method page; every number comes from data/assessment.yml.
//
// A form: { low, high, rules, bands: [{id, start}], agreement: [{start}], elements: [id],
//           ties: [id], items: [{id, element, tie, reverse, referent}] }
// Answers: { item id: a value of the scale, or 0 for "not sure" }; what is left open is absent.

/** A value rounded where floating point may have left a trace behind the digits that count. */
const clean = (value, digits = 9) => Math.round(value * 10 ** digits) / 10 ** digits;

/** Halves go up, as on the page: 20.5 is shown as 21. */
const shownScore = (score) => Math.floor(clean(score) + 0.5);

const shareOf = (share, of) => Math.ceil(clean(share * of));

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

const mean = (numbers) => sum(numbers) / numbers.length;

/** The sample variance (n − 1); null for fewer than two. */
function variance(numbers) {
  if (numbers.length < 2) return null;
  const middle = mean(numbers);
  return sum(numbers.map((number) => (number - middle) ** 2)) / (numbers.length - 1);
}

/** How many of an element's items must be answered for a score; null where it has too few items. */
function neededAnswers(rules, items) {
  if (items < rules.score_minimum) return null;
  return Math.max(rules.score_minimum, shareOf(rules.score_share, items));
}

const isAnswer = (form, value) => Number.isInteger(value) && value >= form.low && value <= form.high;

/** The value with a reverse item turned round. */
const keyed = (form, item, value) => (item.reverse ? form.low + form.high - value : value);

/** A mean of keyed values, given as their sum and number, on the scale from 0 to 100. */
const percent = (form, total, count) => (100 * (total - count * form.low)) / (count * (form.high - form.low));

const itemsOf = (form, element) => form.items.filter((item) => item.element === element);

/** The id of the band that a shown score falls into. */
function bandOf(form, shown) {
  return form.bands.filter((band) => band.start <= shown).at(-1).id;
}

/** One element of one person: { id, items, needed, answered, score, shown, band }. */
function elementScore(form, element, answers) {
  const items = itemsOf(form, element);
  const needed = neededAnswers(form.rules, items.length);
  const values = items
    .filter((item) => isAnswer(form, answers[item.id]))
    .map((item) => keyed(form, item, answers[item.id]));
  const base = { id: element, items: items.length, needed, answered: values.length };
  if (needed === null || values.length < needed) return { ...base, score: null, shown: null, band: null };
  const score = percent(form, sum(values), values.length);
  const shown = shownScore(score);
  return { ...base, score, shown, band: bandOf(form, shown) };
}

/**
 * The records that items are tied to, what to talk about first at the head.
 * `values`: item id → keyed value (or a team's mean of it); `scores`: element id → score or null.
 * A record with items in two elements counts once in each.
 */
function rankTies(form, values, scores) {
  const groups = new Map();
  for (const item of form.items) {
    if (!(item.id in values)) continue;
    const key = `${item.tie} ${item.element}`;
    if (!groups.has(key)) groups.set(key, { tie: item.tie, element: item.element, items: [] });
    groups.get(key).items.push(item.id);
  }
  const place = (tie) => form.ties.indexOf(tie);
  const scoreOf = (tie) => clean(scores[tie.element] ?? 101);
  return [...groups.values()]
    .map((group) => {
      const own = group.items.map((id) => values[id]);
      const total = sum(own);
      return {
        ...group,
        answered: own.length,
        raw: percent(form, total, own.length),
        rankKey: clean((total + form.rules.neutral_weight) / (own.length + 1), 6),
        // The statements that pulled it down: those with the lowest value.
        cause: group.items.filter((id) => values[id] === Math.min(...own)),
      };
    })
    .sort(
      (a, b) =>
        a.rankKey - b.rankKey ||
        b.answered - a.answered ||
        scoreOf(a) - scoreOf(b) ||
        place(a.tie) - place(b.tie) ||
        form.elements.indexOf(a.element) - form.elements.indexOf(b.element),
    );
}

/** From ranked ties: those to talk about first, or else the lowest one where it is low enough. */
function suggest(form, ranked) {
  const { suggestions, suggest_up_to: upTo, suggest_one_below: below } = form.rules;
  const first = ranked.filter((tie) => clean(tie.raw) <= upTo).slice(0, suggestions);
  const lowest = first.length === 0 && ranked.length > 0 && clean(ranked[0].raw) < below ? ranked[0] : null;
  return { first, lowest };
}

function agreesBothWays(form, element, answers) {
  const { both_ways_from: from, both_ways_answers: least } = form.rules;
  const given = (reverse) =>
    itemsOf(form, element)
      .filter((item) => Boolean(item.reverse) === reverse && isAnswer(form, answers[item.id]))
      .map((item) => answers[item.id]);
  const reverse = given(true);
  const forward = given(false);
  return reverse.length > 0 && mean(reverse) >= from && forward.length >= least && mean(forward) >= from;
}

/** What to ask about the answers themselves: { same, bothWays, bothWaysIn: [element ids] }. */
export function prompts(form, answers) {
  const given = form.items.map((item) => answers[item.id]).filter((value) => isAnswer(form, value));
  const enough = given.length >= shareOf(form.rules.straight_line_share, form.items.length);
  const bothWaysIn = form.elements.filter((element) => agreesBothWays(form, element, answers));
  return {
    same: given.length > 0 && enough && new Set(given).size === 1,
    bothWays:
      bothWaysIn.length > 0 &&
      bothWaysIn.length >= shareOf(form.rules.both_ways_share, form.elements.length),
    bothWaysIn,
  };
}

/** Everything that one person's answers say. */
export function personResult(form, answers) {
  const elements = form.elements.map((element) => elementScore(form, element, answers));
  const values = {};
  for (const item of form.items) {
    if (isAnswer(form, answers[item.id])) values[item.id] = keyed(form, item, answers[item.id]);
  }
  const scores = Object.fromEntries(elements.map((element) => [element.id, element.score]));
  const ranked = rankTies(form, values, scores);
  return {
    elements,
    ranked,
    ...suggest(form, ranked),
    findOut: form.items.filter((item) => answers[item.id] === 0).map((item) => item.id),
    prompts: prompts(form, answers),
    answered: Object.keys(values).length,
    touched: form.items.filter((item) => item.id in values || answers[item.id] === 0).length,
    scored: elements.filter((element) => element.score !== null).length,
  };
}

// --- a team ----------------------------------------------------------------------------------------

/** Agreement on the items about the team: r*WG(J) against uniform random answers. */
function agreementOf(form, items, sheets) {
  const { agreement_share: share, agreement_items: least, agreement_answers: enough } = form.rules;
  const aboutTeam = items.filter((item) => item.referent === "team");
  const variances = aboutTeam
    .map((item) => keyedAnswers(form, item, sheets))
    .filter((values) => values.length >= enough)
    .map(variance);
  if (variances.length < Math.max(least, shareOf(share, aboutTeam.length))) return null;
  const options = form.high - form.low + 1;
  const random = (options ** 2 - 1) / 12;
  const exact = 1 - mean(variances) / random;
  const value = Math.floor(clean(Math.min(1, Math.max(0, exact)) * 100, 6) + 0.5) / 100;
  const label = form.agreement.filter((entry) => entry.start <= value).length - 1;
  return { items: variances.length, exact, value, label };
}

function keyedAnswers(form, item, sheets) {
  return sheets
    .filter((answers) => isAnswer(form, answers[item.id]))
    .map((answers) => keyed(form, item, answers[item.id]));
}

/** Everything that a team's sheets say; what of it may be seen is for `displayed`. */
export function teamResult(form, sheets) {
  const values = {};
  const elements = form.elements.map((element) => {
    const people = sheets
      .map((answers) => ({ answers, ...elementScore(form, element, answers) }))
      .filter((person) => person.score !== null);
    const items = itemsOf(form, element);
    const own = people.map((person) => person.answers);
    for (const item of items) {
      const given = keyedAnswers(form, item, own);
      if (given.length >= form.rules.agreement_answers) values[item.id] = mean(given);
    }
    const scores = people.map((person) => person.score);
    const spread = variance(scores);
    const { split_low: low, split_high: high } = form.rules;
    return {
      id: element,
      n: people.length,
      mean: people.length ? mean(scores) : null,
      sd: spread === null ? null : Math.sqrt(spread),
      shown: people.map((person) => person.shown).sort((a, b) => a - b),
      split: [
        people.filter((person) => person.shown < low).length,
        people.filter((person) => person.shown >= low && person.shown < high).length,
        people.filter((person) => person.shown >= high).length,
      ],
      agreement: agreementOf(form, items, own),
    };
  });
  const means = Object.fromEntries(elements.map((element) => [element.id, element.mean]));
  return { people: sheets.length, elements, ranked: rankTies(form, values, means) };
}

/** Suggestions by name; null where no item has enough answers to rank anything. */
function talkNames(form, ranked) {
  if (ranked.length === 0) return null;
  const { first, lowest } = suggest(form, ranked);
  return { first: first.map((tie) => tie.tie), lowest: lowest ? lowest.tie : null };
}

/**
 * The part of a team's result that its number of people allows to be shown. Page and exports use
 * only this. `open`: the team has agreed that answers are open.
 */
export function displayed(form, result, open) {
  const { rules } = form;
  const least = open ? rules.open_from : rules.show_from;
  const elements = result.elements.map((element) => {
    if (element.n < least) return { id: element.id, hidden: true, least };
    const detailed = element.n >= rules.detail_from;
    const shown = { id: element.id, n: element.n, band: bandOf(form, shownScore(element.mean)) };
    const ranked = result.ranked.filter((tie) => tie.element === element.id);
    shown.agreement = element.agreement ? element.agreement.label : null;
    shown.talk = talkNames(form, ranked);
    if (open || detailed) {
      shown.mean = shownScore(element.mean);
      if (element.agreement) shown.agreementValue = element.agreement.value;
    }
    if (open) {
      shown.sd = shownScore(element.sd);
      shown.dots = element.shown;
    } else if (detailed && maySplit(rules, element)) {
      shown.split = element.split;
    }
    return shown;
  });
  const visible = elements.filter((element) => !element.hidden).map((element) => element.id);
  const ranked = result.ranked.filter((tie) => visible.includes(tie.element));
  return { elements, talk: talkNames(form, ranked), any: visible.length > 0 };
}

function maySplit(rules, element) {
  return element.split.every(
    (cell) => cell !== element.n && (cell === 0 || cell >= rules.split_cell),
  );
}

// --- change over time ------------------------------------------------------------------------------

const standardError = (rules) => rules.assumed_sd * Math.sqrt(1 - rules.assumed_reliability);

/** The noise range of a difference between two results of one person, in points. */
export const personNoise = (rules) => rules.confidence * Math.SQRT2 * standardError(rules);

/** Whether a team's change can be read: { floor, threshold, readable }. */
export function teamChange(rules, before, after, difference) {
  const floor = rules.confidence * standardError(rules) * Math.sqrt(1 / before + 1 / after);
  const threshold = Math.max(rules.smallest_change, floor);
  return { floor, threshold, readable: Math.abs(difference) >= threshold };
}

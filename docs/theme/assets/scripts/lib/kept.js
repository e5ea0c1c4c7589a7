// What a reader leaves in the browser, as a document: reading it, writing it, merging two of them.
// Knows no browser. Nothing that comes in is trusted: it may come from a file, a paste or an
// extension that wrote into the storage.
//
// The document: {schema, sections: {section: {id: entry}}}. An entry is an object with `at`, the
// time of its last change; a removed one stays as {gone: true, at}.

const SCHEMA = 1;
const LIMITS = { text: 5_500_000, sections: 40, entries: 5_000, name: 300, depth: 12 };
const DAY = 86_400_000;

/** A map without a prototype: an id such as `constructor` finds nothing that nobody put there. */
export const emptyMap = () => Object.create(null);

/** Such a map with these pairs in it. */
export const mapOf = (pairs) => pairs.reduce((made, [key, value]) => {
  made[key] = value;
  return made;
}, emptyMap());

export const isObject = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isCount = (value) => Number.isInteger(value) && value >= 1 && value < 1e6;

/** What the entries of our own sections must look like before a widget sees them. */
const shapes = mapOf([
  ["checklist", (entry) => isCount(entry.rev)],
  ["answers", (entry) => isCount(entry.rev) && [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].includes(entry.value)],
]);

/** Whether a widget may see an entry; others stay where they are, for a version that knows them. */
export function isShown(section, entry) {
  return isObject(entry) && entry.gone !== true && (shapes[section]?.(entry) ?? true);
}

function isShallow(value, left = LIMITS.depth) {
  if (typeof value !== "object" || value === null) return true;
  return left > 0 && Object.values(value).every((part) => isShallow(part, left - 1));
}

/** The pairs of an object that pass, at most `most`; `whole` tells whether that is all of them. */
function sound(object, most, passes) {
  const all = Object.entries(object);
  const pairs = all
    .filter(([key, value]) => key !== "__proto__" && key.length <= LIMITS.name && passes(value))
    .slice(0, most);
  return { pairs, whole: pairs.length === all.length };
}

/**
 * Read a document. `problem` is "" when all of it could be read, "part" when some could not,
 * "unreadable" when nothing could, "newer" when a later version of the handbook wrote it.
 */
export function read(text) {
  const nothing = (problem) => ({ sections: emptyMap(), problem });
  if (text === null || text === undefined) return nothing("");
  let found;
  try {
    found = text.length <= LIMITS.text ? JSON.parse(text) : null;
  } catch {
    found = null;
  }
  if (!isObject(found) || !isCount(found.schema)) return nothing("unreadable");
  const isNewer = found.schema > SCHEMA;
  if (!isObject(found.sections)) return nothing(isNewer ? "newer" : "unreadable");
  const outer = sound(found.sections, LIMITS.sections, isObject);
  let { whole } = outer;
  const sections = mapOf(
    outer.pairs.map(([name, entries]) => {
      const inner = sound(entries, LIMITS.entries, (entry) => isShallow(entry));
      whole &&= inner.whole;
      return [name, mapOf(inner.pairs)];
    }),
  );
  return { sections, problem: isNewer ? "newer" : whole ? "" : "part" };
}

/** A document as text; `more` is what a backup says besides. */
export const write = (sections, more = {}) => JSON.stringify({ schema: SCHEMA, ...more, sections });

/** When an entry last changed, in milliseconds; 0 where it does not say. */
export function when(entry) {
  const time = typeof entry?.at === "string" ? Date.parse(entry.at) : NaN;
  return Number.isNaN(time) ? 0 : time;
}

const sorted = (_, value) =>
  isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;

/** Whether two entries say the same, in whatever order. */
export const same = (one, other) =>
  JSON.stringify(one) === JSON.stringify(other) ||
  JSON.stringify(one, sorted) === JSON.stringify(other, sorted);

function kindOf(mine, theirs) {
  const wasHere = mine !== undefined && !mine?.gone;
  if (theirs?.gone && !wasHere) return "same";
  if (mine === undefined) return "new";
  if (same(mine, theirs)) return "same";
  return when(theirs) > when(mine) ? "newer" : "older";
}

/**
 * Two maps of sections as one: for each id the later change stays, and mine where neither is later.
 * `changes` lists every entry of theirs with what it is to mine; `gone` where it takes one away.
 */
export function merge(mine, theirs, now = Date.now()) {
  const sections = mapOf(Object.entries(mine).map(([name, entries]) => [name, mapOf(Object.entries(entries))]));
  const changes = [];
  for (const [section, entries] of Object.entries(theirs)) {
    const into = (sections[section] ??= emptyMap());
    for (const [id, entry] of Object.entries(entries)) {
      // A clock that ran ahead must not win for ever.
      const coming = when(entry) > now + DAY ? { ...entry, at: new Date(now).toISOString() } : entry;
      const kind = kindOf(into[id], coming);
      if (kind === "new" || kind === "newer" || into[id] === undefined) into[id] = coming;
      changes.push({ section, id, kind, ...(entry?.gone ? { gone: true } : {}) });
    }
  }
  return { sections, changes };
}

// Pinyin: letters that a Chinese name can be typed with, whole, begun or by first letters.

/** Readings by character, from `hui 会 ji 记计`. */
export function readingsOf(table) {
  const readings = new Map();
  const parts = table.split(" ");
  for (let n = 0; n < parts.length; n += 2) {
    for (const character of parts[n + 1]) readings.set(character, [...(readings.get(character) ?? []), parts[n]]);
  }
  return readings;
}

/** How many characters of a text from `at` the letters spell, and how well: `[length, 0 to 1]`, or null. */
function spelt(readings, text, at, letters) {
  if (!letters) return [0, 1];
  const character = text[at];
  let best = null;
  const take = (rest, worth) => {
    if (rest && (!best || worth * rest[1] > best[1])) best = [rest[0] + 1, worth * rest[1]];
  };
  for (const reading of readings.get(character) ?? []) {
    if (letters.startsWith(reading)) take(spelt(readings, text, at + 1, letters.slice(reading.length)), 1);
    else if (reading.startsWith(letters)) take([0, 1], 0.9);
    if (letters[0] === reading[0] && letters.length > 1) take(spelt(readings, text, at + 1, letters.slice(1)), 0.85);
  }
  return best;
}

/** The pieces of names that letters spell, best first: `[[piece, how well], …]`. */
export function spelling(readings, names, letters) {
  const found = new Map();
  for (const name of names) {
    for (let at = 0; at < name.length; at += 1) {
      if (!readings.get(name[at])?.some((reading) => reading[0] === letters[0])) continue;
      const match = spelt(readings, name, at, letters);
      if (!match) continue;
      const piece = name.slice(at, at + match[0]);
      // A piece that is a name by itself is what people type.
      const worth = match[1] * (piece === name ? 1 : at === 0 ? 0.8 : 0.7);
      if (worth > (found.get(piece) ?? 0)) found.set(piece, worth);
    }
  }
  const best = Math.max(0, ...found.values());
  return [...found].filter(([, worth]) => worth > best * 0.7).sort((one, other) => other[1] - one[1]).slice(0, 6);
}

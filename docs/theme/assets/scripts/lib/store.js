// The one module that owns what a reader leaves in the browser. Widgets ask here; nothing else
// touches the storage. One key a handbook, the same in every language; see kept.js for its format.

import { emptyMap, isObject, isShown, mapOf, merge, read, same, when, write } from "./kept.js";

// The root of the source language, told from the folder of this script: that is the same on every
// page of a language and does not change while pages are being swapped.
const root = document.querySelector('meta[name="handbook-root"]')?.content ?? "../../../../";
export const path = new URL(root, import.meta.url).pathname;
const key = `handbook:${path}`;
const quarantineKey = `${key}:aside:`;

let sections = emptyMap();
let seen = null; // the text that `sections` was read from or written to
let reason = ""; // why nothing is kept: "none", "full", "newer"
let unsaved = false; // `sections` holds what the storage did not take
let blocked = false; // the storage holds something unreadable that could not be set aside
let asked = false;
// How many milliseconds a change is fresh.
const MOMENT = 2000;
const subscribers = new Map();

/** Run on the storage; false where it refuses. It may be missing, forbidden or full. */
function onStorage(act) {
  try {
    act(window.localStorage);
    return true;
  } catch (error) {
    reason = error?.name === "QuotaExceededError" ? "full" : "none";
    return false;
  }
}

function quarantineKeys() {
  let keys = [];
  try {
    keys = Object.keys(window.localStorage).filter((name) => name.startsWith(quarantineKey));
  } catch {
    // No storage, nothing set aside.
  }
  return keys.sort();
}

/** Move what cannot be read under a key of its own. Where that fails it stays, and blocks. */
function quarantine(text) {
  const moved = onStorage((storage) => {
    storage.removeItem(key);
    try {
      let name = quarantineKey + Date.now();
      while (storage.getItem(name) !== null) name += "+";
      storage.setItem(name, text);
    } catch (error) {
      storage.setItem(key, text);
      throw error;
    }
  });
  blocked = !moved;
  return moved;
}

function save() {
  unsaved = true;
  if (reason === "newer") return false;
  if (blocked && !quarantine(seen)) return false;
  const text = write(sections);
  if (!onStorage((storage) => storage.setItem(key, text))) return false;
  [seen, unsaved, reason] = [text, false, ""];
  if (!asked) {
    asked = true;
    navigator.storage?.persist?.().catch(() => {});
  }
  return true;
}

/**
 * Put back what changed here a moment ago: who wrote since may not have heard of it, for a browser
 * tells its tabs of each other a little later. A section that is not there was cleared.
 */
function putBack(before) {
  for (const [section, entries] of Object.entries(before)) {
    for (const [id, entry] of Object.entries(sections[section] ? entries : {})) {
      const isFresh = Math.abs(Date.now() - when(entry)) < MOMENT;
      if (isFresh && when(entry) > when(sections[section][id])) {
        sections[section][id] = entry;
        unsaved = true;
      }
    }
  }
}

/** Take over what the storage holds, where another tab or a visit since has changed it. */
function sync() {
  let text = null;
  if (!onStorage((storage) => { text = storage.getItem(key); })) return;
  if (text === seen) return;
  const before = sections;
  const found = read(text);
  seen = text;
  reason = found.problem === "newer" ? "newer" : "";
  sections = unsaved ? merge(found.sections, sections).sections : found.sections;
  if (found.problem === "unreadable" || found.problem === "part") {
    if (quarantine(text)) seen = null;
    if (found.problem === "part") unsaved = true;
  }
  putBack(before);
  if (unsaved) save();
  tellSince(before);
}

/** Tell of the sections that are not what they were. */
function tellSince(before) {
  tell([...subscribers.keys()].filter((name) => !same(before[name], sections[name])));
}

function tell(names) {
  for (const name of names) {
    const callbacks = [...(subscribers.get(name) ?? [])];
    const copy = callbacks.length && store.get(name);
    for (const callback of callbacks) {
      try {
        callback(copy);
      } catch (error) {
        console.error(error);
      }
    }
  }
}

/** A time for a change: now, and later than the entry that it replaces. */
const stamp = (before) => new Date(Math.max(Date.now(), when(before) + 1)).toISOString();

function changed(entry, before) {
  if (!isObject(entry)) throw new TypeError("an entry of the store is an object");
  const copy = JSON.parse(JSON.stringify(entry));
  if (!copy.at || copy.at === before?.at) copy.at = stamp(before);
  return copy;
}

function put(section, entries) {
  sections = mapOf([...Object.entries(sections), [section, entries]]);
  const kept = save();
  tell([section]);
  return kept;
}

/** Read a backup; the text may have words around it, as pasted from a chat, and braces in them. */
function readBackup(text) {
  const found = read(String(text).slice(text.search(/\{\s*"/), text.lastIndexOf("}") + 1));
  const merged = merge(sections, found.sections);
  // Refused whole where a part cannot be read, now or when it has joined what is here.
  const problem = found.problem || read(write(merged.sections)).problem;
  const why = problem === "part" ? "unreadable" : problem;
  return { ...merged, ok: why === "", reason: why };
}

export const store = {
  /** The entries of a section by id: a copy, without what was removed. */
  get(section) {
    const shown = Object.entries(sections[section] ?? {}).filter(([, entry]) => isShown(section, entry));
    return mapOf(structuredClone(shown));
  },

  /**
   * Change a section: `change(copy)` changes the copy or returns another. What it leaves out is
   * removed. What it changes gets the time `at`, unless it brings a new one. Returns whether the
   * browser keeps it; otherwise it holds for this visit.
   */
  update(section, change) {
    sync();
    const copy = store.get(section);
    const after = change(copy) ?? copy;
    const before = store.get(section);
    const entries = mapOf(Object.entries(sections[section] ?? {}));
    for (const id of Object.keys(before)) {
      if (!Object.hasOwn(after, id)) entries[id] = { gone: true, at: stamp(before[id]) };
    }
    for (const [id, entry] of Object.entries(after)) {
      if (!before[id] || !same(entry, before[id])) entries[id] = changed(entry, before[id] ?? entries[id]);
    }
    return put(section, entries);
  },

  /** Remove entries, so that an older backup does not bring them back. */
  remove(section, ids) {
    return store.update(section, (copy) => {
      for (const id of ids) delete copy[id];
    });
  },

  /** Leave no trace: of a section or, without one, of everything. A backup brings it back. */
  clear(section) {
    sync();
    if (section !== undefined) {
      delete sections[section];
      const kept = save();
      tell([section]);
      return kept;
    }
    const names = Object.keys(sections);
    sections = emptyMap();
    [seen, reason, unsaved, blocked] = [null, "", false, false];
    const done = onStorage((storage) => [key, ...quarantineKeys()].forEach((name) => storage.removeItem(name)));
    tell(new Set([...names, ...subscribers.keys()]));
    return done;
  },

  /** Call back with a copy for reading after each change, from this tab or another; returns the end of it. */
  subscribe(section, callback) {
    if (!subscribers.has(section)) subscribers.set(section, new Set());
    subscribers.get(section).add(callback);
    return () => subscribers.get(section).delete(callback);
  },

  /** Whether the browser keeps changes; if not, why: "none" no storage, "full", "newer" version. */
  status() {
    return { kept: reason === "", reason, quarantined: quarantineKeys().length };
  },

  /** The sections that hold something. */
  sections() {
    return Object.keys(sections).filter((name) => Object.keys(store.get(name)).length);
  },

  /** The texts that could not be read. */
  quarantined() {
    return quarantineKeys().map((name) => window.localStorage.getItem(name));
  },

  /** Delete what was set aside. */
  dropQuarantine() {
    return onStorage((storage) => quarantineKeys().forEach((name) => storage.removeItem(name)));
  },

  /** Everything as text, to keep elsewhere. */
  backup() {
    sync();
    return write(sections, { handbook: path, made: new Date().toISOString() });
  },

  /** What bringing a backup back would do: {ok, reason, changes: [{section, id, kind, gone?}]}. */
  preview(text) {
    sync();
    const { ok, reason: why, changes } = readBackup(text);
    return { ok, reason: why, changes: ok ? changes : [] };
  },

  /** Bring a backup back; the later change of each entry stays. Returns the same as `preview`. */
  restore(text) {
    const told = store.preview(text);
    if (told.ok) {
      const before = sections;
      sections = readBackup(text).sections;
      save();
      tellSince(before);
    }
    return told;
  },
};

sync();
window.addEventListener("storage", (event) => {
  if (event.key === key || event.key === null) sync();
});
// A page from the back-forward cache has slept through the changes of others.
window.addEventListener("pageshow", (event) => event.persisted && sync());

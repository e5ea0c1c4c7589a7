// The code of this reader's sheet, or of one that came with a link.

import { iso, today } from "../lib/days.js";
import { store } from "../lib/store.js";
import { newNonce, writeCode } from "./codes.js";

/**
 * The nonce of this reader's sheet. It stays while a round lasts, so that a corrected sheet is known
 * for the same person's, and changes for the next, so that nobody is followed from round to round.
 */
function ownNonce(form) {
  const { sheet } = store.get("settings");
  const halfAWave = iso(today() - form.rules.wave_months * 15);
  if (/^[0-9A-Z]{8}$/.test(sheet?.nonce) && sheet.made > halfAWave) return sheet.nonce;
  const nonce = newNonce();
  store.update("settings", (settings) => {
    settings.sheet = { nonce, made: iso() };
  });
  return nonce;
}

/** Go on with the nonce of a sheet that was taken over from a link: most likely one's own, from another device. */
export function adoptNonce(nonce) {
  store.update("settings", (settings) => {
    settings.sheet = { nonce, made: iso() };
  });
}

/** `given` is the sheet that a link brought, { language, nonce }, or null. */
export function codeOf(form, answers, given) {
  if (given) return writeCode({ ...form, language: given.language }, answers, given.nonce);
  return writeCode(form, answers, ownNonce(form));
}

// A calendar file (RFC 5545). Pure: knows nothing of the page.

import { iso } from "../lib/days.js";

/** A text as a property's value: backslash, semicolon, comma and line break escaped. */
function escapeText(text) {
  return String(text)
    .replace(/\\/g, "\\\\")
    .replace(/[;,]/g, "\\$&")
    .replace(/\r\n|\r|\n/g, "\\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
}

/** A content line in lines of at most 75 octets, never cut inside a character. */
function fold(line) {
  const encoder = new TextEncoder();
  const lines = [];
  let current = "";
  let size = 0;
  for (const character of line) {
    const octets = encoder.encode(character).length;
    if (size + octets > 75) {
      lines.push(current);
      current = " ";
      size = 1;
    }
    current += character;
    size += octets;
  }
  return [...lines, current].join("\r\n");
}

const compact = (number) => iso(number).replace(/-/g, "");

/**
 * The file. `events` are `{uid, day, title, text, url}` of whole days; `now` is a Date. The UIDs
 * must stay the same for the same task, so that importing again updates: the stamp and the sequence
 * rise with time and tell calendars which version is the newer.
 */
export function makeCalendar({ name, maker, events, now }) {
  const stamp = `${now.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
  const sequence = Math.max(0, Math.floor((now.getTime() - Date.UTC(2025, 0, 1)) / 60000));
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//${escapeText(maker)}//onboarding//EN`,
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escapeText(name)}`,
  ];
  for (const event of events) {
    lines.push(
      "BEGIN:VEVENT",
      `UID:${event.uid}`,
      `DTSTAMP:${stamp}`,
      `LAST-MODIFIED:${stamp}`,
      `SEQUENCE:${sequence}`,
      `DTSTART;VALUE=DATE:${compact(event.day)}`,
      `DTEND;VALUE=DATE:${compact(event.day + 1)}`,
      `SUMMARY:${escapeText(event.title)}`,
      `DESCRIPTION:${escapeText(event.text)}`,
      ...(event.url ? [`URL:${event.url}`] : []),
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    );
  }
  lines.push("END:VCALENDAR");
  return `${lines.map(fold).join("\r\n")}\r\n`;
}

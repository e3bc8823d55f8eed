/** The practice time: this computer's clock plus what the time controls have added. */

import { el } from "./dom.js";

let ahead = 0;

/** @param {string} now the server's time, as ISO 8601 */
export function setClock(now) {
  ahead = Date.parse(now) - Date.now();
  tick();
}

export function practiceNow() {
  return new Date(Date.now() + ahead);
}

const LOCALE = "en-GB";
const format = (options) => new Intl.DateTimeFormat(LOCALE, options);
const STYLES = {
  t: format({ timeStyle: "short" }),
  T: format({ timeStyle: "medium" }),
  d: format({ dateStyle: "short" }),
  D: format({ dateStyle: "long" }),
  f: format({ dateStyle: "long", timeStyle: "short" }),
  F: format({ dateStyle: "full", timeStyle: "short" }),
};
const SHORT_DAY = format({ weekday: "short", day: "numeric", month: "short" });
const DAY = format({ weekday: "long", day: "numeric", month: "long" });
const RELATIVE = new Intl.RelativeTimeFormat(LOCALE, { numeric: "always" });
const STEPS = [
  [60, 1, "second"],
  [3600, 60, "minute"],
  [86400, 3600, "hour"],
  [86400 * 30, 86400, "day"],
  [86400 * 365, 86400 * 30, "month"],
  [Infinity, 86400 * 365, "year"],
];

/** "in 40 minutes", "2 hours ago", or "just now". */
export function relative(date, now = practiceNow()) {
  const seconds = Math.round((date.getTime() - now.getTime()) / 1000);
  if (Math.abs(seconds) < 10) return "just now";
  const [, size, unit] = STEPS.find(([limit, one]) => Math.round(Math.abs(seconds) / one) * one < limit);
  return RELATIVE.format(Math.round(seconds / size), unit);
}

/** @param {Date} date @param {string} style one of Discord's t T d D f F R */
export function words(date, style = "f") {
  return style === "R" ? relative(date) : (STYLES[style] ?? STYLES.f).format(date);
}

/** The practice time in two parts, so that a narrow bar can leave the day out. */
export const clockWords = () => [SHORT_DAY.format(practiceNow()), STYLES.t.format(practiceNow())];
export const dayWords = (date) => DAY.format(date);

/** A time that stays right while it is on screen. */
export function stamp(date, style = "t") {
  if (Number.isNaN(date.getTime())) return document.createTextNode("an unknown time");
  return el("time", { datetime: date.toISOString(), title: words(date, "F"), data: { style } }, words(date, style));
}

const listeners = new Set();

/** Calls `listener` every second and whenever the practice time is moved. */
export function onTick(listener) {
  listeners.add(listener);
  listener();
}

function tick() {
  for (const time of document.querySelectorAll('time[data-style="R"]')) {
    const now = relative(new Date(time.dateTime));
    if (time.firstChild && time.firstChild.data !== now) time.firstChild.data = now;
  }
  for (const listener of listeners) listener();
}

setInterval(tick, 1000);

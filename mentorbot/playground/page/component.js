/** What the bot puts into a message to press, choose or read. */

import { el } from "./dom.js";
import { inline, channelLink } from "./inline.js";
import { markdown } from "./markdown.js";
import { chooser } from "./chooser.js";
import { optionsOf } from "./choices.js";

/**
 * @typedef {import("./inline.js").Reader & {
 *   message: any, press: (customId: string, label: string) => Promise<void>, choose: (customId: string, values: string[]) => Promise<void>
 * }} Desk what a component needs to be drawn and used
 */

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "leads-away" };

/** A label's letters, for styles and the tour: "I can help" is "i-can-help". */
export function slug(label) {
  return label.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

const DRAW = {
  1: (part, desk) => el("div", { class: "row" }, components(part.components, desk)),
  2: button,
  3: menu,
  5: menu,
  6: menu,
  7: menu,
  8: menu,
  9: section,
  10: (part, desk) => el("div", { class: "words" }, markdown(part.content, desk)),
  11: (part) => el("p", { class: "small-print" }, `Picture: ${part.description ?? "without a description"}`),
  12: (part) => el("p", { class: "small-print" }, `Pictures: ${part.items?.length ?? 0}`),
  13: (part) => el("p", { class: "small-print" }, `File: ${part.file?.url?.split("/").at(-1) ?? "attached"}`),
  14: (part) => el("hr", { class: part.divider === false ? "gap" : "", data: { spacing: part.spacing ?? 1 } }),
  17: (part, desk) => el("div", { class: "sheet" }, components(part.components, desk)),
};

/** @param {any[]} parts Discord's components @param {Desk} desk */
export function components(parts, desk) {
  return (parts ?? []).map((part) => DRAW[part.type]?.(part, desk) ?? unknown(part));
}

function unknown(part) {
  return el("p", { class: "small-print" }, `The practice server cannot draw this part (type ${part.type}).`);
}

function button(part, desk) {
  const label = part.label ?? part.emoji?.name ?? "Button";
  const words = [part.emoji?.name && el("span", { class: "emoji", "aria-hidden": "true" }, part.emoji.name), inline(label, desk)];
  if (part.style === 5) return leadsAway(part, words, desk);
  const node = el(
    "button",
    { type: "button", class: `button ${STYLES[part.style] ?? "secondary"}`, disabled: part.disabled, data: { key: part.custom_id, label: slug(label) } },
    words,
  );
  node.addEventListener("click", () => busyWhile(node, desk.press(part.custom_id, label)));
  return node;
}

function leadsAway(part, words, desk) {
  const inside = /\/channels\/(?:\d+|@me)\/(\d+)(?:\/(\d+))?$/.exec(part.url ?? "");
  if (!inside && !/^https?:\/\//i.test(part.url)) return el("span", { class: "small-print" }, words, ` (leads to no web page: ${part.url})`);
  if (!inside) return el("a", { class: "button leads-away", href: part.url, rel: "noreferrer noopener", target: "_blank" }, words);
  const link = channelLink(inside[1], inside[2], desk, words);
  link.className = "button leads-away";
  return link;
}

/** Shows that a press is on its way, and takes no second one meanwhile. */
async function busyWhile(node, promise) {
  node.setAttribute("aria-busy", "true");
  node.setAttribute("aria-disabled", "true");
  await promise;
  node.removeAttribute("aria-busy");
  node.removeAttribute("aria-disabled");
}

function section(part, desk) {
  const beside = part.accessory ? components([part.accessory], desk) : [];
  return el("div", { class: "section" }, el("div", { class: "section-words" }, components(part.components, desk)), beside);
}

function menu(part, desk) {
  return chooser(part, optionsOf(part, desk), desk);
}

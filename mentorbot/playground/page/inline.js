/** Discord's markdown within a line: from text to nodes, never to markup. */

import { stamp } from "./clock.js";
import { el } from "./dom.js";

/** @typedef {{store: import("./store.js").Store, person: string, mentions: any[], go: (channel: string, message?: string) => void}} Reader */

const INTERNAL = /\/channels\/(?:\d+|@me)\/(\d+)(?:\/(\d+))?$/;

/** Rules are tried in this order where a text may turn special. */
const RULES = [
  [/\\([^\w\s])/y, (found) => found[1]],
  [/``(.+?)``|`([^`\n]+)`/ys, (found) => el("code", {}, found[1] ?? found[2])],
  [/<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y, (found) => stamp(new Date(Number(found[1]) * 1000), found[2] ?? "f")],
  [/<@!?(\d+)>/y, (found, reader) => personName(found[1], reader)],
  [/<@&(\d+)>/y, () => el("span", { class: "mention" }, "@role")],
  [/<#(\d+)>/y, (found, reader) => channelLink(found[1], undefined, reader)],
  [/<\/([^:>]+):\d+>/y, (found) => el("span", { class: "mention" }, `/${found[1]}`)],
  [/<a?:(\w+):\d+>/y, (found) => `:${found[1]}:`],
  [/\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/y, (found, reader) => link(found[2], reader, inline(found[1], reader))],
  [/<(https?:\/\/[^\s>]+)>/y, (found, reader) => link(found[1], reader)],
  [/https?:\/\/[^\s<]*[^\s<.,:;"'\])!?*]/y, (found, reader) => link(found[0], reader)],
  [/\*\*(.+?)\*\*(?!\*)/ys, (found, reader) => el("strong", {}, inline(found[1], reader))],
  [/__(.+?)__(?!_)/ys, (found, reader) => el("u", {}, inline(found[1], reader))],
  [/\*(?=\S)(.+?)\*(?!\*)/ys, (found, reader) => el("em", {}, inline(found[1], reader))],
  [/(?<!\w)_(?=\S)(.+?)_(?!\w)/ys, (found, reader) => el("em", {}, inline(found[1], reader))],
  [/~~(.+?)~~/ys, (found, reader) => el("s", {}, inline(found[1], reader))],
  [/\|\|(.+?)\|\|/ys, (found, reader) => hidden(found[1], reader)],
];
const SPECIAL = /[\\`<[h*_~|]/g;

/**
 * @param {string} text
 * @param {Reader} reader
 * @returns {(Node | string)[]}
 */
export function inline(text, reader) {
  const parts = [];
  let plain = 0;
  let at = nextSpecial(text, 0);
  while (at >= 0) {
    const hit = match(text, at, reader);
    if (hit) {
      if (at > plain) parts.push(text.slice(plain, at));
      parts.push(hit.node);
      plain = hit.end;
    }
    at = nextSpecial(text, hit ? hit.end : at + 1);
  }
  if (plain < text.length) parts.push(text.slice(plain));
  return parts.flat();
}

function nextSpecial(text, from) {
  SPECIAL.lastIndex = from;
  return SPECIAL.exec(text)?.index ?? -1;
}

function match(text, at, reader) {
  for (const [rule, build] of RULES) {
    rule.lastIndex = at;
    const found = rule.exec(text);
    if (!found) continue;
    const end = rule.lastIndex;
    return { node: build(found, reader), end };
  }
  return null;
}

function personName(id, reader) {
  const mine = id === reader.person ? " mention-mine" : "";
  return el("span", { class: `mention${mine}` }, `@${reader.store.nameOf(id, reader.mentions)}`);
}

/** Discord's own addresses lead to a place on this page; they never leave it. */
function link(address, reader, label) {
  const inside = INTERNAL.exec(address);
  if (inside) return channelLink(inside[1], inside[2], reader, label);
  return el("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, label ?? address);
}

/** A button that leads to a channel, or to one message in it. */
export function channelLink(channelId, messageId, reader, label) {
  const channel = reader.store.channels.get(channelId);
  const name = channel?.kind === "text" ? `#${channel.name}` : (channel?.name ?? "a closed channel");
  const words = label ?? (messageId && channel?.kind === "text" ? `${name} › message` : name);
  return el("button", { type: "button", class: "link", on: { click: () => reader.go(channelId, messageId) } }, words);
}

function hidden(text, reader) {
  const details = el("button", { type: "button", class: "hidden-words", "aria-expanded": "false" }, "Hidden words");
  const reveal = () => details.replaceWith(el("span", { class: "shown-words" }, inline(text, reader)));
  details.addEventListener("click", reveal);
  return details;
}

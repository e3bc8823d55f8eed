/** Discord's markdown by line: headings, quotes, lists, code blocks and small print. */

import { el } from "./dom.js";
import { inline } from "./inline.js";

const FENCE = /^```(?:\w*\n)?([\s\S]*?)```\n?/;
const BLOCKS = [
  [/^(#{1,3}) +(.+)/, heading],
  [/^-# +(.+)/, (found, reader) => el("p", { class: "small-print" }, inline(found[1], reader))],
];

/**
 * @param {string} text
 * @param {import("./inline.js").Reader} reader
 * @returns {Node[]}
 */
export function markdown(text, reader) {
  const blocks = [];
  let rest = text;
  while (rest) {
    const fence = rest.indexOf("```");
    const code = fence >= 0 ? FENCE.exec(rest.slice(fence)) : null;
    if (!code) break;
    blocks.push(...lines(rest.slice(0, fence).replace(/\n$/, ""), reader));
    blocks.push(el("pre", { tabindex: "0" }, el("code", {}, code[1].replace(/\n$/, ""))));
    rest = rest.slice(fence + code[0].length);
  }
  return [...blocks, ...lines(rest, reader)];
}

/** A heading in a message stands below the channel's name, whatever its size. */
function heading(found, reader) {
  return el("p", { class: `heading heading-${found[1].length}`, role: "heading", "aria-level": "3" }, inline(found[2], reader));
}

function lines(text, reader, kinds = KINDS) {
  if (!text) return [];
  const all = text.split("\n");
  const blocks = [];
  for (let at = 0; at < all.length; ) {
    const take = run(all, at, kinds);
    blocks.push(block(all.slice(at, at + take.count), take.kind, reader));
    at += take.count;
  }
  return blocks.filter(Boolean);
}

const KINDS = [
  ["rest", /^>>> /],
  ["quote", /^> ?/],
  ["list", /^ *[-*] +/],
  ["numbers", /^ *\d{1,3}\. +/],
  ["single", /^(#{1,3}|-#) +\S/],
];

/** Within a quote nothing is quoted once more, as on Discord. */
const QUOTED = KINDS.filter(([kind]) => kind !== "quote" && kind !== "rest");

function kindOf(line, kinds) {
  return kinds.find(([, rule]) => rule.test(line))?.[0] ?? "text";
}

/** How many lines from here on belong together, and as what. */
function run(all, at, kinds) {
  const kind = kindOf(all[at], kinds);
  if (kind === "rest") return { kind, count: all.length - at };
  if (kind === "single") return { kind, count: 1 };
  let end = at + 1;
  while (end < all.length && kindOf(all[end], kinds) === kind) end += 1;
  return { kind, count: end - at };
}

function block(some, kind, reader) {
  if (kind === "rest") return el("blockquote", {}, lines(some.join("\n").slice(4), reader, QUOTED));
  if (kind === "quote") return el("blockquote", {}, lines(some.map((line) => line.replace(/^> ?/, "")).join("\n"), reader, QUOTED));
  if (kind === "list") return items("ul", some, /^ *[-*] +/, reader);
  if (kind === "numbers") return items("ol", some, /^ *\d{1,3}\. +/, reader);
  if (kind === "single") {
    for (const [rule, build] of BLOCKS) if (rule.test(some[0])) return build(rule.exec(some[0]), reader);
  }
  const text = some.join("\n").replace(/^\n+|\n+$/g, "");
  return text ? el("p", {}, inline(text, reader)) : null;
}

function items(tag, some, mark, reader) {
  return el(tag, {}, some.map((line) => el("li", {}, inline(line.replace(mark, ""), reader))));
}

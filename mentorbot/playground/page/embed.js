/** An embed, set as a small sheet of paper. */

import { stamp } from "./clock.js";
import { el } from "./dom.js";
import { inline } from "./inline.js";
import { markdown } from "./markdown.js";

/** @param {any} embed Discord's embed @param {import("./inline.js").Reader} reader */
export function embedSheet(embed, reader) {
  const line = (text) => inline(text, reader);
  return el(
    "div",
    { class: "sheet" },
    embed.author?.name && el("p", { class: "sheet-author" }, embed.author.name),
    embed.title && el("p", { class: "sheet-title", role: "heading", "aria-level": "3" }, line(embed.title)),
    embed.description && el("div", { class: "words" }, markdown(embed.description, reader)),
    embed.fields?.length && el("dl", { class: "sheet-fields" }, embed.fields.map((field) => fieldOf(field, reader))),
    (embed.footer?.text || embed.timestamp) && footer(embed),
  );
}

function fieldOf(field, reader) {
  const name = el("dt", {}, inline(field.name, reader));
  const value = el("dd", { class: "words" }, markdown(field.value, reader));
  return el("div", { class: field.inline ? "field-inline" : "field" }, name, value);
}

function footer(embed) {
  const time = embed.timestamp ? stamp(new Date(embed.timestamp), "f") : null;
  return el("p", { class: "sheet-footer" }, embed.footer?.text, embed.footer?.text && time ? " · " : null, time);
}

/** A person's small sign: an initial on their tint, or the mark for the bot. */

import { el, icon } from "./dom.js";

/** @param {import("./store.js").Store} store @param {{id: string, name: string, bot?: boolean}} who */
export function avatar(store, who, size = "") {
  const tint = store.people.has(who.id) ? store.tintOf(who.id) : "bot";
  const sign = tint === "bot" ? icon("mark") : [...who.name].slice(0, 1).join("").toUpperCase();
  return el("span", { class: `avatar ${size}`, "aria-hidden": "true", data: { tint } }, sign);
}

/** The pinned messages of a channel: how many, and a way to each. */

import { el, icon, refill } from "./dom.js";
import { menuItem, popover } from "./popover.js";

/** @param {HTMLElement} slot @param {import("./pane.js").Pane} pane */
export function pinsButton(slot, pane) {
  const pinned = pane.world.store.visible(pane.channel, pane.person).filter((message) => message.pinned);
  const signature = pinned.map((message) => message.id).join(" ");
  if (slot.dataset.shown === signature) return;
  slot.dataset.shown = signature;
  if (!pinned.length) return slot.replaceChildren();
  const button = el("button", { type: "button", class: "quiet-button", data: { key: "pins" } }, icon("pin"), `${pinned.length} pinned`);
  const lines = () => pinned.map((message) => menuItem(excerpt(message), () => pane.open(pane.channel, message.id), { detail: message.author.name }));
  refill(slot, [button, popover(button, "Pinned messages", lines)]);
}

function excerpt(message) {
  const text = message.content || message.embeds?.[0]?.title || firstWords(message.components) || "A message";
  return text.replace(/[*_`#>]/g, "").slice(0, 80);
}

function firstWords(parts = []) {
  for (const part of parts) {
    const words = part.content ?? firstWords(part.components);
    if (words) return words;
  }
  return "";
}

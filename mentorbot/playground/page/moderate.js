/** What moderators and admins can do to a channel: close or delete a thread, take permissions from the bot. */

import { confirmDialog, openDialog } from "./dialog.js";
import { el, icon, refill } from "./dom.js";
import { menuItem, popover } from "./popover.js";

/** The bot's permissions that a story may want to miss, as Discord's settings call them. */
const PERMISSIONS = ["View Channel", "Send Messages", "Embed Links", "Attach Files", "Add Reactions", "Create Public Threads", "Create Private Threads", "Manage Threads", "Send Messages In Threads"];

/** @param {HTMLElement} slot @param {import("./pane.js").Pane} pane */
export function moderateButton(slot, pane) {
  const channel = pane.world.store.channels.get(pane.channel);
  const may = channel && channel.kind !== "dm" && pane.access().manage_messages;
  const signature = may ? `${channel.id} ${channel.archived}` : "";
  if (slot.dataset.shown === signature) return;
  slot.dataset.shown = signature;
  if (!may) return slot.replaceChildren();
  const button = el("button", { type: "button", class: "quiet-button", data: { key: "moderate" } }, icon("gear"), "Moderate");
  refill(slot, [button, popover(button, "Moderate", () => items(channel, pane))]);
}

function items(channel, pane) {
  if (channel.kind === "text") return [menuItem("What the bot may do here…", () => permissions(channel, pane), { detail: "Take a permission away, and see what happens" })];
  const state = { do: "archive", channel: channel.id, archived: !channel.archived };
  const gone = () => pane.act({ do: "delete_channel", channel: channel.id });
  return [
    menuItem(channel.archived ? "Open this thread again" : "Close this thread", () => pane.act(state)),
    menuItem("Delete this thread…", () => confirmDialog("Delete this thread?", "Everything said in it is gone for everybody.", "Delete", gone)),
  ];
}

/** Ticked means that the bot has the permission in this channel. */
function permissions(channel, pane) {
  const boxes = PERMISSIONS.map((name) => el("input", { type: "checkbox", value: name, checked: true }));
  const rows = PERMISSIONS.map((name, at) => el("label", { class: "option" }, boxes[at], el("span", { class: "option-words" }, name)));
  const save = el("button", { type: "submit", class: "button primary" }, "Save");
  const words = el("p", { class: "hint" }, "Untick what the bot is not to have in this channel. Saved with everything ticked, it has all of its permissions again.");
  const form = el("form", { class: "dialog-body" }, words, el("div", { class: "options-list" }, rows), el("div", { class: "row dialog-end" }, save));
  const dialog = openDialog(`The bot in #${channel.name}`, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const deny = boxes.filter((box) => !box.checked).map((box) => box.value);
    dialog.close();
    pane.act({ do: "permissions", channel: channel.id, deny });
  });
}

/** The keys, explained in one dialog. */

import { openDialog } from "./dialog.js";
import { el } from "./dom.js";

const KEYS = [
  ["Tab, Shift + Tab", "to the next or previous control"],
  ["/", "at the start of a message: choose a command with the arrows, Enter takes it"],
  ["Enter", "sends; Shift + Enter begins a new line"],
  ["Escape", "closes a list, leaves a command, goes from the messages to the composer"],
  ["Alt + 1 … 5", "be Amira, Ben, Chloe, Dev or Elin in the pane you are in"],
  ["Alt + S", "one person, or two side by side"],
  ["F6", "to the other pane"],
];

export function shortcuts() {
  const rows = KEYS.map(([key, does]) => el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)));
  openDialog("Keyboard", el("dl", { class: "keys dialog-body" }, rows));
}

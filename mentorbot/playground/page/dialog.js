/** One frame for every dialog: native, named by its title, gone from the page when closed. */

import { el, iconButton } from "./dom.js";

let made = 0;

/**
 * @param {string} title
 * @param {any} body
 * @param {{wide?: boolean, onClose?: () => void, over?: string}} [options] `over` stands in small type above the title
 */
export function openDialog(title, body, { wide = false, onClose, over } = {}) {
  const id = `dialog-${++made}`;
  const back = document.activeElement;
  const close = iconButton("close", "Close", { on: { click: () => dialog.close() } });
  const head = el("div", {}, over && el("p", { class: "over-title" }, over), el("h2", { id }, title));
  const dialog = el("dialog", { class: wide ? "wide" : "", "aria-labelledby": id }, el("header", { class: "dialog-head" }, head, close), body);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (back instanceof HTMLElement && back.isConnected) back.focus();
    onClose?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks before something that cannot be taken back. */
export function confirmDialog(title, text, yes, then, no = "Cancel") {
  const go = el("button", { type: "button", class: "button primary" }, yes);
  const stay = el("button", { type: "button", class: "button secondary", autofocus: true }, no);
  const dialog = openDialog(title, el("div", { class: "dialog-body" }, el("p", {}, text), el("div", { class: "row dialog-end" }, stay, go)));
  stay.addEventListener("click", () => dialog.close());
  go.addEventListener("click", () => {
    dialog.close();
    then();
  });
}

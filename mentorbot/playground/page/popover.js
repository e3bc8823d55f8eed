/** Small menus that open beside their button and close by themselves (native popovers). */

import { el } from "./dom.js";

/** Sets an open menu beside its button, within the window. */
export function placeNear(menu, button) {
  const at = button.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8));
  const below = at.bottom + 6;
  const fits = below + menu.offsetHeight < innerHeight - 8;
  menu.style.setProperty("left", `${left}px`);
  menu.style.setProperty("top", `${fits ? below : Math.max(8, at.top - menu.offsetHeight - 6)}px`);
}

/**
 * @param {HTMLElement} button
 * @param {string} label
 * @param {() => any[]} fill draws the menu anew each time it opens
 */
export function popover(button, label, fill) {
  const menu = el("div", { class: "popover", popover: "auto", role: "group", "aria-label": label });
  button.popoverTargetElement = menu;
  button.setAttribute("aria-expanded", "false");
  menu.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") menu.replaceChildren(...fill().flat(2).filter(Boolean));
  });
  menu.addEventListener("toggle", (event) => {
    const open = event.newState === "open";
    button.setAttribute("aria-expanded", String(open));
    if (!open) return;
    placeNear(menu, button);
    menu.querySelector("button:not([disabled])")?.focus();
  });
  menu.addEventListener("keydown", (event) => step(event, menu));
  return menu;
}

/** A line in a menu; pressing it closes the menu. */
export function menuItem(label, then, { detail, pressed, disabled } = {}) {
  const node = el(
    "button",
    { type: "button", class: "menu-item", disabled, "aria-pressed": pressed === undefined ? null : String(pressed) },
    el("span", {}, label),
    detail && el("span", { class: "hint" }, detail),
  );
  node.addEventListener("click", () => {
    node.closest("[popover]").hidePopover();
    then();
  });
  return node;
}

function step(event, menu) {
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const stops = [...menu.querySelectorAll("button:not([disabled])")];
  stops[(stops.indexOf(document.activeElement) + by + stops.length) % stops.length]?.focus();
}

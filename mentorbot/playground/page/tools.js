/** What a person can do with a message: react, reply, delete. Behind one button, and at hand under the pointer. */

import { el, iconButton } from "./dom.js";
import { popover } from "./popover.js";
import { handButton, reactionChoices } from "./reaction.js";

export function tools(message, desk) {
  if (message.thinking || message.private_to) return null;
  const items = () => choices(message, desk);
  if (!items().length) return null;
  const bar = el("div", { class: "tools", role: "group", "aria-label": "Message actions" });
  const fill = () => bar.firstChild || bar.append(...items());
  const more = iconButton("more", "Message actions", { class: "tools-more", "aria-expanded": "false", data: { key: "more" } });
  const open = (state) => {
    bar.classList.toggle("open", state);
    more.setAttribute("aria-expanded", String(state));
  };
  bar.addEventListener("wanted", fill);
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    open(false);
    more.focus();
  });
  more.addEventListener("click", () => {
    fill();
    open(!bar.classList.contains("open"));
    if (bar.classList.contains("open")) bar.querySelector("button").focus();
  });
  return [more, bar];
}

function choices(message, desk) {
  const can = desk.access();
  const own = message.author.id === desk.person;
  return [
    can.react && handButton(desk),
    can.react && withPicker(desk),
    can.send && iconButton("reply", "Reply", { data: { key: "reply" }, on: { click: desk.reply } }),
    (own || can.manage_messages) && iconButton("bin", "Delete message", { data: { key: "delete" }, on: { click: desk.remove } }),
  ].filter(Boolean);
}

function withPicker(desk) {
  const button = iconButton("smile", "Add a reaction", { data: { key: "smile" } });
  const menu = popover(button, "Add a reaction", () => reactionChoices(desk, () => menu.hidePopover()));
  menu.classList.add("emoji-grid");
  return el("span", { class: "picker-anchor" }, button, menu);
}

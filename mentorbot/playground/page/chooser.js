/** A string select: a button that unfolds its options in place, so that it works at any size and with any input. */

import { el, icon } from "./dom.js";

let made = 0;

/**
 * @param {any} part Discord's select
 * @param {{value: string, label: string, description?: string, default?: boolean, emoji?: any}[]} options
 * @param {import("./component.js").Desk} desk
 */
export function chooser(part, options, desk) {
  const id = `chooser-${++made}`;
  const several = (part.max_values ?? 1) > 1;
  const label = part.placeholder ?? (several ? "Choose one or more" : "Choose one");
  const taken = options.filter((option) => option.default).map((option) => option.label);
  const panel = el("fieldset", { class: "options", id, hidden: true }, el("legend", { class: "unseen" }, label));
  const toggle = el(
    "button",
    { type: "button", class: "chooser", disabled: part.disabled, "aria-expanded": "false", "aria-controls": id, data: { key: part.custom_id } },
    el("span", { class: "chooser-words" }, taken.length ? taken.join(", ") : label),
    icon("chevron"),
  );
  const open = (state) => {
    panel.hidden = !state;
    toggle.setAttribute("aria-expanded", String(state));
    (state ? panel.querySelector("input, button") : toggle)?.focus();
  };
  const send = (values) => {
    open(false);
    return desk.choose(part.custom_id, values);
  };
  toggle.addEventListener("click", () => open(panel.hidden));
  panel.addEventListener("keydown", (event) => move(event, panel, () => open(false)));
  panel.append(...(several ? ticks(part, options, send, id) : singles(options, send)));
  return el("div", { class: "choosing" }, toggle, panel);
}

function singles(options, send) {
  return options.map((option) =>
    el(
      "button",
      { type: "button", class: "option", "aria-pressed": option.default ? "true" : null, on: { click: () => send([option.value]) } },
      wordsOf(option),
      option.default && icon("tick"),
    ),
  );
}

function ticks(part, options, send, id) {
  const boxes = options.map((option) => el("input", { type: "checkbox", value: option.value, checked: option.default }));
  const rows = options.map((option, at) => el("label", { class: "option" }, boxes[at], wordsOf(option)));
  const least = part.min_values ?? 1;
  const most = Math.min(part.max_values ?? 1, options.length);
  const note = el("p", { class: "hint", id: `${id}-note`, role: "status" }, rule(least, most));
  const done = el("button", { type: "button", class: "button primary", "aria-describedby": `${id}-note` }, "Done");
  done.addEventListener("click", () => {
    const values = boxes.filter((box) => box.checked).map((box) => box.value);
    if (values.length >= least && values.length <= most) return send(values);
    note.textContent = `${values.length} chosen. ${rule(least, most)}`;
    note.classList.add("wrong");
  });
  return [...rows, el("div", { class: "row options-end" }, done, note)];
}

function rule(least, most) {
  if (least === most) return `Choose ${most}.`;
  return least > 0 ? `Choose between ${least} and ${most}.` : `Choose up to ${most}, or none.`;
}

export function wordsOf(option) {
  return el(
    "span",
    { class: "option-words" },
    el("span", {}, option.emoji?.name ? `${option.emoji.name} ` : null, option.label),
    option.description && el("span", { class: "hint" }, option.description),
  );
}

/** Arrows go through the options; Escape folds them away. */
function move(event, panel, leave) {
  if (event.key === "Escape") {
    event.stopPropagation();
    return leave();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const stops = [...panel.querySelectorAll("input, button")];
  const at = stops.indexOf(document.activeElement);
  stops[(at + step + stops.length) % stops.length]?.focus();
}

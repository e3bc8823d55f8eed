/** The parts of a modal: labelled texts and choices, and words to read. */

import { wordsOf } from "./chooser.js";
import { optionsOf } from "./choices.js";
import { el } from "./dom.js";
import { markdown } from "./markdown.js";

/** Texts and menus of words are required unless they say otherwise; menus of people and places only when they say so. */
const ALWAYS_ASKED = [3, 4];
let made = 0;

/** @returns {{node: HTMLElement, fields: {id: string, value: () => any, check: () => boolean, focus: () => void}[]}} */
export function modalPart(part, desk) {
  if (part.type === 10) return { node: el("div", { class: "words modal-words" }, markdown(part.content, desk)), fields: [] };
  if (part.type === 18) return field(part.component, part.label, part.description, desk);
  if (part.type === 1) {
    const inner = part.components.map((one) => field(one, one.label ?? "", undefined, desk));
    return { node: el("div", {}, inner.map((one) => one.node)), fields: inner.flatMap((one) => one.fields) };
  }
  return { node: el("p", { class: "small-print" }, `The practice server cannot draw this part (type ${part.type}).`), fields: [] };
}

function field(component, label, description, desk) {
  const id = `field-${++made}`;
  const error = el("p", { class: "wrong", id: `${id}-error`, role: "alert" });
  const hint = description ? el("p", { class: "hint", id: `${id}-hint` }, description) : null;
  const control = draw(component, id, desk);
  const required = component.required ?? ALWAYS_ASKED.includes(component.type);
  const need = el("span", { class: "need" }, required ? "required" : "optional");
  const name = control.group ? el("legend", {}, label, need) : el("label", { for: id }, label, need);
  const describedby = [hint && `${id}-hint`, control.rule && `${id}-rule`, `${id}-error`].filter(Boolean).join(" ");
  if (!control.group) control.inputs[0].setAttribute("aria-describedby", describedby);
  if (required && !control.group) control.inputs[0].setAttribute("aria-required", "true");
  const check = () => {
    const words = fault(component, control.value(), required);
    error.textContent = words;
    for (const input of control.inputs) input.setAttribute("aria-invalid", String(Boolean(words)));
    return !words;
  };
  const rule = control.rule && el("p", { class: "hint", id: `${id}-rule` }, control.rule);
  const whole = control.group ? { class: "field-block", "aria-describedby": describedby } : { class: "field-block" };
  const node = el(control.group ? "fieldset" : "div", whole, name, hint, rule, control.nodes, error);
  return { node, fields: [{ id: component.custom_id, value: control.value, check, focus: () => control.inputs[0]?.focus() }] };
}

function fault(component, value, required) {
  if (Array.isArray(value)) {
    if (!value.length && (!required || component.min_values === 0)) return "";
    if (!value.length) return "Please choose.";
    if (value.length < (component.min_values ?? 1)) return `Choose at least ${component.min_values}.`;
    return value.length > (component.max_values ?? 1) ? `Choose at most ${component.max_values}.` : "";
  }
  if (!value.trim()) return required ? "Please fill this in." : "";
  if (value.length < (component.min_length ?? 0)) return `At least ${component.min_length} characters, please; these are ${value.length}.`;
  return value.length > (component.max_length ?? 4000) ? `At most ${component.max_length ?? 4000} characters, please; these are ${value.length}.` : "";
}

function draw(component, id, desk) {
  if (component.type === 4) return text(component, id);
  const options = optionsOf(component, desk);
  return (component.max_values ?? 1) > 1 ? ticks(options, component) : select(options, id, component.placeholder);
}

function text(component, id) {
  const common = { id, placeholder: component.placeholder, autocomplete: "off" };
  const long = component.style === 2;
  const input = el(long ? "textarea" : "input", long ? { ...common, rows: "5" } : { ...common, type: "text" });
  input.value = component.value ?? "";
  const most = component.max_length;
  if (!most) return { inputs: [input], nodes: input, value: () => input.value };
  const count = el("p", { class: "hint count" });
  const show = () => (count.textContent = `${input.value.length} of ${most}`);
  input.addEventListener("input", show);
  show();
  return { inputs: [input], nodes: [input, count], value: () => input.value };
}

function select(options, id, placeholder) {
  const input = el("select", { id }, el("option", { value: "" }, placeholder ?? "Choose…"));
  input.append(...options.map((one) => el("option", { value: one.value, selected: one.default }, one.label)));
  return { inputs: [input], nodes: input, value: () => (input.value ? [input.value] : []) };
}

function ticks(options, component) {
  const boxes = options.map((one) => el("input", { type: "checkbox", value: one.value, checked: one.default }));
  const rows = options.map((one, at) => el("label", { class: "option" }, boxes[at], wordsOf(one)));
  const value = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const rule = component.max_values < options.length ? `Up to ${component.max_values} of these.` : "";
  return { group: true, inputs: boxes, rule, nodes: el("div", { class: "options-list" }, rows), value };
}

/** One option of a command: a text with suggestions, a number, a yes or no, a choice, a person or a channel. */

import { el } from "./dom.js";
import { Suggest } from "./suggest.js";

const TYPES = { STRING: 3, INTEGER: 4, BOOLEAN: 5, USER: 6, CHANNEL: 7, ROLE: 8, MENTIONABLE: 9, NUMBER: 10 };
const PAUSE = 100; // so that a fast typist asks the bot once and not for every letter
let made = 0;

export function optionField(option, desk) {
  const id = `option-${++made}`;
  const error = el("span", { class: "wrong", id: `${id}-error`, role: "alert" });
  const control = draw(option, desk);
  const input = control.input;
  input.id = id;
  input.setAttribute("aria-describedby", `${id}-hint ${id}-error`);
  if (option.required) input.setAttribute("aria-required", "true");
  const label = el(
    "label",
    { for: id },
    option.name,
    el("span", { class: "need" }, option.required ? "required" : "optional"),
  );
  const hint = el("span", { class: "hint", id: `${id}-hint` }, option.description);
  return {
    node: el("div", { class: "option-field" }, el("div", { class: "option-line" }, label, hint), el("div", { class: "option-input" }, control.nodes), error),
    focus: () => input.focus(),
    set: (text) => control.set?.(text),
    value: () => control.value(),
    check() {
      const empty = option.required && control.value() === null;
      const words = empty ? "Please fill this in." : wrongLength(option, control.value());
      error.textContent = words;
      input.setAttribute("aria-invalid", String(Boolean(words)));
      return !words;
    },
  };
}

function wrongLength(option, value) {
  if (typeof value !== "string") return "";
  if (option.min_length && value.length < option.min_length) return `At least ${option.min_length} characters, please.`;
  return option.max_length && value.length > option.max_length ? `At most ${option.max_length} characters, please.` : "";
}

function draw(option, desk) {
  if (option.type === TYPES.BOOLEAN) return pick([["true", "Yes"], ["false", "No"]], (value) => value === "true");
  if (option.choices?.length) return pick(option.choices.map((choice, at) => [String(at), choice.name]), (at) => option.choices[Number(at)].value);
  if (option.type === TYPES.USER || option.type === TYPES.MENTIONABLE) return pick([...desk.store.people.values()].map((one) => [one.id, one.name]));
  if (option.type === TYPES.CHANNEL) return pick(desk.store.channelsOf(desk.person, "text").map((one) => [one.id, `#${one.name}`]));
  if (option.type === TYPES.INTEGER || option.type === TYPES.NUMBER) return number(option);
  return text(option, desk);
}

function pick(pairs, turn = (value) => value) {
  const options = pairs.map(([value, label]) => el("option", { value }, label));
  const input = el("select", {}, el("option", { value: "" }, "Choose…"), options);
  const set = (words) => (input.value = words);
  return { input, nodes: input, set, value: () => (input.value === "" ? null : turn(input.value)) };
}

function number(option) {
  const step = option.type === TYPES.INTEGER ? "1" : "any";
  const input = el("input", { type: "number", inputmode: "numeric", step, min: option.min_value, max: option.max_value });
  return { input, nodes: input, value: () => (input.value === "" ? null : Number(input.value)) };
}

function text(option, desk) {
  const input = el("input", { type: "text", autocomplete: "off", maxlength: option.max_length });
  if (!option.autocomplete) return { input, nodes: input, set: (words) => (input.value = words), value: () => input.value.trim() || null };
  let chosen = null;
  const suggest = new Suggest(input, `Suggestions for ${option.name}`, (item) => {
    input.value = item.label;
    chosen = item;
  });
  const value = () => (chosen && chosen.label === input.value ? chosen.value : input.value.trim() || null);
  let asked = 0;
  const ask = async () => {
    const turn = ++asked;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (turn !== asked) return;
    const choices = await desk.autocomplete(option.name, input.value, desk.others());
    if (turn !== asked || document.activeElement !== input) return;
    suggest.show(choices.map((choice) => ({ label: choice.name, value: choice.value })), input.value !== "");
  };
  input.addEventListener("input", ask);
  input.addEventListener("focus", ask);
  return { input, nodes: [input, suggest.node, suggest.status], value, set: (words) => (input.value = words) };
}

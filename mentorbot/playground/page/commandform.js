/** A chosen command with its options as labelled fields: Enter sends, Escape goes back to writing. */

import { el, icon, iconButton } from "./dom.js";
import { optionField } from "./optionfield.js";

export class CommandForm {
  /**
   * @param {import("./commands.js").Entry} entry
   * @param {{store: any, person: string, autocomplete: (option: string, value: string, options: any) => Promise<any[]>,
   *   send: (command: string, options: any) => Promise<boolean>, leave: () => void}} desk
   */
  constructor(entry, desk) {
    this.entry = entry;
    this.desk = desk;
    /** @type {Map<string, any>} */ this.fields = new Map();
    this.rows = el("div", { class: "command-fields" });
    this.offers = el("div", { class: "command-offers", role: "group", "aria-label": "Options you can add" });
    const send = el("button", { type: "submit", class: "button primary" }, "Send");
    const suggests = entry.options.some((option) => option.autocomplete);
    const keys = el("p", { class: "command-keys hint" }, suggests ? "Enter takes a suggestion; Enter again sends" : "Enter sends");
    const leave = iconButton("close", "Leave this command", { on: { click: desk.leave } });
    this.node = el(
      "form",
      { class: "command", novalidate: true, "aria-label": `Command /${entry.path}` },
      el("div", { class: "command-head" }, el("p", {}, el("strong", {}, `/${entry.path}`), el("span", { class: "hint" }, entry.description)), leave),
      this.rows,
      el("div", { class: "command-foot" }, this.offers, keys, send),
    );
    this.node.addEventListener("submit", (event) => this.submit(event));
    this.node.addEventListener("keydown", (event) => this.key(event));
    this.node.addEventListener("mousedown", (event) => keepTheList(event));
    const first = entry.options.filter((option) => option.required);
    for (const option of first.length ? first : entry.options.slice(0, 1)) this.add(option);
    this.offer();
    this.sendButton = send;
  }

  /** Puts the keyboard where writing goes on, with words already typed behind the command. */
  begin(rest = "") {
    const [field] = this.fields.values();
    if (!field) return this.sendButton.focus();
    if (rest) field.set(rest);
    field.focus();
  }

  /** Fills in what somebody has prepared, and leaves the sending to the reader. */
  prepare(values) {
    for (const option of this.entry.options.filter((one) => one.name in values)) {
      const field = this.fields.get(option.name) ?? this.add(option);
      field.set(String(values[option.name]));
    }
    this.offer();
    this.sendButton.focus();
  }

  add(option) {
    const field = optionField(option, { ...this.desk, others: () => this.values() });
    this.fields.set(option.name, field);
    if (!option.required) {
      field.node.append(iconButton("close", `Remove ${option.name}`, { on: { click: () => this.remove(option) } }));
    }
    this.rows.append(field.node);
    return field;
  }

  remove(option) {
    this.fields.get(option.name).node.remove();
    this.fields.delete(option.name);
    this.offer();
    this.begin();
  }

  offer() {
    const left = this.entry.options.filter((option) => !this.fields.has(option.name));
    const chip = (option) => {
      const add = () => {
        const field = this.add(option);
        this.offer();
        field.focus();
      };
      return el("button", { type: "button", class: "chip", title: option.description, on: { click: add } }, icon("plus"), option.name);
    };
    this.offers.replaceChildren(...left.map(chip));
  }

  values() {
    const filled = [...this.fields].map(([name, field]) => [name, field.value()]);
    return Object.fromEntries(filled.filter(([, value]) => value !== null));
  }

  async submit(event) {
    event.preventDefault();
    const wrong = [...this.fields.values()].filter((field) => !field.check());
    if (wrong.length) return wrong[0].focus();
    this.sendButton.setAttribute("aria-busy", "true");
    const sent = await this.desk.send(this.entry.path, this.values());
    this.sendButton.removeAttribute("aria-busy");
    if (sent) this.desk.leave();
  }

  key(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.desk.leave();
  }
}

/** Pressing a button must not close the list first: the form would shrink, and the button move from under the pointer. */
function keepTheList(event) {
  if (event.target.closest("button")) event.preventDefault();
}

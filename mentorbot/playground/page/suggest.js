/** A list that opens above a text field while a person types: arrows move, Enter or Tab takes, Escape closes. */

import { el } from "./dom.js";

let made = 0;

/** @typedef {{label: string, detail?: string, aside?: string, value: any}} Item */

export class Suggest {
  /**
   * @param {HTMLInputElement | HTMLTextAreaElement} field
   * @param {string} label what the list is called
   * @param {(item: Item) => void} take
   */
  constructor(field, label, take) {
    this.field = field;
    this.take = take;
    this.items = [];
    this.at = -1;
    this.id = `suggest-${++made}`;
    this.node = el("ul", { class: "suggest", id: this.id, role: "listbox", "aria-label": label, hidden: true });
    this.status = el("span", { class: "unseen", role: "status" });
    this.lasting = field instanceof HTMLInputElement;
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.id);
    this.expanded(false);
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.hide());
  }

  get open() {
    return !this.node.hidden;
  }

  /** @param {Item[]} items @param {boolean} first whether the first one is already chosen */
  show(items, first = true) {
    if (!items.length) return this.hide();
    this.items = items;
    this.node.replaceChildren(...items.map((item, at) => this.row(item, at)));
    this.node.hidden = false;
    this.expanded(true);
    this.status.textContent = items.length === 1 ? "1 suggestion" : `${items.length} suggestions`;
    this.point(first ? 0 : -1);
  }

  hide() {
    if (this.node.hidden) return;
    this.node.hidden = true;
    this.items = [];
    this.status.textContent = "";
    this.expanded(false);
    this.field.removeAttribute("aria-activedescendant");
  }

  /** A field of one line is a combobox for good; a text of several lines only while the list is open. */
  expanded(state) {
    if (state || this.lasting) {
      this.field.setAttribute("role", "combobox");
      this.field.setAttribute("aria-expanded", String(state));
    } else {
      this.field.removeAttribute("role");
      this.field.removeAttribute("aria-expanded");
    }
  }

  row(item, at) {
    const node = el(
      "li",
      { role: "option", id: `${this.id}-${at}`, "aria-selected": "false" },
      el("span", { class: "suggest-label" }, item.label),
      item.detail && el("span", { class: "suggest-detail" }, item.detail),
      item.aside && el("span", { class: "suggest-aside" }, item.aside),
    );
    node.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.accept(at);
    });
    return node;
  }

  point(at) {
    this.node.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = at;
    const row = this.node.children[at];
    if (!row) return this.field.removeAttribute("aria-activedescendant");
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", row.id);
  }

  accept(at) {
    const item = this.items[at];
    this.hide();
    if (item) this.take(item);
  }

  key(event) {
    if (!this.open || event.isComposing) return;
    const count = this.items.length;
    const moves = { ArrowDown: (this.at + 1) % count, ArrowUp: (this.at - 1 + count) % count };
    if (event.key in moves) this.point(moves[event.key]);
    else if (event.key === "Escape") this.hide();
    else if ((event.key === "Enter" || event.key === "Tab") && this.at >= 0 && !event.shiftKey) this.accept(this.at);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

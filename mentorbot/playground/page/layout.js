/** One pane or two, which of them is used just now, and what a reload of the tab finds again. */

import { el } from "./dom.js";
import { Pane } from "./pane.js";

const KEY = "practice-layout";

export class Layout {
  /** @param {any} world */
  constructor(world) {
    this.world = world;
    this.panes = [new Pane(world, "first"), new Pane(world, "second")];
    this.active = this.panes[0];
    this.pair = false;
    this.switcher = el("div", { class: "pair-switch", role: "group", "aria-label": "Which of the two" });
    this.row = el("div", { class: "panes" }, this.panes.map((pane) => pane.node));
    this.node = el("main", { class: "workplace", id: "workplace", tabindex: "-1" }, this.switcher, this.row);
  }

  get shown() {
    return this.pair ? this.panes : [this.panes[0]];
  }

  /** Puts people into panes that are still empty, as remembered or as the story begins. */
  settle() {
    const people = [...this.world.store.people.values()];
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    const same = (pane, id) => people.find((one) => one.id === id) ?? people.find((one) => one.name === pane.name);
    this.panes.forEach((pane, at) => {
      const person = (same(pane, pane.person || kept.people?.[at]) ?? people[at])?.id;
      if (person) pane.be(person, this.knownChannel(pane.person ? pane.channel : kept.channels?.[at]));
    });
    this.setPair(this.settled ? this.pair : Boolean(kept.pair));
    this.settled = true;
  }

  forget() {
    for (const pane of this.panes) pane.forget();
  }

  knownChannel(id) {
    return this.world.store.channels.has(id) ? id : undefined;
  }

  /** @param {boolean} on @param {import("./pane.js").Pane} [used] the one that is used first, and that a phone shows */
  setPair(on, used = this.panes[on ? 1 : 0]) {
    this.pair = on;
    this.node.classList.toggle("pair", on);
    this.panes[1].node.hidden = !on;
    if (on && this.panes[1].person === this.panes[0].person) this.panes[1].be(this.someoneElse());
    this.active = used;
    for (const pane of this.shown) pane.draw();
    this.world.tell("panes");
  }

  someoneElse() {
    const ben = [...this.world.store.people.values()].find((person) => person.name === "Ben");
    const others = [...this.world.store.people.keys()].filter((id) => id !== this.panes[0].person);
    return ben && others.includes(ben.id) ? ben.id : others[0];
  }

  use(pane) {
    if (this.active === pane) return;
    this.active = pane;
    this.draw();
  }

  /** The switch between the two that a phone shows instead of both. */
  draw() {
    this.switcher.hidden = !this.pair;
    const { store, reading } = this.world;
    const buttons = this.shown.map((pane) => {
      const calls = pane === this.active ? 0 : reading.callsOf(pane.person);
      const words = [store.nameOf(pane.person), calls > 0 ? el("span", { class: "badge" }, String(calls)) : ""];
      const choose = () => {
        this.use(pane);
        pane.draw();
      };
      return el("button", { type: "button", "aria-pressed": String(pane === this.active), on: { click: choose } }, words);
    });
    this.switcher.replaceChildren(...buttons);
    for (const pane of this.panes) pane.node.classList.toggle("active", pane === this.active);
    for (const pane of this.shown) pane.markRead();
    for (const pane of this.shown) pane.people.draw();
    this.keep();
  }

  keep() {
    const state = { pair: this.pair, people: this.panes.map((pane) => pane.person), channels: this.panes.map((pane) => pane.channel) };
    sessionStorage.setItem(KEY, JSON.stringify(state));
  }

  follow(change) {
    for (const pane of this.panes) pane.follow(change);
    this.draw();
  }

  /** Alt with a digit is another person, Alt+S one or two people, F6 the other pane. */
  key(event) {
    const digit = event.altKey && !event.ctrlKey && /^Digit[1-5]$/.test(event.code) ? Number(event.code.at(-1)) : 0;
    if (digit) this.current.be([...this.world.store.people.keys()][digit - 1] ?? this.current.person);
    else if (event.altKey && event.code === "KeyS") this.setPair(!this.pair);
    else if (event.key === "F6" && this.pair) this.other();
    else return;
    event.preventDefault();
  }

  /** The pane the keyboard is in, or the one used last. */
  get current() {
    return this.panes.find((pane) => pane.node.contains(document.activeElement)) ?? this.active;
  }

  other() {
    const here = this.current;
    this.use(this.panes.find((pane) => pane !== here));
    this.active.composer.field.focus();
  }
}

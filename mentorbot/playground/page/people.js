/** Who you are in this pane: five people, one press away. */

import { avatar } from "./avatar.js";
import { el, refill, unseen } from "./dom.js";

export class People {
  /** @param {{store: import("./store.js").Store, reading: import("./reading.js").Reading, person: () => string, choose: (id: string) => void}} desk */
  constructor(desk) {
    this.desk = desk;
    this.node = el("div", { class: "people", role: "group", "aria-label": "Who you are here" });
  }

  /** Faces stay where they are while they change: one that is being pressed must not be put in another's place. */
  draw() {
    const people = [...this.desk.store.people.values()];
    const ids = people.map((person) => person.id).join(" ");
    if (ids !== this.ids) {
      this.ids = ids;
      this.chips = people.map((person) => this.chip(person));
      refill(this.node, this.chips);
    }
    people.forEach((person, at) => this.update(this.chips[at], person));
  }

  chip(person) {
    const { desk } = this;
    return el(
      "button",
      { type: "button", class: "person", data: { key: person.id, person: person.name, tint: desk.store.tintOf(person.id) }, on: { click: () => desk.choose(person.id) } },
      avatar(desk.store, person),
      el("span", { class: "person-words" }, el("span", { class: "person-name" }, person.name), el("span", { class: "person-about" })),
    );
  }

  update(chip, person) {
    const mine = person.id === this.desk.person();
    const calls = mine ? 0 : this.desk.reading.callsOf(person.id);
    const about = person.member === false ? "has left the server" : person.about;
    chip.setAttribute("aria-pressed", String(mine));
    chip.title = `${person.name}, ${about}`;
    chip.querySelector(".person-about").textContent = about;
    if (chip.dataset.calls === String(calls)) return;
    chip.dataset.calls = String(calls);
    chip.querySelector(".badge")?.remove();
    if (calls > 0) chip.append(el("span", { class: "badge" }, String(calls), unseen(calls === 1 ? " message for them" : " messages for them")));
  }
}

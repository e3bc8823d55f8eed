/** Who you are in this pane: five people, one press away. */

import { avatar } from "./avatar.js";
import { el, refill, unseen } from "./dom.js";

export class People {
  /** @param {{store: import("./store.js").Store, reading: import("./reading.js").Reading, person: () => string, choose: (id: string) => void}} desk */
  constructor(desk) {
    this.desk = desk;
    this.node = el("div", { class: "people", role: "group", "aria-label": "Who you are here" });
  }

  draw() {
    refill(this.node, [...this.desk.store.people.values()].map((person) => this.chip(person)));
  }

  chip(person) {
    const { desk } = this;
    const mine = person.id === desk.person();
    const calls = mine ? 0 : desk.reading.callsOf(person.id);
    const about = person.member === false ? "has left the server" : person.about;
    return el(
      "button",
      {
        type: "button",
        class: "person",
        "aria-pressed": String(mine),
        title: `${person.name}, ${about}`,
        data: { key: person.id, person: person.name, tint: desk.store.tintOf(person.id) },
        on: { click: () => desk.choose(person.id) },
      },
      avatar(desk.store, person),
      el("span", { class: "person-words" }, el("span", { class: "person-name" }, person.name), el("span", { class: "person-about" }, about)),
      calls > 0 && el("span", { class: "badge" }, String(calls), unseen(calls === 1 ? " message for them" : " messages for them")),
    );
  }
}

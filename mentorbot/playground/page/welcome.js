/** The first screen: what this is, the tour, and the scenes to begin from. */

import { avatar } from "./avatar.js";
import { el, icon } from "./dom.js";

export class Welcome {
  /** @param {{store: import("./store.js").Store, tour: () => void, starter: (id: string) => void, look: () => void, be: (id: string) => void}} desk */
  constructor(desk) {
    this.desk = desk;
    this.node = el("main", { class: "welcome", "aria-labelledby": "welcome-title", hidden: true });
  }

  draw() {
    const { store, tour, look } = this.desk;
    const begin = el("button", { type: "button", class: "button primary big", on: { click: tour } }, icon("route"), "Take the tour");
    const around = el("button", { type: "button", class: "button secondary big", on: { click: look } }, store.begun ? "Back to the story" : "Just look around");
    this.node.replaceChildren(
      el(
        "div",
        { class: "welcome-inner" },
        el("p", { class: "over-title" }, "A make-believe staffroom, with the real bot in it"),
        el("h2", { id: "welcome-title", tabindex: "-1" }, "Be five people for five minutes."),
        el("p", { class: "lead" }, "Ask as a new teacher, with your name or without it. Help as a mentor. Watch both at once, and see what the moderators see. You need no account, and nothing leaves this computer."),
        el("div", { class: "row" }, begin, around),
        el("ul", { class: "cast" }, [...store.people.values()].map((person) => this.castLine(person))),
        store.starters.length > 0 && el("h3", {}, "Or begin in the middle"),
        el("ul", { class: "starters" }, store.starters.map((starter) => this.card(starter))),
      ),
    );
  }

  castLine(person) {
    const button = el("button", { type: "button", class: "cast-member", on: { click: () => this.desk.be(person.id) } }, avatar(this.desk.store, person));
    button.append(el("span", {}, el("strong", {}, person.name), el("span", { class: "hint" }, person.about)));
    return el("li", {}, button);
  }

  card(starter) {
    const button = el("button", { type: "button", class: "starter", on: { click: () => this.desk.starter(starter.id) } });
    button.append(el("span", { class: "starter-title" }, starter.title), el("span", { class: "starter-text" }, starter.text));
    return el("li", {}, button);
  }

  show(state) {
    this.node.hidden = !state;
    if (!state) return;
    this.draw();
    this.node.querySelector("h2").focus();
  }
}

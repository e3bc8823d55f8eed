/** The guide: a panel that says what to do next in a story, notices when it is done, and is never in the way. */

import { el, icon, iconButton } from "./dom.js";
import { byId } from "./store.js";

/**
 * @typedef {import("./whereabouts.js").Scene} Scene
 * @typedef {{title: string, text: string[], ring: string, done: (scene: Scene) => boolean, praise: string, spot: (scene: Scene) => HTMLElement | null}} Step `ring` names what carries a ring meanwhile
 * @typedef {{steps: Step[], end: {title: string, text: string}}} Story
 */

export class Tour {
  /** @param {{store: import("./store.js").Store, panes: () => any[], onEnd: () => void}} desk */
  constructor(desk) {
    this.desk = desk;
    this.step = -1;
    this.progress = el("p", { class: "tour-progress" });
    this.title = el("h2", { class: "tour-title", tabindex: "-1" });
    this.text = el("div", { class: "tour-text" });
    this.say = el("div", { class: "tour-words", "aria-live": "polite" }, this.progress, this.title, this.text);
    this.back = el("button", { type: "button", class: "button secondary", on: { click: () => this.goTo(this.step - 1) } }, "Back");
    this.next = el("button", { type: "button", class: "button primary", on: { click: () => this.onward() } }, "Next");
    this.where = el("button", { type: "button", class: "button secondary", on: { click: () => this.show() } }, "Show me where");
    const close = iconButton("close", "Leave the tour", { on: { click: () => this.end() } });
    this.node = el("section", { class: "tour", id: "tour", "aria-label": "Tour", hidden: true }, this.say, el("div", { class: "row tour-row" }, this.where, this.back, this.next), close);
  }

  /** @param {Story} story */
  begin(story) {
    this.story = story;
    const { store } = this.desk;
    const ids = [...store.messages.values()].flatMap((messages) => [...messages.keys()]).sort(byId);
    this.scene = { store, from: ids.at(-1) ?? "0", threads: new Set(store.channels.keys()), opened: [], panes: [] };
    this.praise = "";
    this.node.hidden = false;
    this.goTo(0);
  }

  get steps() {
    return this.story.steps;
  }

  onward() {
    if (this.step >= this.steps.length) this.end();
    else this.goTo(this.step + 1);
  }

  goTo(step, praise = "") {
    if (step >= this.steps.length) return this.finish();
    this.step = Math.max(0, step);
    const { title, text, ring } = this.steps[this.step];
    Object.assign(document.body.dataset, { step: String(this.step + 1), ring });
    const done = praise ? el("span", { class: "praise" }, icon("tick"), praise) : null;
    this.progress.replaceChildren(`Step ${this.step + 1} of ${this.steps.length}`, this.dots(), ...(done ? [done] : []));
    this.title.textContent = title;
    this.text.replaceChildren(...text.map((line) => el("p", {}, withCode(line))));
    this.back.hidden = this.step === 0;
    this.next.textContent = "Next";
    this.where.hidden = false;
    this.wasDone = this.isDone();
  }

  dots() {
    return el("span", { class: "tour-dots", "aria-hidden": "true" }, this.steps.map((_, at) => el("i", { class: at < this.step ? "past" : at === this.step ? "now" : "" })));
  }

  isDone() {
    this.scene.panes = this.desk.panes();
    return this.steps[this.step].done(this.scene);
  }

  /** Goes on by itself as soon as the step's event happens. */
  check() {
    if (this.step < 0 || this.step >= this.steps.length) return;
    const done = this.isDone();
    if (done && !this.wasDone) this.goTo(this.step + 1, this.steps[this.step].praise);
    else this.wasDone = done;
  }

  opened(what) {
    if (this.scene) this.scene.opened.push(what);
    this.check();
  }

  /** Puts the keyboard on the place the step speaks of. */
  show() {
    this.scene.panes = this.desk.panes();
    const place = this.steps[this.step].spot(this.scene);
    if (!place) return;
    place.scrollIntoView({ block: "nearest" });
    place.focus();
  }

  finish() {
    this.step = this.steps.length;
    this.unmark();
    this.progress.replaceChildren("The end", this.dots());
    this.title.textContent = this.story.end.title;
    this.text.replaceChildren(el("p", {}, withCode(this.story.end.text)));
    this.where.hidden = true;
    this.back.hidden = false;
    this.next.textContent = "Close";
  }

  unmark() {
    delete document.body.dataset.step;
    delete document.body.dataset.ring;
  }

  get active() {
    return this.step >= 0;
  }

  end() {
    this.step = -1;
    this.unmark();
    this.node.hidden = true;
    this.desk.onEnd();
  }
}

/** Words between backticks are set as things to type or press. */
function withCode(line) {
  return line.split("`").map((part, at) => (at % 2 ? el("code", {}, part) : part));
}

/** The tour: a panel that says what to do next, notices when it is done, and is never in the way. */

import { el, icon, iconButton } from "./dom.js";
import { byId } from "./store.js";
import { STEPS } from "./toursteps.js";

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
    this.next = el("button", { type: "button", class: "button primary", on: { click: () => this.goTo(this.step + 1) } }, "Next");
    this.where = el("button", { type: "button", class: "button secondary", on: { click: () => this.show() } }, "Show me where");
    const close = iconButton("close", "Leave the tour", { on: { click: () => this.end() } });
    this.node = el("section", { class: "tour", id: "tour", "aria-label": "Tour", hidden: true }, this.say, el("div", { class: "row tour-row" }, this.where, this.back, this.next), close);
  }

  begin() {
    const { store } = this.desk;
    const ids = [...store.messages.values()].flatMap((messages) => [...messages.keys()]).sort(byId);
    this.scene = { store, from: ids.at(-1) ?? "0", threads: new Set(store.channels.keys()), opened: [], panes: [] };
    this.praise = "";
    this.node.hidden = false;
    this.goTo(0);
  }

  goTo(step, praise = "") {
    if (step >= STEPS.length) return this.finish();
    this.step = Math.max(0, step);
    document.body.dataset.step = String(this.step + 1);
    const { title, text } = STEPS[this.step];
    const done = praise ? el("span", { class: "praise" }, icon("tick"), praise) : null;
    this.progress.replaceChildren(`Step ${this.step + 1} of ${STEPS.length}`, this.dots(), ...(done ? [done] : []));
    this.title.textContent = title;
    this.text.replaceChildren(...text.map((line) => el("p", {}, withCode(line))));
    this.back.hidden = this.step === 0;
    this.next.textContent = "Next";
    this.where.hidden = false;
    this.wasDone = this.isDone();
  }

  dots() {
    return el("span", { class: "tour-dots", "aria-hidden": "true" }, STEPS.map((_, at) => el("i", { class: at < this.step ? "past" : at === this.step ? "now" : "" })));
  }

  isDone() {
    this.scene.panes = this.desk.panes();
    return STEPS[this.step].done(this.scene);
  }

  /** Goes on by itself as soon as the step's event happens. */
  check() {
    if (this.step < 0 || this.step >= STEPS.length) return;
    const done = this.isDone();
    if (done && !this.wasDone) this.goTo(this.step + 1, STEPS[this.step].praise);
    else this.wasDone = done;
  }

  opened(what) {
    if (this.scene) this.scene.opened.push(what);
    this.check();
  }

  /** Puts the keyboard on the place the step speaks of. */
  show() {
    this.scene.panes = this.desk.panes();
    const place = STEPS[this.step].spot(this.scene);
    if (!place) return;
    place.scrollIntoView({ block: "nearest" });
    place.focus();
  }

  finish() {
    this.step = STEPS.length;
    delete document.body.dataset.step;
    this.progress.replaceChildren("The end of the tour", this.dots());
    this.title.textContent = "That is the whole story";
    this.text.replaceChildren(
      el("p", {}, "A question, a moment of help, and both are free again. Now try what you like: let a day pass at the top, kill the bot in the middle of a question, or begin from a starter."),
    );
    this.where.hidden = true;
    this.back.hidden = false;
    this.next.textContent = "Close";
    this.next.addEventListener("click", () => this.end(), { once: true });
  }

  get active() {
    return this.step >= 0;
  }

  end() {
    this.step = -1;
    delete document.body.dataset.step;
    this.node.hidden = true;
    this.desk.onEnd();
  }
}

/** Words between backticks are set as things to type or press. */
function withCode(line) {
  return line.split("`").map((part, at) => (at % 2 ? el("code", {}, part) : part));
}

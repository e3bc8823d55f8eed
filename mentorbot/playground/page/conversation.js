/** The messages of one channel as one person sees them, kept in place while the world changes. */

import { dayWords } from "./clock.js";
import { el } from "./dom.js";
import { MessageView } from "./message.js";

const TOGETHER = 7 * 60_000;

export class Conversation {
  /**
   * @param {import("./store.js").Store} store
   * @param {(message: any) => any} deskFor
   */
  constructor(store, deskFor) {
    this.store = store;
    this.deskFor = deskFor;
    /** @type {Map<string, MessageView>} */ this.views = new Map();
    /** @type {Map<string, HTMLElement>} */ this.days = new Map();
    this.list = el("div", { class: "log-list" });
    this.node = el("div", { class: "log", role: "log", tabindex: "0", "aria-live": "polite", "aria-relevant": "additions" }, this.list);
    this.node.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.atEnd = true;
    this.top = 0;
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.list);
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.node);
  }

  /** Shows another channel, without reading all of it aloud. */
  show(channel, person, label) {
    this.channel = channel;
    this.person = person;
    this.node.setAttribute("aria-live", "off");
    this.node.setAttribute("aria-label", label);
    this.views.clear();
    this.days.clear();
    this.list.replaceChildren();
    this.sync();
    this.atEnd = true;
    this.toEnd();
    requestAnimationFrame(() => this.node.setAttribute("aria-live", "polite"));
  }

  /** Brings the list up to date: new messages in, changed ones redrawn, deleted ones out. */
  sync() {
    const messages = this.store.visible(this.channel, this.person);
    const wanted = new Set(messages.map((message) => message.id));
    for (const [id, view] of this.views) if (!wanted.has(id)) this.takeOut(id, view);
    for (const message of messages) {
      const view = this.views.get(message.id);
      if (view) view.update(message);
      else this.views.set(message.id, new MessageView(message, this.deskFor));
    }
    this.setInOrder(messages);
    this.list.classList.toggle("empty", messages.length === 0);
  }

  takeOut(id, view) {
    const held = view.node.contains(document.activeElement);
    const next = view.node.nextElementSibling ?? view.node.previousElementSibling;
    view.node.remove();
    this.views.delete(id);
    if (held) (next instanceof HTMLElement && next.matches(".message") ? next : this.node).focus({ preventScroll: true });
  }

  /** Days stand between messages; what is already in its place is not touched, so that it is not read out again. */
  setInOrder(messages) {
    const order = [];
    let before = null;
    for (const message of messages) {
      const day = dayOf(message);
      const newDay = !before || dayOf(before) !== day;
      if (newDay) order.push(this.dayLine(day));
      const view = this.views.get(message.id);
      view.follows(!newDay && joins(before, message));
      order.push(view.node);
      before = message;
    }
    const kept = new Set(order);
    for (const node of [...this.list.children]) if (!kept.has(node)) node.remove();
    order.forEach((node, at) => {
      if (this.list.children[at] !== node) this.list.insertBefore(node, this.list.children[at] ?? null);
    });
  }

  dayLine(day) {
    if (!this.days.has(day)) this.days.set(day, el("p", { class: "day" }, dayWords(new Date(day))));
    return this.days.get(day);
  }

  /** Only somebody who goes up leaves the end; what arrives meanwhile does not count as going. */
  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.node;
    if (scrollHeight - scrollTop - clientHeight < 60) this.atEnd = true;
    else if (scrollTop < this.top) this.atEnd = false;
    this.top = scrollTop;
  }

  toEnd() {
    this.atEnd = true;
    this.node.scrollTop = this.node.scrollHeight;
  }

  /** Scrolls to a message and puts the keyboard on it. */
  goTo(id) {
    const view = this.views.get(id);
    if (!view) return false;
    this.atEnd = false;
    view.node.scrollIntoView({ block: "center" });
    view.node.focus({ preventScroll: true });
    return true;
  }
}

const dayOf = (message) => new Date(message.timestamp).toDateString();

function joins(before, message) {
  const soon = Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER;
  const plain = ![before, message].some((one) => one.private_to || one.embeds?.length || one.components?.length || one.pinned) && !message.reply_to && !message.interaction;
  return soon && plain && before.kind === message.kind && before.author.id === message.author.id;
}

/** One person's view of the server: who, where, what is said, and a place to write. */

import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { el, iconButton } from "./dom.js";
import { deskFor } from "./desk.js";
import { openModal } from "./modal.js";
import { Notices } from "./notices.js";
import { People } from "./people.js";
import { moderateButton } from "./moderate.js";
import { pinsButton } from "./pins.js";
import { Sidebar } from "./sidebar.js";

export class Pane {
  /** @param {any} world the shared parts: store, reading, api, and `tell` for what the tour and layout listen to */
  constructor(world, key) {
    this.world = world;
    this.key = key;
    this.places = new Map();
    this.person = "";
    this.channel = "";
    const common = { store: world.store, reading: world.reading, person: () => this.person };
    this.notices = new Notices();
    this.people = new People({ ...common, choose: (id) => this.be(id) });
    this.sidebar = new Sidebar({ ...common, channel: () => this.channel, open: (id) => this.open(id), act: (body) => this.act(body), direct: () => this.direct() });
    this.log = new Conversation(world.store, (message) => deskFor(this, message));
    this.composer = new Composer({
      ...common,
      channel: () => world.store.channels.get(this.channel),
      say: (content, replyTo, files) => this.does({ do: "say", channel: this.channel, content, reply_to: replyTo, files }),
      typing: () => this.world.api.act({ do: "typing", person: this.person, channel: this.channel }).catch(() => null), // nobody misses it
      slash: (command, options) => this.does({ do: "slash", channel: this.channel, command, options }),
      autocomplete: (command, option, value, options) => this.suggestions({ command, option, value, options }),
    });
    this.build();
  }

  build() {
    this.title = el("h2", { class: "channel-title", tabindex: "-1" });
    this.topic = el("p", { class: "channel-topic" });
    this.menu = iconButton("menu", "Channels", { class: "nav-toggle", "aria-expanded": "false", on: { click: () => this.showNav() } });
    this.pins = el("div", { class: "pins" });
    this.moderate = el("div", { class: "pins" });
    const head = el("header", { class: "channel-head" }, this.menu, el("div", { class: "channel-words" }, this.title, this.topic), this.pins, this.moderate);
    const stage = el("div", { class: "stage" }, head, this.log.node, this.notices.node, this.composer.node);
    this.node = el("section", { class: "pane", data: { pane: this.key } }, this.people.node, el("div", { class: "pane-main" }, this.sidebar.node, stage));
    this.node.addEventListener("focusin", () => this.world.tell("focus", this));
    this.node.addEventListener("pointerdown", () => this.world.tell("focus", this));
    this.node.addEventListener("keydown", (event) => this.escape(event));
  }

  /** Escape folds the channel list away, or leads from the messages to the composer. */
  escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (this.node.classList.contains("nav-open")) return this.showNav(false);
    if (this.log.node.contains(event.target)) this.composer.field.focus();
  }

  showNav(state = !this.node.classList.contains("nav-open")) {
    this.node.classList.toggle("nav-open", state);
    this.menu.setAttribute("aria-expanded", String(state));
    if (state) this.sidebar.node.querySelector("[aria-current], button")?.focus();
    else this.menu.focus();
  }

  /** Becomes another person, where they last were. */
  be(id, channel) {
    this.person = id;
    this.name = this.world.store.nameOf(id);
    this.node.setAttribute("aria-label", `${this.name}’s view`);
    this.node.dataset.tint = this.world.store.tintOf(id);
    this.open(channel ?? this.places.get(id) ?? this.home());
    this.world.tell("panes");
    this.askPending();
  }

  home() {
    const mine = this.world.store.channelsOf(this.person, "text");
    return (mine.find((channel) => channel.name === "questions") ?? mine[0])?.id ?? "";
  }

  open(id, message) {
    const { store } = this.world;
    if (!store.access(store.channels.get(id), this.person).view) {
      if (this.channel && id !== this.channel) this.notices.say(`${store.nameOf(this.person)} cannot see that channel.`);
      if (store.access(store.channels.get(this.channel), this.person).view) return;
      id = this.home();
    }
    const moved = id !== this.channel || this.shown !== this.person;
    this.channel = id;
    this.shown = this.person;
    this.places.set(this.person, id);
    if (moved) this.arrive();
    else if (this.node.classList.contains("nav-open")) this.showNav(false);
    if (message && !this.log.goTo(message)) this.notices.say("That message is gone.");
    this.world.tell("panes");
  }

  arrive() {
    const held = [this.log.node, this.composer.node].some((part) => part.contains(document.activeElement));
    this.notices.clear();
    this.log.show(this.channel, this.person, `Messages in ${this.label()}, as ${this.world.store.nameOf(this.person)}`);
    this.composer.reset();
    const folded = this.node.classList.contains("nav-open");
    this.node.classList.remove("nav-open");
    this.menu.setAttribute("aria-expanded", "false");
    this.draw();
    if (folded) this.title.focus();
    else if (held) this.writeOrRead();
  }

  /** Where the keyboard goes on in another place: to writing, or to the messages of a place that is closed. */
  writeOrRead() {
    this.composer.field.focus();
    if (document.activeElement !== this.composer.field) this.log.node.focus();
  }

  /** Opens this person's direct messages with the bot, to write there at once. */
  async direct() {
    const answer = await this.act({ do: "open_dm" });
    const { store } = this.world;
    if (!answer?.channel) return;
    store.soon(() => {
      if (!store.channels.has(answer.channel)) return false;
      this.open(answer.channel);
      this.writeOrRead();
      return true;
    });
  }

  /** "Private thread in #questions with Amira and Ben". */
  aboutThread(thread) {
    const { store } = this.world;
    const kind = `${thread.archived ? "Closed" : thread.kind === "private_thread" ? "Private" : "Open"} thread in #${store.channels.get(thread.parent_id)?.name}`;
    const names = (thread.members ?? []).map((id) => store.nameOf(id));
    return names.length ? `${kind} with ${names.join(" and ")}` : kind;
  }

  /** What was known before the server began again is worth nothing. */
  forget() {
    this.places.clear();
    this.channel = "";
  }

  label() {
    const channel = this.world.store.channels.get(this.channel);
    return channel?.kind === "text" ? `#${channel.name}` : (channel?.name ?? "Not in the server");
  }

  /** Everything but the messages, which keep themselves up to date. */
  draw() {
    const channel = this.world.store.channels.get(this.channel);
    this.markRead();
    this.node.dataset.kind = channel?.kind ?? "";
    this.title.classList.toggle("thread-title", Boolean(channel?.kind.endsWith("thread")));
    this.title.textContent = channel?.kind === "dm" ? this.world.store.bot.user.name : this.label();
    this.topic.textContent = channel?.kind.endsWith("thread") ? this.aboutThread(channel) : (channel?.topic ?? "");
    this.people.draw();
    this.sidebar.draw();
    pinsButton(this.pins, this);
    moderateButton(this.moderate, this);
    this.composer.fit();
  }

  /** Messages count as read only while somebody can see this pane. */
  markRead() {
    if (this.seen && this.person) this.world.reading.read(this.person, this.channel);
  }

  get seen() {
    return this.node.isConnected && this.node.getClientRects().length > 0;
  }

  /** Takes in a change of the world. */
  follow(change) {
    if (!this.person) return;
    if (!this.world.store.channels.has(this.channel) || !this.access().view) this.open(this.home());
    this.hearTyping(change);
    if (!["log", "clock", "typing"].includes(change.type)) {
      const answered = this.isNewAnswer(change);
      this.log.sync();
      this.draw();
      if (answered) this.log.toEnd();
    }
  }

  /** Somebody else writes here, until their message comes. */
  hearTyping({ type, channel_id: channel, person_id: person, name, message }) {
    if (type === "typing" && channel === this.channel && person !== this.person) this.composer.typing(name);
    if (type === "message" && message.channel_id === this.channel && message.author.id !== this.person) this.composer.quiet();
  }

  /** A private answer is worth going down for: it may be to a button far above. */
  isNewAnswer({ type, message }) {
    return type === "message" && message.private_to === this.person && message.channel_id === this.channel && !this.log.views.has(message.id);
  }

  access() {
    return this.world.store.access(this.world.store.channels.get(this.channel), this.person);
  }

  /** Does something as this person; what the server will not do is said above the composer. */
  async act(body) {
    this.notices.clear();
    try {
      return await this.world.api.act({ person: this.person, ...body });
    } catch (refusal) {
      this.notices.say(refusal.message);
      return null;
    }
  }

  async does(body) {
    const answer = await this.act(body);
    if (answer) this.log.toEnd();
    return answer !== null;
  }

  async suggestions(body) {
    try {
      const answer = await this.world.api.act({ do: "autocomplete", person: this.person, channel: this.channel, ...body });
      return answer.choices ?? [];
    } catch {
      return [];
    }
  }

  /** Opens the forms the bot has sent to this person and that nobody has seen yet. */
  askPending() {
    const { store } = this.world;
    const mine = store.pending.filter((one) => one.modal && one.person_id === this.person);
    store.pending = store.pending.filter((one) => !mine.includes(one));
    for (const one of mine) {
      openModal(one.modal, {
        store,
        person: this.person,
        name: store.nameOf(one.person_id),
        mentions: [],
        go: (channel, message) => this.open(channel, message),
        submit: (values) =>
          this.world.submit({ do: "submit", person: one.person_id, interaction_id: one.interaction_id, custom_id: one.modal.custom_id, values }),
      });
    }
  }
}

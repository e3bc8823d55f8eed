/** Who has read how far, so that channels and people can show what is new to them. */

import { byId } from "./store.js";

export class Reading {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    /** @type {Map<string, string>} */ this.upTo = new Map();
    this.begun = false;
  }

  /** What was there when the page opened counts as read. */
  begin() {
    if (this.begun) return;
    this.begun = true;
    for (const person of this.store.people.keys()) {
      for (const channel of this.store.messages.keys()) this.read(person, channel);
    }
  }

  forget() {
    this.upTo.clear();
    this.begun = false;
  }

  read(person, channel) {
    const last = this.store.visible(channel, person).at(-1);
    if (last) this.upTo.set(`${person} ${channel}`, last.id);
  }

  unreadMessages(person, channel) {
    const mark = this.upTo.get(`${person} ${channel}`);
    const isNew = (message) => message.author.id !== person && (!mark || byId(message.id, mark) > 0);
    return this.store.visible(channel, person).filter(isNew);
  }

  unread(person, channel) {
    return this.unreadMessages(person, channel).length > 0;
  }

  /** New messages that speak to this person: by name, or in a direct message. */
  calls(person, channel) {
    const direct = this.store.channels.get(channel)?.kind === "dm";
    const names = (message) => message.mentions?.some((mention) => mention.id === person);
    return this.unreadMessages(person, channel).filter((message) => direct || names(message)).length;
  }

  callsOf(person) {
    const mine = [...this.store.channels.values()].filter((channel) => this.store.access(channel, person).view);
    return mine.reduce((sum, channel) => sum + this.calls(person, channel.id), 0);
  }
}

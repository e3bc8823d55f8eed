/** The page's copy of the practice world, kept up to date by the live connection. */

/** @typedef {{id: string, name: string, about: string, roles: string[], member: boolean, dms_open: boolean}} Person */
/** @typedef {{id: string, kind: string, name: string, topic: string, parent_id: string | null, archived: boolean, locked: boolean,
 *   message_count: number, owner_card_id: string | null, position: number, access: Record<string, any>, members: string[]}} Channel */

/** Snowflakes are too long for numbers; by length and then by letter is their order. */
export function byId(one, other) {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}

export class Store {
  constructor() {
    /** @type {Map<string, Person>} */ this.people = new Map();
    /** @type {Map<string, Channel>} */ this.channels = new Map();
    /** @type {Map<string, Map<string, any>>} */ this.messages = new Map();
    this.commands = [];
    this.log = [];
    this.starters = [];
    this.pending = [];
    this.server = { id: "", name: "" };
    this.bot = { user: { id: "", name: "mentorbot" }, status: "starting", note: "" };
    this.clock = { now: new Date().toISOString(), offset_seconds: 0 };
    this.begun = false;
    this.listeners = new Set();
  }

  /** @param {(change: any) => void} listener called after each change has been taken in */
  on(listener) {
    this.listeners.add(listener);
  }

  /** Does something as soon as what it needs is known here; `attempt` says whether it was. */
  soon(attempt) {
    if (attempt()) return;
    const again = () => attempt() && this.listeners.delete(again);
    this.listeners.add(again);
  }

  apply(change) {
    TAKE_IN[change.type]?.(this, change);
    for (const listener of this.listeners) listener(change);
  }

  /** Messages of a channel that this person may see, oldest first. */
  visible(channelId, personId) {
    const all = [...(this.messages.get(channelId)?.values() ?? [])];
    return all.filter((message) => !message.private_to || message.private_to === personId).sort((a, b) => byId(a.id, b.id));
  }

  /** @param {Channel | undefined} channel */
  access(channel, personId) {
    return channel?.access?.[personId] ?? {};
  }

  /** Channels of one kind that this person may open, in order. */
  channelsOf(personId, ...kinds) {
    return [...this.channels.values()]
      .filter((channel) => kinds.includes(channel.kind) && this.access(channel, personId).view)
      .sort((a, b) => a.position - b.position || byId(a.id, b.id));
  }

  threadsUnder(channelId, personId) {
    return this.channelsOf(personId, "thread", "private_thread").filter((thread) => thread.parent_id === channelId);
  }

  message(id) {
    for (const messages of this.messages.values()) if (messages.has(id)) return messages.get(id);
    return null;
  }

  /** A name for an id in a text: a person, the bot, or a plain stand-in. */
  nameOf(id, mentions = []) {
    const known = this.people.get(id) ?? mentions.find((mention) => mention.id === id);
    return known?.name ?? (id === this.bot.user?.id ? this.bot.user.name : "somebody");
  }

  /** Each person keeps one of five tints, by their place in the list. */
  tintOf(id) {
    const place = [...this.people.keys()].indexOf(id);
    return place < 0 ? "bot" : String((place % 5) + 1);
  }
}

function put(store, message) {
  if (!store.messages.has(message.channel_id)) store.messages.set(message.channel_id, new Map());
  store.messages.get(message.channel_id).set(message.id, message);
}

const keyed = (list) => new Map(list.map((item) => [item.id, item]));

/** What each kind of change does to the copy. */
const TAKE_IN = {
  snapshot(store, change) {
    const { server, bot, clock, begun, commands = [], log = [], starters = [], pending = [] } = change;
    Object.assign(store, { server, bot, clock, begun, commands, log: [...log], starters, pending });
    store.people = keyed(change.people);
    store.channels = keyed(change.channels);
    store.messages = new Map(Object.entries(change.messages).map(([id, list]) => [id, keyed(list)]));
  },
  message(store, change) {
    store.begun = true;
    put(store, change.message);
  },
  message_deleted: (store, change) => store.messages.get(change.channel_id)?.delete(change.id),
  channel: (store, change) => store.channels.set(change.channel.id, change.channel),
  channel_deleted(store, change) {
    store.channels.delete(change.id);
    store.messages.delete(change.id);
  },
  person: (store, change) => store.people.set(change.person.id, change.person),
  commands: (store, change) => (store.commands = change.commands),
  bot: (store, change) => (store.bot = change.bot),
  clock: (store, change) => (store.clock = change.clock),
  log(store, change) {
    store.log.push(change.entry);
    if (store.log.length > 300) store.log.shift();
  },
};

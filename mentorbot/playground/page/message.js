/** One message in a conversation. Its parts are redrawn one by one, only when what they show has changed. */

import { attachments } from "./attachment.js";
import { avatar } from "./avatar.js";
import { stamp } from "./clock.js";
import { components } from "./component.js";
import { el, icon, refill, unseen } from "./dom.js";
import { embedSheet } from "./embed.js";
import { markdown } from "./markdown.js";
import { reactions } from "./reaction.js";
import { tools } from "./tools.js";

const NOTES = {
  thread_created: "started a thread",
  joined_thread: "added somebody to the thread",
  pinned: "pinned a message to this channel",
  joined_server: "joined the server",
};

/** Each part: what it depends on, and how it is drawn. */
const PARTS = {
  origin: { on: (m) => [m.reply_to, m.interaction], draw: origin },
  head: { on: (m) => [m.edited_timestamp, m.pinned, m.author], draw: head },
  content: { on: (m) => [m.content, m.thinking, m.mentions], draw: content },
  embeds: { on: (m) => m.embeds, draw: (m, desk) => (m.embeds ?? []).map((embed) => embedSheet(embed, desk)) },
  components: { on: (m) => m.components, draw: (m, desk) => components(m.components, desk) },
  attachments: { on: (m) => m.attachments, draw: attachments },
  reactions: { on: (m, desk) => [m.reactions, desk.person], draw: reactions },
  thread: { on: (m, desk) => threadOf(m, desk), draw: threadChip },
  private: { on: (m) => m.private_to, draw: privateLine },
  tools: { on: (m, desk) => [desk.access(), m.thinking], draw: tools },
};

export class MessageView {
  /** @param {any} message @param {(message: any) => any} deskFor gives a part what it needs to be drawn and used */
  constructor(message, deskFor) {
    this.deskFor = deskFor;
    this.slots = new Map(Object.keys(PARTS).map((name) => [name, el("div", { class: `part part-${name}` })]));
    this.drawn = new Map();
    this.face = el("div", { class: "message-face" });
    this.node = el("article", { class: "message", tabindex: "-1", data: { id: message.id } });
    this.node.append(this.face, el("div", { class: "message-body" }, [...this.slots.values()]));
    this.node.addEventListener("pointerover", () => this.node.querySelector(".tools")?.dispatchEvent(new Event("wanted")));
    this.update(message);
  }

  update(message) {
    this.message = message;
    const desk = this.deskFor(message);
    this.desk = desk;
    const system = message.kind in NOTES;
    const mine = message.mentions?.some((mention) => mention.id === desk.person);
    this.node.classList.toggle("private", Boolean(message.private_to));
    this.node.classList.toggle("system", system);
    this.node.classList.toggle("calls-me", Boolean(mine) && !system && !message.private_to);
    this.node.setAttribute("aria-label", `${message.author.name}${message.private_to ? ", private answer" : ""}`);
    if (!this.face.firstChild) this.face.append(system ? icon("thread") : avatar(desk.store, message.author));
    for (const [name, part] of Object.entries(PARTS)) this.refresh(name, part, desk);
  }

  refresh(name, part, desk) {
    const signature = JSON.stringify(part.on(this.message, desk) ?? null);
    if (this.drawn.get(name) === signature) return;
    this.drawn.set(name, signature);
    refill(this.slots.get(name), [part.draw(this.message, desk)], this.node);
  }

  /** Stands close to the message before, without repeating who speaks. */
  follows(before) {
    this.node.classList.toggle("follows", before);
  }
}

function origin(message, desk) {
  if (message.interaction) {
    const by = desk.store.nameOf(message.interaction.person_id);
    const did = message.interaction.name ? `used ${message.interaction.name}` : "asked for this";
    return el("p", { class: "origin" }, icon("reply"), `${by} ${did}`);
  }
  if (!message.reply_to) return null;
  const { id, author, excerpt } = message.reply_to;
  const jump = { type: "button", class: "link", on: { click: () => desk.go(message.channel_id, id) } };
  const name = author?.name ?? author;
  return el("p", { class: "origin" }, icon("reply"), el("button", jump, name ? `${name}: ${excerpt || "a message"}` : "a message that is gone"));
}

function head(message, desk) {
  const name = message.kind in NOTES ? null : el("span", { class: "author" }, message.author.name);
  const bot = message.author.bot && name ? el("span", { class: "tag" }, "bot") : null;
  const about = !message.author.bot && name ? desk.store.people.get(message.author.id)?.about : null;
  const time = stamp(new Date(message.timestamp), "t");
  const edited = message.edited_timestamp ? el("span", { class: "hint" }, "edited") : null;
  const pinned = message.pinned ? el("span", { class: "hint pinned" }, "pinned", icon("pin")) : null;
  return el("p", { class: "message-head" }, name, bot, about && el("span", { class: "about" }, about), time, edited, pinned);
}

function content(message, desk) {
  if (message.thinking) {
    const dots = el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
    return el("p", { class: "thinking" }, `${message.author.name} is thinking`, dots);
  }
  if (message.kind in NOTES && message.kind !== "default") {
    const who = message.mentions?.length && message.kind === "joined_thread" ? message.mentions.map((m) => m.name).join(" and ") : null;
    const words = who ? `added ${who} to the thread` : NOTES[message.kind];
    return el("p", { class: "note" }, `${message.author.name} ${words}${message.content && !who ? `: ${message.content}` : ""}`);
  }
  return message.content ? el("div", { class: "words" }, markdown(message.content, desk)) : null;
}

function threadOf(message, desk) {
  const thread = message.thread_id ? desk.store.channels.get(message.thread_id) : null;
  if (!thread || !desk.store.access(thread, desk.person).view) return null;
  const { id, name, archived, locked, message_count, members } = thread;
  return { id, name, archived, locked, message_count, members };
}

function threadChip(message, desk) {
  const thread = threadOf(message, desk);
  if (!thread || message.channel_id === thread.id) return null;
  const names = (thread.members ?? []).filter((id) => desk.store.people.has(id)).map((id) => desk.store.nameOf(id));
  const count = thread.message_count === 1 ? "1 message" : `${thread.message_count ?? 0} messages`;
  const state = thread.archived ? "closed" : count;
  return el(
    "button",
    { type: "button", class: "thread-chip", data: { key: "thread" }, on: { click: () => desk.go(thread.id) } },
    icon("thread"),
    el(
      "span",
      { class: "thread-words" },
      el("span", { class: "thread-name" }, thread.name),
      el("span", { class: "hint" }, [...(names.length ? [names.join(", ")] : []), state].join(" · ")),
    ),
  );
}

function privateLine(message, desk) {
  if (!message.private_to) return null;
  const who = desk.store.nameOf(message.private_to);
  const dismiss = { type: "button", class: "link", data: { key: "dismiss" }, on: { click: desk.dismiss } };
  return el("p", { class: "private-line" }, icon("lock"), `Only ${who} can see this`, " · ", el("button", dismiss, "Dismiss", unseen(" this message")));
}

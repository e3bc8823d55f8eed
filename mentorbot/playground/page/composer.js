/** Where a person writes: words, or a command after a slash. */

import { CommandForm } from "./commandform.js";
import { complete, entriesFor, fitting } from "./commands.js";
import { el, icon, iconButton } from "./dom.js";
import { FilePicker } from "./filepicker.js";
import { Suggest } from "./suggest.js";

const HINT = "Type / for commands";
const TYPING_LASTS = 8000;
let made = 0;

export class Composer {
  /**
   * @param {{store: import("./store.js").Store, person: () => string, channel: () => any, say: (content: string, replyTo?: string, files?: any[]) => Promise<boolean>, typing: () => void,
   *   slash: (command: string, options: any) => Promise<boolean>, autocomplete: (command: string, option: string, value: string, options: any) => Promise<any[]>}} desk
   */
  constructor(desk) {
    this.desk = desk;
    this.id = `composer-${++made}`;
    this.field = el("textarea", { id: this.id, rows: "1", "aria-describedby": `${this.id}-hint`, enterkeyhint: "send" });
    this.label = el("label", { for: this.id, class: "unseen" });
    this.hint = el("p", { class: "composer-hint hint", id: `${this.id}-hint` }, HINT);
    this.suggest = new Suggest(this.field, "Commands and names", (item) => item.value());
    this.replying = el("div", { class: "replying", hidden: true });
    this.slashButton = el("button", { type: "button", class: "icon-button slash-button", title: "Commands" }, "/");
    this.slashButton.setAttribute("aria-label", "Choose a command");
    const send = iconButton("send", "Send message", { class: "send", type: "submit" });
    this.files = new FilePicker();
    this.form = el("form", { class: "composer-line" }, this.label, this.slashButton, this.files.button, this.files.input, this.field, send);
    this.closed = el("p", { class: "composer-closed", hidden: true });
    this.command = el("div", { class: "command-place" });
    this.node = el("div", { class: "composer", data: { spot: "composer" } }, this.replying, this.files.node, this.suggest.node, this.suggest.status, this.form, this.command, this.hint, this.closed);
    this.listen();
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.replyTo) this.reply(null);
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
    this.slashButton.addEventListener("click", () => {
      this.field.value = "/";
      this.field.focus();
      this.typed();
    });
  }

  /** Fits the composer to another person or channel. */
  fit() {
    const channel = this.desk.channel();
    const can = this.desk.store.access(channel, this.desk.person());
    const thread = channel?.kind.endsWith("thread");
    const where = channel?.kind === "text" ? `#${channel.name}` : (channel?.name ?? "");
    this.label.textContent = `Message ${where}`;
    this.field.placeholder = thread ? "Write in this thread" : `Write to ${where}`;
    const commands = can.use_commands && this.entries().length > 0;
    const open = can.send || (commands && !channel?.locked);
    const choosing = this.command.firstChild !== null;
    this.slashButton.hidden = !commands;
    this.files.button.hidden = !can.send;
    this.hint.hidden = !open || choosing;
    this.quietHint = commands ? HINT : "";
    if (!this.untilQuiet) this.hint.textContent = this.quietHint;
    this.form.hidden = !open || choosing;
    this.closed.hidden = open;
    this.closed.textContent = closedWords(channel);
  }

  /** "mentorbot is typing…", for as long as Discord lets it stand. */
  typing(name) {
    this.hint.textContent = `${name} is typing…`;
    clearTimeout(this.untilQuiet);
    this.untilQuiet = setTimeout(() => this.quiet(), TYPING_LASTS);
  }

  quiet() {
    clearTimeout(this.untilQuiet);
    this.untilQuiet = 0;
    this.hint.textContent = this.quietHint;
  }

  /** Tells the others that somebody writes here, as often as Discord's own program does. */
  tellTyping() {
    const now = performance.now();
    if (!this.field.value || now - (this.toldTyping ?? -TYPING_LASTS) < TYPING_LASTS) return;
    this.toldTyping = now;
    this.desk.typing();
  }

  reset() {
    this.leaveCommand(false);
    this.reply(null);
    this.files.clear();
    this.field.value = "";
    this.toldTyping = undefined;
    this.quiet();
    this.grow();
    this.fit();
  }

  entries() {
    return entriesFor(this.desk.store.commands, this.desk.person(), this.desk.channel()?.kind === "dm");
  }

  /** Opens a command with its options filled in, as a story wants it, once the bot has such a command; sending is left to the reader. */
  prepare(path, values) {
    const entry = this.entries().find((one) => one.path === path);
    if (!entry) return false;
    this.choose(entry);
    this.opened.prepare(values);
    return true;
  }

  typed() {
    this.grow();
    const text = this.field.value;
    if (text.startsWith("/") && !text.includes("\n") && !this.slashButton.hidden) return this.typedCommand(text.slice(1));
    this.tellTyping();
    const name = /(?:^|\s)@(\w*)$/.exec(text.slice(0, this.field.selectionStart));
    if (name) this.offerNames(name[1]);
    else this.suggest.hide();
  }

  typedCommand(typed) {
    const done = complete(this.entries(), typed);
    if (done) return this.choose(done.entry, done.rest);
    const item = (entry) => ({ label: `/${entry.path}`, detail: entry.description, aside: optionWords(entry), value: () => this.choose(entry) });
    this.suggest.show(fitting(this.entries(), typed).map(item));
  }

  offerNames(begun) {
    const typed = begun.toLowerCase();
    const fits = [...this.desk.store.people.values()].filter((one) => one.name.toLowerCase().startsWith(typed));
    if (fits.length === 1 && fits[0].name.toLowerCase() === typed) return this.suggest.hide();
    const put = (one) => () => {
      const at = this.field.selectionStart;
      this.field.setRangeText(`${one.name} `, at - begun.length, at, "end");
    };
    this.suggest.show(fits.map((one) => ({ label: `@${one.name}`, detail: one.about, value: put(one) })));
  }

  choose(entry, rest = "") {
    this.field.value = "";
    this.suggest.hide();
    const form = new CommandForm(entry, {
      store: this.desk.store,
      person: this.desk.person(),
      autocomplete: (option, value, options) => this.desk.autocomplete(entry.path, option, value, options),
      send: this.desk.slash,
      leave: () => this.leaveCommand(true),
    });
    this.command.replaceChildren(form.node);
    this.form.hidden = true;
    this.hint.hidden = true;
    this.opened = form;
    form.begin(rest);
  }

  leaveCommand(focus) {
    if (!this.command.firstChild) return;
    const held = this.command.contains(document.activeElement) || document.activeElement === document.body;
    this.command.replaceChildren();
    this.fit();
    if (focus && held) this.field.focus();
  }

  /** @param {any} message the message to answer, or null */
  reply(message) {
    this.replyTo = message?.id ?? null;
    this.replying.hidden = !message;
    if (!message) return;
    const stop = iconButton("close", "Do not reply", { on: { click: () => (this.reply(null), this.field.focus()) } });
    this.replying.replaceChildren(icon("reply"), el("span", {}, `Replying to ${message.author.name}`), stop);
    this.field.focus();
  }

  async send() {
    const content = this.field.value.trim();
    if (!content && !this.files.files.length) return;
    if (content.startsWith("/") && fitting(this.entries(), content.slice(1))[0]) return this.choose(fitting(this.entries(), content.slice(1))[0]);
    const replyTo = this.replyTo;
    const sent = await this.desk.say(this.withNames(content), replyTo ?? undefined, await this.files.contents());
    if (!sent) return;
    this.toldTyping = undefined;
    this.files.clear();
    if (this.field.value.trim() !== content) return;
    this.field.value = "";
    this.grow();
    if (this.replyTo === replyTo) this.reply(null); // one that was chosen meanwhile is for the next message
  }

  /** "@Ben" calls Ben, and "#questions" leads there, as on Discord. */
  withNames(content) {
    const { store } = this.desk;
    let text = content;
    const people = [...store.people.values()].sort((one, other) => other.name.length - one.name.length); // “@Ben Lee” is not Ben
    for (const one of people) text = text.replace(new RegExp(`@${literally(one.name)}(?!\\w)`, "gi"), `<@${one.id}>`);
    for (const one of store.channelsOf(this.desk.person(), "text")) text = text.replace(new RegExp(`(^|\\s)#${literally(one.name)}(?!\\w)`, "g"), `$1<#${one.id}>`);
    return text;
  }

  grow() {
    this.field.rows = Math.min(8, this.field.value.split("\n").length);
  }
}

/** A name within a pattern stands for itself, whatever signs are in it. */
function literally(name) {
  return name.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

function closedWords(channel) {
  if (!channel) return "You are not in this server just now.";
  if (channel.kind === "dm") return "Direct messages are closed. Open them again under About, at the foot of the channels.";
  return channel.locked ? "This thread is closed. You can still read it." : "You can read here, but not write.";
}

function optionWords(entry) {
  return entry.options.map((option) => (option.required ? option.name : `${option.name}?`)).join("  ");
}

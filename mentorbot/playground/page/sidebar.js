/** Channels, the threads beneath them, and direct messages, with what is unread. */

import { el, icon, refill, unseen } from "./dom.js";

export class Sidebar {
  /**
   * @param {{store: import("./store.js").Store, reading: import("./reading.js").Reading, person: () => string, channel: () => string,
   *   open: (id: string) => void, direct: () => void, act: (body: any) => Promise<any>}} desk
   */
  constructor(desk) {
    this.desk = desk;
    this.lists = el("div", { class: "sidebar-lists" });
    this.foot = el("div", { class: "sidebar-foot" });
    this.node = el("nav", { class: "sidebar", "aria-label": "Channels" }, this.lists, this.foot);
  }

  draw() {
    const { store } = this.desk;
    const person = this.desk.person();
    this.node.setAttribute("aria-label", `Channels for ${store.nameOf(person)}`);
    const text = store.channelsOf(person, "text").flatMap((channel) => [this.line(channel), this.threads(channel)]);
    const direct = store.channelsOf(person, "dm").map((channel) => this.line(channel));
    refill(this.lists, [
      el("h2", { class: "sidebar-title" }, store.server.name),
      el("ul", {}, text),
      el("h3", { class: "sidebar-title" }, "Direct messages"),
      el("ul", {}, direct.length ? direct : el("li", {}, this.newDirect())),
    ]);
    this.drawFoot(store.people.get(person));
  }

  /** Closed threads leave the list, except the one that is open just now. */
  threads(channel) {
    const all = this.desk.store.threadsUnder(channel.id, this.desk.person());
    const shown = all.filter((thread) => !thread.archived || thread.id === this.desk.channel());
    return shown.length ? el("li", {}, el("ul", { class: "threads" }, shown.map((thread) => this.line(thread)))) : null;
  }

  line(channel) {
    const { desk } = this;
    const current = channel.id === desk.channel();
    const unread = !current && desk.reading.unread(desk.person(), channel.id);
    const calls = unread ? desk.reading.calls(desk.person(), channel.id) : 0;
    const sign = { text: "hash", dm: "letter", thread: "thread", private_thread: "lock" }[channel.kind];
    const name = channel.kind === "dm" ? desk.store.bot.user.name : channel.name;
    const kind = channel.kind === "private_thread" ? unseen(", private thread") : channel.kind === "thread" ? unseen(", thread") : null;
    return el(
      "li",
      {},
      el(
        "button",
        {
          type: "button",
          class: `channel ${unread ? "unread" : ""}`,
          "aria-current": current ? "page" : null,
          data: { key: channel.id, kind: channel.kind },
          on: { click: () => desk.open(channel.id) },
        },
        icon(sign),
        el("span", { class: "channel-name" }, name, kind),
        channel.archived && el("span", { class: "closed" }, icon("lock"), unseen("closed")),
        calls > 0 ? el("span", { class: "badge" }, String(calls), unseen(" for you")) : unread && el("span", { class: "dot" }, unseen("unread")),
      ),
    );
  }

  /** Nobody has written yet: the person can begin. */
  newDirect() {
    const name = this.desk.store.bot.user.name;
    return el("button", { type: "button", class: "channel", data: { key: "direct" }, on: { click: this.desk.direct } }, icon("letter"), el("span", { class: "channel-name" }, name, unseen(", begin a conversation")));
  }

  drawFoot(person) {
    if (!person) return;
    const { act } = this.desk;
    const left = person.member === false;
    const dms = person.dms_open !== false;
    const dmsButton = el("button", { type: "button", class: "link", data: { key: "dms" } }, dms ? "Close direct messages" : "Open direct messages");
    dmsButton.addEventListener("click", () => act({ do: "dms", open: !dms }));
    const leave = el("button", { type: "button", class: "link", data: { key: "leave" } }, left ? "Join the server again" : "Leave the server");
    leave.addEventListener("click", () => act({ do: left ? "join" : "leave" }));
    const roles = person.roles?.length ? person.roles.join(", ") : "Member";
    const state = dms ? "Direct messages are open." : "Direct messages are closed.";
    const open = this.foot.querySelector("details")?.open;
    refill(this.foot, [
      el("details", { open }, el("summary", { data: { key: "summary" } }, icon("chevron"), `About ${person.name}`), el("p", { class: "hint" }, `${roles}. ${state}`), dmsButton, leave),
    ]);
  }
}

/** What happened, in plain words; the raw traffic beneath each line for whoever wants to look. */

import { el, icon, iconButton } from "./dom.js";

const SIGNS = { person: "smile", bot: "mark", gateway: "pulse", server: "clock" };
const KINDS = { person: "People", bot: "The bot", gateway: "Gateway", server: "Server" };

export class Drawer {
  /** @param {import("./store.js").Store} store @param {() => void} onClose */
  constructor(store, onClose) {
    this.store = store;
    this.hiddenKinds = new Set(["gateway"]);
    this.rows = new Map();
    this.list = el("ol", { class: "happenings" });
    this.filters = el("div", { class: "drawer-filters", role: "group", "aria-label": "Show" }, Object.keys(KINDS).map((kind) => this.filter(kind)));
    const close = iconButton("close", "Close", { on: { click: onClose } });
    const head = el("header", { class: "drawer-head" }, el("h2", { id: "drawer-title", tabindex: "-1" }, "What happened"), close);
    this.none = el("p", { class: "hint drawer-none" }, "Nothing yet. Whatever people and the bot do appears here, newest first.");
    this.node = el("aside", { class: "drawer", "aria-labelledby": "drawer-title", hidden: true }, head, this.filters, this.none, this.list);
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && onClose());
  }

  get open() {
    return !this.node.hidden;
  }

  show(state) {
    this.node.hidden = !state;
    if (!state) return;
    this.redraw();
    this.node.querySelector("h2").focus();
  }

  filter(kind) {
    const toggle = () => {
      this.hiddenKinds.has(kind) ? this.hiddenKinds.delete(kind) : this.hiddenKinds.add(kind);
      button.setAttribute("aria-pressed", String(!this.hiddenKinds.has(kind)));
      this.redraw();
    };
    const button = el("button", { type: "button", class: "chip", "aria-pressed": String(!this.hiddenKinds.has(kind)), on: { click: toggle } }, KINDS[kind]);
    return button;
  }

  redraw() {
    this.rows.clear();
    this.list.replaceChildren();
    for (const entry of this.store.log) this.add(entry);
    this.none.hidden = this.list.children.length > 0;
  }

  /** Takes in a change of the world; newest stands first. */
  follow(change) {
    if (!this.open) return;
    if (change.type === "snapshot") this.redraw();
    if (change.type === "log") this.add(change.entry);
    this.none.hidden = this.list.children.length > 0;
  }

  add(entry) {
    if (this.hiddenKinds.has(entry.kind)) return;
    this.list.prepend(row(entry));
    while (this.list.children.length > 300) this.list.lastChild.remove();
  }
}

function row(entry) {
  const at = new Date(entry.at);
  const time = el("time", { datetime: entry.at }, at.toLocaleTimeString("en-GB"));
  const line = el("p", {}, icon(SIGNS[entry.kind] ?? "clock"), el("span", { class: "happening-words" }, entry.plain), time);
  return el("li", { data: { kind: entry.kind } }, line, entry.raw && raw(entry.raw));
}

/** "POST /channels/…/messages 200": the numbers stand in the title and in the JSON. */
function shortened(name) {
  return name.replace("/api/v10", "").replace(/\d{15,}/g, "…");
}

/** The JSON is only set when somebody unfolds it. */
function raw(traffic) {
  const name = traffic.event ?? [traffic.method, traffic.path, traffic.status].filter(Boolean).join(" ");
  const box = el("details", { class: "raw" }, el("summary", { title: name }, shortened(name) || "Raw"));
  box.addEventListener("toggle", () => {
    if (!box.open || box.querySelector("pre")) return;
    const parts = traffic.event ? [["Data", traffic.data]] : [["Request", traffic.request], ["Response", traffic.response]];
    for (const [title, data] of parts) {
      if (data === undefined || data === null) continue;
      box.append(el("p", { class: "hint" }, title), el("pre", { tabindex: "0" }, el("code", {}, JSON.stringify(data, null, 2))));
    }
  });
  return box;
}

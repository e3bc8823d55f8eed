/** The bar at the top: the practice time, one or two people, what happened, the bot, and everything else. */

import { clockWords, onTick } from "./clock.js";
import { confirmDialog } from "./dialog.js";
import { el, icon, unseen } from "./dom.js";
import { menuItem, popover } from "./popover.js";
import { shortcuts } from "./shortcuts.js";
import { theme, setTheme } from "./theme.js";

const STEPS = [
  ["1 minute later", 60],
  ["2 minutes later", 120],
  ["10 minutes later", 600],
  ["1 hour later", 3600],
  ["1 day later", 86400],
];
const BOT = { up: "is running", starting: "is starting", down: "is not running" };

export class Controls {
  /** @param {{store: import("./store.js").Store, act: (body: any) => Promise<any>, pair: () => boolean, setPair: (on: boolean) => void,
   *   drawer: () => boolean, setDrawer: (on: boolean) => void, tour: () => void, welcome: () => void}} desk */
  constructor(desk) {
    this.desk = desk;
    const name = el("h1", { class: "brand" }, icon("mark"), el("span", { class: "brand-words" }, "Practice server"));
    this.node = el("header", { class: "topbar" }, name, el("div", { class: "topbar-controls" }, this.time(), this.pairButton(), this.drawerButton(), this.bot(), this.more()));
  }

  control(symbol, words, props = {}) {
    return el("button", { type: "button", class: "control", title: words, ...props }, icon(symbol), el("span", { class: "control-words" }, words));
  }

  time() {
    const day = el("span", { class: "clock-day" });
    const hour = el("span", { class: "clock-hour" });
    const button = el("button", { type: "button", class: "control clock", title: "Move the practice time" }, icon("clock"), unseen("Practice time: "), day, hour);
    onTick(() => {
      const [date, time] = clockWords();
      if (day.textContent !== date) day.textContent = date;
      if (hour.textContent !== time) hour.textContent = time;
    });
    const items = () => [
      el("p", { class: "menu-note" }, "Let time pass, for the server and the bot."),
      STEPS.map(([label, seconds]) => menuItem(label, () => this.desk.act({ do: "advance", seconds }))),
    ];
    return [button, popover(button, "Practice time", items)];
  }

  pairButton() {
    this.pairToggle = this.control("columns", "Side by side", { "aria-pressed": "false", data: { spot: "pair" } });
    this.pairToggle.addEventListener("click", () => this.desk.setPair(!this.desk.pair()));
    return this.pairToggle;
  }

  drawerButton() {
    this.drawerToggle = this.control("pulse", "What happened", { "aria-expanded": "false" });
    this.drawerToggle.addEventListener("click", () => this.desk.setDrawer(!this.desk.drawer()));
    return this.drawerToggle;
  }

  bot() {
    this.botWords = el("span", { class: "control-words" });
    this.botDot = el("span", { class: "status" });
    const button = el("button", { type: "button", class: "control", title: "The bot" }, this.botDot, this.botWords);
    const bot = (what) => () => this.desk.act({ do: "bot", what });
    const items = () => {
      const down = this.desk.store.bot.status === "down";
      const note = this.desk.store.bot.note || `The bot ${BOT[this.desk.store.bot.status] ?? ""}.`;
      return [
        el("p", { class: "menu-note" }, note),
        down ? menuItem("Start the bot", bot("start")) : menuItem("Restart the bot", bot("restart"), { detail: "Stops it cleanly and starts it again" }),
        !down && menuItem("Kill it", bot("kill"), { detail: "As when a computer loses power. Nothing should be lost" }),
        menuItem("Start again…", () => this.startAgain(), { detail: "A fresh server, as on the first day" }),
      ];
    };
    return [button, popover(button, "The bot", items)];
  }

  startAgain() {
    const text = "Everything said and done on this practice server is cleared away, and the bot begins with an empty memory.";
    confirmDialog("Start again?", text, "Start again", () => this.desk.act({ do: "start_again" }));
  }

  more() {
    const button = this.control("more", "More", { class: "control control-plain" });
    const light = (label, value) => menuItem(label, () => setTheme(value), { pressed: theme() === value });
    const items = () => [
      menuItem("Take the tour", this.desk.tour, { detail: "Six steps, about five minutes" }),
      menuItem("Starters", this.desk.welcome, { detail: "Scenes to begin from" }),
      menuItem("Keyboard", shortcuts, { detail: "Everything works without a mouse" }),
      el("div", { class: "menu-row", role: "group", "aria-label": "Colours" }, light("Automatic", "auto"), light("Light", "light"), light("Dark", "dark")),
    ];
    return [button, popover(button, "More", items)];
  }

  draw() {
    const { bot } = this.desk.store;
    this.botDot.dataset.status = bot.status;
    const words = `${bot.user?.name ?? "The bot"} ${BOT[bot.status] ?? ""}`;
    if (this.botWords.textContent !== words) this.botWords.textContent = words;
    this.pairToggle.setAttribute("aria-pressed", String(this.desk.pair()));
    this.drawerToggle.setAttribute("aria-expanded", String(this.desk.drawer()));
  }
}

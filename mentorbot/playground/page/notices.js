/** Kind lines above the composer: what was refused, and why. They stay until read or until the next try. */

import { el, icon, iconButton } from "./dom.js";

export class Notices {
  constructor() {
    this.node = el("div", { class: "notices", role: "alert" });
  }

  say(text) {
    const line = el("p", { class: "notice" }, icon("lock"), el("span", {}, text));
    line.append(iconButton("close", "Dismiss this notice", { on: { click: () => line.remove() } }));
    this.node.append(line);
    while (this.node.children.length > 2) this.node.firstChild.remove();
  }

  clear() {
    this.node.replaceChildren();
  }
}

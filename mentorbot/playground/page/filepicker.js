/** Files that are to go with the next message: a button, and a line that names what was chosen. */

import { el, icon, iconButton } from "./dom.js";

const MOST_BYTES = 10 * 1024 * 1024;

export class FilePicker {
  constructor() {
    /** @type {File[]} */ this.files = [];
    this.input = el("input", { type: "file", multiple: true, class: "unseen", tabindex: "-1", "aria-hidden": "true" });
    this.button = iconButton("clip", "Add a file", { on: { click: () => this.input.click() } });
    this.node = el("div", { class: "chosen-files", role: "status" });
    this.input.addEventListener("change", () => {
      this.files.push(...this.input.files);
      this.input.value = "";
      this.draw();
    });
  }

  draw() {
    this.node.replaceChildren(...this.files.map((file) => this.line(file)));
  }

  line(file) {
    const leave = iconButton("close", `Leave out ${file.name}`, { on: { click: () => this.leaveOut(file) } });
    const words = file.size > MOST_BYTES ? `${file.name} is larger than 10 MB and cannot be sent` : file.name;
    return el("div", { class: "replying" }, icon("file"), el("span", {}, words), leave);
  }

  leaveOut(file) {
    this.files = this.files.filter((one) => one !== file);
    this.draw();
    this.button.focus();
  }

  /** As the server takes them: names and contents. */
  async contents() {
    return Promise.all(this.files.map(async (file) => ({ name: file.name, content: base64(new Uint8Array(await file.arrayBuffer())) })));
  }

  clear() {
    this.files = [];
    this.draw();
  }
}

function base64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

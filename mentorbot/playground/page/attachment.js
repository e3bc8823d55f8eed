/** Files on a message: open them here, or save them. */

import { el, icon } from "./dom.js";
import { openPreview } from "./preview.js";

const READABLE = /\.(csv|jsonl?|txt|md|ics)$/i;

/** @param {any} message @param {{fetchFile: (attachment: any) => Promise<Blob | null>, opened: (attachment: any) => void}} desk */
export function attachments(message, desk) {
  return (message.attachments ?? []).map((attachment) => fileRow(attachment, desk));
}

function fileRow(attachment, desk) {
  const named = (verb) => ({ "aria-label": `${verb} ${attachment.filename}` });
  const open = el("button", { type: "button", class: "button primary", data: { key: `open ${attachment.id}` }, ...named("Open") }, "Open");
  open.addEventListener("click", async () => {
    const blob = await desk.fetchFile(attachment);
    if (!blob) return;
    openPreview(attachment.filename, await blob.text());
    desk.opened(attachment);
  });
  const save = el("button", { type: "button", class: "button secondary", data: { key: `save ${attachment.id}` }, ...named("Save") }, "Save");
  save.addEventListener("click", async () => {
    const blob = await desk.fetchFile(attachment);
    if (!blob) return;
    saveAs(blob, attachment.filename);
    desk.opened(attachment);
  });
  return el(
    "div",
    { class: "file" },
    icon("file"),
    el("span", { class: "file-name" }, attachment.filename, el("span", { class: "hint" }, sizeOf(attachment.size))),
    READABLE.test(attachment.filename) && open,
    save,
  );
}

function saveAs(blob, filename) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: filename }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A form the bot opens: Discord's modal as a native dialog. What was typed stays until the bot has it. */

import { el } from "./dom.js";
import { openDialog } from "./dialog.js";
import { modalPart } from "./modalpart.js";

/**
 * @param {any} modal Discord's modal
 * @param {import("./inline.js").Reader & {name: string, submit: (values: any) => Promise<void>}} desk `submit` throws what the person is to read
 */
export function openModal(modal, desk) {
  const parts = modal.components.map((part) => modalPart(part, desk));
  const fields = parts.flatMap((part) => part.fields);
  const failed = el("p", { class: "wrong form-wrong", role: "alert" });
  const send = el("button", { type: "submit", class: "button primary" }, "Send");
  const cancel = el("button", { type: "button", class: "button secondary" }, "Cancel");
  const form = el(
    "form",
    { class: "dialog-body", novalidate: true },
    parts.map((part) => part.node),
    failed,
    el("div", { class: "row dialog-end" }, cancel, send),
  );
  const dialog = openDialog(modal.title, form, { over: `For ${desk.name}` });
  cancel.addEventListener("click", () => dialog.close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = fields.filter((field) => !field.check());
    if (wrong.length) return wrong[0].focus();
    send.setAttribute("aria-busy", "true");
    failed.textContent = "";
    try {
      await desk.submit(Object.fromEntries(fields.map((field) => [field.id, field.value()])));
      dialog.close();
    } catch (refusal) {
      failed.textContent = `${refusal.message} What you typed is still here.`;
    }
    send.removeAttribute("aria-busy");
  });
  fields[0]?.focus();
  return dialog;
}

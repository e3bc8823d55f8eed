/** Opens a downloaded file in a dialog: a table for CSV, lines for anything else. */

import { el } from "./dom.js";
import { openDialog } from "./dialog.js";

const MOST = 500;

/** @param {string} filename @param {string} text */
export function openPreview(filename, text) {
  const csv = /\.csv$/i.test(filename);
  const body = csv ? table(rows(text)) : el("pre", { tabindex: "0" }, el("code", {}, text.slice(0, 200_000)));
  openDialog(filename, body, { wide: true });
}

/** Reads CSV as spreadsheets do: quotes, doubled quotes, line breaks within cells, a leading BOM. */
export function rows(text) {
  const found = [];
  let row = [];
  const cell = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/y;
  const source = text.replace(/^\uFEFF/, "");
  while (cell.lastIndex < source.length) {
    const [, value, end] = cell.exec(source) ?? [null, "", ""];
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end !== ",") {
      found.push(row);
      row = [];
    }
    if (cell.lastIndex === 0) break;
  }
  return found;
}

function table([head = [], ...body]) {
  const count = body.length === 1 ? "1 line" : `${body.length} lines`;
  const note = body.length > MOST ? `${count}; the first ${MOST} are shown.` : `${count}.`;
  return el(
    "div",
    {},
    el("p", { class: "hint" }, note),
    el(
      "div",
      { class: "table-frame", tabindex: "0", role: "region", "aria-label": "Contents of the file" },
      el(
        "table",
        {},
        el("thead", {}, el("tr", {}, head.map((name) => el("th", { scope: "col" }, name)))),
        el("tbody", {}, body.slice(0, MOST).map((row) => el("tr", {}, row.map((value) => el("td", {}, value))))),
      ),
    ),
  );
}

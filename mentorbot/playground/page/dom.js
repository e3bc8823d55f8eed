/** Builds elements from plain values. Strings always become text nodes, so nothing a person types turns into markup. */

/**
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; `on` holds listeners, `data` dataset values, `class` one string
 * @param {...any} children nodes, strings, arrays of them, or null
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "data") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...nodes(children));
  return node;
}

/** Flattens children and leaves out what is absent. */
export function nodes(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Words for screen readers only. */
export function unseen(text) {
  return el("span", { class: "unseen" }, text);
}

const SVG = "http://www.w3.org/2000/svg";

/** Line drawings on a grid of 24, one path each. */
const PATHS = {
  mark: "M12 5.5 5.5 17M12 5.5 18.5 17M5.5 17h13M12 3a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M5.5 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M18.5 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  hash: "M5 9h14M5 15h14M10.5 4 8.5 20M15.5 4l-2 16",
  thread: "M7 4v9a4 4 0 0 0 4 4h8M15.5 13.5 19 17l-3.5 3.5",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z",
  letter: "M4 6h16v12H4zM4 7l8 6 8-6",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4.5l3 1.8",
  columns: "M4 5h16v14H4zM12 5v14",
  pulse: "M4 12h4l2.5-6 4 12 2-6H20",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  reply: "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6",
  smile: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M9 10h.01M15 10h.01M8.5 14a4.5 4.5 0 0 0 7 0",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  send: "M5 12h14M13 6l6 6-6 6",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M4.5 4.5 6 6M18 18l1.5 1.5M2.5 12h2M19.5 12h2M4.5 19.5 6 18M18 6l1.5-1.5",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  route: "M6 17a2 2 0 1 0 0 4 2 2 0 0 0 0-4M18 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4M6 17V9a4 4 0 0 1 8 0v6a4 4 0 0 0 4 4h0a2 2 0 0 0 2-2V7",
  bin: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  tick: "M5 12.5 10 17.5 19 7",
  chevron: "M9 6l6 6-6 6",
  refresh: "M19 12a7 7 0 1 1-2-5M19 4v4h-4",
  clip: "M19 11.5 12 18.5a4.5 4.5 0 0 1-6.4-6.4L13 4.8a3 3 0 0 1 4.2 4.2l-7.3 7.4a1.4 1.4 0 0 1-2-2L14 8",
  plus: "M12 5v14M5 12h14",
  gear: "M4 7h9M17 7h3M15 5v4M4 12h3M11 12h9M9 10v4M4 17h9M17 17h3M15 15v4",
};

/** A drawing that screen readers skip; the words stand beside it or in the button's label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: `icon icon-${name}`, "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button with a drawing and an unseen name. */
export function iconButton(name, label, props = {}) {
  return el("button", { type: "button", title: label, ...props, class: `icon-button ${props.class ?? ""}` }, icon(name), unseen(label));
}

/**
 * Replaces what stands in `slot` and, when the keyboard was inside, puts it on the control of the same `data-key`, or on `fallback`.
 * @param {HTMLElement} slot
 * @param {any[]} children
 * @param {HTMLElement} [fallback]
 */
export function refill(slot, children, fallback) {
  const held = slot.contains(document.activeElement) ? document.activeElement : null;
  const key = held?.closest("[data-key]")?.getAttribute("data-key");
  slot.replaceChildren(...nodes(children));
  if (!held) return;
  const same = key ? slot.querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
  (same && !same.hasAttribute("disabled") ? same : (fallback ?? slot)).focus({ preventScroll: true });
}

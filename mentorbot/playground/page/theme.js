/** Light, dark, or as the computer says; remembered in this browser. */

const KEY = "practice-colours";

export const theme = () => localStorage.getItem(KEY) ?? "auto";

export function setTheme(value) {
  localStorage.setItem(KEY, value);
  document.documentElement.dataset.theme = value;
}

setTheme(theme());

/** Reactions under a message, and the small picker to add one. */

import { el, unseen } from "./dom.js";

/** The raised hand comes first: it is how a mentor says "I can help". */
export const EMOJI = [
  ["✋", "raised hand"],
  ["👍", "thumbs up"],
  ["❤️", "heart"],
  ["🎉", "party"],
  ["👀", "eyes"],
  ["✅", "done"],
  ["🙏", "thank you"],
  ["💡", "idea"],
  ["😀", "smile"],
  ["😢", "sad"],
  ["🤔", "thinking"],
  ["👋", "wave"],
];
const NAMES = new Map(EMOJI);

/**
 * @param {any} message
 * @param {{store: any, person: string, react: (emoji: string, on: boolean) => void}} desk
 */
export function reactions(message, desk) {
  if (!message.reactions?.length) return null;
  return el("div", { class: "reactions" }, message.reactions.map((reaction) => pill(reaction, desk)));
}

function pill(reaction, desk) {
  const mine = reaction.people.includes(desk.person);
  const who = reaction.people.map((id) => desk.store.nameOf(id));
  if (reaction.bot) who.push(desk.store.bot.user.name);
  const name = NAMES.get(reaction.emoji) ?? reaction.emoji;
  return el(
    "button",
    {
      type: "button",
      class: "reaction",
      "aria-pressed": String(mine),
      title: who.join(", "),
      data: { key: `react ${reaction.emoji}` },
      on: { click: () => desk.react(reaction.emoji, !mine) },
    },
    el("span", { class: "emoji", "aria-hidden": "true" }, reaction.emoji),
    el("span", { "aria-hidden": "true" }, String(reaction.count)),
    unseen(`${name}, ${reaction.count}: ${who.join(", ")}`),
  );
}

/** The buttons of the small picker. */
export function reactionChoices(desk, close) {
  return EMOJI.map(([emoji, name]) => {
    const pick = () => {
      close();
      desk.react(emoji, true);
    };
    return el("button", { type: "button", title: name, on: { click: pick } }, el("span", { class: "emoji", "aria-hidden": "true" }, emoji), unseen(name));
  });
}

/** The quick raised hand in a message's tools. */
export function handButton(desk) {
  return el(
    "button",
    { type: "button", class: "icon-button", title: "React with ✋", data: { key: "hand" }, on: { click: () => desk.react("✋", true) } },
    el("span", { class: "emoji", "aria-hidden": "true" }, "✋"),
    unseen("React with a raised hand"),
  );
}

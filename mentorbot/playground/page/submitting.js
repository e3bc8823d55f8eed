/** Sends a form's answer and waits until the bot has taken it, or until it is clear that it has not. */

import { Refusal } from "./api.js";

const PATIENCE = 3500;

/**
 * @param {import("./api.js").Api} api
 * @param {import("./store.js").Store} store
 * @returns {(body: any) => Promise<void>} throws what the person is to read
 */
export function submitter(api, store) {
  /** @type {Map<string, string>} */ const refused = new Map();
  /** @type {Set<() => void>} */ const waiting = new Set();
  store.on((change) => {
    if (change.type === "refused") refused.set(change.interaction_id, change.text);
    if (change.type === "refused" || (change.type === "message" && change.message.author.bot)) for (const look of waiting) look();
  });

  return async (body) => {
    const heard = firstOf(waiting);
    const { interaction_id: id } = await api.act(body);
    if (!refused.has(id)) await heard;
    if (refused.has(id)) throw new Refusal(`${refused.get(id)}.`);
  };
}

/** Resolves at the next sign of the bot, or when it has had its time. */
function firstOf(waiting) {
  return new Promise((resolve) => {
    const end = () => {
      waiting.delete(end);
      resolve();
    };
    waiting.add(end);
    setTimeout(end, PATIENCE);
  });
}

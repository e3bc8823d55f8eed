/** What a menu offers: words of its own, people, roles or places. */

/**
 * @param {any} part Discord's select @param {{store: import("./store.js").Store, person: string}} desk
 * @returns {{value: string, label: string, description?: string, default?: boolean, emoji?: any}[]}
 */
export function optionsOf(part, desk) {
  const chosen = new Set((part.default_values ?? []).map((one) => one.id));
  const offered = OFFERED[part.type]?.(desk) ?? part.options ?? [];
  return chosen.size ? offered.map((one) => ({ ...one, default: chosen.has(one.value) })) : offered;
}

const OFFERED = { 5: people, 6: () => [], 7: people, 8: places };

/** Discord lists bots among the people; whoever has left the server is not there. */
function people({ store }) {
  const here = [...store.people.values()].filter((one) => one.member !== false);
  const bot = store.bot.user ? [{ value: store.bot.user.id, label: store.bot.user.name, description: "the bot" }] : [];
  return [...here.map((one) => ({ value: one.id, label: one.name, description: one.about })), ...bot];
}

function places({ store, person }) {
  return store.channelsOf(person, "text").map((one) => ({ value: one.id, label: `#${one.name}` }));
}

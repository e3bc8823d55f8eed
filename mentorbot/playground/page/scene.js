/** Sets the scene for a story: who stands where, side by side or alone, and what is typed in already. */

/**
 * @param {import("./store.js").Store} store
 * @param {import("./layout.js").Layout} layout
 * @param {{person: string, channel: string, beside?: string, typed?: {command: string, options: Record<string, unknown>}}} scene
 */
export function setScene(store, layout, { person, channel, beside, typed }) {
  const [first, second] = layout.panes;
  first.be(person, channel);
  if (beside) second.be(beside, channel);
  if (beside) layout.setPair(true, first);
  if (typed) store.soon(() => first.composer.prepare(typed.command, typed.options));
}

/**
 * A fresh server where Ben and Chloe offer help with Excel, and Amira about to ask.
 * @param {{store: import("./store.js").Store, layout: import("./layout.js").Layout, starter: (id: string) => Promise<boolean>}} desk
 */
export async function prepareTour({ store, layout, starter }) {
  const ready = await starter("ask");
  const named = (name) => [...store.people.values()].find((person) => person.name === name);
  const questions = [...store.channels.values()].find((channel) => channel.kind === "text" && channel.name === "questions");
  if (!ready || !questions) return false;
  layout.setPair(false);
  layout.panes[0].be(named("Amira").id, questions.id);
  layout.panes[1].be(named("Ben").id, questions.id);
  return true;
}

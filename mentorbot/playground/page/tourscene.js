/** Sets the scene for the tour: a fresh server where Ben and Chloe offer help with Excel, and Amira about to ask. */

/** @param {{store: import("./store.js").Store, layout: import("./layout.js").Layout, starter: (id: string) => Promise<boolean>}} desk */
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

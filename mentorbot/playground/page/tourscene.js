/** Sets the scene for the tour: Amira is in #questions, and Ben has offered to help with Excel. */

/** @param {{store: import("./store.js").Store, layout: import("./layout.js").Layout, act: (body: any) => Promise<any>}} desk */
export async function prepareTour({ store, layout, act }) {
  const named = (name) => [...store.people.values()].find((person) => person.name === name);
  const questions = [...store.channels.values()].find((channel) => channel.kind === "text" && channel.name === "questions");
  const [amira, ben] = [named("Amira"), named("Ben")];
  if (!amira || !ben || !questions) return;
  layout.setPair(false);
  layout.panes[0].be(amira.id, questions.id);
  layout.panes[1].be(ben.id, questions.id);
  await act({ do: "slash", person: ben.id, channel: questions.id, command: "offer", options: { until_or_for: "1h", topics: "Excel" } });
}

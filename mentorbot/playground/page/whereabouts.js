/** Where the things are that a story speaks of, and what of it has happened. */

import { byId } from "./store.js";

/** @typedef {{store: import("./store.js").Store, from: string, threads: Set<string>, panes: any[], opened: any[]}} Scene `from` is the newest message id when the story began */

const labels = (parts = []) => parts.flatMap((part) => [part.label ?? "", ...labels(part.components ?? [])]);

/** The card: the newest message of the bot that offers "I can help", or did before it was claimed. */
export function card(scene) {
  const all = [...scene.store.messages.values()].flatMap((messages) => [...messages.values()]);
  const fresh = all.filter((message) => byId(message.id, scene.from) > 0 && message.author.bot && !message.private_to);
  return fresh.find((message) => labels(message.components).some((label) => /^I can help/i.test(label))) ?? null;
}

/** The thread that a claim has opened since the tour began. */
export function thread(scene) {
  const fresh = [...scene.store.channels.values()].filter((channel) => channel.kind.endsWith("thread") && !scene.threads.has(channel.id));
  return fresh.sort((a, b) => byId(b.id, a.id))[0] ?? null;
}

export const seenPanes = (scene) => scene.panes.filter((pane) => pane.seen);
export const paneOf = (scene, name) => seenPanes(scene).find((pane) => pane.name === name) ?? null;
export const composer = (pane) => within(pane, ".command input, .command select, .command button[type=submit]", "textarea");
export const personChip = (scene, name) => within(seenPanes(scene)[0], `[data-person="${name}"]`);
export const pairButton = () => document.querySelector('[data-spot="pair"]');

/** How to come to somebody: the name that a phone shows above its one pane, or their face. */
export function wayTo(scene, name) {
  const names = [...document.querySelectorAll(".pair-switch button")].filter((button) => button.getClientRects().length > 0);
  return names.find((button) => button.textContent.startsWith(name)) ?? personChip(scene, name);
}

/** The first of these that can be seen; a narrow pane folds its channels away. */
export function within(pane, ...queries) {
  const found = queries.flatMap((query) => [...(pane?.node.querySelectorAll(query) ?? [])]);
  return found.find((place) => place.getClientRects().length > 0) ?? null;
}

/** Where a person gets into the thread: the list of channels, or the line on the card. */
export function wayToThread(scene) {
  const pane = paneOf(scene, "Ben") ?? paneOf(scene, "Amira") ?? seenPanes(scene)[0];
  const inside = pane?.channel === thread(scene)?.id;
  return inside ? composer(pane) : within(pane, `.channel[data-key="${thread(scene)?.id}"]`, ".thread-chip", ".nav-toggle");
}

/** Closed, or deleted after it had been there. */
export function ended(scene) {
  const place = thread(scene);
  if (place) scene.seenThread = place.id;
  return place ? place.archived || place.locked : Boolean(scene.seenThread);
}

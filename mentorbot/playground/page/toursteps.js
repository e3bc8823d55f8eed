/** The six steps of the tour: what to do, how to tell it has been done, and where it is done. */

import { byId } from "./store.js";

/**
 * @typedef {{store: import("./store.js").Store, from: string, panes: any[], opened: any[]}} Scene `from` is the newest message id when the tour began
 * @typedef {{title: string, text: string[], done: (scene: Scene) => boolean, praise: string, spot: (scene: Scene) => HTMLElement | null}} Step
 */

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

const seenPanes = (scene) => scene.panes.filter((pane) => pane.seen);
const paneOf = (scene, name) => seenPanes(scene).find((pane) => pane.name === name) ?? null;
const composer = (pane) => within(pane, ".command input, .command select, .command button[type=submit]", "textarea");
const personChip = (scene, name) => within(seenPanes(scene)[0], `[data-person="${name}"]`);
const pairButton = () => document.querySelector('[data-spot="pair"]');

/** The first of these that can be seen; a narrow pane folds its channels away. */
function within(pane, ...queries) {
  const found = queries.flatMap((query) => [...(pane?.node.querySelectorAll(query) ?? [])]);
  return found.find((place) => place.getClientRects().length > 0) ?? null;
}

/** Where a person gets into the thread: the list of channels, or the line on the card. */
function wayToThread(scene) {
  const pane = paneOf(scene, "Ben") ?? paneOf(scene, "Amira") ?? seenPanes(scene)[0];
  const inside = pane?.channel === thread(scene)?.id;
  return inside ? composer(pane) : within(pane, `.channel[data-key="${thread(scene)?.id}"]`, ".thread-chip", ".nav-toggle");
}

/** @type {Step[]} */
export const STEPS = [
  {
    title: "Ask as Amira",
    text: [
      "You are Amira, a new teacher. Ben and Chloe are offering help with Excel just now.",
      "In the box below, type `/ask` and press Enter. Write: `How do I enable macros in Excel?` Then press Enter again.",
    ],
    done: (scene) => card(scene) !== null,
    praise: "Amira’s question is posted.",
    spot: (scene) => composer(paneOf(scene, "Amira")) ?? personChip(scene, "Amira"),
  },
  {
    title: "The card and the receipt",
    text: [
      "Everybody sees the card. The lines marked “Only Amira can see this” are her private receipt: who is free just now, and what happens next.",
      "When you have read both, press Next.",
    ],
    done: (scene) => paneOf(scene, "Ben") !== null,
    praise: "",
    spot: (scene) => paneOf(scene, "Amira")?.log.node ?? null,
  },
  {
    title: "Help as Ben",
    text: [
      "Press Side by side at the top: Ben stands next to Amira. He has been called, because he is offering Excel.",
      "As Ben, press `I can help` on the card, or react with ✋. Both count the same.",
    ],
    done: (scene) => thread(scene) !== null,
    praise: "The question is Ben’s.",
    spot: (scene) => within(paneOf(scene, "Ben"), '[data-label="i-can-help"]') ?? pairButton(),
  },
  {
    title: "Talk in the thread",
    text: [
      "Amira’s question has a thread now: you find it under #questions, on both sides. Everybody who can read #questions can read along.",
      "Open it, and say something as Ben or as Amira.",
    ],
    done: (scene) => spoken(scene),
    praise: "They are talking.",
    spot: wayToThread,
  },
  {
    title: "Sorted",
    text: ["When they are done, either of them presses `Sorted` in the thread.", "The link dissolves: the thread closes, and the card says so. A moment, not a pair."],
    done: (scene) => ended(scene),
    praise: "Sorted. The thread is closed.",
    spot: (scene) => seenPanes(scene).map((pane) => within(pane, '[data-label="sorted"]')).find(Boolean) ?? wayToThread(scene),
  },
  {
    title: "The moderator’s log",
    text: [
      "Be Dev, the moderator. Type `/mod export`, send it, and open the file that the bot hands over.",
      "Every step of what you have just done is in it, under pseudonyms.",
    ],
    done: (scene) => scene.opened.length > 0,
    praise: "",
    spot: (scene) => within(paneOf(scene, "Dev"), ".file button") ?? composer(paneOf(scene, "Dev")) ?? personChip(scene, "Dev"),
  },
];

function spoken(scene) {
  const place = thread(scene);
  const said = place ? [...(scene.store.messages.get(place.id)?.values() ?? [])] : [];
  return said.some((message) => !message.author.bot && message.kind !== "joined_thread");
}

/** Closed, or deleted after it had been there. */
function ended(scene) {
  const place = thread(scene);
  if (place) scene.seenThread = place.id;
  return place ? place.archived || place.locked : Boolean(scene.seenThread);
}

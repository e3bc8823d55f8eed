/** The six steps of the tour: what to do, how to tell it has been done, and where it is done. */

import { card, composer, ended, pairButton, paneOf, personChip, seenPanes, thread, wayToThread, within } from "./whereabouts.js";

/** @type {import("./tour.js").Step[]} */
const STEPS = [
  {
    title: "Ask as Amira",
    ring: "composer",
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
    ring: "",
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
    ring: "pair claim",
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
    ring: "thread",
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
    ring: "sorted",
    text: ["When they are done, either of them presses `Sorted` in the thread.", "The link dissolves: the thread closes, and the card says so. A moment, not a pair."],
    done: (scene) => ended(scene),
    praise: "Sorted. The thread is closed.",
    spot: (scene) => seenPanes(scene).map((pane) => within(pane, '[data-label="sorted"]')).find(Boolean) ?? wayToThread(scene),
  },
  {
    title: "The moderator’s log",
    ring: "dev file",
    text: [
      "Be Dev, the moderator. Type `/mod export`, send it, and open the file that the bot hands over.",
      "Every step of what you have just done is in it, under pseudonyms.",
    ],
    done: (scene) => scene.opened.length > 0,
    praise: "",
    spot: (scene) => within(paneOf(scene, "Dev"), ".file button") ?? composer(paneOf(scene, "Dev")) ?? personChip(scene, "Dev"),
  },
];

/** @type {import("./tour.js").Story} */
export const TOUR = {
  steps: STEPS,
  end: {
    title: "That is the whole story",
    text: "A question, a moment of help, and both are free again. Now try what you like: let a day pass at the top, kill the bot in the middle of a question, or ask without your name: that is among the starters, under `…`.",
  },
};

function spoken(scene) {
  const place = thread(scene);
  const said = place ? [...(scene.store.messages.get(place.id)?.values() ?? [])] : [];
  return said.some((message) => !message.author.bot && message.kind !== "joined_thread");
}

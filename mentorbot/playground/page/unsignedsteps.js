/** The steps through "Ask without your name": on one side whoever asks, on the other what her helper sees of her, which is nothing. */

import { byId } from "./store.js";
import { card, composer, ended, paneOf, seenPanes, thread, wayTo, wayToThread, within } from "./whereabouts.js";

/** @typedef {import("./whereabouts.js").Scene} Scene */

/** @type {import("./tour.js").Step[]} */
const STEPS = [
  {
    title: "Ask without your name",
    ring: "send",
    text: [
      "You are Amira. Beside you is Ben, who is offering Excel.",
      "Her question is typed in, and `anonymous` says Yes. Press `Send`.",
    ],
    done: (scene) => card(scene) !== null,
    praise: "The question is posted.",
    spot: (scene) => within(paneOf(scene, "Amira"), ".command button[type=submit]") ?? composer(paneOf(scene, "Amira")) ?? wayTo(scene, "Amira"),
  },
  {
    title: "What each of them sees",
    ring: "",
    text: [
      "Amira has a receipt that only she can see. Ben has the card: `Asked anonymously`. Her name and her picture are nowhere on his side, and not in what his program is sent, either.",
      "Compare the two, then press Next.",
    ],
    done: () => false,
    praise: "",
    spot: (scene) => paneOf(scene, "Ben")?.log.node ?? wayTo(scene, "Ben"),
  },
  {
    title: "Help as Ben",
    ring: "claim",
    text: ["As Ben, press `I can help` on the card.", "Amira is told in her direct messages. She is not brought into the thread: that would name her."],
    done: (scene) => thread(scene) !== null,
    praise: "The question is Ben’s.",
    spot: (scene) => within(paneOf(scene, "Ben"), '[data-label="i-can-help"]') ?? wayTo(scene, "Ben"),
  },
  {
    title: "Write to whoever asked",
    ring: "bens-thread write-to-asker",
    text: ["Ben opens the question’s thread and presses `Write to whoever asked`.", "What he writes into that form is passed on; what he says in the thread is not."],
    done: (scene) => letters(scene, RELAYED).length > 0,
    praise: "Passed on to Amira.",
    spot: (scene) => within(paneOf(scene, "Ben"), '[data-label="write-to-whoever-asked"]') ?? (paneOf(scene, "Ben") ? wayToThread(scene) : wayTo(scene, "Ben")),
  },
  {
    title: "Answer as Amira",
    ring: "direct write-to-helper",
    text: ["Amira opens her direct messages with mentorbot and simply writes there, or presses `Write to the helper`.", "In Ben’s thread it says that whoever asked writes."],
    done: (scene) => passedToHelper(scene),
    praise: "Passed on to Ben, without a name.",
    spot: (scene) => spotOfAmira(scene, '[data-label="write-to-the-helper"]'),
  },
  {
    title: "Sorted",
    ring: "sorted",
    text: ["Either of them ends it: Ben with `Sorted` in the thread, Amira with `It’s sorted` in her direct messages."],
    done: (scene) => ended(scene),
    praise: "Sorted. The thread is closed.",
    spot: (scene) => seenPanes(scene).map((pane) => within(pane, '[data-label="sorted"]', '[data-label="it-s-sorted"]')).find(Boolean) ?? wayToThread(scene),
  },
  {
    title: "A day later",
    ring: "clock direct",
    text: ["Press the clock at the top and choose `1 day later`.", "Only Amira is asked whether it worked, in her direct messages. Ben hears nothing of it, and nobody can count anything against him."],
    done: (scene) => letters(scene, FOLLOW_UP).length > 0,
    praise: "Amira is asked whether it worked.",
    spot: () => document.querySelector(".clock"),
  },
  {
    title: "When a moderator must know",
    ring: "dev",
    text: ["Be Dev, the moderator. Type `/mod lookup`, choose the question and give a reason.", "He learns who asked. It is in the log, and Amira is told of it, with his reason."],
    done: (scene) => lookedUp(scene),
    praise: "",
    spot: (scene) => composer(paneOf(scene, "Dev")) ?? within(seenPanes(scene)[0], '[data-person="Dev"]'),
  },
];

/** @type {import("./tour.js").Story} */
export const UNSIGNED = {
  steps: STEPS,
  end: {
    title: "Nobody but a moderator ever saw her name",
    text: "Go on as you like: press `Not yet` as Amira and the question is open again, or be Elin and switch it off with `/mentorbot config`.",
  },
};

const RELAYED = /^relay:\d+:\d+$/;
const FOLLOW_UP = /^worked:/;

const parts = (message) => (message.components ?? []).flatMap((part) => [part, ...parts(part)]);
const fresh = (scene, channel) => [...(scene.store.messages.get(channel)?.values() ?? [])].filter((message) => message.author.bot && byId(message.id, scene.from) > 0);

/** What the bot has written to Amira with such a button beneath it. */
function letters(scene, pattern) {
  const amira = [...scene.store.people.values()].find((person) => person.name === "Amira");
  const mine = scene.store.channelsOf(amira?.id, "dm").flatMap((channel) => fresh(scene, channel.id));
  return mine.filter((message) => parts(message).some((part) => pattern.test(part.custom_id ?? "")));
}

/** In the thread stands something of hers, with a way to answer. */
function passedToHelper(scene) {
  const place = thread(scene);
  return Boolean(place) && fresh(scene, place.id).some((message) => parts(message).some((part) => part.label === "Answer"));
}

function lookedUp(scene) {
  const all = [...scene.store.channels.keys()].flatMap((channel) => fresh(scene, channel));
  return all.some((message) => message.private_to && message.interaction?.name === "/mod lookup" && /Amira/.test(JSON.stringify(message)));
}

function spotOfAmira(scene, button) {
  const pane = paneOf(scene, "Amira");
  return pane ? (within(pane, button) ?? within(pane, '.channel[data-kind="dm"]', ".nav-toggle")) : wayTo(scene, "Amira");
}

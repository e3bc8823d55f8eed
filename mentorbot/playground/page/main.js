/** Puts the page together: one store, one live connection, and the parts that show them. */

import { Api, Refusal, findToken } from "./api.js";
import { setClock } from "./clock.js";
import { Controls } from "./controls.js";
import { confirmDialog } from "./dialog.js";
import { Drawer } from "./drawer.js";
import { el } from "./dom.js";
import { Layout } from "./layout.js";
import { Reading } from "./reading.js";
import { Store } from "./store.js";
import { submitter } from "./submitting.js";
import { Tour } from "./tour.js";
import { Welcome } from "./welcome.js";
import { TOUR } from "./toursteps.js";
import { prepareTour, setScene } from "./scene.js";
import { UNSIGNED } from "./unsignedsteps.js";

/** Stories that a starter brings along, by the name the server gives them. */
const STORIES = { unsigned: UNSIGNED };
const VISITED = "practice-visited";
const store = new Store();
const api = new Api(findToken());
const reading = new Reading(store);
const world = { store, reading, api, tell, submit: submitter(api, store) };
const connection = el("p", { class: "connection", role: "status" });
const layout = new Layout(world);
const drawer = new Drawer(store, () => setDrawer(false));
const tour = new Tour({ store, panes: () => layout.shown, onEnd: () => layout.active.composer.field.focus() });
const controls = new Controls({
  store,
  act,
  pair: () => layout.pair,
  setPair: (on) => layout.setPair(on),
  drawer: () => drawer.open,
  setDrawer,
  tour: () => ifNothingIsLost(beginTour),
  welcome: () => showWelcome(true),
});
const welcome = new Welcome({
  store,
  tour: () => ifNothingIsLost(beginTour),
  starter: (id) => ifNothingIsLost(() => starter(id)),
  look: () => showWelcome(false),
  be: beginAs,
});
let arrived = false;

document.querySelector("#app").append(...skips(), connection, controls.node, tour.node, el("div", { class: "body" }, welcome.node, layout.node, drawer.node));
document.addEventListener("keydown", (event) => layout.key(event));

/** First stops of the Tab key: past everything, to what matters. Buttons, because the address holds this run's key. */
function skips() {
  const way = (label, go) => el("button", { type: "button", class: "skip", on: { click: go } }, label);
  const write = () => {
    showWelcome(false);
    layout.active.composer.field.focus();
  };
  return [way("Skip to writing", write), way("Skip to the messages", () => layout.active.log.node.focus()), way("Skip to the tour", () => (tour.node.hidden ? ifNothingIsLost(beginTour) : tour.title.focus()))];
}

/** What parts tell each other: a pane was used or changed, a file was opened. */
function tell(what, value) {
  if (what === "focus") layout.use(value);
  if (what === "opened") tour.opened(value);
  if (what === "story") tellStory(value);
  if (what !== "panes" || !layout) return;
  layout.draw();
  controls.draw();
  tour.check();
}

/** Something done to the practice world rather than as a person. */
async function act(body) {
  try {
    return await api.act(body);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    layout.active.notices.say(refusal.message);
    return null;
  }
}

function setDrawer(on) {
  const held = drawer.node.contains(document.activeElement);
  drawer.show(on);
  controls.draw();
  if (!on && held) controls.drawerToggle.focus();
}

function showWelcome(on) {
  sessionStorage.setItem(VISITED, on ? "" : "yes");
  layout.node.hidden = on;
  tour.node.hidden = on || !tour.active;
  welcome.show(on);
  if (!on) {
    for (const pane of layout.shown) pane.draw();
    layout.active.composer.field.focus();
  }
}

/** The tour and the starters begin with a clean server; where something has been said or done, they ask first. */
function ifNothingIsLost(begin) {
  if (!store.begun) return begin();
  const text = "This begins again with a clean server: everything said and done on it is cleared away, for every window, and the bot begins with an empty memory.";
  confirmDialog("Begin again?", text, "Begin again", begin, "Keep what is here");
}

function beginAs(person) {
  layout.panes[0].be(person);
  showWelcome(false);
}

/** Begins a story; true once its people are where it wants them. */
async function starter(id) {
  connection.textContent = "Setting the scene…";
  const scene = await act({ do: "starter", id });
  connection.textContent = "";
  showWelcome(false);
  if (scene?.person) setScene(store, layout, scene);
  if (scene?.story) tell("story", STORIES[scene.story]);
  return scene !== null;
}

async function beginTour() {
  if (await prepareTour({ store, layout, starter })) tell("story", TOUR);
}

function tellStory(story) {
  tour.begin(story);
  tour.title.focus();
}

const STATES = {
  live: "",
  lost: "The connection to the practice server is lost. Trying again…",
  refused: "This page’s address is out of date. Please open the one that the practice server printed.",
};

api.follow(
  (change) => {
    store.apply(change);
    if (change.type === "snapshot") arrive();
    if (change.type === "clock") setClock(change.clock.now);
    layout.follow(change);
    drawer.follow(change);
    controls.draw();
    tour.check();
    if (change.type === "modal") present(change);
    if (change.type === "refused") refuse(change);
    if (change.type === "reset") beginAgain();
  },
  (state) => {
    connection.textContent = STATES[state];
    document.body.dataset.connection = state;
  },
);

function arrive() {
  setClock(store.clock.now);
  reading.begin();
  layout.settle();
  const untouched = !sessionStorage.getItem(VISITED) && !store.begun;
  showWelcome(arrived ? !welcome.node.hidden : untouched);
  arrived = true;
}

/** Everything that was remembered belongs to a world that is gone. */
function beginAgain() {
  reading.forget();
  layout.forget();
  if (tour.active) tour.end();
}

/** A form opens where its person is; otherwise it waits until you are that person. */
function present(change) {
  store.pending.push(change);
  layout.shown.find((pane) => pane.person === change.person_id)?.askPending();
}

function refuse(change) {
  layout.shown.find((pane) => pane.person === change.person_id)?.notices.say(change.text);
}

/** Talks to the practice server: one live connection for what happens, one door for what people do. */

/** What the server would not do, in its own words. */
export class Refusal extends Error {}

const KEY = "practice-token";
const WAITS = [300, 800, 1500, 3000, 5000];
const WRONG_KEY = new Set([1008, 4001, 4003, 4004, 4401, 4403]);

/** The run's token stands in the address after #; a reload finds it there or in this tab's memory. */
export function findToken() {
  const given = location.hash.slice(1);
  if (given) sessionStorage.setItem(KEY, given);
  return given || sessionStorage.getItem(KEY) || "";
}

export class Api {
  /** @param {string} token */
  constructor(token) {
    this.token = token;
    this.tries = 0;
  }

  get headers() {
    return { Authorization: `Bearer ${this.token}` };
  }

  /**
   * Does something as a person or to the practice world.
   * @param {Record<string, unknown>} body
   */
  async act(body) {
    const answer = await this.fetch("/page/act", {
      method: "POST",
      headers: { ...this.headers, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const words = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refusal(words.error ?? `The practice server answered ${answer.status}.`);
    return words;
  }

  /** The bytes of an attachment, as the person who asks for it. */
  async file(attachment, person) {
    const path = `/page/files/${attachment.id}/${encodeURIComponent(attachment.filename)}?person=${encodeURIComponent(person)}`;
    const answer = await this.fetch(path, { headers: this.headers });
    if (!answer.ok) throw new Refusal("This file cannot be opened any more.");
    return answer.blob();
  }

  async fetch(path, options) {
    try {
      return await fetch(path, options);
    } catch {
      throw new Refusal("The practice server cannot be reached just now. Nothing was sent.");
    }
  }

  /**
   * Follows the world, and comes back by itself when the connection is lost.
   * @param {(change: any) => void} onChange
   * @param {(state: "live" | "lost" | "refused") => void} onState
   */
  follow(onChange, onState) {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/page/live`);
    socket.addEventListener("open", () => socket.send(JSON.stringify({ token: this.token })));
    socket.addEventListener("message", (event) => {
      const change = JSON.parse(event.data);
      if (change.type === "snapshot") {
        this.tries = 0;
        onState("live");
      }
      onChange(change);
    });
    socket.addEventListener("close", (event) => {
      if (WRONG_KEY.has(event.code)) return onState("refused");
      onState("lost");
      const wait = WAITS[Math.min(this.tries, WAITS.length - 1)];
      this.tries += 1;
      setTimeout(() => this.follow(onChange, onState), wait);
    });
  }
}

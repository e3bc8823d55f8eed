"""What people did and what the bot asked of Discord, as the practice server saw it: nothing may come of it twice."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from mentorbot.playground.practice import Practice
from mentorbot.playground.transcript import Entry
from tests.gates.practice.records import Records

ACKNOWLEDGING = "POST /interactions/{interaction_id}/{token}/callback"
ALREADY = 40060
TO_HANDS = ("Thank you for offering", "This is your own question")
VERBS = {
    "asked": "ask",
    "offered": "offer",
    "claimed": "claim",
    "claim-lost": "claim",
    "reopened": "reopen",
    "question-closed": "withdraw",
}
"""Which deed each line of the log goes back to."""
WITHOUT_NUMBER = ("ask", "offer")


class Deeds:
    """Counts, from the moment it is made."""

    def __init__(self, practice: Practice) -> None:
        self.calls = 0
        self.done: Counter[tuple[str, int, int]] = Counter()
        self.hands: set[tuple[int, int]] = set()
        self._practice = practice
        self._known: set[str] = set()
        self._acknowledged: dict[str, list[tuple[int | None, str]]] = defaultdict(list)
        practice.realm.log.listeners.append(self._hear)

    def _hear(self, entry: Entry) -> None:
        if entry.kind == "bot":
            self._request()
        elif entry.kind == "gateway" and entry.raw:
            event, data = entry.raw.get("event"), entry.raw.get("data", {})
            if event == "INTERACTION_CREATE" and data["id"] not in self._known:
                self._known.add(data["id"])
                self.done[self._deed(data)] += 1
            elif event == "MESSAGE_REACTION_ADD":
                self.hands.add((int(data["user_id"]), int(data["message_id"])))

    def _request(self) -> None:
        self.calls += 1
        asked = self._practice.requests[-1]
        if asked.route == ACKNOWLEDGING:
            code = asked.response.get("code") if isinstance(asked.response, dict) else None
            self._acknowledged[asked.path].append((code, asked.fault))

    @staticmethod
    def _deed(data: dict[str, Any]) -> tuple[str, int, int]:
        """What was done, by whom, and to which number; 0 where a command has none."""
        user = int((data.get("member") or data)["user"]["id"])
        if "custom_id" not in data["data"]:
            return str(data["data"]["name"]), user, 0
        word, _, number = str(data["data"]["custom_id"]).partition(":")
        return word, user, int(number) if number.isdecimal() else 0

    def complaints(self, held: Records) -> Iterator[str]:
        """Whatever came about more often than somebody did something for it."""
        yield from self._logged_too_often(held)
        yield from self._told_too_often(held)
        yield from self._answered_twice()
        yield from self._acknowledged_twice()

    def _logged_too_often(self, held: Records) -> Iterator[str]:
        cards = {row["card_id"]: row["id"] for row in held.questions}
        done = Counter(self.done)
        for user, message in self.hands:
            done["claim", user, cards.get(message, 0)] += 1
        users = {row["id"]: row["user_id"] for row in held.members}
        lines: Counter[tuple[str, int, int]] = Counter()
        for event in held.events:
            verb = VERBS.get(event["kind"])
            if verb and event["member"] and (verb != "withdraw" or event["detail"] == "withdrawn"):
                lines[verb, users[event["member"]], 0 if verb in WITHOUT_NUMBER else event["question"]] += 1
        for (verb, user, number), times in lines.items():
            if times > done[verb, user, number]:
                yield f"{user} did {verb} {number} {done[verb, user, number]} times, and it counted {times} times"

    def _told_too_often(self, held: Records) -> Iterator[str]:
        """Whoever raised a hand has won or is told why not: at most one of them, once."""
        raised = Counter(user for user, _ in self.hands)
        users = {row["id"]: row["user_id"] for row in held.members}
        heard = Counter(
            users[row["member_id"]]
            for row in held.announcements
            if row["kind"] == "notice" and any(words in row["detail"] for words in TO_HANDS)
        )
        heard += Counter(
            users[e["member"]]
            for e in held.events
            if e["kind"] == "claimed" and e["detail"] in ("reaction", "found-later")
        )
        for user, times in heard.items():
            if times > raised[user]:
                yield f"{user} raised {raised[user]} hands and was answered {times} times"

    def _answered_twice(self) -> Iterator[str]:
        world = self._practice.world
        said: dict[int, list[str]] = defaultdict(list)
        for place in list(world.state.messages):
            for message in world.history(place).values():
                if message.origin:
                    said[message.origin.id].append(message.content)
        for interaction, texts in said.items():
            if len(texts) > 1:
                yield f"interaction {interaction} was answered with {len(texts)} messages: {texts}"

    def _acknowledged_twice(self) -> Iterator[str]:
        """A second try is right only where the answer to the first went astray."""
        for path, tries in self._acknowledged.items():
            for number, (code, _) in enumerate(tries):
                if code == ALREADY and not any(fault for _, fault in tries[:number]):
                    yield f"{path} was acknowledged again, though nothing had gone wrong: {tries}"

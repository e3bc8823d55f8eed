"""Payloads as clients that lie might send them: options, custom ids, choices and forms."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.gates.inputs.nasty import ZONES, Nasty

STRING, INTEGER, BOOLEAN, USER, CHANNEL = 3, 4, 5, 6, 7
FIELDS = {
    "ask-form": ("question", "topic", "choices"),
    "offer-form": ("until", "topics"),
    "skill-form": ("topic", "note"),
    "close-form": ("note",),
    "mod-close": ("note",),
    "relay-form": ("text",),
    "report-form": ("about", "report"),
    "thanks": ("words",),
    "quiet-form": ("hours",),
    "weekly-form": ("windows",),
    "zone-form": ("place",),
    "school-form": ("school",),
}
MENUS = {
    "choices": ("urgent", "private", "anonymous", "named", "not-my-school", "try-first"),
    "about": ("asker", "helper", "question"),
}
CHOICES = ("yes", "no", "anonymous", "asker", "school", "technology", "1", "12", "Excel", *ZONES[:2])
RARE = ("offer-too", "let-join", "apart-now", "look-up-agree", "look-up-show", "me-too", "thank", "close-report")
"""Words that lead somewhere only for whom they are meant, and where all fits: they are drawn more often."""
NUMBERED = ("lookup", "assign", "close")  # the commands whose `question` is a number
TIMES = ("hours", "windows", "until")


class Forgery:
    """Draws payloads. `words` are those that the bot answers, each with the names of the numbers that it takes.

    `known` are numbers that stand for something, by those names.
    """

    def __init__(self, nasty: Nasty, words: Mapping[str, Sequence[str]]) -> None:
        self._nasty, self._rng = nasty, nasty.rng
        self.canary = ""  # a word that stands in every question
        self._words, self._takes = [*sorted(words), *RARE * 2], words
        self.known: dict[str, Sequence[int]] = {}
        self.people: Sequence[Any] = ()

    def options(self, leaf: dict[str, Any], channels: Sequence[Any], here: Any) -> dict[str, Any]:
        """Fill in a command as Discord would let it through: the right kinds, lengths and choices."""
        declared: list[dict[str, Any]] = leaf.get("options") or []
        given = [o for o in declared if o.get("required") or self._rng.random() < 0.7]
        values: dict[str, Any] = {option["name"]: self._option(option, channels, here) for option in given}
        if leaf["name"] == "ask" and "question" in values:
            values["question"] = self._question()
            if self._rng.random() < 0.7:
                values["topic"] = "Excel"
        if leaf["name"] in NUMBERED and "question" in values and self._rng.random() < 0.7:
            values["question"] = str(self._number("unnamed" if leaf["name"] == "lookup" else "question"))
        if leaf["name"] == "add" and "word" in values:
            values["word"] = f"quokka {values['word']}"[:60]  # or soon nothing at all could be posted
        if leaf["name"] == "offer" and self._rng.random() < 0.6:
            values |= {"until_or_for": "2 hours", "topics": "Excel, Scratch"}
        return values

    def value(self, option: dict[str, Any]) -> str:
        """Something nasty for an option made of text."""
        most, least = min(option.get("max_length", 6000), 6000), option.get("min_length", 0)
        return self._rng.choice((self._nasty.text, self._special))(most, least)

    def custom_id(self) -> str:
        """A word that is known, or nearly, or not at all, and numbers that fit, or not."""
        word = self._rng.choice(self._words)
        kind = self._rng.random()
        if kind < 0.6:
            return self.fitting(word)
        if kind < 0.9:
            return ":".join([word, *(str(self._nasty.number()) for _ in range(self._rng.randrange(4)))])[:100]
        return (self._nasty.text(100) or ":") if kind < 0.95 else f"{word}{self._nasty.text(20)}"

    def fitting(self, word: str) -> str:
        """A word with numbers that stand for what it speaks of; `server` it need not have."""
        names = [name for name in self._takes[word] if name != "server" or self._rng.random() < 0.7]
        return ":".join([word, *(str(self._number(name)) for name in names)])

    def values(self) -> list[str]:
        """What was chosen in a menu: nothing, several, numbers beyond all bounds."""
        draws = (
            *(self._nasty.number, lambda: self._rng.choice(CHOICES), lambda: self._nasty.text(100)),
            *(self._person, lambda: self._number("link"), lambda: self._number("member")),
        )
        return [str(self._rng.choice(draws)()) for _ in range(self._rng.choice((0, 1, 1, 1, 2, 25)))]

    def people_chosen(self) -> dict[str, Any]:
        """Who was chosen in a menu of people, as Discord sends them along, or as it never would."""
        numbers = [str(self._person()) for _ in range(self._rng.choice((1, 1, 1, 0, 2)))]
        users: dict[str, Any] = {n: {"id": n, "username": self._nasty.name()} for n in numbers}
        members: dict[str, Any] = {n: {"nick": self._rng.choice((None, self._nasty.name()))} for n in numbers}
        if users and self._rng.random() < 0.2:
            users[numbers[0]]["bot"] = True
        whole: dict[str, Any] = {"users": users, "members": members}
        resolved = self._rng.choice((whole, whole, whole, {"users": users}, {}))
        custom_id = self.fitting(self._rng.choice(("hand-over-to", "hand-over-to", "apart-undo")))
        return {"custom_id": custom_id, "component_type": 5, "values": numbers, "resolved": resolved}

    def wished(self, custom_id: str) -> dict[str, Any]:
        """One of the people, chosen in a menu just as Discord sends it."""
        number = str(self._person())
        resolved = {"users": {number: {"id": number, "username": "Somebody"}}, "members": {number: {"nick": None}}}
        return {"custom_id": custom_id, "component_type": 5, "values": [number], "resolved": resolved}

    def form(self) -> dict[str, Any]:
        """A form with fields missing, doubled, unknown, empty, too long or of the other kind."""
        route = self._rng.choice(list(FIELDS))
        names = list(FIELDS[route])
        if self._rng.random() < 0.4:
            names = [self._rng.choice((*names, "unknown", "")) for _ in range(self._rng.randrange(7))]
        custom_id = f"{self.fitting(route)}:x{self._rng.getrandbits(48):012x}"
        if self._rng.random() < 0.1:
            custom_id = self.custom_id()
        return {"custom_id": custom_id, "components": [self._part(name) for name in names]}

    def letter(self) -> str:
        """What somebody writes to the bot in private."""
        text = self._nasty.text(self._rng.choice((20, 100, 2000)))
        return text if text.split() else "."  # Discord sends nothing that is empty

    def _part(self, name: str) -> dict[str, Any]:
        if name in MENUS and self._rng.random() < 0.8:
            chosen = self._rng.sample(MENUS[name], self._rng.randrange(3))
            values = chosen if self._rng.random() < 0.8 else self.values()
            field: dict[str, Any] = {"type": 3, "custom_id": name, "values": values}
        else:
            field = {"type": 4, "custom_id": name, "value": self._written(name)}
        return self._rng.choice(({"type": 18, "component": field}, {"type": 1, "components": [field]}))

    def _written(self, name: str) -> str:
        if name == "question":
            return self._question()
        if name in TIMES and self._rng.random() < 0.8:
            return self._rng.choice((self._nasty.week, self._nasty.week, self._nasty.when))()[:200]
        if name == "place" and self._rng.random() < 0.5:
            return self._rng.choice(("London", "india", "lisbon", "usa", self._nasty.zone()))
        return self._nasty.text(self._rng.choice((20, 100, 4000)))

    def _question(self) -> str:
        return f"{self.canary} {self._nasty.text(self._rng.choice((40, 400, 1600, 6000)))}"

    def _special(self, most: int, least: int) -> str:
        draws = (self._nasty.when, self._nasty.period, self._nasty.zone, self._nasty.week)
        return self._rng.choice(draws)()[:most].ljust(least, "x")

    def _number(self, name: str) -> int:
        return self._rng.choice(self.known.get(name) or (0, 1, 2))

    def _person(self) -> int:
        return self._rng.choice(self.people).id if self.people else 1

    def _option(self, option: dict[str, Any], channels: Sequence[Any], here: Any) -> Any:
        if choices := option.get("choices"):
            return self._rng.choice(choices)["value"]
        kind = option["type"]
        if kind == STRING:
            return self.value(option)
        if kind == INTEGER:
            return self._rng.randint(option.get("min_value", -(2**53) + 1), option.get("max_value", 2**53 - 1))
        if kind == BOOLEAN:
            return self._rng.random() < 0.5
        if kind == USER:
            return self._rng.choice(self.people)
        assert kind == CHANNEL, f"an option of an unknown kind: {option}"
        return here if here not in channels else self._rng.choice(channels)

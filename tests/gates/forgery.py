"""Payloads as clients that lie might send them: options, custom ids, choices and forms."""

from collections.abc import Iterable, Sequence
from typing import Any

from tests.gates.nasty import Nasty

STRING, INTEGER, BOOLEAN, USER, CHANNEL = 3, 4, 5, 6, 7
FIELDS = {
    "ask-form": ("question", "topic", "choices"),
    "offer-form": ("until", "topics"),
    "skill-form": ("topic", "note"),
    "close-form": ("note",),
}
CHOICES = ("yes", "no", "urgent", "private", "anonymous", "try-first", "school", "technology", "1", "12", "Excel")


class Forgery:
    """Draws payloads; `words` are those that the bot answers, `questions` numbers that are there."""

    def __init__(self, nasty: Nasty, words: Iterable[str]) -> None:
        self._nasty, self._rng = nasty, nasty.rng
        self.canary = ""  # a word that stands in every question
        self._words = sorted(words)
        self.questions: Sequence[int] = (1,)
        self.drafts: Sequence[int] = ()
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
        if word.startswith("look-") and self.drafts and kind < 0.7:
            return f"{word}:{self._rng.choice(self.drafts)}"
        if kind < 0.5:
            return f"{word}:{self._rng.choice(self.questions)}"
        if kind < 0.9:
            return ":".join([word, *(str(self._nasty.number()) for _ in range(self._rng.randrange(4)))])[:100]
        return (self._nasty.text(100) or ":") if kind < 0.95 else f"{word}{self._nasty.text(20)}"

    def values(self) -> list[str]:
        """What was chosen in a menu: nothing, several, numbers beyond all bounds."""
        draws = (self._nasty.number, lambda: self._rng.choice(CHOICES), lambda: self._nasty.text(100))
        return [str(self._rng.choice(draws)()) for _ in range(self._rng.choice((0, 1, 1, 1, 2, 25)))]

    def form(self) -> dict[str, Any]:
        """A form with fields missing, doubled, unknown, empty, too long or of the other kind."""
        route = self._rng.choice(list(FIELDS))
        names = list(FIELDS[route])
        if self._rng.random() < 0.5:
            names = [self._rng.choice((*names, "unknown", "")) for _ in range(self._rng.randrange(7))]
        custom_id = f"{route}:x{self._rng.getrandbits(48):012x}" if self._rng.random() < 0.9 else self.custom_id()
        return {"custom_id": custom_id, "components": [self._part(name) for name in names]}

    def _part(self, name: str) -> dict[str, Any]:
        if name in ("urgent", "private") and self._rng.random() < 0.7:
            field: dict[str, Any] = {"type": 3, "custom_id": name, "values": self.values()[:1]}
        else:
            text = self._question() if name == "question" else self._nasty.text(self._rng.choice((20, 100, 4000)))
            field = {"type": 4, "custom_id": name, "value": text}
        return self._rng.choice(({"type": 18, "component": field}, {"type": 1, "components": [field]}))

    def _question(self) -> str:
        return f"{self.canary} {self._nasty.text(self._rng.choice((40, 400, 1600, 6000)))}"

    def _special(self, most: int, least: int) -> str:
        draws = (self._nasty.when, self._nasty.period, self._nasty.zone)
        return self._rng.choice(draws)()[:most].ljust(least, "x")

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

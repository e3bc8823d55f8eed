"""Topics: their keys, and finding them by name, as somebody types, and in a question's text."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from mentorbot.domain.reading import Reader
from mentorbot.domain.typeahead import TypeAhead
from mentorbot.domain.wording import phrase

LONGEST_KEY = 60
FOR_WHOM = "phases"


@dataclass(frozen=True, slots=True)
class Topic:
    """A skill's name on a server; its neighbours are kept apart, by id."""

    id: int
    key: str
    name: str
    area: str
    aliases: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """Everything the topic is called, as people may type it: name, key, aliases."""
        return (self.name, self.key, *self.aliases)


def topic_key(text: str) -> str:
    """Write a topic's name the one way in which it is stored and compared; "" where nothing readable is left.

    Compatibility forms and capitals are folded, control, direction and zero-width characters go, blanks become
    single spaces, and it ends at 60 characters. A key is its own key.
    """
    for _ in range(3):  # folding can make new compatibility forms, and composing can make new capitals
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    seen = "".join(" " if letter.isspace() else letter for letter in text if letter.isspace() or _is_seen(letter))
    return " ".join(unicodedata.normalize("NFKC", seen).split())[:LONGEST_KEY].rstrip()


def _is_seen(letter: str) -> bool:
    """Say whether a character is more than a control, format, private or variation mark."""
    return unicodedata.category(letter)[0] != "C" and not "\ufe00" <= letter <= "\ufe0f"


class TopicIndex:
    """A server's topics, built once after each change and then asked often. Retired topics are left out by the caller.

    Three ways to look, from strict to generous: `find` is for a choice somebody made, `infer` for a question's
    whole text, `suggest` for somebody still typing.
    """

    def __init__(self, topics: Iterable[Topic]) -> None:
        self.topics = tuple(sorted(topics, key=lambda topic: (topic.name.casefold(), topic.id)))
        labels = [[key for label in topic.labels if (key := topic_key(label))] for topic in self.topics]
        self._exact: dict[object, Topic] = {}
        for topic, own in zip(self.topics, labels, strict=True):
            for label in own:
                self._exact.setdefault(label, topic)
        for topic, own in zip(self.topics, labels, strict=True):
            for label in own:
                self._exact.setdefault(phrase(label), topic)
        self._exact.pop((), None)
        self._reader = Reader([topic.labels for topic in self.topics])
        self._typing = TypeAhead(labels)

    def find(self, text: str) -> Topic | None:
        """Give the topic that is called so.

        Its key, name or an alias, whatever the capitals, hyphens, apostrophes and plural; else, for labels of five
        letters or more, the only one a slip away (two from nine letters on).
        """
        typed = topic_key(text)
        found = self._exact.get(typed) or self._exact.get(phrase(typed))
        if found or not typed:
            return found
        place = self._typing.meant(typed)
        return None if place is None else self.topics[place]

    def suggest(self, text: str, limit: int = 25) -> list[Topic]:
        """Give topics for what is typed so far, best first as `TypeAhead` states; for nothing, the alphabet."""
        typed = topic_key(text)
        if not typed:
            return list(self.topics[:limit])
        return [self.topics[place] for place in self._typing.rank(typed, limit)]

    def infer(self, question: str) -> list[Topic]:
        """Give the topics that a question speaks of, best first, by the weights that `Reader` states.

        Phases come last whatever they weigh: "Year 4" says for whom, the rest says about what.
        """
        seen = [self.topics[one.owner] for one in self._reader.see(question)]
        return sorted(seen, key=lambda topic: topic.area == FOR_WHOM)

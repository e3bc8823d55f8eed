"""Topics: their keys, and finding them by name, as somebody types, and in a question's text."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_KEY = 60


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

"""The canaries of G13: words that stand in exactly one kind of text, and the tokens, by shape and by value."""

import base64
from collections.abc import Iterator, Mapping
from random import Random

TOKENS_ONLY = frozenset({"messages", "backups", "the database"})
"""Questions and notes belong there; tokens, keys and schools do not."""

GIVEN_BACK = ("a school", "messages")  # to whoever wrote it, privately, where keeping it failed


class Aviary:
    """Draws canaries and knows them again."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self.question, self.note, self.scope, self.said, *others = (self._word(bird) for bird in BIRDS)
        self.passed, self.reported, self.reason = others
        number = base64.b64encode(str(rng.randrange(10**17, 10**18)).encode()).decode().rstrip("=")
        self.token = f"{number}.{self._word('G')[:6]}.{rng.randbytes(20).hex()}"
        """Shaped like a bot's; nobody's."""
        self.key = f"{self._word('key')}{rng.randbytes(12).hex()}"
        self.values = {"the token": self.token, "the secret key": self.key, "a school": self._word("chaffinch")}

    def _word(self, bird: str) -> str:
        return f"{bird}{self._rng.randrange(16**8):08x}"

    @property
    def number(self) -> int:
        return len(self.values) + len(BIRDS)

    def secret(self, name: str, value: str) -> None:
        self.values[name] = value

    def found(self, heard: Mapping[str, list[str]]) -> Iterator[str]:
        """Say where canaries were heard that should not have been."""
        words = {"a question": self.question, "a note": self.note, "a scope": self.scope, "a thread": self.said}
        words |= {"what was passed on": self.passed, "a report": self.reported, "a reason": self.reason}
        for where, texts in heard.items():
            whole = "\n".join(texts)
            for name, value in self.values.items():
                if value in whole and (name, where) != GIVEN_BACK:
                    yield f"{name} stands in {where}: {_around(whole, value)}"
            for name, word in words.items() if where not in TOKENS_ONLY else ():
                if word in whole:
                    yield f"{name} stands in {where}: {_around(whole, word)}"


BIRDS = ("zebrafinch", "goldcrest", "skylark", "nightjar", "dunnock", "linnet", "siskin")


def _around(whole: str, value: str) -> str:
    at = whole.index(value)
    return ascii(whole[max(0, at - 120) : at + len(value) + 40])

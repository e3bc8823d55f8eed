"""The ways in which a gateway's connection ends."""

import random
from dataclasses import dataclass

from mentorbot.playground.gateway import How, Stumble


@dataclass(frozen=True, slots=True)
class Cut:
    """One cut. While `outage` nobody gets in; the next handshakes break off at `stumbles`."""

    how: How
    resumable: bool = True
    code: int = 4000
    outage: bool = False
    stumbles: tuple[Stumble, ...] = ()

    @property
    def logins(self) -> int:
        """How often the bot may log in because of it."""
        return 0 if self.resumable else 1 + self.stumbles.count("identify")

    def __str__(self) -> str:
        parts = [self.how, str(self.code) if self.how == "closed" else "", *self.stumbles]
        parts += ["outage"] if self.outage else []
        return " ".join(part for part in parts if part) + ("" if self.resumable else " for good")


RESUMABLE = (
    Cut("lost"),
    Cut("lost", outage=True),
    *(Cut("closed", code=code) for code in (1000, 1001, 4000, 4001, 4002, 4003, 4005, 4008)),
    Cut("closed", code=1001, outage=True),
    Cut("reconnect"),
    Cut("reconnect", outage=True),
    Cut("invalid"),
    Cut("silent"),
    Cut("lost", stumbles=("resume",)),
    Cut("lost", stumbles=("resume", "resume"), outage=True),
    Cut("lost", stumbles=("hello",)),
    Cut("reconnect", stumbles=("hello", "resume")),
)
FOR_GOOD = (
    Cut("lost", resumable=False),
    Cut("lost", resumable=False, outage=True),
    Cut("invalid", resumable=False),
    Cut("closed", resumable=False, code=4007),
    Cut("closed", resumable=False, code=4009, outage=True),
    Cut("reconnect", resumable=False),
    Cut("silent", resumable=False),
    Cut("lost", resumable=False, stumbles=("identify",)),
    Cut("lost", resumable=False, stumbles=("hello", "identify"), outage=True),
)


def drawn(rng: random.Random, resumable: int, for_good: int) -> list[Cut]:
    """So many of each sort, each kind as often as the others, in an order by chance."""
    cuts = [RESUMABLE[number % len(RESUMABLE)] for number in range(resumable)]
    cuts += [FOR_GOOD[number % len(FOR_GOOD)] for number in range(for_good)]
    rng.shuffle(cuts)
    return cuts

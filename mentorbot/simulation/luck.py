"""Chance that is the same whichever way of calling is played, so that two ways differ by what they do alone."""

import math
from hashlib import blake2b
from random import Random
from statistics import NormalDist

NORMAL = NormalDist()
TOP = 2.0**64


class Luck:
    """Every draw belongs to what it is about, not to when it is made: Ben's mood about question 7 is one number."""

    def __init__(self, seed: str) -> None:
        self._key = blake2b(seed.encode(), digest_size=32).digest()

    def share(self, *about: object) -> float:
        """Draw evenly from 0 to 1, both left out."""
        digest = blake2b(repr(about).encode(), digest_size=8, key=self._key).digest()
        return (int.from_bytes(digest, "big") + 0.5) / (TOP + 1)

    def log_normal(self, median: float, spread: float, *about: object) -> float:
        return median * math.exp(spread * NORMAL.inv_cdf(self.share(*about)))


def poisson(mean: float, rng: Random) -> int:
    """Draw how often something happens that happens `mean` times on average."""
    count, at = 0, rng.expovariate(1)
    while at < mean:
        count, at = count + 1, at + rng.expovariate(1)
    return count

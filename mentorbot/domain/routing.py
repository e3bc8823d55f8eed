"""Who is likely to answer a question, judged by what people really answered. Pure; explained in docs/matching.md.

Of those who answered anything, two signals are added up, and the load is subtracted from their sum:
- activity: how much somebody answered lately, and how recently they answered, asked or offered;
- similarity: who answered the past questions that read most like this one (domain/likeness.py);
- load: how often they were called for the last questions, times the server's knob.

Time is counted in questions, not in hours: a quiet server forgets as slowly as it lives, and a holiday costs nothing.
"""

import math
from collections import Counter, OrderedDict, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice, takewhile

from mentorbot.domain.likeness import Likeness, Votes

LOAD = 0.3
BANDS = 10
EVENLY = 100  # the server's knob at its end: everybody in turn, whoever answered before
USUAL_SPREAD = 30  # the knob as it stands at first: LOAD in hundredths
PLACES = 25
LOOKED_AT = 250  # people, beside those who answered the like: the latest to answer, who are the likeliest


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts; `half_life`, `recency`, `load_window` and `kept` are in questions."""

    half_life: float = 20.0
    recency: float = 5.0
    similarity: float = 0.5
    answered: float = 2.0
    seen: float = 1.5
    nearest: int = 30
    load_window: int = 50
    kept: int = 2000


@dataclass(slots=True)
class _Activity:
    """What is known of one person; `count` is the decayed number of their answers as it stood at the last one."""

    count: float = 0.0
    answered_at: int | None = None
    seen_at: int = 0
    sign: int = 0


@dataclass(frozen=True, slots=True)
class Leaning:
    """Whom a question leans to, best first: 10 is the best band, and whoever isn't named counts as 0.

    `alike` are those of them who answered a question like it; the others answered others, lately.
    """

    bands: Mapping[int, int] = field(default_factory=dict[int, int])
    alike: frozenset[int] = frozenset()


NOBODY = Leaning()


class Memory:
    """What a server's people asked and answered, as far as routing remembers it."""

    def __init__(self, weights: Weights | None = None) -> None:
        self.weights = weights or Weights()
        self.now = 0
        ages = range(int(10 * self.weights.half_life))  # beyond that, a thousandth is left
        self._fading = [0.5 ** (age / self.weights.half_life) for age in ages]
        self._recency = [math.exp(-age / self.weights.recency) for age in ages]
        self._signs = 0
        self._people: OrderedDict[int, _Activity] = OrderedDict()  # the latest sign last
        self._answering: OrderedDict[int, int] = OrderedDict()  # who answered at which question; the latest last
        self._calls: deque[list[int]] = deque([[]], maxlen=self.weights.load_window)
        self._called: Counter[int] = Counter()
        self._likeness = Likeness(self.weights.kept, self.weights.nearest)

    def ask(
        self, asker: int | None, words: Iterable[str], called: Collection[int] = (), *, number: int | None = None
    ) -> int:
        """Take in a new question with those who were called for it; give its number, counted here where none is given.

        An asker who must stay unknown is None and gives no sign.
        """
        number = self.now if number is None else number
        self.now += 1
        self._likeness.add(number, Counter(words))
        if len(self._calls) == self._calls.maxlen:
            self._called -= Counter(self._calls[0])
        self._calls.append([])
        self.call(called)
        if asker is not None:
            self.see(asker)
        self._let_go()
        return number

    @property
    def remembered(self) -> int:
        """Say how many questions are remembered word by word."""
        return len(self._likeness)

    def call(self, members: Collection[int]) -> None:
        """Take in that these people were called, for whichever question."""
        self._calls[-1].extend(members)
        self._called.update(members)

    def answer(self, question: int, member: int) -> None:
        """Take in that somebody answered a question."""
        self.see(member)
        person = self._people[member]
        if person.answered_at is not None:
            person.count *= 0.5 ** ((self.now - person.answered_at) / self.weights.half_life)
        person.count += 1
        person.answered_at = self.now
        self._answering[member] = self.now
        self._answering.move_to_end(member)
        self._likeness.answer(question, member)

    def see(self, member: int) -> None:
        """Take in that somebody asked, offered or wrote."""
        person = self._people.setdefault(member, _Activity())
        self._people.move_to_end(member)
        self._signs += 1
        person.seen_at, person.sign = self.now, self._signs

    def leaning(self, words: Iterable[str], places: int = PLACES, *, load: float = LOAD) -> Leaning:
        """Say in bands whom a question leans to; bands leave something for the rules below to decide."""
        votes, likely = self._scored(words, places, (), load)
        bands = {member: math.ceil(round(worth * BANDS, 6)) for member, worth in likely.items() if worth > 0}
        return Leaning(bands, frozenset(bands.keys() & votes.alike))

    def likely(
        self, words: Iterable[str], places: int, *, without: Collection[int] = (), load: float = LOAD
    ) -> dict[int, float]:
        """Give the best `places` people, best first: the likeliest have 1, less `load` for each five late calls.

        Only people who answered something are likely to. Among equals the one who gave the latest sign is first.
        """
        return self._scored(words, places, without, load)[1]

    def _scored(
        self, words: Iterable[str], places: int, without: Collection[int], load: float
    ) -> tuple[Votes, dict[int, float]]:
        votes = self._likeness.votes(Counter(words))
        lately = islice(reversed(self._answering), LOOKED_AT)
        score = {member: self._activity(member) for member in votes.of.keys() | set(lately)}
        scale = self.weights.similarity * (max(score.values(), default=0.0) or 1.0)
        for member, vote in votes.of.items():
            score[member] += scale * vote
        best = max(score.values(), default=0.0) or 1.0
        called = self._called  # .get, because a Counter takes ten times as long over whom it does not hold
        worth = {
            member: value / best - load * called.get(member, 0) / 5
            for member, value in score.items()
            if member not in without
        }
        least = min(nlargest(places, worth.values()), default=0.0)
        finalists = [(value, self._sign(member), member) for member, value in worth.items() if value >= least]
        return votes, {member: value for value, _, member in nlargest(places, finalists)}

    def _activity(self, member: int) -> float:
        person = self._people.get(member)
        if person is None:
            return 0.0
        value = self.weights.seen * self._recency[self.now - person.seen_at]
        if person.answered_at is not None and (since := self.now - person.answered_at) < len(self._fading):
            value += person.count * self._fading[since] + self.weights.answered * self._recency[since]
        return value

    def _sign(self, member: int) -> int:
        return person.sign if (person := self._people.get(member)) else 0

    def _let_go(self) -> None:
        """Forget whoever gave no sign, and the answers of whoever gave none, for so long that it counts as nought."""
        oldest = self.now - len(self._fading)
        for member in list(takewhile(lambda member: self._people[member].seen_at <= oldest, self._people)):
            del self._people[member]
        for member in list(takewhile(lambda member: self._answering[member] <= oldest, self._answering)):
            del self._answering[member]

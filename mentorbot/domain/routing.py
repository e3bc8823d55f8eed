"""Who is likely to answer a question, judged by what people really answered. Pure; explained in docs/matching.md.

Three signals are added up, and the load is subtracted from their sum:
- activity: how much somebody answered lately, and how recently they answered, asked or offered;
- similarity: who answered the past questions that read most like this one (BM25, squared votes of the nearest);
- load: how often they were called for the last questions, times the server's knob.

Time is counted in questions, not in hours: a quiet server forgets as slowly as it lives, and a holiday costs nothing.
"""

import math
from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

K1, B = 1.5, 0.75  # BM25's usual saturation and length normalisation
COMMON = 1 / 3  # a word of so many questions tells next to nothing, and costs most


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts.

    `load` is subtracted once for each five calls within the last `load_window` questions from a score whose best is 1.
    `half_life` and `recency` are in questions.
    """

    load: float = 0.3
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


class Memory:
    """What a server's people asked and answered, as far as routing remembers it."""

    def __init__(self, weights: Weights | None = None) -> None:
        self.weights = weights or Weights()
        self.now = 0
        ages = range(int(10 * self.weights.half_life))  # beyond that, a thousandth is left
        self._fading = [0.5 ** (age / self.weights.half_life) for age in ages]
        self._recency = [math.exp(-age / self.weights.recency) for age in ages]
        self._people: dict[int, _Activity] = {}
        self._calls: deque[frozenset[int]] = deque(maxlen=self.weights.load_window)
        self._called: Counter[int] = Counter()
        self._questions: dict[int, Mapping[str, int]] = {}
        self._answered_by: dict[int, set[int]] = {}
        self._holding: dict[str, dict[int, int]] = {}
        self._lengths: dict[int, int] = {}
        self._length = 0

    def ask(self, asker: int, words: Iterable[str], called: Collection[int] = ()) -> int:
        """Take in a new question with those who were called for it; give its number."""
        number = self.now
        self.now += 1
        self._remember(number, Counter(words))
        self._count_calls(frozenset(called))
        self.see(asker)
        return number

    def answer(self, question: int, member: int) -> None:
        """Take in that somebody answered a question."""
        person = self._latest(member)
        if person.answered_at is not None:
            person.count *= 0.5 ** ((self.now - person.answered_at) / self.weights.half_life)
        person.count += 1
        person.answered_at = person.seen_at = self.now
        if question in self._answered_by:
            self._answered_by[question].add(member)

    def see(self, member: int) -> None:
        """Take in that somebody asked, offered or wrote."""
        self._latest(member).seen_at = self.now

    def _latest(self, member: int) -> _Activity:
        """Give what is known of somebody, and put them last: the people are kept in the order of their last sign."""
        person = self._people.pop(member, None) or _Activity()
        self._people[member] = person
        return person

    def likely(self, words: Iterable[str], among: Collection[int] | None = None) -> dict[int, float]:
        """Score people (all of whom there is a sign, or those `among` them): but for the load, the best have 1."""
        score, votes = self._active(among), self._votes(Counter(words))
        scale = self.weights.similarity * (max(score.values(), default=0.0) or 1.0)
        for member in votes if among is None else votes.keys() & set(among):
            score[member] = score.get(member, 0.0) + scale * votes[member]
        best = max(score.values(), default=0.0) or 1.0
        score = {member: value / best for member, value in score.items()}
        for member in self._called.keys() & score.keys():
            score[member] -= self.load(member)
        return score

    def load(self, member: int) -> float:
        """What somebody's recent calls cost them."""
        return self.weights.load * self._called[member] / 5

    def _active(self, among: Collection[int] | None) -> dict[int, float]:
        """How active people are who gave a sign within ten half-lives: all others count as nought."""
        fading, recency = self._fading, self._recency
        active: dict[int, float] = {}
        for member, person in self._latest_first(among):
            age = self.now - person.seen_at
            if age >= len(fading):
                if among is None:
                    break
                continue
            value = self.weights.seen * recency[age]
            if person.answered_at is not None and self.now - person.answered_at < len(fading):
                since = self.now - person.answered_at
                value += person.count * fading[since] + self.weights.answered * recency[since]
            active[member] = value
        return active

    def _latest_first(self, among: Collection[int] | None) -> Iterable[tuple[int, _Activity]]:
        if among is None:
            return reversed(self._people.items())
        return ((member, self._people[member]) for member in among if member in self._people)

    def _count_calls(self, called: frozenset[int]) -> None:
        if len(self._calls) == self._calls.maxlen:
            self._called.subtract(self._calls[0])
        self._calls.append(called)
        self._called.update(called)

    def _remember(self, number: int, words: Mapping[str, int]) -> None:
        self._questions[number], self._answered_by[number] = words, set()
        self._lengths[number] = sum(words.values())
        self._length += self._lengths[number]
        for word, times in words.items():
            self._holding.setdefault(word, {})[number] = times
        if len(self._questions) > self.weights.kept:
            self._forget(next(iter(self._questions)))

    def _forget(self, number: int) -> None:
        words = self._questions.pop(number)
        del self._answered_by[number]
        self._length -= self._lengths.pop(number)
        for word in words:
            del self._holding[word][number]
            if not self._holding[word]:
                del self._holding[word]

    def _votes(self, words: Mapping[str, int]) -> dict[int, float]:
        """Let the nearest past questions vote for those who answered them; the most votes are 1."""
        similar = self._similar(words)
        nearest = sorted(similar, key=lambda number: -similar[number])[: self.weights.nearest]
        votes: dict[int, float] = {}
        for number in nearest:
            for member in self._answered_by[number]:
                votes[member] = votes.get(member, 0.0) + similar[number] ** 2
        most = max(votes.values(), default=1.0)
        return {member: vote / most for member, vote in votes.items()}

    def _similar(self, words: Mapping[str, int]) -> dict[int, float]:
        """Score past questions by BM25; a word that this question repeats counts each time."""
        similar: dict[int, float] = {}
        count = len(self._questions)
        norm = [K1 * (1 - B), K1 * B * count / (self._length or 1)]
        for word, wanted in words.items():
            holding = self._holding.get(word, {})
            if len(holding) > max(self.weights.nearest, count * COMMON):
                continue
            rare = wanted * math.log(1 + (count - len(holding) + 0.5) / (len(holding) + 0.5)) * (K1 + 1)
            for number, times in holding.items():
                length = self._lengths[number]
                similar[number] = similar.get(number, 0.0) + rare * times / (times + norm[0] + norm[1] * length)
        return similar


def first(scores: Mapping[int, float], places: int, *, without: Collection[int] = ()) -> Sequence[int]:
    """Give the best `places` people, best first."""
    return sorted((member for member in scores if member not in without), key=lambda member: -scores[member])[:places]

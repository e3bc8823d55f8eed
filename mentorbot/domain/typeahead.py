"""Suggestions while somebody is typing, forgiving slips."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

ALIKE = 0.84
SHORTEST_ALIKE = 3
BEGINS, BEGINS_INSIDE, ALL_WORDS, HOLDS = 4.0, 3.0, 2.5, 2.0
NAME_BEFORE_ALIAS = 0.2


class TypeAhead:
    """Knows what several things are called, and ranks them for a beginning. A thing's first label is its own name.

    In this order: the label itself; a label that begins so, the thing's own name before its aliases; a label with a
    later word that begins so; a label whose words begin with the words typed, in any order; a label that holds the
    text; and last, from three letters on, whatever begins much like it (Jaro-Winkler of 0.84 or more, nearest first).
    """

    def __init__(self, labels: Sequence[Sequence[str]]) -> None:
        self._labels = [(label, owner, not rank) for owner, own in enumerate(labels) for rank, label in enumerate(own)]
        self._texts = [label for label, _, _ in self._labels]

    def rank(self, typed: str, limit: int) -> list[int]:
        """Give at most `limit` things, best first; among equals in the order they were given in."""
        best: dict[int, float] = {}
        beginnings = [f" {word}" for word in typed.split()]
        for label, owner, is_name in self._labels:
            if score := _fit(typed, beginnings, label):
                best[owner] = max(score + NAME_BEFORE_ALIAS * is_name, best.get(owner, 0))
        for owner, score in self._alike(typed):
            best[owner] = max(score, best.get(owner, 0))
        return sorted(best, key=lambda owner: (-best[owner], owner))[:limit]

    def _alike(self, typed: str) -> list[tuple[int, float]]:
        if len(typed) < SHORTEST_ALIKE:
            return []
        begun = [text[: len(typed) + 1] for text in self._texts]
        alike = JaroWinkler.normalized_similarity
        near = process.extract(typed, begun, scorer=alike, score_cutoff=ALIKE, limit=None)
        return [(self._labels[place][1], score + 0.01 * self._labels[place][2]) for _, score, place in near]

    def meant(self, typed: str) -> int | None:
        """Give the thing whose label is within a slip of the text (two from nine letters on), if only one is nearest.

        Labels below five letters and figures must be right: "KS1" is no slip for "KS2".
        """
        near = process.extract(typed, self._texts, scorer=OSA.distance, score_cutoff=2, limit=None)
        slips: dict[int, int] = {}
        for label, distance, place in near:
            if distance <= _slips_allowed(label) and _figures(label) == _figures(typed):
                owner = self._labels[place][1]
                slips[owner] = min(int(distance), slips.get(owner, 9))
        least = min(slips.values(), default=0)
        nearest = [owner for owner, distance in slips.items() if distance == least]
        return nearest[0] if len(nearest) == 1 else None


def _fit(typed: str, beginnings: Sequence[str], label: str) -> float:
    if label.startswith(typed):
        return BEGINS + (label == typed)
    words = f" {label}"
    for beginning in beginnings:
        if beginning not in words:
            return HOLDS if typed in label else 0
    return BEGINS_INSIDE if f" {typed}" in words else ALL_WORDS


def _slips_allowed(label: str) -> int:
    if len(label) < 5:
        return 0
    return 1 if len(label) < 9 else 2


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))

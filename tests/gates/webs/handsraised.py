"""Hands at cards as G11's model sees them: each is answered once, and whoever is not the winner in private."""

from collections.abc import Callable

from tests.gates.model.nouns import Asked, Said, Wrong
from tests.gates.model.web import Web
from tests.gates.webs.memory import FIRST_MEMBER
from tests.gates.webs.noticeboard import Noticeboard

FIRST_USER = 901


def user_of(member: int) -> int:
    return member - FIRST_MEMBER + FIRST_USER


class Hands:
    """`answered` are the questions and members whose hands were looked at."""

    def __init__(self, web: Web, board: Noticeboard, card_of: Callable[[int], int | None]) -> None:
        self._web, self._board, self._card_of = web, board, card_of
        self.answered: set[tuple[int, int]] = set()

    def unanswered(self) -> dict[int, set[int]]:
        """Give the hands at open questions' cards that nobody looked at yet, and that may claim."""
        waiting: dict[int, set[int]] = {}
        for asked in self._web.questions.values():
            card = self._card_of(asked.number)
            if asked.status == "closed" or card is None or card in self._board.deleted:
                continue
            new = self._new(asked, card)
            if asked.status == "open":
                waiting[asked.number] = {hand for hand in new if self._web.hurdle(hand, asked) is None}
        return waiting

    def say_to_new(self, asked: Asked, card: int) -> set[int]:
        """Whoever raised a new hand is answered in private, unless they win."""
        hands = {hand.user_id - FIRST_USER + FIRST_MEMBER for hand in self._board.hands[card]}
        new = {hand for hand in hands if (asked.number, hand) not in self.answered}
        whom = {asked.asker if hand == asked.by else hand for hand in new}
        self._web.said += [Said("notice", member=hand, optional=True) for hand in sorted(whom)]
        return new

    def check(self, waiting: dict[int, set[int]], now: int) -> None:
        """Raise where a question still waits at whose card a hand was found."""
        for number, hands in waiting.items():
            asked = self._web.questions[number]
            free = {hand for hand in hands if self._web.hurdle(hand, asked) is None}  # whoever won another may be full
            if free and asked.status == "open" and asked.opened < now:
                raise Wrong(f"{free} were raised at question {number}, and it waits")

    def _new(self, asked: Asked, card: int) -> set[int]:
        new = self.say_to_new(asked, card)
        self.answered |= {(asked.number, hand) for hand in new}
        return new

"""Hands that were raised while the bot was away are found when it compares a card with what it remembers."""

from collections.abc import AsyncIterator
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest

from mentorbot.domain.questions import Status
from mentorbot.watcher import Lookout, Watcher
from tests.played import SERVER, Web
from tests.services import unnamed


class Beheld:
    """A Discord on which one person has left, and another raised a hand at every card."""

    def __init__(self, web: Web, gone: str, raised: str) -> None:
        self._gone, self._raised = web.person(gone), web.person(raised)

    async def is_here(self, _: int, user_id: int) -> bool:
        return user_id != self._gone.user_id

    async def card(self, question: Any) -> Any:
        return SimpleNamespace(id=question.card_id, reactions=[SimpleNamespace(emoji="✋", users=self._users)])

    async def _users(self) -> AsyncIterator[Any]:
        yield SimpleNamespace(id=self._raised.user_id, display_name=self._raised.name, bot=False)


@pytest.mark.parametrize(("anonymous", "status"), [(False, Status.CLOSED), (True, Status.CLAIMED)])
async def test_a_hand_at_a_question_without_a_name_counts_though_its_asker_has_left(
    web: Web, anonymous: bool, status: Status
) -> None:
    await unnamed.allow(web)
    asked = await web.ask("Amira", card=71, anonymous=anonymous)
    lookout = cast("Lookout", Beheld(web, gone="Amira", raised="Ben"))
    await Watcher(lookout, web.parts.reconciling, web.parts.claiming, Random(1)).compare(SERVER)
    assert (await web.question(asked.question.id)).status is status

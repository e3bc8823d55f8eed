"""Ways to break the outbox on purpose: a gate that passes with these proves nothing."""

from collections.abc import Mapping

from mentorbot.domain.announcements import Announcement
from mentorbot.services.announcing import Announcing
from mentorbot.store import callouts
from mentorbot.store.callouts import CallOut
from mentorbot.store.database import Transaction

BREAK = "GATE_BREAK_OUTBOX"
FORGETFUL = "forgetful"  # what an earlier process left behind is never sent
HASTY = "hasty"  # marked as sent before it is sent
STALE = "stale"  # whoever was called is rung for, however late it is


def break_if_asked(environment: Mapping[str, str]) -> None:
    how = environment.get(BREAK)
    if how == FORGETFUL:
        Announcing.pending = _nothing
    elif how == HASTY:
        _mark_first()
    elif how == STALE:
        Announcing._called = _everybody  # pyright: ignore[reportPrivateUsage] - the place where the time is looked at


async def _everybody(
    self: Announcing, tx: Transaction, question_id: int, wave: int, announcement: Announcement
) -> list[CallOut]:
    return await callouts.of_wave(tx, question_id, wave)


async def _nothing(self: Announcing) -> list[Announcement]:
    return []


def _mark_first() -> None:
    brief = Announcing.brief

    async def hasty(self: Announcing, announcement: Announcement, *, doubtful: bool = False) -> object:
        briefing = await brief(self, announcement, doubtful=doubtful)
        await self.sent(announcement, announcement.question_id, None)
        return briefing

    Announcing.brief = hasty  # pyright: ignore[reportAttributeAccessIssue] - a method with the same promise

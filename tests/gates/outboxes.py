"""Ways to break the outbox on purpose: a gate that passes with these proves nothing."""

from collections.abc import Mapping

from mentorbot.domain.announcements import Announcement
from mentorbot.services.announcing import Announcing

BREAK = "GATE_BREAK_OUTBOX"
FORGETFUL = "forgetful"  # what an earlier process left behind is never sent
HASTY = "hasty"  # marked as sent before it is sent


def break_if_asked(environment: Mapping[str, str]) -> None:
    how = environment.get(BREAK)
    if how == FORGETFUL:
        Announcing.pending = _nothing
    elif how == HASTY:
        _mark_first()


async def _nothing(self: Announcing) -> list[Announcement]:
    return []


def _mark_first() -> None:
    brief = Announcing.brief

    async def hasty(self: Announcing, announcement: Announcement, *, doubtful: bool = False) -> object:
        briefing = await brief(self, announcement, doubtful=doubtful)
        await self.sent(announcement, announcement.question_id, None)
        return briefing

    Announcing.brief = hasty  # pyright: ignore[reportAttributeAccessIssue] - a method with the same promise

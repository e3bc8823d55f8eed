"""Calls that were put into the outbox before a long absence."""

from mentorbot.domain.announcements import AnnouncementKind
from tests.played import Web


async def test_whoever_opted_in_is_not_rung_for_a_question_whose_time_is_over(web: Web) -> None:
    await web.skill("Outside", "excel", outside=True)
    asked = await web.ask()
    await web.pass_time(minutes=10)
    [call] = web.said(AnnouncementKind.CALL_OUT)
    web.clock.move(hours=71)
    assert len((await web.parts.announcing.brief(call)).called) == 1
    web.clock.move(hours=1)
    assert (await web.parts.announcing.brief(call)).called == []
    assert asked.question.id == call.question_id

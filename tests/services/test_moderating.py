"""What moderators do: give a question to somebody, close it, and have nobody called for a while."""

from datetime import timedelta

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.questions import Outcome, Status
from mentorbot.services.asking import BeingHelped, QuestionGone, QuestionOver
from mentorbot.services.moderating import NotTogether, TooLongAPause
from mentorbot.store import blocks
from tests.played import Web
from tests.services import unnamed

HOUR = timedelta(hours=1)


async def test_whoever_is_assigned_helps_whatever_their_limits_and_is_told_kindly(web: Web) -> None:
    for asker in ("Chloe", "Dora"):
        await web.claimed(asker=asker)
    waiting = (await web.ask()).question.id
    assert await web.parts.moderating.assign(web.person("Dev"), waiting, web.person("Ben"))
    assert (await web.question(waiting)).helper_id == await web.number("Ben")
    assert web.whom_told("assigned") == [await web.number("Ben")]
    assert (await web.log())[-2:] == ["assigned", "claimed"]
    with pytest.raises(BeingHelped):
        await web.parts.moderating.assign(web.person("Dev"), waiting, web.person("Farid"))


async def test_the_asker_and_whoever_is_kept_apart_cannot_be_assigned_and_the_words_are_the_same(web: Web) -> None:
    waiting = (await web.ask()).question.id
    await web.parts.skills.of(web.person("Chloe"))
    await web.database.write(blocks.add, await web.number("Chloe"), await web.number("Amira"))
    for name in ("Amira", "Chloe"):
        with pytest.raises(NotTogether):
            await web.parts.moderating.assign(web.person("Dev"), waiting, web.person(name))
    assert (await web.question(waiting)).status is Status.OPEN


async def test_who_asked_without_a_name_cannot_be_found_by_assigning_one_after_the_other(web: Web) -> None:
    await unnamed.allow(web)
    waiting = (await web.ask(anonymous=True)).question.id
    for name in ("Amira", "Ben"):
        assert not await web.parts.moderating.assign(web.person("Dev"), waiting, web.person(name))
    assert web.whom_told("suggested") == [await web.number("Ben")]
    assert (await web.log()).count("assigned") == 2


async def test_a_question_is_closed_with_a_line_whether_it_waits_or_not(web: Web) -> None:
    waiting, link = (await web.ask("Chloe")).question.id, await web.claimed()
    await web.parts.moderating.close(web.person("Dev"), waiting, "Asked twice")
    await web.parts.moderating.close(web.person("Dev"), link.question_id, "Asked twice")
    for question in (waiting, link.question_id):
        assert (await web.question(question)).outcome is Outcome.MODERATOR
        with pytest.raises(QuestionOver):
            await web.parts.moderating.close(web.person("Dev"), question, None)
    [notice] = [row for row in web.said(AnnouncementKind.NOTICE) if row.detail.get("note")]
    assert (notice.member_id, notice.detail["note"]) == (await web.number("Chloe"), "Asked twice")
    assert (await web.link_of(link.question_id)).note == "Asked twice"
    with pytest.raises(QuestionGone):
        await web.parts.moderating.close(web.person("Dev"), 99, None)


async def test_everything_open_is_listed_claimed_or_not(web: Web) -> None:
    link, waiting = await web.claimed(), (await web.ask("Chloe")).question.id
    await web.parts.asking.withdraw(web.person("Dora"), (await web.ask("Dora")).question.id)
    assert [card.question for card in await web.parts.moderating.questions(1)] == [link.question_id, waiting]


async def test_during_a_pause_nobody_is_called_and_after_it_everybody_who_can_help(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=600)
    await web.parts.moderating.pause(web.person("Dev"), web.clock.now() + HOUR)
    asked = await web.ask()
    assert (asked.called, asked.paused_until) == ([], web.clock.now() + HOUR)
    await web.offer("Chloe", "excel", minutes=600)
    await web.pass_time(minutes=59)
    assert await web.called(asked.question.id) == []
    await web.pass_time(minutes=1)
    assert sorted((await web.called(asked.question.id))[0]) == ["Ben", "Chloe"]


async def test_a_pause_that_begins_between_two_waves_holds_the_next_one_back(web: Web) -> None:
    await web.skill("Ben", "excel", outside=True)
    asked = await web.ask()
    await web.parts.moderating.pause(web.person("Dev"), web.clock.now() + HOUR)
    await web.pass_time(minutes=30)
    assert await web.called(asked.question.id) == []
    await web.parts.moderating.resume(web.person("Dev"))
    await web.pass_time()
    assert await web.called(asked.question.id) == [["Ben"]]
    assert (await web.log()).count("setting-changed") == 2


async def test_whoever_begins_to_offer_during_a_pause_is_called_after_it(web: Web) -> None:
    asked = await web.ask()
    await web.pass_time(minutes=10)
    assert await web.jobs("wave") == []  # nobody was there to call, and nobody is planned to be
    await web.parts.moderating.pause(web.person("Dev"), web.clock.now() + HOUR)
    await web.offer("Ben", "excel", minutes=600)
    await web.pass_time(minutes=59)
    assert await web.called(asked.question.id) == []
    await web.pass_time(minutes=1)
    assert await web.called(asked.question.id) == [["Ben"]]


@pytest.mark.parametrize("minutes", [2, 60])
async def test_resuming_calls_nobody_before_the_next_wave_is_due(web: Web, minutes: float) -> None:
    for name in ("Ben", "Chloe", "Farid", "Elin"):
        await web.offer(name, "excel", minutes=600)
    asked = await web.ask()
    await web.parts.moderating.pause(web.person("Dev"), web.clock.now() + timedelta(minutes=minutes))
    await web.pass_time(minutes=1)
    await web.parts.moderating.resume(web.person("Dev"))
    await web.pass_time(minutes=8)
    assert len(await web.called(asked.question.id)) == 1
    await web.pass_time(minutes=1)
    assert len(await web.called(asked.question.id)) == 2


async def test_a_pause_that_is_over_leaves_nothing_to_resume(web: Web) -> None:
    for name in ("Ben", "Chloe", "Farid", "Elin"):
        await web.offer(name, "excel", minutes=600)
    await web.parts.moderating.pause(web.person("Dev"), web.clock.now() + timedelta(minutes=5))
    asked = await web.ask()
    await web.pass_time(minutes=5)
    await web.parts.moderating.resume(web.person("Dev"))
    await web.pass_time(minutes=9)
    assert len(await web.called(asked.question.id)) == 1


async def test_a_pause_that_is_made_shorter_ends_then(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=600)
    await web.parts.moderating.pause(web.person("Dev"), web.clock.now() + 2 * HOUR)
    asked = await web.ask()
    await web.parts.moderating.pause(web.person("Dev"), web.clock.now() + HOUR)
    await web.pass_time(hours=1)
    assert await web.called(asked.question.id) == [["Ben"]]


async def test_calls_cannot_be_paused_for_longer_than_a_day(web: Web) -> None:
    with pytest.raises(TooLongAPause):
        await web.parts.moderating.pause(web.person("Dev"), web.clock.now() + 25 * HOUR)

"""I'll try first: nobody is called for five minutes, whatever happens meanwhile."""

from datetime import timedelta
from random import Random

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.jobs import JobKind
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Outcome, Status
from mentorbot.errors import Refused
from mentorbot.parts import assemble
from mentorbot.services.asking import NotHeld, NotYourQuestion
from tests.played import SEALING, SeenThreads, Web
from tests.services import unnamed

FIVE = timedelta(minutes=5)


async def test_nobody_is_called_for_five_minutes_then_whoever_offers(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=300)
    asked = await web.ask(try_first=True)
    assert (asked.called, asked.question.held_until) == ([], web.clock.now() + FIVE)
    await web.pass_time(minutes=4.9)
    assert await web.called(asked.question.id) == []
    await web.pass_time(minutes=0.1)
    assert await web.called(asked.question.id) == [["Ben"]]
    await web.pass_time(minutes=30)
    assert await web.called(asked.question.id) == [["Ben"]]


async def test_whoever_begins_to_offer_meanwhile_is_not_called_before_the_time_is_over(web: Web) -> None:
    asked = await web.ask(try_first=True)
    assert (await web.offer("Ben", "excel")).question is None
    await web.pass_time(minutes=5)
    assert await web.called(asked.question.id) == [["Ben"]]


async def test_whoever_sees_it_may_claim_it_meanwhile_and_nobody_is_called_after_that(web: Web) -> None:
    await web.offer("Ben", "excel")
    asked = await web.ask(try_first=True)
    await web.parts.claiming.claim(web.person("Chloe"), asked.question.id)
    await web.pass_time(minutes=6)
    assert await web.called(asked.question.id) == []
    assert (await web.question(asked.question.id)).status is Status.CLAIMED


async def test_whoever_found_it_withdraws_and_nobody_was_ever_disturbed(web: Web) -> None:
    await web.offer("Ben", "excel")
    asked = await web.ask(try_first=True)
    await web.parts.asking.withdraw(web.person("Amira"), asked.question.id)
    await web.pass_time(minutes=6)
    assert await web.called(asked.question.id) == []
    assert (await web.question(asked.question.id)).outcome is Outcome.WITHDRAWN
    with pytest.raises(NotHeld):
        await web.parts.asking.call_now(web.person("Amira"), asked.question.id)


async def test_calling_people_after_all_calls_them_once(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=300)
    asked = await web.ask(try_first=True)
    with pytest.raises(NotYourQuestion):
        await web.parts.asking.call_now(web.person("Chloe"), asked.question.id)
    now = await web.parts.asking.call_now(web.person("Amira"), asked.question.id)
    assert [call.member for call in now.called] == [(await web.member("Ben")).id]
    with pytest.raises(NotHeld):
        await web.parts.asking.call_now(web.person("Amira"), asked.question.id)
    await web.pass_time(minutes=40)
    assert await web.called(asked.question.id) == [["Ben"]]


async def test_without_a_name_one_may_try_first_too(web: Web) -> None:
    await unnamed.allow(web)
    await web.offer("Ben", "excel")
    asked = await web.ask(try_first=True, anonymous=True)
    now = await web.parts.asking.call_now(web.person("Amira"), asked.question.id)
    assert len(now.called) == 1


async def test_a_bot_that_was_down_meanwhile_calls_once_it_is_back(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=300)
    asked = await web.ask(try_first=True)
    web.clock.move(minutes=50)
    parts = assemble(web.database, Policy(), web.clock, Random(2), SeenThreads(), sealing=SEALING)
    await parts.agenda.take_over()
    await parts.agenda.do_due()
    assert await web.called(asked.question.id) == [["Ben"]]


async def test_the_wave_after_the_hold_waits_for_its_time(web: Web) -> None:
    asked = await web.ask(try_first=True)
    [wave] = await web.jobs(JobKind.WAVE)
    assert wave.due_at == asked.question.held_until


async def test_a_question_that_is_opened_again_is_held_no_more(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=300)
    asked = await web.ask(try_first=True)
    await web.parts.asking.withdraw(web.person("Amira"), asked.question.id)
    await web.parts.waiting.reopen(web.person("Amira"), asked.question.id)
    assert await web.called(asked.question.id) == [["Ben"]]


async def test_moderators_who_end_a_pause_do_not_end_the_time_in_which_somebody_tries_first(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=300)
    await web.parts.moderating.pause(web.person("Dev"), web.clock.now() + 12 * FIVE)
    asked = await web.ask(try_first=True)
    await web.pass_time(minutes=2)
    await web.parts.moderating.resume(web.person("Dev"))
    await web.pass_time(minutes=2.9)
    assert await web.called(asked.question.id) == []
    assert web.said(AnnouncementKind.MODERATORS) == []
    await web.pass_time(minutes=0.1)
    assert await web.called(asked.question.id) == [["Ben"]]


async def test_once_the_time_is_over_calling_people_now_calls_nobody_before_their_wave(web: Web) -> None:
    for name in ("Ben", "Chloe", "Elin", "Farid"):
        await web.offer(name, "excel", minutes=300)
    asked = await web.ask(try_first=True)
    await web.pass_time(minutes=6)
    assert [len(wave) for wave in await web.called(asked.question.id)] == [3]
    with pytest.raises(NotHeld):
        await web.parts.asking.call_now(web.person("Amira"), asked.question.id)
    assert [len(wave) for wave in await web.called(asked.question.id)] == [3]


async def test_people_are_called_only_once_it_is_said_what_the_question_is_about(web: Web) -> None:
    asked = await web.ask(topic=None, try_first=True)
    assert asked.topic is None
    with pytest.raises(Refused, match="say first what your question is about"):
        await web.parts.asking.call_now(web.person("Amira"), asked.question.id)
    assert (await web.question(asked.question.id)).held_until is not None

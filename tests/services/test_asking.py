"""Asking, taking back, opening again, and the end of a question nobody claimed."""

import asyncio
from datetime import timedelta

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.members import Person
from mentorbot.domain.questions import Draft, Outcome, Status, TooShort
from mentorbot.errors import Refused
from mentorbot.services.asking import BeingHelped, NotYourQuestion, QuestionGone, QuestionOver, TooManyOpen
from mentorbot.services.topics import UnknownTopic
from mentorbot.services.waiting import NotClosed, TooLate
from tests.played import CHANNEL, SERVER, Web


async def test_a_question_is_kept_with_its_card_its_next_wave_and_its_expiry(web: Web) -> None:
    await web.offer("Ben", "excel")
    await web.offer("Chloe", "excel")
    asked = await web.ask()
    assert asked.topic is not None
    assert (asked.topic.name, asked.available) == ("Excel", 2)
    assert asked.announcement.kind is AnnouncementKind.CARD
    assert [job.due_at - web.clock.now() for job in await web.jobs("expire")] == [timedelta(hours=72)]
    assert (await web.log())[-3:] == ["asked", "called", "called"]


async def test_a_topic_is_read_from_the_text_where_none_is_named(web: Web) -> None:
    draft = Draft("Can somebody show me Scratch?")
    asked = await web.parts.asking.ask(web.person("Amira"), draft, CHANNEL)
    assert asked.topic is not None
    assert asked.topic.key == "scratch"


@pytest.mark.parametrize(("draft", "refusal"), [(Draft("How?", "Alchemy"), UnknownTopic), (Draft(" ? "), TooShort)])
async def test_what_cannot_be_asked_leaves_no_trace(web: Web, draft: Draft, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        await web.parts.asking.ask(web.person("Amira"), draft, CHANNEL)
    assert (await web.jobs(), await web.log(), web.told) == ([], [], [])


async def test_the_fourth_open_question_is_refused_even_when_asked_at_once(web: Web) -> None:
    draft = Draft("How do I do this?")
    asking = [web.parts.asking.ask(web.person("Amira"), draft, CHANNEL) for _ in range(8)]
    answers = await asyncio.gather(*asking, return_exceptions=True)
    assert sum(isinstance(answer, TooManyOpen) for answer in answers) == 5
    assert await web.all(int, "SELECT count(*) FROM question") == [3]
    await web.parts.asking.withdraw(web.person("Amira"), 1)
    await web.parts.asking.ask(web.person("Amira"), draft, CHANNEL)


async def test_withdrawing_ends_a_question_and_its_jobs(web: Web) -> None:
    asked = await web.ask()
    await web.parts.asking.withdraw(web.person("Amira"), asked.question.id)
    question = await web.question(asked.question.id)
    assert (question.status, question.outcome) == (Status.CLOSED, Outcome.WITHDRAWN)
    assert await web.jobs() == []
    assert web.told[-1][0].kind is AnnouncementKind.CARD_UPDATE


async def test_only_ones_own_waiting_question_can_be_withdrawn(web: Web) -> None:
    link = await web.claimed()
    with pytest.raises(BeingHelped):
        await web.parts.asking.withdraw(web.person("Amira"), link.question_id)
    with pytest.raises(NotYourQuestion):
        await web.parts.asking.withdraw(web.person("Ben"), link.question_id)
    await web.parts.linking.close(web.person("Amira"), link.id)
    with pytest.raises(QuestionOver):
        await web.parts.asking.withdraw(web.person("Amira"), link.question_id)
    with pytest.raises(QuestionGone):
        await web.parts.asking.withdraw(web.person("Amira"), 4711)


async def test_after_three_days_a_question_ends_and_asker_and_moderators_hear_of_it(web: Web) -> None:
    asked = await web.ask()
    await web.pass_time(hours=72)
    question = await web.question(asked.question.id)
    assert (question.status, question.outcome) == (Status.CLOSED, Outcome.UNANSWERED)
    assert [m.detail["reason"] for m in web.said(AnnouncementKind.MODERATORS)][-1] == "unanswered"
    [notice] = web.said(AnnouncementKind.NOTICE)
    assert (notice.member_id, notice.detail) == (question.asker_id, {"about": "unanswered"})
    assert await web.jobs() == []


async def test_after_a_month_of_downtime_a_question_ends_without_calling_anybody(web: Web) -> None:
    for number in range(5):
        await web.offer(f"Ben {number}", "excel", minutes=700)
    asked = await web.ask()
    await web.pass_time(days=30)
    assert [len(wave) for wave in await web.called(asked.question.id)] == [3]
    assert (await web.question(asked.question.id)).outcome is Outcome.UNANSWERED
    assert await web.jobs() == []


async def test_opening_again_waits_for_three_more_days(web: Web) -> None:
    asked = await web.ask()
    await web.pass_time(hours=72)
    web.told.clear()
    await web.parts.waiting.reopen(web.person("Amira"), asked.question.id)
    assert [announcement.kind for announcement, _ in web.told] == [AnnouncementKind.CARD_UPDATE]
    await web.pass_time(hours=71)
    assert (await web.question(asked.question.id)).status is Status.OPEN
    await web.pass_time(hours=1)
    assert (await web.question(asked.question.id)).status is Status.CLOSED


async def test_only_ones_own_finished_question_of_this_week_can_be_opened_again(web: Web) -> None:
    asked = await web.ask()
    with pytest.raises(NotClosed):
        await web.parts.waiting.reopen(web.person("Amira"), asked.question.id)
    await web.parts.asking.withdraw(web.person("Amira"), asked.question.id)
    with pytest.raises(NotYourQuestion):
        await web.parts.waiting.reopen(web.person("Ben"), asked.question.id)
    web.clock.move(days=7, seconds=1)
    with pytest.raises(TooLate):
        await web.parts.waiting.reopen(web.person("Amira"), asked.question.id)


async def test_pressing_open_again_many_times_opens_it_once(web: Web) -> None:
    asked = await web.ask()
    await web.parts.asking.withdraw(web.person("Amira"), asked.question.id)
    presses = [web.parts.waiting.reopen(web.person("Amira"), asked.question.id) for _ in range(6)]
    answers = await asyncio.gather(*presses, return_exceptions=True)
    assert sum(isinstance(answer, NotClosed) for answer in answers) == 5
    assert (await web.log()).count("reopened") == 1


async def test_a_topic_is_chosen_once_and_by_the_asker(web: Web) -> None:
    asked = await web.ask(topic=None)
    excel, scratch = await web.topic("excel"), await web.topic("scratch")
    with pytest.raises(NotYourQuestion):
        await web.parts.asking.choose_topic(web.person("Ben"), asked.question.id, excel.id)
    await web.parts.asking.choose_topic(web.person("Amira"), asked.question.id, excel.id)
    with pytest.raises(Refused):
        await web.parts.asking.choose_topic(web.person("Amira"), asked.question.id, scratch.id)
    assert (await web.question(asked.question.id)).topic_id == excel.id


async def test_the_list_shows_urgent_questions_first_and_mine_shows_claimed_ones_too(web: Web) -> None:
    calm = await web.ask("Amira", card=71)
    urgent = await web.ask("Chloe", card=72, urgent=True)
    listed = await web.parts.waiting.open_questions(web.person("Ben"), mine=False)
    assert [card.question for card in listed] == [urgent.question.id, calm.question.id]
    await web.parts.claiming.claim(web.person("Ben"), calm.question.id)
    mine = await web.parts.waiting.open_questions(web.person("Amira"), mine=True)
    assert [card.question for card in mine] == [calm.question.id]
    assert await web.parts.waiting.open_questions(Person(SERVER, 4711, "New"), mine=True) == []


async def test_everybody_called_can_hear_why(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=60)
    asked = await web.ask()
    standing = await web.parts.waiting.standing(web.person("Ben"), asked.question.id)
    assert standing.call_out is not None
    assert (standing.call_out.topic, standing.call_out.stage) == ("Excel", "offering")
    assert standing.call_out.until == web.clock.now() + timedelta(minutes=60)
    assert not standing.is_asker
    assert (await web.parts.waiting.standing(web.person("Amira"), asked.question.id)).is_asker

"""What happened on Discord is put right: deleted cards and threads, people who left, cards that could not be posted."""

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.questions import Outcome, Status
from tests.played import CHANNEL, SERVER, Web


async def test_a_deleted_card_is_posted_again_once_and_the_second_time_the_question_ends(web: Web) -> None:
    asked = await web.ask(card=77)
    for _ in range(2):
        await web.parts.reconciling.card_deleted(77)
    first, again = web.said(AnnouncementKind.CARD)
    assert (first.id, again.detail) == (asked.announcement.id, {"again": True})
    assert (await web.question(asked.question.id)).status is Status.OPEN

    await web.parts.announcing.sent(again, CHANNEL, 78)
    await web.parts.reconciling.card_deleted(78)
    question = await web.question(asked.question.id)
    assert (question.status, question.outcome) == (Status.CLOSED, Outcome.CARD_DELETED)
    assert web.said(AnnouncementKind.NOTICE)[0].detail == {"about": "card-deleted"}
    assert await web.jobs() == []


async def test_nobody_is_called_again_by_a_card_that_is_posted_again(web: Web) -> None:
    await web.offer("Ben", "excel")
    asked = await web.ask(card=77)
    assert [c.user_id for c in (await web.parts.announcing.brief(asked.announcement)).called] == [
        web.person("Ben").user_id
    ]
    await web.parts.reconciling.card_deleted(77)
    again = web.said(AnnouncementKind.CARD)[1]
    assert (await web.parts.announcing.brief(again)).called == []


async def test_a_call_out_that_comes_late_leaves_out_whoever_stopped_offering(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=30)
    await web.offer("Chloe", "excel", minutes=300)
    asked = await web.ask()
    web.clock.move(hours=1)
    briefing = await web.parts.announcing.brief(asked.announcement)
    assert [call.user_id for call in briefing.called] == [web.person("Chloe").user_id]


async def test_a_card_deleted_while_somebody_helps_is_missed_only_when_the_question_opens_again(web: Web) -> None:
    link = await web.claimed()
    await web.parts.reconciling.card_deleted(1000 + link.question_id)
    assert len(web.said(AnnouncementKind.CARD)) == 1
    await web.parts.reconciling.left(SERVER, web.person("Ben").user_id)
    assert len(web.said(AnnouncementKind.CARD)) == 2


async def test_a_card_update_that_finds_no_card_counts_as_a_deleted_card(web: Web) -> None:
    asked = await web.ask(card=77)
    await web.parts.asking.withdraw(web.person("Amira"), asked.question.id)
    await web.parts.waiting.reopen(web.person("Amira"), asked.question.id)
    for update in web.said(AnnouncementKind.CARD_UPDATE):
        await web.parts.announcing.failed(update, "gone", gone=True, told=False)
    assert len(web.said(AnnouncementKind.CARD)) == 2


async def test_when_the_helper_leaves_the_question_waits_again_and_may_be_claimed(web: Web) -> None:
    link = await web.claimed()
    for _ in range(2):
        await web.parts.reconciling.left(SERVER, web.person("Ben").user_id)
    question = await web.question(link.question_id)
    assert (question.status, question.helper_id) == (Status.OPEN, None)
    assert (await web.link_of(question.id)).outcome is Outcome.HELPER_LEFT
    assert {job.kind for job in await web.jobs()} == {"wave", "expire"}
    await web.parts.claiming.claim(web.person("Chloe"), question.id)
    assert (await web.log()).count("claimed") == 2


async def test_when_the_asker_leaves_everything_of_theirs_ends(web: Web) -> None:
    link = await web.claimed()
    other = await web.ask("Amira", card=72)
    await web.parts.reconciling.left(SERVER, web.person("Amira").user_id)
    for number in (link.question_id, other.question.id):
        question = await web.question(number)
        assert (question.status, question.outcome) == (Status.CLOSED, Outcome.ASKER_LEFT)
    assert await web.jobs() == []


async def test_whoever_left_is_not_offering_and_not_called_any_more(web: Web) -> None:
    await web.offer("Ben", "excel")
    await web.skill("Chloe", "excel", outside=True)
    for name in ("Ben", "Chloe", "Never seen"):
        await web.parts.reconciling.left(SERVER, web.person(name).user_id)
    asked = await web.ask()
    await web.pass_time(minutes=10)
    assert await web.called(asked.question.id) == []


async def test_whoever_leaves_is_not_called_for_the_question_that_they_leave_behind(web: Web) -> None:
    link = await web.claimed("Ben")
    await web.offer("Ben", "excel")
    await web.parts.reconciling.left(SERVER, web.person("Ben").user_id)
    assert await web.called(link.question_id) == []


async def test_a_deleted_thread_ends_its_link_once(web: Web) -> None:
    link = await web.claimed()
    for _ in range(2):
        await web.parts.reconciling.thread_deleted(5000)
    await web.parts.reconciling.thread_deleted(4711)
    assert (await web.question(link.question_id)).outcome is Outcome.THREAD_DELETED
    assert (await web.log()).count("link-closed") == 1


async def test_a_card_that_discord_refuses_ends_the_question(web: Web) -> None:
    asked = await web.ask()
    await web.parts.announcing.failed(asked.announcement, "forbidden", gone=False, told=False)
    assert (await web.question(asked.question.id)).outcome is Outcome.NOT_POSTED
    assert await web.jobs() == []


@pytest.mark.parametrize("told", [True, False])
async def test_an_asker_learns_once_that_the_card_was_refused(web: Web, told: bool) -> None:
    asked = await web.ask()
    await web.parts.announcing.failed(asked.announcement, "forbidden", gone=False, told=told)
    assert [notice.detail for notice in web.said(AnnouncementKind.NOTICE)] == [{"about": "not-posted"}] * (not told)


async def test_a_second_card_that_discord_refuses_does_not_end_what_somebody_helps_with(web: Web) -> None:
    asked = await web.ask(card=77)
    await web.parts.reconciling.card_deleted(77)
    await web.parts.claiming.claim(web.person("Ben"), asked.question.id)
    await web.parts.announcing.failed(web.said(AnnouncementKind.CARD)[1], "forbidden", gone=False, told=False)
    assert (await web.question(asked.question.id)).status is Status.CLAIMED


@pytest.mark.parametrize("kind", [AnnouncementKind.THREAD, AnnouncementKind.OPENING])
async def test_a_link_without_its_thread_or_opening_ends(web: Web, kind: AnnouncementKind) -> None:
    link = await web.claimed(thread=None)
    [announcement] = web.said(kind)
    await web.parts.announcing.failed(announcement, "invalid", gone=False, told=False)
    assert (await web.question(link.question_id)).status is Status.CLOSED


async def test_where_discord_put_things_is_remembered(web: Web) -> None:
    link = await web.claimed(thread=None)
    [thread] = web.said(AnnouncementKind.THREAD)
    await web.parts.announcing.sent(thread, 5001, None)
    assert (await web.link_of(link.question_id)).thread_id == 5001
    assert (await web.question(link.question_id)).card_id == 1000 + link.question_id
    assert thread not in await web.parts.announcing.pending()


async def test_a_doubtful_announcement_knows_which_messages_are_others(web: Web) -> None:
    await web.ask(card=77)
    asked = await web.ask("Chloe", card=78)
    sure = await web.parts.announcing.brief(asked.announcement)
    doubtful = await web.parts.announcing.brief(asked.announcement, doubtful=True)
    assert (sure.others, doubtful.others) == (frozenset(), frozenset({77}))

"""A link from the claim to its end: nudged when quiet, kept open, dissolved, closed, opened again."""

from datetime import datetime, timedelta

import pytest
from discord.utils import time_snowflake

from mentorbot.domain.announcements import Announcement, AnnouncementKind
from mentorbot.domain.jobs import JobKind
from mentorbot.domain.links import Link
from mentorbot.domain.places import sent_at
from mentorbot.domain.questions import Outcome, Status
from mentorbot.services.linking import LinkOver, NoLink, NotTheirs
from mentorbot.store import links
from tests.played import Web

THREAD = 5000


async def post(web: Web, announcement: Announcement) -> None:
    """Deliver a message into the thread a moment later, as Discord does; our own are nobody's sign of life."""
    at = web.clock.now() + timedelta(milliseconds=300)
    await web.parts.announcing.sent(announcement, THREAD, time_snowflake(at))


async def nudged(web: Web) -> Link:
    """A link that was asked whether it is done, its messages delivered."""
    link = await web.claimed()
    await post(web, web.said(AnnouncementKind.OPENING)[0])
    await web.pass_time(hours=24)
    await web.pass_time(minutes=1)
    [nudge] = web.said(AnnouncementKind.NUDGE)
    await post(web, nudge)
    return link


async def status(web: Web, link: Link) -> tuple[Status, Outcome | None]:
    question = await web.question(link.question_id)
    return question.status, question.outcome


async def test_a_quiet_link_is_nudged_after_a_day_and_dissolved_a_day_later(web: Web) -> None:
    link = await nudged(web)
    await web.pass_time(hours=24)
    assert await status(web, link) == (Status.CLOSED, Outcome.QUIET)
    kinds = [announcement.kind for announcement, _ in web.told[-3:]]
    assert kinds == [AnnouncementKind.THREAD_RETIRE, AnnouncementKind.THREAD_CLOSE, AnnouncementKind.CARD_UPDATE]
    assert await web.jobs() == []


async def test_a_link_where_somebody_wrote_is_left_alone_until_a_day_after(web: Web) -> None:
    await web.claimed()
    web.look.written[THREAD] = web.clock.now() + timedelta(hours=20)
    await web.pass_time(hours=24)
    assert web.said(AnnouncementKind.NUDGE) == []
    await web.pass_time(hours=19)
    assert web.said(AnnouncementKind.NUDGE) == []
    await web.pass_time(hours=1)
    assert len(web.said(AnnouncementKind.NUDGE)) == 1


async def test_writing_after_the_nudge_keeps_the_link(web: Web) -> None:
    link = await nudged(web)
    web.look.written[THREAD] = web.clock.now() + timedelta(hours=1)
    await web.pass_time(hours=24)
    assert await status(web, link) == (Status.CLAIMED, None)
    await web.pass_time(hours=2)
    assert len(web.said(AnnouncementKind.NUDGE)) == 2


async def test_writing_before_a_late_nudge_is_shown_keeps_the_link_too(web: Web) -> None:
    """Discord could not be reached for two hours, and somebody wrote meanwhile."""
    link = await nudged(web)
    asked, later = web.said(AnnouncementKind.NUDGE)[-1], web.clock.now() + timedelta(hours=2)
    web.look.written[THREAD] = web.clock.now() + timedelta(hours=1)
    await web.parts.announcing.sent(asked, THREAD, time_snowflake(later))
    await web.pass_time(hours=24)
    assert await status(web, link) == (Status.CLAIMED, None)


async def test_a_thread_that_becomes_known_while_it_is_looked_at_does_not_keep_a_quiet_link_from_being_asked(
    web: Web,
) -> None:
    link = await web.claimed()
    web.look.while_looking = lambda: web.database.write(links.set_thread, link.id, THREAD + 1)
    await web.pass_time(hours=24)
    assert len(web.said(AnnouncementKind.NUDGE)) == 1


async def test_keep_open_gives_it_another_day_and_then_it_is_asked_again(web: Web) -> None:
    link = await nudged(web)
    await web.parts.linking.keep_open(web.person("Amira"), link.id)
    await web.pass_time(hours=23)
    assert await status(web, link) == (Status.CLAIMED, None)
    await web.pass_time(hours=1)
    assert len(web.said(AnnouncementKind.NUDGE)) == 2


@pytest.mark.parametrize("hours", [24, 48])
async def test_pressing_keep_open_while_the_bot_looks_into_the_thread_counts(web: Web, hours: int) -> None:
    link = await web.claimed() if hours == 24 else await nudged(web)
    before = len(web.said(AnnouncementKind.NUDGE))

    async def press() -> None:
        web.look.while_looking = None
        await web.parts.linking.keep_open(web.person("Ben"), link.id)

    web.look.while_looking = press
    await web.pass_time(hours=24)
    assert await status(web, link) == (Status.CLAIMED, None)
    assert len(web.said(AnnouncementKind.NUDGE)) == before
    assert [job.kind for job in await web.jobs()] == [JobKind.NUDGE]


async def test_pressing_keep_open_during_the_look_counts_for_more_than_what_was_written_before(web: Web) -> None:
    link = await web.claimed()
    web.look.written[THREAD] = web.clock.now() + timedelta(hours=1)

    async def press() -> None:
        web.look.while_looking = None
        await web.parts.linking.keep_open(web.person("Ben"), link.id)

    web.look.while_looking = press
    await web.pass_time(hours=24)
    [job] = await web.jobs()
    assert job.due_at == web.clock.now() + timedelta(hours=24)


async def test_after_a_week_of_downtime_activity_is_looked_up_before_anything_is_closed(web: Web) -> None:
    link = await web.claimed()
    web.look.written[THREAD] = web.clock.now() + timedelta(days=6, hours=20)
    await web.pass_time(days=7)
    assert await status(web, link) == (Status.CLAIMED, None)
    assert web.said(AnnouncementKind.NUDGE) == []


async def test_after_a_week_of_downtime_a_quiet_link_is_asked_first_and_not_closed_at_once(web: Web) -> None:
    link = await web.claimed()
    await web.pass_time(days=7)
    assert await status(web, link) == (Status.CLAIMED, None)
    assert len(web.said(AnnouncementKind.NUDGE)) == 1


async def test_a_thread_that_is_gone_ends_the_link(web: Web) -> None:
    link = await web.claimed()
    web.look.gone.add(THREAD)
    await web.pass_time(hours=24)
    assert await status(web, link) == (Status.CLOSED, Outcome.THREAD_DELETED)


async def test_while_discord_cannot_be_reached_nothing_is_nudged_and_it_is_tried_again(web: Web) -> None:
    await web.claimed()
    web.look.failing = True
    await web.pass_time(hours=24)
    assert web.said(AnnouncementKind.NUDGE) == []
    web.look.failing = False
    await web.pass_time(minutes=1)
    assert len(web.said(AnnouncementKind.NUDGE)) == 1


async def test_a_link_into_which_nobody_can_look_for_a_day_is_handed_to_the_moderators(web: Web) -> None:
    await web.claimed()
    web.look.failing = True
    await web.pass_time(hours=24)
    for _ in range(60):
        await web.pass_time(minutes=30)
    assert len(web.said(AnnouncementKind.MODERATORS)) == 1


@pytest.mark.parametrize("name", ["Amira", "Ben"])
async def test_either_of_the_two_closes_and_the_question_is_sorted(web: Web, name: str) -> None:
    link = await web.claimed()
    closed = await web.parts.linking.close(web.person(name), link.id, by_button=True, note="Trust Center")
    assert (closed.link.outcome, closed.link.note) == (Outcome.SORTED, "Trust Center")
    assert (closed.retired, True) in web.told
    assert await status(web, link) == (Status.CLOSED, Outcome.SORTED)
    assert (await web.log())[-2:] == ["link-closed", "question-closed"]
    assert [job.kind for job in await web.jobs()] == [JobKind.FOLLOW_UP]


async def test_a_stranger_cannot_close_but_a_moderator_can(web: Web) -> None:
    link = await web.claimed()
    with pytest.raises(NotTheirs):
        await web.parts.linking.close(web.person("Chloe"), link.id)
    with pytest.raises(NotTheirs):
        await web.parts.linking.keep_open(web.person("Chloe"), link.id)
    closed = await web.parts.linking.close(web.person("Dev"), link.id, moderator=True)
    assert closed.link.outcome is Outcome.MODERATOR


async def test_closing_twice_changes_nothing_the_second_time(web: Web) -> None:
    link = await web.claimed()
    await web.parts.linking.close(web.person("Ben"), link.id)
    before = await web.log()
    with pytest.raises(LinkOver):
        await web.parts.linking.close(web.person("Amira"), link.id)
    with pytest.raises(LinkOver):
        await web.parts.linking.keep_open(web.person("Amira"), link.id)
    assert await web.log() == before


async def test_a_thread_is_recognised_and_any_other_is_not(web: Web) -> None:
    link = await web.claimed()
    assert (await web.parts.linking.in_thread(THREAD)).id == link.id
    with pytest.raises(NoLink):
        await web.parts.linking.in_thread(THREAD + 1)


async def test_whoever_helped_rests_and_the_pair_counts_as_having_met(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=700)
    link = await web.claimed()
    await web.parts.linking.close(web.person("Ben"), link.id)
    web.clock.move(minutes=29)
    resting = await web.ask("Chloe", card=71)
    assert await web.called(resting.question.id) == []
    web.clock.move(minutes=2)
    await web.offer("Farid", "excel")
    web.clock.move(minutes=30)
    assert (await web.ask("Amira", card=72)).called[0].met is False
    rows = await web.called(3)
    assert rows == [["Farid", "Ben"]]


def test_a_message_tells_when_it_was_sent() -> None:
    noon = datetime.fromisoformat("2026-11-02T12:00:00.123+00:00")
    assert sent_at(time_snowflake(noon)) == noon

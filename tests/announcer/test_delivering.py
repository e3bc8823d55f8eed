"""Announcements go out once, in order where they belong together, and again after a failure."""

import asyncio
from typing import Any

import pytest

from mentorbot.domain.questions import Outcome, Status
from mentorbot.messages import NotNeeded, Shown
from mentorbot.services.asking import Asked
from tests.announcer.desk import CARD, NOTICE, Desk, discords_error
from tests.played import CHANNEL


async def withdrawn_meanwhile(desk: Desk) -> Asked:
    """Ask, and withdraw while Discord still keeps the card back; who calls this opens the gate."""
    desk.discord.gate[CARD] = asyncio.Event()
    asked = await desk.ask()
    await desk.until(lambda: len(desk.discord.orders) == 1)
    await desk.web.parts.asking.withdraw(desk.web.person("Amira"), asked.question.id)
    return asked


async def test_a_card_is_posted_and_remembered(desk: Desk) -> None:
    asked = await desk.ask()
    await desk.settled()
    assert desk.discord.kinds() == ["card"]
    assert (await desk.web.question(asked.question.id)).card_id == 9000 + asked.announcement.id
    assert await desk.state(asked.announcement) == "sent"


async def test_what_belongs_to_one_question_goes_out_in_order_and_others_do_not_wait(desk: Desk) -> None:
    desk.discord.gate[CARD] = asyncio.Event()
    first = await desk.ask("Amira")
    await desk.web.parts.asking.withdraw(desk.web.person("Amira"), first.question.id)
    await desk.ask("Chloe")
    await desk.until(lambda: len(desk.discord.orders) == 2)
    assert desk.discord.kinds() == ["card", "card"]
    desk.discord.gate[CARD].set()
    await desk.settled()
    lanes = [order.announcement for order in desk.discord.orders if order.announcement.question_id == first.question.id]
    assert [announcement.id for announcement in lanes] == sorted(announcement.id for announcement in lanes)


async def test_a_crowd_is_served_some_at_a_time(desk: Desk) -> None:
    for number in range(60):
        await desk.ask(f"Asker {number}")
    await desk.settled()
    assert len(desk.discord.shown) == len(set(desk.discord.shown)) == 60
    assert desk.discord.most_at_once <= 32


async def test_after_a_passing_failure_it_is_tried_again_later_and_what_follows_waits(desk: Desk) -> None:
    desk.discord.trouble[CARD] = [discords_error(0, 503), OSError("reset"), TimeoutError()]
    asked = await desk.ask()
    await desk.settled()
    for tries in (1, 2, 3):
        assert desk.discord.kinds() == ["card"] * tries
        desk.announcer.kick()
        await desk.settled()
        assert len(desk.discord.orders) == tries, "not before its time"
        pause = desk.wakes[-1] - desk.web.clock.now()
        assert 0.5 * 2**tries <= pause.total_seconds() <= 1.5 * 2**tries
        desk.web.clock.move(seconds=pause.total_seconds())
        desk.announcer.kick()
        await desk.settled()
    assert desk.discord.shown == [asked.announcement.id]
    assert await desk.state(asked.announcement) == "sent"


async def test_a_card_that_discord_refuses_ends_its_question_at_once(desk: Desk) -> None:
    desk.discord.trouble[CARD] = [discords_error(50013, 403)]
    asked = await desk.ask()
    result = await desk.announcer.result(asked.announcement, 5)
    await desk.settled()
    assert result is not None
    assert (result.shown, result.problem) == (None, "forbidden")
    question = await desk.web.question(asked.question.id)
    assert (question.status, question.outcome) == (Status.CLOSED, Outcome.NOT_POSTED)
    assert await desk.state(asked.announcement) == "failed"


async def test_whoever_waited_too_short_to_read_that_a_card_was_refused_is_told_of_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    announcing, begun, go_on = desk.web.parts.announcing, asyncio.Event(), asyncio.Event()
    fail = announcing.failed

    async def fail_slowly(*given: Any, **how: Any) -> None:
        begun.set()
        await go_on.wait()
        await fail(*given, **how)

    monkeypatch.setattr(announcing, "failed", fail_slowly)
    desk.discord.trouble[CARD], desk.discord.gate[CARD] = [discords_error(50013, 403)], asyncio.Event()
    asked = await desk.ask()
    waiting = asyncio.create_task(desk.announcer.result(asked.announcement, 60))
    await desk.until(lambda: bool(desk.discord.orders))
    desk.discord.gate[CARD].set()
    await begun.wait()
    waiting.cancel()
    await asyncio.wait([waiting])
    go_on.set()
    await desk.settled()
    assert (await desk.web.question(asked.question.id)).outcome is Outcome.NOT_POSTED
    assert desk.discord.kinds() == ["card", "notice"]


async def test_whoever_waits_for_a_card_hears_where_it_stands_or_that_it_takes_longer(desk: Desk) -> None:
    asked = await desk.ask()
    result = await desk.announcer.result(asked.announcement, 5)
    assert result is not None
    assert result.shown == Shown(CHANNEL, 9000 + asked.announcement.id)
    desk.discord.gate[CARD] = asyncio.Event()
    slow = await desk.ask("Chloe")
    assert await desk.announcer.result(slow.announcement, 0.01) is None
    desk.discord.gate[CARD].set()
    await desk.settled()


async def test_what_makes_no_sense_any_more_is_let_go(desk: Desk) -> None:
    desk.discord.trouble[CARD] = [NotNeeded("the question ended")]
    asked = await withdrawn_meanwhile(desk)
    desk.discord.gate[CARD].set()
    await desk.settled()
    assert await desk.state(asked.announcement) == "dropped"
    assert (await desk.web.question(asked.question.id)).card_id is None


async def test_a_fault_of_our_own_does_not_block_the_lane_for_ever(desk: Desk) -> None:
    desk.discord.trouble[CARD] = [LookupError("a bug in rendering")] * 500
    asked = await desk.ask()
    await desk.settled()
    for _ in range(200):
        desk.web.clock.move(minutes=15)
        desk.announcer.kick()
        await desk.settled()
    assert await desk.state(asked.announcement) == "failed"
    assert len(desk.discord.orders) > 5


async def test_a_missing_permission_for_a_notice_is_tried_again_hourly_for_a_day(desk: Desk) -> None:
    desk.discord.trouble[NOTICE] = [discords_error(50013, 403) for _ in range(99)]
    asked = await desk.ask()
    await desk.settled()
    await desk.web.parts.claiming.claim_by_reaction(desk.web.person("Amira"), 9000 + asked.announcement.id)
    for _ in range(30):
        await desk.settled()
        desk.web.clock.move(hours=1)
        desk.announcer.kick()
    await desk.settled()
    assert 24 <= desk.discord.kinds().count("notice") <= 26


async def test_a_question_withdrawn_before_its_card_is_known_is_shown_as_it_is_afterwards(desk: Desk) -> None:
    await withdrawn_meanwhile(desk)
    desk.discord.gate[CARD].set()
    await desk.settled()
    assert desk.discord.kinds() == ["card", "card-update"]


async def test_a_question_opened_again_before_its_card_is_known_keeps_that_one_card(desk: Desk) -> None:
    asked = await withdrawn_meanwhile(desk)
    await desk.web.parts.waiting.reopen(desk.web.person("Amira"), asked.question.id)
    desk.discord.gate[CARD].set()
    await desk.settled()
    assert desk.discord.kinds().count("card") == 1


async def test_a_card_let_go_just_when_its_question_opens_again_is_posted_after_all(desk: Desk) -> None:
    desk.discord.trouble[CARD] = [NotNeeded("the question ended before it was posted")]
    asked = await withdrawn_meanwhile(desk)
    await desk.web.parts.waiting.reopen(desk.web.person("Amira"), asked.question.id)
    desk.discord.gate[CARD].set()
    await desk.settled()
    assert (await desk.web.question(asked.question.id)).card_id == 9000 + asked.announcement.id


async def test_what_has_not_been_tried_yet_goes_out_though_the_clock_was_set_back(desk: Desk) -> None:
    desk.discord.gate[CARD] = asyncio.Event()
    first = await desk.ask("Amira")
    await desk.web.parts.asking.withdraw(desk.web.person("Amira"), first.question.id)
    desk.web.clock.move(hours=-1)
    desk.discord.gate[CARD].set()
    await desk.settled()
    assert desk.discord.kinds() == ["card", "card-update"]

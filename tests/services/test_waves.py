"""Who is called, when, in which order, and when it stops."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.matching import Rest
from mentorbot.domain.policy import Policy
from tests.played import Web, played


async def told_moderators(web: Web) -> list[str]:
    return [announcement.detail["reason"] for announcement in web.said(AnnouncementKind.MODERATORS)]


async def test_three_are_called_at_once_then_three_more_then_neighbours_then_those_who_opted_in_then_moderators(
    web: Web,
) -> None:
    for number in range(5):
        await web.offer(f"Excel {number}", "excel", minutes=600)
    for number in range(2):
        await web.offer(f"Sheets {number}", "sheets", minutes=600)
    await web.offer("Scratch", "scratch", minutes=600)
    await web.skill("Outside", "excel", outside=True)
    await web.skill("At home", "excel")
    asked = await web.ask()
    for _ in range(6):
        await web.pass_time(minutes=10)

    waves = await web.called(asked.question.id)
    assert [len(wave) for wave in waves] == [3, 2, 2, 1]
    assert {*waves[0], *waves[1]} == {f"Excel {number}" for number in range(5)}
    assert set(waves[2]) == {"Sheets 0", "Sheets 1"}
    assert waves[3] == ["Outside"]
    assert [announcement.detail for announcement in web.said(AnnouncementKind.CALL_OUT)] == [
        {"wave": 2},
        {"wave": 3},
        {"wave": 4},
    ]
    assert await told_moderators(web) == ["waiting"]


@pytest.mark.parametrize(("urgent", "minutes"), [(False, 10), (True, 2)])
async def test_the_next_wave_comes_after_ten_minutes_or_two_when_urgent(web: Web, urgent: bool, minutes: int) -> None:
    for number in range(4):
        await web.offer(f"Ben {number}", "excel")
    asked = await web.ask(urgent=urgent)
    await web.pass_time(minutes=minutes, seconds=-1)
    assert len(await web.called(asked.question.id)) == 1
    await web.pass_time(seconds=1)
    assert [len(wave) for wave in await web.called(asked.question.id)] == [3, 1]


async def test_the_waves_stop_at_the_claim(web: Web) -> None:
    for number in range(6):
        await web.offer(f"Ben {number}", "excel")
    asked = await web.ask()
    await web.parts.claiming.claim(web.person("Ben 0"), asked.question.id)
    await web.pass_time(minutes=30)
    assert [len(wave) for wave in await web.called(asked.question.id)] == [3]
    assert await web.jobs("wave") == []


async def test_whoever_offered_but_stopped_or_ran_out_is_not_called(web: Web) -> None:
    await web.offer("Ran out", "excel", minutes=5)
    await web.offer("Stopped", "excel")
    await web.parts.offering.stop(web.person("Stopped"))
    web.clock.move(minutes=5)
    asked = await web.ask()
    assert await web.called(asked.question.id) == []
    assert (asked.called, asked.available) == ([], 0)


async def test_whoever_pauses_is_not_called_though_their_offer_was_running(web: Web) -> None:
    await web.offer("Ben", "excel")
    await web.parts.skills.choose(web.person("Ben"), paused=True)
    asked = await web.ask()
    assert await web.called(asked.question.id) == []
    assert await web.parts.offering.available(1, None) == []


async def test_whoever_was_called_by_somebody_else_rests_for_half_an_hour_and_is_called_then(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=300)
    await web.ask("Amira", card=71)
    second = await web.ask("Chloe", card=72)
    assert await web.called(second.question.id) == []
    await web.pass_time(minutes=10)
    assert await web.called(second.question.id) == []
    for _ in range(3):
        await web.pass_time(minutes=10)
    assert await web.called(second.question.id) == [["Ben"]]


async def test_moderators_are_told_once_even_while_somebody_rests(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=300)
    await web.ask("Amira", topic="scratch", card=71)
    await web.ask("Chloe", card=72)
    await web.ask("Gwen", card=73)
    for _ in range(8):
        await web.pass_time(minutes=10)
    numbers = [announcement.question_id for announcement in web.said(AnnouncementKind.MODERATORS)]
    assert len(numbers) == len(set(numbers))


async def test_nobody_available_is_said_honestly_and_the_question_stays_open(web: Web) -> None:
    asked = await web.ask()
    assert (asked.called, asked.available) == ([], 0)
    assert "nobody-available" in await web.log()
    await web.pass_time(minutes=10)
    assert await told_moderators(web) == ["waiting"]
    assert (await web.question(asked.question.id)).status == "open"


async def test_whoever_offers_next_is_called_at_once_for_one_question_only_urgent_ones_first(web: Web) -> None:
    calm = await web.ask("Amira", card=71)
    urgent = await web.ask("Chloe", card=72, urgent=True)
    offered = await web.offer("Ben", "excel")
    assert offered.question is not None
    assert offered.question.id == urgent.question.id
    assert await web.called(urgent.question.id) == [["Ben"]]
    assert await web.called(calm.question.id) == []
    assert [announcement.detail for announcement in web.said(AnnouncementKind.CALL_OUT)] == [{"wave": 1}]


async def test_whoever_was_called_for_one_waiting_question_is_called_for_the_next_once_rested(web: Web) -> None:
    waiting = [(await web.ask("Amira", card=71)).question.id, (await web.ask("Chloe", card=72)).question.id]
    await web.pass_time(minutes=10)
    assert await web.jobs("wave") == []
    await web.offer("Ben", "excel", minutes=120)
    assert [await web.called(question) for question in waiting] == [[["Ben"]], []]
    for _ in range(3):
        await web.pass_time(minutes=10)
    assert [await web.called(question) for question in waiting] == [[["Ben"]], [["Ben"]]]
    assert await told_moderators(web) == ["waiting", "waiting"]


async def test_newcomers_never_make_it_more_than_three_at_a_time(web: Web) -> None:
    for number in range(2):
        await web.offer(f"Early {number}", "excel")
    asked = await web.ask()
    for number in range(4):
        await web.offer(f"Late {number}", "excel")
    assert [len(wave) for wave in await web.called(asked.question.id)] == [2, 1]
    await web.pass_time(minutes=10)
    assert [len(wave) for wave in await web.called(asked.question.id)] == [2, 1, 3]


async def test_offering_anew_does_not_call_the_same_person_again_nor_for_their_own_question(web: Web) -> None:
    await web.offer("Ben", "excel")
    asked = await web.ask("Amira", card=71)
    web.clock.move(hours=1)
    assert (await web.offer("Ben", "excel")).question is None
    assert (await web.offer("Amira", "excel")).question is None
    assert await web.called(asked.question.id) == [["Ben"]]


async def test_a_question_that_was_opened_again_may_call_the_same_people_again(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=600)
    asked = await web.ask()
    await web.parts.asking.withdraw(web.person("Amira"), asked.question.id)
    web.clock.move(hours=1)
    await web.parts.waiting.reopen(web.person("Amira"), asked.question.id)
    assert await web.called(asked.question.id) == [["Ben"], ["Ben"]]
    for _ in range(4):
        await web.pass_time(minutes=10)
    assert await web.called(asked.question.id) == [["Ben"], ["Ben"]]


async def test_a_question_without_a_topic_goes_to_the_moderators_and_calls_when_its_topic_is_chosen(web: Web) -> None:
    await web.offer("Ben", "excel")
    asked = await web.ask(topic=None)
    assert asked.topic is None
    await web.pass_time(minutes=10)
    assert await told_moderators(web) == ["waiting"]
    excel = await web.topic("excel")
    chosen = await web.parts.asking.choose_topic(web.person("Amira"), asked.question.id, excel.id)
    assert [candidate.member for candidate in chosen.called] == [(await web.member("Ben")).id]
    assert web.said(AnnouncementKind.CALL_OUT)[-1].detail == {"wave": 1}


async def test_after_hours_of_downtime_the_waves_that_were_due_become_one(web: Web) -> None:
    for number in range(9):
        await web.offer(f"Ben {number}", "excel", minutes=700)
    asked = await web.ask()
    await web.pass_time(hours=6)
    assert [len(wave) for wave in await web.called(asked.question.id)] == [3, 3]


@pytest.fixture
async def restless(tmp_path: Path) -> AsyncIterator[Web]:
    """A web where nobody needs a rest."""
    policy = Policy(rest=Rest(timedelta(), timedelta()))
    async with played(tmp_path, policy) as opened:
        yield opened


async def test_among_equals_calls_go_round_and_last_weeks_calls_do_not_count(restless: Web) -> None:
    web = restless
    names = [f"Ben {number}" for number in range(6)]
    for name in names:
        await web.offer(name, "excel", minutes=700)
    for number in range(4):
        web.clock.move(minutes=1)
        await web.ask(f"Asker {number}", card=70 + number)
    counts = await web.all(int, "SELECT count(*) FROM callout GROUP BY member_id")
    assert counts == [2] * 6

    await web.pass_time(days=7)
    for name in names:
        await web.offer(name, "excel")
    assert await web.all(int, "SELECT DISTINCT calls FROM availability") == [0]


async def test_somebody_who_opted_in_is_called_while_offering_something_else(web: Web) -> None:
    await web.skill("Ben", "excel", outside=True)
    await web.offer("Ben", "scratch")
    asked = await web.ask()
    await web.pass_time(minutes=10)
    assert await web.called(asked.question.id) == [["Ben"]]


async def test_after_downtime_somebody_whose_offer_has_ended_meanwhile_is_called_as_they_opted_in(web: Web) -> None:
    """The wave was due before the offer's end was, so the offer stands there still when the wave looks for people."""
    await web.skill("Ben", "excel", outside=True)
    asked = await web.ask()
    await web.offer("Chloe", "excel", minutes=5)
    await web.offer("Ben", "scratch", "excel", minutes=15)
    await web.pass_time(hours=1)
    assert (await web.called(asked.question.id))[-1] == ["Ben"]

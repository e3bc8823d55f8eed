"""A second helper, by the asker's consent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.questions import Outcome, Status
from mentorbot.services.claiming import HandsFull, NotThisOne, OwnQuestion
from mentorbot.services.joining import OfferedAlready, Settled, StillWaiting
from mentorbot.services.linking import NoLink, NotTheirs
from mentorbot.store import blocks, load
from tests.played import Web
from tests.services import unnamed


async def test_a_second_helper_of_a_question_without_a_name_is_asked_about_privately(web: Web) -> None:
    link = await unnamed.claimed(web)
    with pytest.raises(OwnQuestion):
        await web.parts.joining.offer(web.person("Amira"), link.question_id)
    await web.joined(link)
    assert web.whom_told("join-asked") == [link.asker_id]
    assert [row.detail["about"] for row in web.said(AnnouncementKind.THREAD_NOTE)] == ["joined"]


async def test_a_second_helper_joins_once_the_asker_agrees_and_may_close(web: Web) -> None:
    link = await web.claimed()
    await web.parts.joining.offer(web.person("Chloe"), link.question_id)
    assert [row.detail["about"] for row in web.said(AnnouncementKind.THREAD_NOTE)] == ["join-asked"]
    with pytest.raises(OfferedAlready):
        await web.parts.joining.offer(web.person("Chloe"), link.question_id)
    chloe = await web.number("Chloe")
    for name in ("Ben", "Chloe"):
        with pytest.raises(NotTheirs):
            await web.parts.joining.agree(web.person(name), link.id, chloe)
    assert await web.database.read(load.other_links, chloe, 0) == 0
    await web.parts.joining.agree(web.person("Amira"), link.id, chloe)
    with pytest.raises(Settled):
        await web.parts.joining.agree(web.person("Amira"), link.id, chloe)
    assert await web.database.read(load.other_links, chloe, 0) == 1
    assert [row.detail["about"] for row in web.said(AnnouncementKind.THREAD_NOTE)] == ["join-asked", "joined"]
    await web.parts.linking.keep_open(web.person("Chloe"), link.id)
    closed = await web.parts.linking.close(web.person("Chloe"), link.id)
    assert closed.link.outcome is Outcome.SORTED
    assert await web.database.read(load.other_links, chloe, 0) == 0


async def test_a_moderator_lets_a_second_helper_join_where_the_asker_does_not_answer(web: Web) -> None:
    link = await web.claimed()
    await web.parts.joining.offer(web.person("Chloe"), link.question_id)
    chloe = await web.number("Chloe")
    with pytest.raises(NotTheirs):
        await web.parts.joining.agree(web.person("Dev"), link.id, chloe)
    elsewhere = replace(web.person("Dev"), server_id=2)
    with pytest.raises(NoLink):
        await web.parts.joining.agree(elsewhere, link.id, chloe, moderator=True)
    assert await web.parts.joining.agree(web.person("Dev"), link.id, chloe, moderator=True) == "Chloe"
    assert await web.database.read(load.other_links, chloe, 0) == 1


async def test_where_the_asker_said_no_a_moderator_lets_nobody_join(web: Web) -> None:
    link = await web.claimed()
    await web.parts.joining.offer(web.person("Chloe"), link.question_id)
    chloe = await web.number("Chloe")
    await web.parts.joining.decline(web.person("Amira"), link.id, chloe)
    with pytest.raises(Settled):
        await web.parts.joining.agree(web.person("Dev"), link.id, chloe, moderator=True)


async def test_a_no_is_told_in_neutral_words_and_leaves_no_trace_in_the_log(web: Web) -> None:
    link = await web.claimed()
    before = await web.log()
    await web.parts.joining.offer(web.person("Chloe"), link.question_id)
    await web.parts.joining.decline(web.person("Amira"), link.id, await web.number("Chloe"))
    assert web.whom_told("join-declined") == [await web.number("Chloe")]
    assert await web.log() == before


async def test_whoever_could_not_claim_cannot_join_either(web: Web) -> None:
    link = await web.claimed()
    await web.parts.skills.of(web.person("Chloe"))
    await web.database.write(blocks.add, await web.number("Ben"), await web.number("Chloe"))
    for name, refusal in (("Amira", OwnQuestion), ("Chloe", NotThisOne)):
        with pytest.raises(refusal):
            await web.parts.joining.offer(web.person(name), link.question_id)
    for asker in ("Farid", "Gita"):
        waiting = await web.ask(asker)
        await web.parts.claiming.claim(web.person("Dora"), waiting.question.id)
    with pytest.raises(HandsFull):
        await web.parts.joining.offer(web.person("Dora"), link.question_id)
    with pytest.raises(StillWaiting):
        await web.parts.joining.offer(web.person("Ben"), (await web.ask("Hana")).question.id)


async def test_the_second_helper_goes_on_when_the_first_hands_back_or_leaves(web: Web) -> None:
    link = await web.claimed()
    await web.joined(link)
    assert not await web.parts.handing.hand_back(web.person("Ben"), link.id)
    second = await web.running(link.question_id)
    assert second.helper_id == await web.number("Chloe")
    assert await web.database.read(load.other_links, second.helper_id, 0) == 1
    await web.joined(second, "Dora")
    await web.parts.reconciling.left(1, web.person("Chloe").user_id)
    assert (await web.running(link.question_id)).helper_id == await web.number("Dora")


async def test_a_second_helper_steps_out_and_the_first_goes_on(web: Web) -> None:
    link = await web.claimed()
    await web.joined(link)
    assert not await web.parts.handing.hand_back(web.person("Chloe"), link.id)
    assert (await web.running(link.question_id)).helper_id == await web.number("Ben")
    assert await web.database.read(load.other_links, await web.number("Chloe"), 0) == 0
    with pytest.raises(NotTheirs):
        await web.parts.linking.close(web.person("Chloe"), link.id)


async def test_a_second_helper_who_leaves_or_is_erased_is_none_any_more(web: Web) -> None:
    for name in ("Chloe", "Dora"):
        link = await web.claimed(asker=f"Asker of {name}", helper=f"Helper of {name}")
        await web.joined(link, name, f"Asker of {name}")
        if name == "Chloe":
            await web.parts.reconciling.left(1, web.person(name).user_id)
        else:
            await web.parts.privacy.erase(web.person(name).user_id)
        await web.parts.handing.hand_back(web.person(f"Helper of {name}"), link.id)
        assert (await web.question(link.question_id)).status is Status.OPEN
    assert await web.all(int, "SELECT count(*) FROM joining WHERE left_at IS NULL") == [0]


async def test_erasing_a_second_helper_takes_back_what_the_thread_says_of_them(web: Web) -> None:
    link = await web.claimed()
    await web.joined(link)
    notes = web.said(AnnouncementKind.THREAD_NOTE)
    for row in notes:
        await web.parts.announcing.sent(row, 5000, 9000 + row.id)
    await web.parts.privacy.erase(web.person("Chloe").user_id)
    taken = [row.detail["of"] for row in web.said(AnnouncementKind.TAKE_BACK)]
    assert {row.id for row in notes} <= set(taken)


async def test_minutes_of_a_second_helper_count_from_when_they_joined(web: Web) -> None:
    link = await web.claimed()
    web.clock.move(minutes=20)
    await web.joined(link)
    web.clock.move(minutes=15)
    now = web.clock.now()
    found = await web.database.read(load.of_member, await web.number("Chloe"), now - timedelta(days=7), now)
    assert (found.links, found.minutes) == (1, 15)


async def test_whoever_helped_as_the_second_is_left_alone_for_a_while_however_they_are_called(web: Web) -> None:
    link = await web.claimed()
    await web.joined(link)
    await web.parts.linking.close(web.person("Amira"), link.id)
    await web.skill("Chloe", "excel", outside=True)
    web.clock.move(minutes=10)
    waiting = (await web.ask("Farid")).question.id
    await web.pass_time(minutes=10)
    assert await web.called(waiting) == []
    await web.offer("Chloe", "excel")
    assert await web.called(waiting) == []
    await web.pass_time(minutes=11)
    assert await web.called(waiting) == [["Chloe"]]


@pytest.mark.parametrize("anew", [False, True])
async def test_a_second_helper_whose_question_it_became_is_left_alone_for_a_while(web: Web, anew: bool) -> None:
    link = await web.claimed()
    await web.offer("Chloe", "excel", minutes=120)
    await web.joined(link)
    await web.parts.handing.hand_back(web.person("Ben"), link.id)
    assert (await web.running(link.question_id)).helper_id == await web.number("Chloe")
    if anew:
        await web.offer("Chloe", "excel", minutes=120)
    asked = await web.ask("Dora")
    await web.pass_time(minutes=20)
    assert await web.called(asked.question.id) == []
    await web.pass_time(minutes=10)
    assert await web.called(asked.question.id) == [["Chloe"]]


async def test_whoever_stepped_out_has_helped_all_the_same(web: Web) -> None:
    await web.offer("Chloe", "excel", minutes=700)
    link = await web.claimed()
    await web.joined(link)
    web.clock.move(minutes=25)
    await web.parts.handing.hand_back(web.person("Chloe"), link.id)
    web.clock.move(minutes=29)
    assert (await web.ask("Farid")).called == []
    now = web.clock.now()
    found = await web.database.read(load.of_member, await web.number("Chloe"), now - timedelta(days=7), now)
    assert (found.links, found.minutes) == (0, 25)
    web.clock.move(minutes=1)
    assert [call.member for call in (await web.ask("Grace")).called] == [await web.number("Chloe")]


async def test_whoever_stepped_out_may_offer_once_more_and_is_thanked_only_if_they_are_there(web: Web) -> None:
    link = await web.claimed()
    await web.joined(link)
    await web.parts.handing.hand_back(web.person("Chloe"), link.id)
    assert await web.parts.waiting.standing(web.person("Chloe"), link.question_id)
    await web.joined(link, "Dora")
    await web.parts.joining.offer(web.person("Chloe"), link.question_id)
    await web.parts.linking.close(web.person("Amira"), link.id)
    await web.parts.parting.thank(web.person("Amira"), link.id, "Thank you!")
    assert web.whom_told("thanks") == [await web.number("Ben"), await web.number("Dora")]

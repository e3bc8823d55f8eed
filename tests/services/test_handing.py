"""Handing a question back, or over to somebody who agrees."""

import asyncio

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.questions import Outcome, Status
from mentorbot.errors import Refused
from mentorbot.services.claiming import NotThisOne
from mentorbot.services.handing import NotWished, YoursAlready
from mentorbot.services.linking import LinkOver, NotTheirs
from mentorbot.store import blocks, links
from tests.played import Web
from tests.services import unnamed


async def test_what_is_handed_back_waits_again_and_whoever_handed_it_back_is_not_called_for_it_again(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=700)
    await web.offer("Chloe", "excel", minutes=700)
    link = await web.claimed()
    web.clock.move(minutes=31)
    assert await web.parts.handing.hand_back(web.person("Ben"), link.id)
    question = await web.question(link.question_id)
    assert (question.status, question.helper_id) == (Status.OPEN, None)
    assert (await web.called(question.id))[-1] == ["Chloe"]
    for _ in range(6):
        await web.pass_time(minutes=31)
    assert [name for wave in await web.called(question.id) for name in wave].count("Ben") == 1
    assert web.whom_told("handed-back") == [await web.number("Amira")]
    assert (await web.log()).count("handed-back") == 1


async def test_handing_back_counts_nothing_against_anybody(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=700)
    link = await web.claimed()
    await web.parts.handing.hand_back(web.person("Ben"), link.id)
    web.clock.move(minutes=31)
    assert [call.member for call in (await web.ask("Farid")).called] == [await web.number("Ben")]


async def test_whoever_hands_back_is_left_alone_for_a_while(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=700)
    link = await web.claimed()
    web.clock.move(minutes=31)
    await web.parts.handing.hand_back(web.person("Ben"), link.id)
    web.clock.move(minutes=29)
    assert (await web.ask("Farid")).called == []
    web.clock.move(minutes=1)
    assert [call.member for call in (await web.ask("Grace")).called] == [await web.number("Ben")]


async def test_whoever_takes_over_waits_along_no_more(web: Web) -> None:
    link = await web.claimed()
    await web.parts.me_too.join(web.person("Chloe"), link.question_id)
    await web.parts.handing.ask_over(web.person("Ben"), link.id, web.person("Chloe"))
    second = await web.parts.handing.take_over(web.person("Chloe"), link.id)
    await web.parts.linking.close(web.person("Chloe"), second.id)
    assert web.whom_told("me-too") == []


async def test_somebody_else_may_claim_what_was_handed_back_and_so_may_whoever_did(web: Web) -> None:
    link = await web.claimed()
    await web.parts.handing.hand_back(web.person("Ben"), link.id)
    await web.parts.claiming.claim(web.person("Ben"), link.question_id)
    assert (await web.running(link.question_id)).id != link.id


async def test_only_the_helper_or_a_moderator_hands_back_and_only_once(web: Web) -> None:
    link = await web.claimed()
    for name in ("Amira", "Chloe"):
        with pytest.raises(NotTheirs):
            await web.parts.handing.hand_back(web.person(name), link.id)
    assert await web.parts.handing.hand_back(web.person("Dev"), link.id, moderator=True)
    with pytest.raises(LinkOver):
        await web.parts.handing.hand_back(web.person("Ben"), link.id)


async def test_a_question_changes_hands_when_the_one_who_was_asked_agrees(web: Web) -> None:
    link = await web.claimed()
    assert not await web.parts.handing.ask_over(web.person("Ben"), link.id, web.person("Chloe"))
    assert web.whom_told("take-over") == [await web.number("Chloe")]
    new = await web.parts.handing.take_over(web.person("Chloe"), link.id)
    assert (new.helper_id, new.thread_id) == (await web.number("Chloe"), link.thread_id)
    old = await web.database.read(links.get, link.id)
    assert old is not None
    assert old.outcome is Outcome.HANDED_OVER
    assert (await web.question(link.question_id)).helper_id == new.helper_id
    assert [(job.kind, job.subject_id) for job in await web.jobs()] == [("nudge", new.id)]
    assert web.said(AnnouncementKind.THREAD_CLOSE) == []
    assert (await web.log())[-3:] == ["link-closed", "handed-over", "claimed"]


async def test_the_new_helper_is_who_is_nudged_and_closes(web: Web) -> None:
    link = await web.claimed()
    await web.parts.handing.ask_over(web.person("Ben"), link.id, web.person("Chloe"))
    new = await web.parts.handing.take_over(web.person("Chloe"), link.id)
    await web.pass_time(hours=24)
    assert [row.link_id for row in web.said(AnnouncementKind.NUDGE)] == [new.id]
    with pytest.raises(NotTheirs):
        await web.parts.linking.close(web.person("Ben"), new.id)
    await web.parts.linking.close(web.person("Chloe"), new.id)


async def test_a_second_helper_whose_hands_are_full_takes_over_what_they_help_with_but_nothing_else(web: Web) -> None:
    link = await web.claimed()
    await web.joined(link)
    await web.parts.choosing.limit_links(web.person("Chloe"), 1)
    other = await web.claimed("Dora", "Farid", thread=5001)
    await web.parts.handing.ask_over(web.person("Dora"), other.id, web.person("Chloe"))
    await web.parts.handing.ask_over(web.person("Ben"), link.id, web.person("Chloe"))
    assert web.whom_told("take-over") == [await web.number("Chloe")]
    new = await web.parts.handing.take_over(web.person("Chloe"), link.id)
    assert (new.helper_id, new.question_id) == (await web.number("Chloe"), link.question_id)
    with pytest.raises(NotWished):
        await web.parts.handing.take_over(web.person("Chloe"), other.id)


async def test_nobody_takes_over_who_was_not_asked_or_declined_or_was_asked_before_somebody_else(web: Web) -> None:
    link = await web.claimed()
    handing = web.parts.handing
    with pytest.raises(NotWished):
        await handing.take_over(web.person("Chloe"), link.id)
    await handing.ask_over(web.person("Ben"), link.id, web.person("Chloe"))
    await handing.not_now(web.person("Chloe"), link.id)
    with pytest.raises(NotWished):
        await handing.take_over(web.person("Chloe"), link.id)
    await handing.ask_over(web.person("Ben"), link.id, web.person("Chloe"))
    await handing.ask_over(web.person("Ben"), link.id, web.person("Dora"))
    with pytest.raises(NotWished):
        await handing.take_over(web.person("Chloe"), link.id)
    before = len(web.told)
    await handing.not_now(web.person("Dora"), link.id)
    assert len(web.told) == before
    with pytest.raises(YoursAlready):
        await handing.ask_over(web.person("Ben"), link.id, web.person("Ben"))


async def test_whoever_is_kept_from_it_is_never_asked_and_the_helper_cannot_tell(web: Web) -> None:
    """Nor can the asker of a question be found by handing it over to one after the other."""
    link = await web.claimed()
    await web.parts.skills.of(web.person("Chloe"))
    await web.database.write(blocks.add, await web.number("Amira"), await web.number("Chloe"))
    for name in ("Amira", "Chloe"):
        assert not await web.parts.handing.ask_over(web.person("Ben"), link.id, web.person(name))
        assert web.whom_told("take-over") == []
    with pytest.raises(NotWished):
        await web.parts.handing.take_over(web.person("Chloe"), link.id)


async def test_whoever_was_blocked_after_they_were_asked_hears_neutral_words(web: Web) -> None:
    link = await web.claimed()
    await web.parts.handing.ask_over(web.person("Ben"), link.id, web.person("Chloe"))
    await web.database.write(blocks.add, await web.number("Amira"), await web.number("Chloe"))
    with pytest.raises(NotThisOne):
        await web.parts.handing.take_over(web.person("Chloe"), link.id)


async def test_who_asked_without_a_name_cannot_be_found_by_handing_over_to_one_after_the_other(web: Web) -> None:
    link = await unnamed.claimed(web)
    for name in ("Amira", "Chloe"):
        assert not await web.parts.handing.ask_over(web.person("Ben"), link.id, web.person(name))
    assert web.whom_told("take-over") == [await web.number("Chloe")]
    assert all(row.detail["private"] for row in web.said(AnnouncementKind.NOTICE) if row.detail.get("about"))
    new = await web.parts.handing.take_over(web.person("Chloe"), link.id)
    assert unnamed.letters(web) == ["claimed", "claimed"]
    await web.parts.handing.hand_back(web.person("Chloe"), new.id)
    assert unnamed.letters(web)[-1] == "released"
    assert web.whom_told("handed-back") == []


async def test_nobody_is_asked_to_take_over_in_their_quiet_hours_but_after_them(web: Web) -> None:
    link = await web.claimed()
    web.clock.move(hours=9)
    assert await web.parts.handing.ask_over(web.person("Ben"), link.id, web.person("Chloe"))
    assert web.whom_told("take-over") == []
    await web.pass_time(hours=11)
    assert web.whom_told("take-over") == [await web.number("Chloe")]


async def test_what_was_settled_during_the_quiet_hours_is_asked_of_nobody(web: Web) -> None:
    link = await web.claimed()
    web.clock.move(hours=9)
    await web.parts.handing.ask_over(web.person("Ben"), link.id, web.person("Chloe"))
    await web.parts.linking.close(web.person("Ben"), link.id)
    await web.pass_time(hours=11)
    assert web.whom_told("take-over") == []


async def test_erasing_whoever_was_asked_to_take_over_forgets_that_they_were(web: Web) -> None:
    link = await web.claimed()
    await web.parts.handing.ask_over(web.person("Ben"), link.id, web.person("Chloe"))
    kept = await web.parts.privacy.download(web.person("Chloe").user_id)
    assert '"hand_overs": [' in kept
    await web.parts.privacy.erase(web.person("Chloe").user_id)
    assert await web.all(int, "SELECT count(*) FROM hand_over") == [0]


async def test_erasing_whoever_asked_takes_back_what_quoted_it_to_whoever_was_asked_to_take_over(web: Web) -> None:
    link = await web.claimed()
    await web.parts.handing.ask_over(web.person("Ben"), link.id, web.person("Chloe"))
    quoting = web.said(AnnouncementKind.NOTICE)[-1]
    await web.parts.announcing.sent(quoting, 77, 9001)
    await web.parts.privacy.erase(web.person("Amira").user_id)
    assert quoting.id in [sent.detail["of"] for sent in web.said(AnnouncementKind.TAKE_BACK)]


async def test_of_everything_pressed_at_once_one_thing_happens(web: Web) -> None:
    """Handing back, taking over, joining, claiming and closing, in the same moment."""
    for turn in range(8):
        link = await web.claimed(f"Helper {turn}", f"Asker {turn}")
        number_ = link.question_id
        await web.parts.handing.ask_over(web.person(f"Helper {turn}"), link.id, web.person(f"Taker {turn}"))
        await web.parts.joining.offer(web.person(f"Second {turn}"), number_)
        second = await web.number(f"Second {turn}")
        presses = [
            web.parts.handing.hand_back(web.person(f"Helper {turn}"), link.id),
            web.parts.handing.take_over(web.person(f"Taker {turn}"), link.id),
            web.parts.joining.agree(web.person(f"Asker {turn}"), link.id, second),
            web.parts.claiming.claim(web.person(f"Rival {turn}"), number_),
            web.parts.linking.close(web.person(f"Asker {turn}"), link.id),
        ]
        ended = await asyncio.gather(*presses[turn % 5 :], *presses[: turn % 5], return_exceptions=True)
        assert all(not isinstance(what, Exception) or isinstance(what, Refused) for what in ended)
        open_links = await web.all(
            int, "SELECT count(*) FROM link WHERE question_id = $1 AND closed_at IS NULL", number_
        )
        question = await web.question(number_)
        assert open_links == [1 if question.status is Status.CLAIMED else 0]
        if question.status is Status.CLAIMED:
            assert (await web.link_of(number_)).helper_id == question.helper_id

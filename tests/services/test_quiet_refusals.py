"""What would show that two people are kept apart, or whose question it is, is said to one pair of eyes only."""

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.looking_over import FindingKind
from mentorbot.domain.safety import Subject
from mentorbot.services.parting import ThankedAlready
from tests.played import Web
from tests.services.unnamed import THREAD, claimed, user


async def raise_hand(web: Web, name: str, question: int) -> dict[str, object]:
    """Let somebody raise a hand; give what the private message about it holds."""
    await web.parts.claiming.claim_by_reaction(web.person(name), 1000 + question)
    return web.said(AnnouncementKind.NOTICE)[-1].detail


async def test_whoever_is_kept_apart_reads_it_in_private_messages_or_nowhere(web: Web) -> None:
    first = await web.claimed()
    await web.parts.linking.close(web.person("Ben"), first.id)
    await web.parts.keeping_apart.part(web.person("Amira"), first.question_id)
    told = await raise_hand(web, "Ben", (await web.ask()).question.id)
    assert "I can't give you this one" in str(told["text"])
    assert told["private"]
    assert "channel" not in told


async def test_so_does_whoever_has_their_hands_full_and_whoever_asked(web: Web) -> None:
    for _ in range(2):
        await web.parts.claiming.claim(web.person("Ben"), (await web.ask("Chloe")).question.id)
    waiting = (await web.ask()).question.id
    for name in ("Ben", "Amira"):
        assert (await raise_hand(web, name, waiting))["private"]


async def test_whoever_was_too_late_may_be_told_in_the_channel_as_before(web: Web) -> None:
    link = await web.claimed()
    assert "channel" in await raise_hand(web, "Chloe", link.question_id)


@pytest.mark.parametrize("apart", [False, True])
async def test_thanks_are_taken_once_whether_or_not_they_are_passed_on(web: Web, *, apart: bool) -> None:
    link = await claimed(web)
    await web.parts.linking.close(web.person("Amira"), link.id)
    if apart:
        await web.parts.keeping_apart.part(web.person("Ben"), link.question_id)
    await web.parts.parting.thank(web.person("Amira"), link.id, "That saved my lesson!")
    passed = [sent for sent in web.said(AnnouncementKind.NOTICE) if sent.detail.get("about") == "thanks"]
    assert bool(passed) is not apart
    with pytest.raises(ThankedAlready):
        await web.parts.parting.thank(web.person("Amira"), link.id, "Again!")
    assert "saved my lesson" not in str(await web.all(str, "SELECT detail FROM announcement WHERE state = 'dropped'"))


async def test_whatever_is_pressed_in_private_messages_leaves_the_name_that_the_server_knows(web: Web) -> None:
    link = await claimed(web, thread=THREAD)
    shown_there = type(web.person("Amira"))(1, user(web, "Amira"), "amira_1987")
    await web.parts.linking.close(web.person("Ben"), link.id)
    await web.parts.reporting.report(shown_there, link.question_id, Subject.HELPER, "Not kind.", own=True)
    await web.parts.keeping_apart.part(shown_there, link.question_id, known=True)
    await web.parts.waiting.reopen(shown_there, link.question_id)
    assert (await web.member("Amira")).name == "Amira"


async def test_the_name_that_the_server_knows_is_seen_in_a_text_written_elsewhere(web: Web) -> None:
    await web.ask("Amira")
    shown_there = type(web.person("Amira"))(1, user(web, "Amira"), "quizzical_owl")
    found = await web.parts.words.look(shown_there, "Thank you, from Amira", without_name=True)
    assert [one.kind for one in found] == [FindingKind.OWN_NAME]
    assert await web.parts.words.look(shown_there, "Thank you, from Amira") == []

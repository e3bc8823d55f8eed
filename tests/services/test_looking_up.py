"""Who asked an anonymous question: only with a reason, never without a trace, by two where the server wants two."""

from random import Random

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.events import Event
from mentorbot.domain.policy import Policy
from mentorbot.domain.servers import Anonymity
from mentorbot.parts import assemble
from mentorbot.sealing import Sealing
from mentorbot.services.looking_up import (
    AgreedAlready,
    AskedByName,
    KeyGone,
    NoModeratorsChannel,
    NoSuchQuestion,
    NotByYourself,
    NotKnownAnyMore,
    NotYourRequest,
    ReasonTooShort,
    Requested,
    RequestOver,
    Seen,
    StillWaiting,
)
from tests.played import CHANNEL, SERVER, Web

REASON = "It names a colleague, and I must talk to whoever wrote it"
MODERATORS = 11


async def anonymous(web: Web, name: str = "Amira") -> int:
    """Let somebody ask without their name."""
    await web.parts.safeguards.set_anonymous(web.person("Elin"), Anonymity.ON)
    return (await web.ask(name, anonymous=True)).question.id


async def two_needed(web: Web) -> None:
    await web.parts.servers.name_channels(web.person("Elin"), questions=CHANNEL, moderators=MODERATORS)
    await web.parts.safeguards.set_second_moderator(web.person("Elin"), wanted=True)


async def look(web: Web, question: int, by: str = "Dev", *, safeguarding: bool = False) -> Seen | Requested:
    return await web.parts.looking_up.look(web.person(by), question, REASON, safeguarding=safeguarding)


async def lines(web: Web, *kinds: str) -> list[tuple[str, int | None, int | None, int | None, str | None]]:
    """Give the log's lines of these kinds."""
    found = await web.all(Event, "SELECT kind, member, other, question, topic, wave, detail FROM event ORDER BY id")
    return [(line.kind, line.member, line.other, line.question, line.detail) for line in found if line.kind in kinds]


async def test_a_moderator_is_shown_who_asked_and_the_log_keeps_the_look_without_the_asker(web: Web) -> None:
    question = await anonymous(web)
    seen = await look(web, question)
    assert isinstance(seen, Seen)
    assert (seen.asker.name, seen.told) == ("Amira", True)
    dev, amira = (await web.member("Dev")).id, (await web.member("Amira")).id
    found = await lines(web, "look-up-asked", "looked-up")
    assert found == [
        ("look-up-asked", dev, None, question, None),
        ("looked-up", dev, None, question, "asker-told"),
    ]
    assert await web.all(int, "SELECT count(*) FROM event WHERE $1 IN (member, other)", amira) == [0]


async def test_whoever_asked_is_told_once_through_the_stand_in(web: Web) -> None:
    question = await anonymous(web)
    await look(web, question)
    await look(web, question)
    [told] = web.said(AnnouncementKind.NOTICE)
    assert told.member_id == (await web.question(question)).asker_id
    assert told.member_id != (await web.member("Amira")).id
    assert REASON not in str(told.detail)
    briefing = await web.parts.announcing.brief(told)
    assert briefing.unnamed
    assert briefing.recipient is not None
    assert briefing.recipient.name == "Amira"
    assert len(await lines(web, "looked-up")) == 2, "each look is a line of the log"


async def test_a_look_for_safeguarding_is_not_told_and_the_log_says_so(web: Web) -> None:
    question = await anonymous(web)
    seen = await look(web, question, safeguarding=True)
    assert isinstance(seen, Seen)
    assert not seen.told
    assert web.said(AnnouncementKind.NOTICE) == []
    assert [line[4] for line in await lines(web, "look-up-asked", "looked-up")] == ["safeguarding", "safeguarding"]


@pytest.mark.parametrize("reason", ["", "because", "   short     "])
async def test_a_look_needs_a_reason_of_some_words(web: Web, reason: str) -> None:
    question = await anonymous(web)
    with pytest.raises(ReasonTooShort):
        await web.parts.looking_up.look(web.person("Dev"), question, reason, safeguarding=True)
    assert await lines(web, "look-up-asked", "looked-up") == []


async def test_questions_by_name_of_elsewhere_and_of_nobody_are_not_looked_up(web: Web) -> None:
    named = (await web.ask("Ben")).question.id
    with pytest.raises(AskedByName):
        await look(web, named)
    question = await anonymous(web)
    await web.parts.servers.welcome(SERVER + 1)
    stranger = web.person("Zoe")
    with pytest.raises(NoSuchQuestion):
        await web.parts.looking_up.look(
            type(stranger)(SERVER + 1, stranger.user_id, "Zoe"), question, REASON, safeguarding=False
        )
    with pytest.raises(NoSuchQuestion):
        await look(web, 99)
    assert await lines(web, "look-up-asked", "looked-up") == []


async def test_once_it_is_forgotten_nobody_can_look_it_up(web: Web) -> None:
    question = await anonymous(web)
    await web.parts.asking.withdraw(web.person("Amira"), question)
    await web.pass_time(days=31)
    with pytest.raises(NotKnownAnyMore):
        await look(web, question)
    assert await web.parts.looking_up.unnamed(SERVER) == []


async def test_whoever_erased_themselves_cannot_be_looked_up(web: Web) -> None:
    question = await anonymous(web)
    await web.parts.privacy.erase(web.person("Amira").user_id)
    with pytest.raises(NotKnownAnyMore):
        await look(web, question)


async def test_without_the_key_that_sealed_it_nobody_can_look(web: Web) -> None:
    question = await anonymous(web)
    other = Sealing(("a key that was made much later than the other one",))
    parts = assemble(web.database, Policy(), web.clock, Random(1), web.look, sealing=other)
    with pytest.raises(KeyGone):
        await parts.looking_up.look(web.person("Dev"), question, REASON, safeguarding=False)
    assert await lines(web, "looked-up") == []


async def test_where_two_are_needed_the_first_sees_nothing_before_another_agrees(web: Web) -> None:
    question = await anonymous(web)
    await two_needed(web)
    assert await look(web, question) == Requested(question, MODERATORS)
    assert web.said(AnnouncementKind.NOTICE) == []
    [asked] = web.said(AnnouncementKind.LOOK_UP)
    number = asked.detail["look_up"]
    with pytest.raises(StillWaiting):
        await look(web, question)
    with pytest.raises(NotByYourself):
        await web.parts.looking_up.agree(web.person("Dev"), number)
    with pytest.raises(RequestOver):
        await web.parts.looking_up.show(web.person("Dev"), number)
    await web.parts.looking_up.agree(web.person("Fay"), number)
    with pytest.raises(AgreedAlready):
        await web.parts.looking_up.agree(web.person("Gus"), number)
    with pytest.raises(NotYourRequest):
        await web.parts.looking_up.show(web.person("Fay"), number)
    seen = await web.parts.looking_up.show(web.person("Dev"), number)
    assert seen.asker.name == "Amira"
    again = await look(web, question)
    assert isinstance(again, Seen)
    dev, fay = (await web.member("Dev")).id, (await web.member("Fay")).id
    assert await lines(web, "look-up-asked", "look-up-agreed", "looked-up") == [
        ("look-up-asked", dev, None, question, None),
        ("look-up-agreed", fay, dev, question, None),
        ("looked-up", dev, None, question, "asker-told"),
        ("looked-up", dev, None, question, "asker-told"),
    ]


async def test_what_was_agreed_to_is_shown_for_an_hour(web: Web) -> None:
    question = await anonymous(web)
    await two_needed(web)
    await look(web, question)
    await web.parts.looking_up.agree(web.person("Fay"), 1)
    await web.pass_time(minutes=61)
    with pytest.raises(RequestOver):
        await web.parts.looking_up.show(web.person("Dev"), 1)
    assert await look(web, question) == Requested(question, MODERATORS)


async def test_a_request_lapses_after_a_day(web: Web) -> None:
    question = await anonymous(web)
    await two_needed(web)
    await look(web, question)
    await web.pass_time(hours=24)
    with pytest.raises(RequestOver):
        await web.parts.looking_up.agree(web.person("Fay"), 1)
    assert await look(web, question) == Requested(question, MODERATORS)
    assert len(web.said(AnnouncementKind.LOOK_UP)) == 2


async def test_a_request_of_another_server_does_not_exist(web: Web) -> None:
    question = await anonymous(web)
    await two_needed(web)
    await look(web, question)
    await web.parts.servers.welcome(SERVER + 1)
    fay = web.person("Fay")
    elsewhere = type(fay)(SERVER + 1, fay.user_id, fay.name)
    with pytest.raises(RequestOver):
        await web.parts.looking_up.agree(elsewhere, 1)
    with pytest.raises(RequestOver):
        await web.parts.looking_up.show(elsewhere, 1)


async def test_where_two_are_needed_and_there_is_no_channel_it_says_what_to_set(web: Web) -> None:
    question = await anonymous(web)
    await web.parts.safeguards.set_second_moderator(web.person("Elin"), wanted=True)
    with pytest.raises(NoModeratorsChannel, match="/mentorbot config moderators:"):
        await look(web, question)
    assert await web.all(int, "SELECT count(*) FROM look_up") == [0]


async def test_an_erased_moderators_reason_is_gone_and_nobody_can_agree_to_it(web: Web) -> None:
    question = await anonymous(web)
    await two_needed(web)
    await look(web, question)
    await web.parts.privacy.erase(web.person("Dev").user_id)
    assert await web.all(str, "SELECT coalesce(reason, 'gone') FROM look_up") == ["gone"]
    with pytest.raises(RequestOver):
        await web.parts.looking_up.agree(web.person("Fay"), 1)


async def test_what_can_be_looked_up_is_listed_newest_first_and_nothing_else(web: Web) -> None:
    first, _, second = await anonymous(web), (await web.ask("Ben")).question.id, await anonymous(web, "Chloe")
    assert [question.id for question in await web.parts.looking_up.unnamed(SERVER)] == [second, first]
    assert await web.parts.looking_up.unnamed(SERVER + 1) == []

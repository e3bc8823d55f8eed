"""After "sorted": thanks and the invitation; and what those hear who waited along."""

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.thanks import TooManyThanks
from mentorbot.services.asking import NotYourQuestion, QuestionOver
from mentorbot.services.me_too import NotAlong, ToldAnyway
from mentorbot.services.parting import ThankedAlready, TooEarly
from mentorbot.store import blocks, cards
from tests.played import CHANNEL, Web
from tests.services import unnamed


def told(web: Web, about: str) -> list[tuple[int | None, dict[str, object]]]:
    rows = [row for row in web.said(AnnouncementKind.NOTICE) if row.detail.get("about") == about]
    return [(row.member_id, row.detail) for row in rows]


async def invited(web: Web, asker: str = "Amira", helper: str = "Ben") -> str | None:
    """Let somebody ask and say "sorted"; give the topic that they are invited to offer."""
    link = await web.claimed(helper, asker)
    await web.parts.linking.close(web.person(asker), link.id)
    topic = (await web.parts.parting.farewell(web.person(asker), link.id)).topic
    return topic and topic.key


async def test_whoever_got_an_answer_is_invited_to_offer_that_topic_and_not_again_within_a_week(web: Web) -> None:
    assert await invited(web) == "excel"
    web.clock.move(days=6)
    assert await invited(web) is None
    web.clock.move(days=2)
    assert await invited(web) == "excel"


async def test_whoever_knows_the_topic_already_is_not_invited(web: Web) -> None:
    await web.skill("Amira", "excel")
    assert await invited(web) is None


async def test_whoever_does_not_want_to_be_asked_never_is_again(web: Web) -> None:
    link = await web.claimed()
    await web.parts.linking.close(web.person("Amira"), link.id)
    await web.parts.parting.ask_no_more(web.person("Amira"), link.id)
    web.clock.move(days=400)
    assert await invited(web) is None


async def test_the_press_adds_the_skill_once_and_logs_it_once(web: Web) -> None:
    topic = await web.topic("excel")
    for _ in range(2):
        await web.parts.parting.could_help(web.person("Amira"), topic.id)
    skills = await web.parts.skills.of(web.person("Amira"))
    assert [row.topic for row in skills.rows] == ["Excel"]
    assert (await web.log()).count("skill-added") == 1


async def test_an_asker_whose_helper_said_sorted_is_told_privately_with_the_same_invitation(web: Web) -> None:
    link = await web.claimed()
    await web.parts.linking.close(web.person("Ben"), link.id)
    [(who, detail)] = told(web, "sorted")
    assert who == await web.number("Amira")
    assert (detail["topic"], detail["private"]) == ((await web.topic("excel")).id, True)


async def test_whoever_asked_without_a_name_is_remembered_as_invited_under_a_stand_in_alone(web: Web) -> None:
    link = await unnamed.claimed(web)
    await web.parts.linking.close(web.person("Ben"), link.id)
    assert told(web, "sorted") == []
    assert await web.all(int, "SELECT member_id FROM invitation") == [link.asker_id]
    again = await unnamed.claimed(web, thread=5001)
    await web.parts.linking.close(web.person("Ben"), again.id)
    closed = [row.detail for row in unnamed.notices(web) if row.detail["letter"] == "closed"]
    assert ["topic" in detail for detail in closed] == [True, False]


async def test_thanks_go_to_the_helper_alone_once_and_the_log_knows_nothing(web: Web) -> None:
    link = await web.claimed()
    with pytest.raises(TooEarly):
        await web.parts.parting.thank(web.person("Amira"), link.id, "Thank you!")
    await web.parts.linking.close(web.person("Amira"), link.id)
    before = await web.log()
    await web.parts.parting.thank(web.person("Amira"), link.id, "That saved my \u202elesson!")
    [(who, detail)] = told(web, "thanks")
    assert (who, detail["text"]) == (await web.number("Ben"), "That saved my lesson!")
    assert await web.log() == before
    with pytest.raises(ThankedAlready):
        await web.parts.parting.thank(web.person("Amira"), link.id, "Again!")
    with pytest.raises(NotYourQuestion):
        await web.parts.parting.thank(web.person("Ben"), link.id, "Thank me!")
    with pytest.raises(TooManyThanks):
        await web.parts.parting.thank(web.person("Amira"), link.id, "a" * 301)


async def test_what_thanks_said_is_forgotten_once_it_was_said(web: Web) -> None:
    link = await web.claimed()
    await web.parts.linking.close(web.person("Amira"), link.id)
    await web.parts.parting.thank(web.person("Amira"), link.id, "That saved my lesson!")
    thanks = next(row for row in web.said(AnnouncementKind.NOTICE) if row.detail["about"] == "thanks")
    await web.parts.announcing.sent(thanks, CHANNEL, 9000)
    assert await web.all(str, "SELECT detail FROM announcement WHERE detail LIKE '%lesson%'") == []
    with pytest.raises(ThankedAlready):
        await web.parts.parting.thank(web.person("Amira"), link.id, "Again!")


async def test_thanks_that_cannot_be_delivered_are_told_to_whoever_said_them_and_forgotten(web: Web) -> None:
    link = await web.claimed()
    await web.parts.linking.close(web.person("Amira"), link.id)
    await web.parts.parting.thank(web.person("Amira"), link.id, "That saved my lesson!")
    thanks = next(row for row in web.said(AnnouncementKind.NOTICE) if row.detail["about"] == "thanks")
    await web.parts.announcing.drop(thanks, "they take no private messages")
    assert [who for who, _ in told(web, "unthanked")] == [await web.number("Amira")]
    assert await web.all(str, "SELECT detail FROM announcement WHERE detail LIKE '%lesson%'") == []


async def test_a_helper_who_blocked_the_asker_hears_nothing_and_the_asker_cannot_tell(web: Web) -> None:
    link = await web.claimed()
    await web.parts.linking.close(web.person("Amira"), link.id)
    await web.database.write(blocks.add, await web.number("Ben"), await web.number("Amira"))
    await web.parts.parting.thank(web.person("Amira"), link.id, "Thank you!")
    assert told(web, "thanks") == []


async def test_erasing_whoever_said_thanks_without_a_name_takes_them_back_too(web: Web) -> None:
    link = await unnamed.claimed(web)
    await web.parts.linking.close(web.person("Amira"), link.id)
    await web.parts.parting.thank(web.person("Amira"), link.id, "That saved my lesson!")
    thanks = next(row for row in web.said(AnnouncementKind.NOTICE) if row.detail.get("about") == "thanks")
    assert "winner" not in thanks.detail
    await web.parts.announcing.sent(thanks, CHANNEL, 9000)
    await web.parts.privacy.erase(web.person("Amira").user_id)
    await web.pass_time(hours=72)  # with what they were for: earlier it would tell whose that was
    assert thanks.id in [row.detail["of"] for row in web.said(AnnouncementKind.TAKE_BACK)]


async def test_others_wait_along_are_counted_on_the_card_and_told_how_it_ended(web: Web) -> None:
    link_of = (await web.ask()).question.id
    for name in ("Chloe", "Dora"):
        assert await web.parts.me_too.join(web.person(name), link_of)
    assert not await web.parts.me_too.join(web.person("Chloe"), link_of)
    card = await web.database.read(cards.of_question, link_of)
    assert card is not None
    assert card.also == 2
    await web.parts.me_too.leave(web.person("Dora"), link_of)
    with pytest.raises(NotAlong):
        await web.parts.me_too.leave(web.person("Dora"), link_of)
    await web.parts.claiming.claim(web.person("Ben"), link_of)
    await web.parts.linking.close(web.person("Ben"), (await web.link_of(link_of)).id)
    [(who, detail)] = told(web, "me-too")
    assert (who, detail["outcome"], detail["private"]) == (await web.number("Chloe"), "sorted", True)
    with pytest.raises(QuestionOver):
        await web.parts.me_too.join(web.person("Dora"), link_of)


async def test_an_asker_does_not_wait_along_named_or_not_and_whoever_claims_waits_no_more(web: Web) -> None:
    await unnamed.allow(web)
    for question in (await web.ask(), await web.ask(anonymous=True)):
        with pytest.raises(ToldAnyway):
            await web.parts.me_too.join(web.person("Amira"), question.question.id)
        await web.parts.me_too.join(web.person("Ben"), question.question.id)
        await web.parts.claiming.claim(web.person("Ben"), question.question.id)
    assert await web.all(int, "SELECT count(*) FROM me_too") == [0]


async def test_whoever_is_erased_or_leaves_is_counted_no_more_and_the_card_is_drawn_without_them(web: Web) -> None:
    number_ = (await web.ask()).question.id
    for name in ("Chloe", "Dora"):
        await web.parts.me_too.join(web.person(name), number_)
    before = len(web.said(AnnouncementKind.CARD_UPDATE))
    await web.parts.privacy.erase(web.person("Chloe").user_id)
    await web.parts.reconciling.left(1, web.person("Dora").user_id)
    assert await web.all(int, "SELECT count(*) FROM me_too") == [0]
    assert len(web.said(AnnouncementKind.CARD_UPDATE)) >= before + 2

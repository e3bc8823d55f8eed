"""Offers begin, are extended, replaced and stopped, and end on time."""

from datetime import timedelta

import pytest

from mentorbot.services.offering import LongEnough, NothingToOffer, NotOffering, NotYourOffer, SkillsPaused
from mentorbot.services.skills import NoteTooLong, TooManyTopics
from tests.played import SERVER, Web


async def endings(web: Web) -> list[str]:
    return await web.all(str, "SELECT detail FROM event WHERE kind = 'offer-ended' ORDER BY id")


async def shown(web: Web) -> list[tuple[str, str]]:
    return [(row.topic, row.name) for row in await web.parts.offering.available(SERVER, None)]


async def test_an_offer_is_shown_at_once_and_gone_when_it_ends(web: Web) -> None:
    offered = await web.offer("Ben", "excel", "scratch", minutes=45)
    assert (offered.topics, sorted(offered.new_skills)) == (["Excel", "Scratch"], ["Excel", "Scratch"])
    assert await shown(web) == [("Excel", "Ben"), ("Scratch", "Ben")]
    await web.pass_time(minutes=45, seconds=-1)
    assert len(await shown(web)) == 2
    await web.pass_time(seconds=1)
    assert await shown(web) == []
    assert await endings(web) == ["on time"]


async def test_an_offer_that_ended_during_downtime_is_over_before_anybody_tidied_it(web: Web) -> None:
    offered = await web.offer("Ben", "excel", minutes=45)
    web.clock.move(days=2)
    assert await shown(web) == []
    with pytest.raises(NotOffering):
        await web.parts.offering.extend(web.person("Ben"), offered.offer.id, timedelta(minutes=30))
    assert await web.parts.agenda.do_due() == 1
    assert await endings(web) == ["on time"]


async def test_thirty_minutes_more_move_the_end(web: Web) -> None:
    offered = await web.offer("Ben", "excel", minutes=45)
    await web.pass_time(minutes=40)
    extended = await web.parts.offering.extend(web.person("Ben"), offered.offer.id, timedelta(minutes=30))
    assert extended.ends_at == offered.offer.ends_at + timedelta(minutes=30)
    await web.pass_time(minutes=30)
    assert await shown(web) == [("Excel", "Ben")]
    await web.pass_time(minutes=5)
    assert await shown(web) == []


async def test_an_offer_cannot_be_stretched_beyond_twelve_hours(web: Web) -> None:
    offered = await web.offer("Ben", "excel", minutes=12 * 60)
    with pytest.raises(LongEnough):
        await web.parts.offering.extend(web.person("Ben"), offered.offer.id, timedelta(minutes=1))


async def test_stopping_ends_it_once_and_only_ones_own(web: Web) -> None:
    offered = await web.offer("Ben", "excel")
    with pytest.raises(NotYourOffer):
        await web.parts.offering.stop(web.person("Chloe"), offered.offer.id)
    await web.parts.offering.stop(web.person("Ben"), offered.offer.id)
    with pytest.raises(NotOffering):
        await web.parts.offering.stop(web.person("Ben"))
    assert await endings(web) == ["stopped"]
    assert await web.jobs() == []


async def test_a_new_offer_takes_the_place_of_the_old_one(web: Web) -> None:
    await web.offer("Ben", "excel")
    await web.offer("Ben", "scratch")
    assert await shown(web) == [("Scratch", "Ben")]
    assert await endings(web) == ["replaced"]
    assert len(await web.jobs("offer-end")) == 1


async def test_without_topics_all_skills_are_offered_and_fit_less_well(web: Web) -> None:
    with pytest.raises(NothingToOffer):
        await web.offer("Ben")
    await web.skill("Ben", "excel", "scratch")
    assert (await web.offer("Ben")).topics == ["Excel", "Scratch"]
    assert await web.all(int, "SELECT DISTINCT fit FROM availability") == [1]


async def test_a_refused_offer_leaves_the_running_one_alone(web: Web) -> None:
    await web.offer("Ben", "excel")
    await web.parts.servers.set_limits(web.person("Elin"), open_limit=None, topics_per_member=1, zone=None)
    with pytest.raises(TooManyTopics, match="one topic"):
        await web.offer("Ben", "scratch")
    assert await shown(web) == [("Excel", "Ben")]


async def test_whoever_paused_cannot_offer_until_they_resume(web: Web) -> None:
    await web.skill("Ben", "excel")
    await web.parts.skills.choose(web.person("Ben"), paused=True)
    with pytest.raises(SkillsPaused):
        await web.offer("Ben", "excel")
    await web.parts.skills.choose(web.person("Ben"), paused=False)
    await web.offer("Ben", "excel")


async def test_pausing_ends_the_offer_once_and_quietly(web: Web) -> None:
    await web.offer("Ben", "excel")
    await web.parts.skills.choose(web.person("Ben"), paused=True)
    assert await web.jobs() == [], "nothing is left to end"
    await web.pass_time(hours=3)
    assert await endings(web) == ["paused"]


async def test_one_topic_a_member_where_the_server_says_so(web: Web) -> None:
    await web.parts.servers.set_limits(web.person("Elin"), open_limit=None, topics_per_member=1, zone=None)
    await web.skill("Ben", "excel")
    await web.skill("Ben", "excel")
    with pytest.raises(TooManyTopics):
        await web.skill("Ben", "scratch")
    excel = await web.topic("excel")
    await web.parts.skills.remove(web.person("Ben"), [excel.id])
    await web.skill("Ben", "scratch")


async def test_a_scope_note_is_kept_and_shown_and_has_its_limit(web: Web) -> None:
    excel = await web.topic("excel")
    await web.parts.skills.add(web.person("Ben"), [excel], "  the technical side ")
    book = await web.parts.skills.add(web.person("Ben"), [excel])
    assert [row.note for row in book.rows] == ["the technical side"]
    await web.offer("Ben", "excel")
    assert [row.note for row in await web.parts.offering.available(SERVER, excel)] == ["the technical side"]
    with pytest.raises(NoteTooLong):
        await web.parts.skills.add(web.person("Ben"), [excel], "x" * 101)


async def test_a_removed_skill_is_not_called_for_any_more(web: Web) -> None:
    await web.offer("Ben", "excel", "scratch")
    excel = await web.topic("excel")
    await web.parts.skills.remove(web.person("Ben"), [excel.id])
    assert (await web.ask()).called == []
    assert await shown(web) == [("Scratch", "Ben")]


async def test_whoever_opted_in_is_called_outside_offers_until_they_opt_out(web: Web) -> None:
    await web.skill("Ben", "excel", outside=True)
    first = await web.ask("Amira", card=71)
    await web.pass_time(minutes=10)
    assert await web.called(first.question.id) == [["Ben"]]
    await web.parts.skills.choose(web.person("Ben"), call_outside=False)
    await web.pass_time(hours=1)
    second = await web.ask("Chloe", card=72)
    await web.pass_time(minutes=10)
    assert await web.called(second.question.id) == []

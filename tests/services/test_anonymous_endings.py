"""How an anonymous question ends where ending it at once would tell whose it is, and when it is forgotten who asked."""

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.questions import Outcome, Status
from mentorbot.services.asking import NotYourQuestion
from mentorbot.store.database import Transaction
from tests.played import SERVER, Web


async def anonymous(web: Web) -> None:
    async def switch_on(tx: Transaction) -> None:
        await tx.run("UPDATE server SET anonymous = 'on'")

    await web.database.write(switch_on)


async def left(web: Web, name: str) -> None:
    await web.parts.reconciling.left(SERVER, web.person(name).user_id)


async def test_whoever_leaves_has_asked_nothing_that_others_could_see_end_in_that_moment(web: Web) -> None:
    await anonymous(web)
    asked = await web.ask("Amira", anonymous=True)
    named = await web.ask("Amira")
    told = len(web.told)
    await left(web, "Amira")

    assert (await web.question(named.question.id)).outcome is Outcome.ASKER_LEFT
    assert (await web.question(asked.question.id)).status is Status.OPEN
    assert {announcement.question_id for announcement, _ in web.told[told:]} == {named.question.id}
    [job] = await web.jobs("withdraw")
    await web.pass_time(minutes=59)
    assert (await web.question(asked.question.id)).status is Status.OPEN
    await left(web, "Amira")  # each look at Discord finds it anew, and puts nothing off
    assert await web.jobs("withdraw") == [job]
    await web.pass_time(hours=12)
    assert (await web.question(asked.question.id)).outcome is Outcome.WITHDRAWN


async def test_a_link_of_somebody_who_left_ends_as_withdrawn_too(web: Web) -> None:
    await anonymous(web)
    asked = await web.ask("Amira", anonymous=True)
    await web.parts.claiming.claim(web.person("Ben"), asked.question.id)
    await left(web, "Amira")
    assert (await web.link_of(asked.question.id)).closed_at is None
    await web.pass_time(hours=12)
    assert (await web.link_of(asked.question.id)).outcome is Outcome.WITHDRAWN
    assert "asker-left" not in await web.all(str, "SELECT coalesce(detail, '') FROM event")


async def test_thirty_days_after_its_end_nobody_can_tell_any_more_who_asked(web: Web) -> None:
    await anonymous(web)
    asked = await web.ask("Amira", anonymous=True)
    await web.parts.asking.withdraw(web.person("Amira"), asked.question.id)
    await web.pass_time(days=29, hours=23)
    assert await web.all(int, "SELECT count(*) FROM identity") == [1]
    await web.pass_time(hours=1)
    assert await web.all(int, "SELECT count(*) FROM identity") == [0]
    assert (await web.log())[-1] == "forgotten"
    with pytest.raises(NotYourQuestion):
        await web.parts.asking.withdraw(web.person("Amira"), asked.question.id)


async def test_a_question_that_is_open_again_is_remembered_until_it_ends_again(web: Web) -> None:
    await anonymous(web)
    asked = await web.ask("Amira", anonymous=True)
    await web.parts.asking.withdraw(web.person("Amira"), asked.question.id)
    await web.pass_time(days=2)
    await web.parts.waiting.reopen(web.person("Amira"), asked.question.id)
    assert await web.jobs("forget") == []
    await web.parts.asking.withdraw(web.person("Amira"), asked.question.id)
    assert len(await web.jobs("forget")) == 1


async def test_the_asker_can_be_found_as_somebody_who_left_while_the_bot_was_away(web: Web) -> None:
    await anonymous(web)
    asked = await web.ask("Amira", anonymous=True)
    assert await web.parts.reconciling.user_of(asked.question.asker_id) == web.person("Amira").user_id
    assert web.said(AnnouncementKind.CARD)


async def test_a_seal_that_is_moved_to_another_row_opens_nothing(web: Web) -> None:
    await anonymous(web)
    mine = (await web.ask("Amira", anonymous=True)).question.asker_id
    theirs = (await web.ask("Chloe", anonymous=True)).question.asker_id

    async def move(tx: Transaction) -> None:
        sealed = "(SELECT sealed FROM identity WHERE member_id = $2)"
        await tx.run(f"UPDATE identity SET sealed = {sealed} WHERE member_id = $1", mine, theirs)

    await web.database.write(move)
    assert await web.parts.reconciling.user_of(mine) is None
    assert await web.parts.reconciling.user_of(theirs) == web.person("Chloe").user_id

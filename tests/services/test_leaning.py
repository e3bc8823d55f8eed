"""Whoever really answered the like is called first, as far as the admins let calls lean; and learns why."""

from pathlib import Path

import pytest

from mentorbot.domain.questions import Draft
from mentorbot.rendering.waiting import why
from mentorbot.store import callouts
from mentorbot.store.callouts import CallOut
from mentorbot.store.database import Transaction
from tests.played import CHANNEL, SERVER, Web, played

MACRO = "How can I record a macro in the spreadsheet?"
PHONICS = "Which phonics scheme suits a mixed class?"


async def ask(web: Web, text: str, asker: str = "Amira", *, anonymous: bool = False) -> int:
    asked = await web.parts.asking.ask(web.person(asker), Draft(text, "excel", anonymous=anonymous), CHANNEL)
    return asked.question.id


async def helped(web: Web, helper: str, text: str, asker: str = "Dev") -> None:
    number = await ask(web, text, asker)
    await web.parts.claiming.claim(web.person(helper), number)
    link = await web.link_of(number)
    await web.parts.linking.close(web.person(helper), link.id)


async def called_by_name(web: Web, question: int) -> list[str]:
    [wave, *_] = await web.called(question)
    return wave


async def call_of(web: Web, question: int, name: str) -> CallOut:
    member = await web.member(name)
    found = await web.database.read(callouts.of_member, question, member.id)
    assert found is not None
    return found


async def four_offer(web: Web) -> None:
    """Have Ben answer a question about macros, then have four people offer, Ben the only one called this week."""
    await web.offer("Ben", "excel", minutes=5)
    await helped(web, "Ben", MACRO)
    await web.pass_time(minutes=45)
    for name in ("Chloe", "Elin", "Farid", "Ben"):
        await web.offer(name, "excel")


async def test_whoever_answered_the_like_is_called_before_people_called_less_often(web: Web) -> None:
    await four_offer(web)
    question = await ask(web, "a macro in the spreadsheet, please")
    names = await called_by_name(web, question)
    assert names[0] == "Ben"
    assert len(names) == 3


async def test_where_calls_are_spread_evenly_whoever_was_called_this_week_comes_last(web: Web) -> None:
    await web.parts.servers.set_limits(web.person("Elin"), spread=100)
    await four_offer(web)
    question = await ask(web, "a macro in the spreadsheet, please")
    assert "Ben" not in await called_by_name(web, question)


async def test_whoever_was_called_again_and_again_makes_room(web: Web) -> None:
    await web.parts.servers.set_limits(web.person("Elin"), spread=99)
    await four_offer(web)
    ben = await web.member("Ben")
    await web.parts.recollection.read_up(SERVER)
    assert ben.id in web.parts.recollection.leaning(SERVER, MACRO, 99).bands
    for _ in range(6):
        await web.pass_time(minutes=31)
        await web.offer("Ben", "excel")
        await web.parts.asking.withdraw(web.person("Amira"), await ask(web, MACRO))
    assert ben.id not in web.parts.recollection.leaning(SERVER, MACRO, 99).bands


async def test_why_me_says_that_somebody_answered_the_like_and_never_how_often(web: Web) -> None:
    await four_offer(web)
    alike = await ask(web, MACRO)
    said = why(await call_of(web, alike, "Ben"))
    assert said.startswith("I called you because you offered Excel until")
    assert said.endswith(", and you have answered questions like this one.")
    assert not any(character.isdigit() for character in said.split("until")[1].split(">")[1])
    assert "answered" not in why(await call_of(web, alike, "Chloe"))


async def test_why_me_says_nothing_of_the_like_to_whoever_only_answered_other_questions(web: Web) -> None:
    await four_offer(web)
    other = await ask(web, PHONICS)
    assert (await called_by_name(web, other))[0] == "Ben", "whoever answers at all is likely to answer"
    assert "answered" not in why(await call_of(web, other, "Ben"))


async def test_whoever_said_they_may_be_called_outside_offers_is_leant_to_as_well(web: Web) -> None:
    await helped(web, "Ben", MACRO)
    for name in ("Chloe", "Elin", "Farid", "Ben"):
        await web.skill(name, "excel", outside=True)
    await web.pass_time(minutes=45)
    question = await ask(web, MACRO)
    await web.pass_time(minutes=10)
    assert (await called_by_name(web, question))[0] == "Ben"
    assert why(await call_of(web, question, "Ben")).endswith("(Excel), and you have answered questions like this one.")


async def test_a_newcomer_who_answered_the_like_learns_that_too(web: Web) -> None:
    await helped(web, "Ben", MACRO)
    await web.pass_time(minutes=45)
    question = await ask(web, MACRO)
    offered = await web.offer("Ben", "excel")
    assert offered.question is not None
    assert (await call_of(web, question, "Ben")).alike


async def turn_anonymity_on(tx: Transaction) -> None:
    await tx.run("UPDATE server SET anonymous = 'on'")


@pytest.mark.parametrize("asker", ["Ben", "Chloe"])
async def test_whoever_asks_without_a_name_is_not_thought_livelier_for_it(tmp_path: Path, asker: str) -> None:
    bands: list[dict[str, int]] = []
    for who in (asker, "Somebody else"):
        folder = tmp_path / who
        folder.mkdir()
        async with played(folder) as web:
            await web.database.write(turn_anonymity_on)
            for name in ("Ben", "Chloe"):
                await helped(web, name, MACRO)
            for _ in range(8):
                await helped(web, "Farid", PHONICS)
            await ask(web, "something quite different", who, anonymous=True)
            await web.parts.recollection.read_up(SERVER)
            numbers = web.parts.recollection.leaning(SERVER, MACRO, 0).bands
            people = {(await web.member(name)).id: name for name in ("Ben", "Chloe", "Farid")}
            bands.append({people[number]: band for number, band in numbers.items()})
    assert set(bands[0]) == {"Ben", "Chloe", "Farid"}
    assert list(bands[0].items()) == list(bands[1].items())


async def test_the_text_of_an_anonymous_question_counts_like_any_other(web: Web) -> None:
    await web.database.write(turn_anonymity_on)
    number = await ask(web, MACRO, anonymous=True)
    await web.parts.claiming.claim(web.person("Ben"), number)
    await web.parts.linking.close(web.person("Ben"), (await web.link_of(number)).id)
    await web.parts.recollection.read_up(SERVER)
    ben = await web.member("Ben")
    assert web.parts.recollection.leaning(SERVER, MACRO, 30).alike == {ben.id}

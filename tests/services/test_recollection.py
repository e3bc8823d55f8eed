"""Whom a question leans to: read from the log, kept up to date, without whoever was erased, waited for by nobody."""

import asyncio
import gc
from dataclasses import replace
from typing import Any

import pytest

from mentorbot.domain.questions import Draft, Outcome
from mentorbot.services import recollection as module
from mentorbot.services.recollection import Recollection
from mentorbot.store import happenings
from mentorbot.store.database import Transaction
from mentorbot.store.happenings import Happening
from tests.played import CHANNEL, SERVER, Web

MACRO = "How can I record a macro in the spreadsheet?"
PHONICS = "Which phonics scheme suits a mixed class?"


async def helped(web: Web, helper: str, text: str, asker: str = "Amira") -> int:
    """Have a question asked, claimed and sorted; give its number."""
    asked = await web.parts.asking.ask(web.person(asker), Draft(text, "excel"), CHANNEL)
    await web.parts.claiming.claim(web.person(helper), asked.question.id)
    link = await web.link_of(asked.question.id)
    await web.parts.linking.close(web.person(helper), link.id)
    return asked.question.id


async def leaning(web: Web, text: str, recollection: Recollection | None = None, spread: int = 0) -> dict[str, int]:
    """Give the people by name whom a question would lean to."""
    recollection = recollection or Recollection(web.database)
    await recollection.read_up(SERVER)
    numbers = recollection.leaning(SERVER, text, spread).bands
    names = await web.all(str, "SELECT name FROM member WHERE name IS NOT NULL")
    people = {(await web.member(name)).id: name for name in names}
    return {people[number]: band for number, band in numbers.items()}


async def test_whoever_helped_with_the_like_is_leant_to_most(web: Web) -> None:
    for _ in range(3):
        await helped(web, "Ben", MACRO)
        await helped(web, "Chloe", PHONICS)
    assert next(iter(await leaning(web, "a macro for the spreadsheet"))) == "Ben"
    assert next(iter(await leaning(web, "a mixed phonics class"))) == "Chloe"


async def test_a_link_that_the_helper_could_not_keep_is_no_answer(web: Web) -> None:
    await helped(web, "Chloe", PHONICS)
    asked = await web.parts.asking.ask(web.person("Amira"), Draft(MACRO, "excel"), CHANNEL)
    await web.parts.claiming.claim(web.person("Ben"), asked.question.id)
    link = await web.link_of(asked.question.id)
    await web.parts.linking.end(link.id, Outcome.HELPER_LEFT)
    assert set(await leaning(web, MACRO)) == {"Chloe"}, "Ben gave a sign by claiming, and no answer"


async def test_what_is_read_line_by_line_is_what_is_read_at_once(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_up = Recollection(web.database)
    await web.offer("Ben", "excel")
    for helper, text in (("Ben", MACRO), ("Chloe", PHONICS), ("Ben", PHONICS)):
        await helped(web, helper, text)
        await kept_up.read_up(SERVER)
    monkeypatch.setattr(module, "PAGE", 2)
    for text in (MACRO, PHONICS, "something else"):
        assert await leaning(web, text, kept_up, 30) == await leaning(web, text, None, 30) != {}


async def test_only_the_last_questions_of_a_long_past_are_read(web: Web) -> None:
    first = await helped(web, "Ben", MACRO)
    for _ in range(3):
        await helped(web, "Chloe", PHONICS)

    [start, everything] = [await web.database.read(happenings.before_last, SERVER, number) for number in (3, 9)]
    assert everything == 0
    read = await web.database.read(happenings.since, SERVER, start, 100)
    asked = [one.question for one in read if one.kind == "asked"]
    assert asked == [first + 1, first + 2, first + 3]


async def test_the_more_calls_are_to_be_spread_the_less_a_question_leans_to_whoever_was_just_called(web: Web) -> None:
    await web.offer("Ben", "excel")
    await helped(web, "Ben", MACRO)
    at_0, at_99 = [(await leaning(web, MACRO, spread=spread))["Ben"] for spread in (0, 99)]
    assert at_99 < at_0
    assert await leaning(web, MACRO, spread=100) == {}, "everybody in turn"


async def test_an_erased_person_and_their_words_leave_no_trace_in_memory(web: Web) -> None:
    recollection = web.parts.recollection
    await helped(web, "Ben", MACRO)
    await helped(web, "Chloe", PHONICS, asker="Dev")
    assert set(await leaning(web, MACRO, recollection)) >= {"Ben", "Chloe"}
    amira, ben = await web.member("Amira"), await web.member("Ben")
    for one in (amira, ben):
        assert mentions(recollection, one.id)
    assert mentions(recollection, "macro")
    for name in ("Amira", "Ben"):
        await web.parts.privacy.erase(web.person(name).user_id)
    for _ in range(2):
        for trace in ("macro", "spreadsheet", amira.id, ben.id):
            assert not mentions(recollection, trace)
        await recollection.read_up(SERVER)
    chloe = await web.member("Chloe")
    assert recollection.leaning(SERVER, PHONICS, 0).bands[chloe.id] == 10


async def test_whoever_is_erased_by_another_process_is_forgotten_with_the_next_line_that_is_read(web: Web) -> None:
    here = Recollection(web.database)
    await helped(web, "Ben", MACRO)
    await helped(web, "Chloe", PHONICS)
    await here.read_up(SERVER)
    ben = await web.member("Ben")
    assert mentions(here, ben.id)
    await web.parts.privacy.erase(web.person("Ben").user_id)
    await here.read_up(SERVER)
    assert not mentions(here, ben.id)
    chloe = await web.member("Chloe")
    assert chloe.id in here.leaning(SERVER, PHONICS, 0).bands


def mentions(recollection: Recollection, wanted: object) -> bool:
    """Look through everything that the recollection holds."""
    seen, coming = set[int](), [vars(recollection)["_lived"]]
    while coming:
        one: Any = coming.pop()
        if type(one) is type(wanted) and one == wanted:
            return True
        if id(one) not in seen and not isinstance(one, type):
            seen.add(id(one))
            coming += gc.get_referents(one)
    return False


@pytest.mark.parametrize(("page", "erasing"), [(1, 2), (1, 5), (2, 2), (50, 1)])
async def test_what_was_read_while_somebody_was_erased_is_thrown_away(
    web: Web, monkeypatch: pytest.MonkeyPatch, page: int, erasing: int
) -> None:
    recollection = Recollection(web.database)
    await helped(web, "Ben", MACRO)
    since, erased, before = happenings.since, 12345, list[int]()

    async def erased_meanwhile(tx: Transaction, server_id: int, after: int, limit: int) -> list[Happening]:
        rows = await since(tx, server_id, after, limit)
        before.append(after)
        if len(before) > erasing:
            return rows
        if len(before) == erasing:
            recollection.forget()
        return [replace(row, member=erased, other=erased) for row in rows]

    monkeypatch.setattr(module, "PAGE", page)
    monkeypatch.setattr(happenings, "since", erased_meanwhile)
    await read_whole(recollection)
    assert not mentions(recollection, erased)
    assert mentions(recollection, (await web.member("Ben")).id)


async def test_whoever_is_erased_by_another_process_in_the_midst_of_a_long_reading_is_not_in_it(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Recollection(web.database)
    await helped(web, "Ben", MACRO)
    await helped(web, "Chloe", PHONICS)
    ben, read = await web.member("Ben"), web.database.read
    pages = 0

    async def erased_between_pages(*args: Any) -> Any:
        nonlocal pages
        pages += 1
        if pages == 9:
            assert mentions(here, ben.id)
            await web.parts.privacy.erase(web.person("Ben").user_id)
        return await read(*args)

    monkeypatch.setattr(module, "PAGE", 1)
    monkeypatch.setattr(web.database, "read", erased_between_pages)
    await read_whole(here)
    assert not mentions(here, ben.id)
    monkeypatch.undo()
    assert (await web.member("Chloe")).id in here.leaning(SERVER, PHONICS, 0).bands


async def read_whole(recollection: Recollection) -> None:
    async with asyncio.timeout(30):
        while not recollection.leaning(SERVER, MACRO, 0).bands:
            await recollection.read_up(SERVER)


async def test_a_memory_that_cannot_be_read_leaves_the_ask_as_it_is(
    web: Web, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: Any) -> Any:
        raise OSError("the disk is gone")

    monkeypatch.setattr(happenings, "since", broken)
    await web.offer("Ben", "excel")
    asked = await web.ask()
    assert len(asked.called) == 1
    assert "lean to nobody" in caplog.text
    assert web.parts.recollection.leaning(SERVER, MACRO, 30).bands == {}


async def test_nobody_waits_for_a_memory_that_is_long_in_reading(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    recollection = Recollection(web.database)
    await helped(web, "Ben", MACRO)
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    until = asyncio.Event()
    read = web.database.read

    async def long_read(*args: Any) -> Any:
        await until.wait()
        return await read(*args)

    monkeypatch.setattr(web.database, "read", long_read)
    await recollection.read_up(SERVER)
    assert recollection.leaning(SERVER, MACRO, 0).bands == {}
    until.set()
    await read_whole(recollection)


async def test_servers_that_asked_longest_ago_make_room(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    recollection = Recollection(web.database)
    monkeypatch.setattr(module, "MOST_QUESTIONS", 1)
    await helped(web, "Ben", MACRO)
    await helped(web, "Ben", MACRO)
    await recollection.read_up(SERVER)
    assert recollection.leaning(SERVER, MACRO, 0).bands, "the server that asks is always remembered"
    await recollection.read_up(SERVER + 1)
    assert recollection.leaning(SERVER, MACRO, 0).bands == {}

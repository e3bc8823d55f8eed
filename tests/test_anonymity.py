"""G13's scanner notices when somebody who asked anonymously is betrayed, wherever that is."""

import logging
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.events import Event, EventKind
from mentorbot.playground import posting
from mentorbot.playground.child import Child
from mentorbot.playground.interactions import Sort
from mentorbot.playground.posting import Circumstances, Draft
from mentorbot.playground.practice import Practice
from mentorbot.services.exporting import Format
from mentorbot.store import announcements, backups, events
from mentorbot.store.database import Transaction
from tests.canaries import Canaries
from tests.played import MONDAY_NOON, SERVER, Web, played
from tests.services.unnamed import claimed, user


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    """Amira asked without her name, and Ben helps."""
    async with played(tmp_path) as opened:
        await claimed(opened)
        yield opened


async def test_what_the_bot_does_by_itself_betrays_nobody(canaries: Canaries, web: Web, tmp_path: Path) -> None:
    await web.parts.relaying.pass_on(user(web, "Amira"), 1, "Thank you, I tried")
    backups.back_up(tmp_path / "mentorbot.db", tmp_path / "kept", MONDAY_NOON)
    assert canaries.found() == []


@pytest.mark.parametrize("what", ["name", "user_id", "id"])
async def test_a_line_of_our_log_is_heard_at_every_level(canaries: Canaries, web: Web, what: str) -> None:
    ours = logging.getLogger("mentorbot.services")
    before = ours.level
    ours.setLevel(logging.DEBUG)
    ours.debug("passed on", extra={"by": getattr(await web.member("Amira"), what)})
    ours.setLevel(before)
    assert canaries.found() == ["whoever asked anonymously stands in the lines of our log"]


async def test_a_line_of_the_interaction_log_with_her_own_number_is_noticed(canaries: Canaries, web: Web) -> None:
    amira = await web.member("Amira")
    await log(web, Event(EventKind.KEPT_OPEN, amira.id, question=1))
    faults = canaries.found()
    assert faults[0] == "a line kept-open of the log tells who asked"
    assert faults[-1] == "whoever asked stands in a row of event"


async def test_an_export_is_heard(canaries: Canaries, web: Web) -> None:
    amira = await web.member("Amira")
    await log(web, Event(EventKind.NUDGED, question=1, detail=f"{amira.user_id}"))
    day = timedelta(days=1)
    made = await web.parts.exporting.export(MONDAY_NOON - day, MONDAY_NOON + day, Format.CSV, server_id=SERVER)
    assert [piece async for piece in made.pieces]
    assert "whoever asked anonymously stands in the exports" in canaries.found()


async def test_a_row_that_links_her_to_her_question_is_found_in_the_database(canaries: Canaries, web: Web) -> None:
    amira = await web.member("Amira")

    async def betray(tx: Transaction) -> None:
        kind = AnnouncementKind.NOTICE
        await announcements.add(tx, kind, SERVER, web.clock.now(), question_id=1, member_id=amira.id)

    await web.database.write(betray)
    assert canaries.found() == ["whoever asked stands in a row of announcement"]


async def test_a_row_that_holds_her_unsealed_is_found_in_a_backup(canaries: Canaries, web: Web, tmp_path: Path) -> None:
    amira = await web.member("Amira")

    async def unseal(tx: Transaction) -> None:
        await tx.run("UPDATE identity SET sealed = $1", b"\0\0\0\0" + amira.id.to_bytes(4))

    await web.database.write(unseal)
    backups.back_up(tmp_path / "mentorbot.db", tmp_path / "kept", MONDAY_NOON)
    assert canaries.found() == ["whoever asked stands in a row of identity"]


async def test_somebody_who_also_asks_by_name_may_stand_there(canaries: Canaries, web: Web) -> None:
    await web.ask("Amira")
    logging.getLogger("mentorbot").warning("a question of Amira's")
    assert canaries.found() == []


async def test_what_a_bot_of_its_own_process_posts_and_prints_is_heard(canaries: Canaries, tmp_path: Path) -> None:
    async with Practice(bot="external") as practice:
        amira, room = practice.person("Amira"), practice.channel("questions").channel
        chosen = {"name": "ask", "options": [{"name": "anonymous", "type": 5, "value": True}]}
        practice.realm.interactions.begin(Sort.COMMAND, amira.id, room, chosen)
        bot = practice.world.state.bot_id
        told = Circumstances(private_to=amira.id)
        posting.post(practice.world, bot, room, Draft(content="Thank you, Amira"), told)
        posting.post(practice.world, bot, practice.world.direct(amira.id), Draft(content="Thank you, Amira"))
        assert canaries.found() == []
        posting.post(practice.world, bot, room, Draft(content="Thank you, Amira"))
        assert canaries.found() == ["whoever asked anonymously stands in a message at the practice server"]
        printed = await Child.start([sys.executable, "-c", f"print('asked by {amira.id}')"], {}, tmp_path)
        await printed.wait()
        assert "whoever asked anonymously stands in the lines of bots" in canaries.found()


async def log(web: Web, event: Event) -> None:
    async def append(tx: Transaction) -> None:
        await events.append(tx, SERVER, web.clock.now(), [event])

    await web.database.write(append)

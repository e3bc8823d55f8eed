"""G13's scanner can fail: each place is heard, and a token or a question there is found."""

import logging
import secrets
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.questions import Draft
from mentorbot.errors import Refused
from mentorbot.playground.child import Child
from mentorbot.playground.interactions import Interaction, Sort
from mentorbot.playground.practice import Practice
from mentorbot.playground.rest.call import Upload
from mentorbot.rendering.parts import Sheet
from mentorbot.services.exporting import Format
from mentorbot.store import backups, events
from mentorbot.store.database import Transaction
from tests.canaries import Canaries
from tests.played import CHANNEL, MONDAY_NOON, SERVER, Web, played

QUESTION = "How do I tell a canary from a finch?"
TOKEN = f"practice.{secrets.token_urlsafe(24)}"


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    async with played(tmp_path) as opened:
        await opened.parts.asking.ask(opened.person("Amira"), Draft(QUESTION, "excel"), CHANNEL)
        yield opened


async def test_what_the_bot_does_by_itself_leaks_nothing(canaries: Canaries, web: Web) -> None:
    logging.getLogger("mentorbot").warning("question 1 is open")
    assert canaries.found() == []


@pytest.mark.parametrize("secret", [QUESTION, TOKEN], ids=["question", "token"])
async def test_a_line_of_any_logger_is_heard(canaries: Canaries, web: Web, secret: str) -> None:
    for name in ("mentorbot.services", "discord.http", "aiosqlite"):
        canaries.begin()
        canaries.asked(QUESTION)
        logging.getLogger(name).error("It failed with %s", secret)
        assert [fault for fault in canaries.found() if fault.endswith("stands in the lines of the log")]


@pytest.mark.parametrize("secret", [QUESTION, TOKEN], ids=["question", "token"])
async def test_a_traceback_is_heard(canaries: Canaries, web: Web, secret: str) -> None:
    try:
        raise ValueError(secret)
    except ValueError:
        logging.getLogger("mentorbot").exception("failed")
    assert len(canaries.found()) == 1


@pytest.mark.parametrize("secret", [QUESTION, TOKEN], ids=["question", "token"])
async def test_a_refusal_is_heard(canaries: Canaries, web: Web, secret: str) -> None:
    Refused(f"You can't ask {secret}")
    assert len(canaries.found()) == 1


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("secret", [QUESTION, TOKEN], ids=["question", "token"])
async def test_an_export_is_heard(canaries: Canaries, web: Web, form: Format, secret: str) -> None:
    await web.database.write(_log, secret)
    day = timedelta(days=1)
    made = await web.parts.exporting.export(MONDAY_NOON - day, MONDAY_NOON + day, form, server_id=SERVER)
    assert [piece async for piece in made.pieces]
    assert len(canaries.found()) == 1


async def test_a_token_in_a_message_is_heard_and_a_question_may_stand_there(canaries: Canaries, web: Web) -> None:
    Sheet(QUESTION).arguments()
    assert canaries.found() == []
    Sheet(f"Your token is {TOKEN}").arguments()
    assert canaries.found() == ["a token stands in the messages"]


async def test_a_token_in_a_backup_is_heard_and_a_question_may_stand_there(
    canaries: Canaries, web: Web, tmp_path: Path
) -> None:
    file = web_file(tmp_path)
    backups.back_up(file, tmp_path / "first", MONDAY_NOON)
    assert canaries.found() == []
    await web.parts.servers.keep("token", TOKEN)
    backups.back_up(file, tmp_path / "second", MONDAY_NOON)
    assert canaries.found() == ["a token stands in the backups"]


@pytest.mark.parametrize("secret", [QUESTION, TOKEN], ids=["question", "token"])
async def test_what_a_bot_of_its_own_process_prints_is_heard(
    canaries: Canaries, web: Web, tmp_path: Path, secret: str
) -> None:
    bot = await Child.start([sys.executable, "-c", f"print({secret!r})"], {}, tmp_path)
    assert await bot.wait() == 0
    assert len(canaries.found()) == 1


COMMAND = {"name": "ask", "options": [{"name": "question", "type": 3, "value": QUESTION}]}
NESTED = {"name": "mod", "options": [{"name": "close", "type": 1, "options": [{"name": "note", "value": QUESTION}]}]}
LABELLED = {"components": [{"type": 18, "component": {"type": 4, "custom_id": "question", "value": QUESTION}}]}
IN_A_ROW = {"components": [{"type": 1, "components": [{"type": 4, "custom_id": "note", "value": QUESTION}]}]}


@pytest.fixture
async def practice() -> AsyncIterator[Practice]:
    async with Practice(bot="external") as opened:
        yield opened


def begun(practice: Practice, data: dict[str, Any]) -> Interaction:
    """Do this as Amira, at the practice server."""
    where = practice.channel("questions").channel
    return practice.realm.interactions.begin(Sort.COMMAND, practice.person("Amira").id, where, data)


@pytest.mark.parametrize("data", [COMMAND, NESTED, LABELLED, IN_A_ROW])
async def test_what_people_write_to_a_bot_of_its_own_process_is_looked_for_in_what_it_prints(
    canaries: Canaries, practice: Practice, tmp_path: Path, data: dict[str, Any]
) -> None:
    begun(practice, data)
    assert canaries.found() == []
    bot = await Child.start([sys.executable, "-c", f"print('a failure: ' + {QUESTION!r})"], {}, tmp_path)
    await bot.wait()
    assert canaries.found() == [f"the question {QUESTION!a} stands in the lines of bots"]


async def test_the_token_of_what_people_did_is_looked_for_though_it_has_no_shape(
    canaries: Canaries, practice: Practice, tmp_path: Path
) -> None:
    one = begun(practice, COMMAND)
    bot = await Child.start([sys.executable, "-c", f"print({one.token!r})"], {}, tmp_path)
    await bot.wait()
    assert canaries.found() == ["a token stands in the lines of bots"]


async def test_a_token_in_the_notes_of_the_practice_server_is_heard_and_a_question_may_stand_there(
    canaries: Canaries, practice: Practice
) -> None:
    one = begun(practice, COMMAND)
    practice.realm.log.note("person", f"Amira asked {QUESTION}", {"data": COMMAND})
    assert canaries.found() == []
    practice.realm.log.note("bot", "answered", {"path": f"/interactions/1/{one.token}"})
    assert canaries.found() == ["a token stands in the notes of the practice server"]


@pytest.mark.parametrize("name", ["log.csv", "log.jsonl"])
async def test_an_export_that_a_bot_of_its_own_process_sends_is_heard_and_other_files_are_not(
    canaries: Canaries, practice: Practice, name: str
) -> None:
    begun(practice, COMMAND)
    Upload(0, "what-you-wrote.txt", QUESTION.encode(), None)
    assert canaries.found() == []
    Upload(0, name, f"1,asked,{QUESTION}".encode(), None)
    assert canaries.found() == [f"the question {QUESTION!a} stands in the exports"]


def web_file(folder: Path) -> Path:
    return next(folder.rglob("*.db"))


async def _log(tx: Transaction, secret: str) -> None:
    await events.append(tx, SERVER, MONDAY_NOON, [Event(EventKind.SETTING_CHANGED, detail=secret)])

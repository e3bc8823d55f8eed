"""G13's scanner can fail: each place is heard, and a token or a question there is found."""

import logging
import secrets
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.questions import Draft
from mentorbot.errors import Refused
from mentorbot.playground.child import Child
from mentorbot.rendering.parts import Sheet
from mentorbot.services.exporting import Format
from mentorbot.store import backups, events
from mentorbot.store.database import Transaction
from tests.canaries import CANARIES, Canaries
from tests.played import CHANNEL, MONDAY_NOON, SERVER, Web, played

QUESTION = "How do I tell a canary from a finch?"
TOKEN = f"practice.{secrets.token_urlsafe(24)}"


@pytest.fixture
def canaries(request: pytest.FixtureRequest) -> Iterator[Canaries]:
    """The suite's own scanner, which forgets afterwards what was leaked to it on purpose."""
    heard = request.config.stash[CANARIES]
    heard.begin()
    yield heard
    heard.begin()


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    async with played(tmp_path) as opened:
        await opened.parts.asking.ask(opened.person("Amira"), Draft(QUESTION, "excel"), CHANNEL)
        yield opened


async def test_what_the_bot_does_by_itself_leaks_nothing(canaries: Canaries, web: Web) -> None:
    logging.getLogger("mentorbot").warning("question 1 is open")
    assert canaries.found() == []


@pytest.mark.parametrize("secret", [QUESTION, TOKEN])
async def test_a_line_of_any_logger_is_heard(canaries: Canaries, web: Web, secret: str) -> None:
    for name in ("mentorbot.services", "discord.http", "aiosqlite"):
        canaries.begin()
        canaries.asked(QUESTION)
        logging.getLogger(name).error("It failed with %s", secret)
        assert [fault for fault in canaries.found() if fault.endswith("stands in the lines of the log")]


@pytest.mark.parametrize("secret", [QUESTION, TOKEN])
async def test_a_traceback_is_heard(canaries: Canaries, web: Web, secret: str) -> None:
    try:
        raise ValueError(secret)
    except ValueError:
        logging.getLogger("mentorbot").exception("failed")
    assert len(canaries.found()) == 1


@pytest.mark.parametrize("secret", [QUESTION, TOKEN])
async def test_a_refusal_is_heard(canaries: Canaries, web: Web, secret: str) -> None:
    Refused(f"You can't ask {secret}")
    assert len(canaries.found()) == 1


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("secret", [QUESTION, TOKEN])
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


@pytest.mark.parametrize("secret", [QUESTION, TOKEN])
async def test_what_a_bot_of_its_own_process_prints_is_heard(
    canaries: Canaries, web: Web, tmp_path: Path, secret: str
) -> None:
    bot = await Child.start([sys.executable, "-c", f"print({secret!r})"], {}, tmp_path)
    assert await bot.wait() == 0
    assert len(canaries.found()) == 1


def web_file(folder: Path) -> Path:
    return next(folder.rglob("*.db"))


async def _log(tx: Transaction, secret: str) -> None:
    await events.append(tx, SERVER, MONDAY_NOON, [Event(EventKind.SETTING_CHANGED, detail=secret)])

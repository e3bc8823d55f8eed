"""The world of G13: the real bot in this process, where handlers crash, the database fails and Discord refuses."""

import asyncio
import contextlib
import io
import logging
import sqlite3
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from pydantic import SecretStr

from mentorbot import cli, logs
from mentorbot.health import Health, serve
from mentorbot.playground.interactions import ANSWER_SECONDS, Interactions
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer
from mentorbot.services.asking import Asking
from mentorbot.services.linking import Linking
from mentorbot.settings import Settings
from mentorbot.store.database import SqliteDatabase
from tests.gates.spilling.aviary import Aviary
from tests.gates.spilling.confidences import Confidences
from tests.upkeep.conftest import Supervised

ROOM = "questions"
PATIENCE = 30.0
SEND = "POST /channels/{channel_id}/messages"
CALLBACK = "POST /interactions/{interaction_id}/{token}/callback"


class Spills:
    """Lets people write canaries while things go wrong, and keeps what is told by place."""

    def __init__(self, supervised: Supervised, aviary: Aviary, folder: Path, port: int) -> None:
        self.heard: dict[str, list[str]] = defaultdict(list)
        self.counts: Counter[str] = Counter()
        self._supervised, self._practice = supervised, supervised.practice
        self._aviary, self._folder, self._port = aviary, folder, port
        self._amira, self._ben = self._practice.person("Amira"), self._practice.person("Ben")

    async def happen(self) -> None:
        """The whole story of a question, and then each way in which something can go wrong."""
        await self._ben.slash(ROOM, "skills", add="Excel", note=self._aviary.scope)
        await self._ben.slash(ROOM, "offer", until_or_for="2h", topics="Excel")
        await self._ask()
        await self._in_a_form()
        await self._claimed_and_closed()
        await Confidences(self._practice, self._aviary, _crashing).happen()
        await self._ask(topic="no such topic")
        await self._ask(text=f"{self._aviary.question} " * 150)
        for crash in (self._of_the_text, self._of_everything, self._of_the_token):
            with _crashing(Asking, "ask", crash):
                await self._ask()
                await self._in_a_form()
        with _crashing(SqliteDatabase, "write", _full):
            await self._ask()
            await self._in_a_form()
        await self._refused()
        for _ in range(4):
            await self._ask()  # more than may be open

    async def _ask(self, *, text: str = "", **options: object) -> Answer:
        words = text or f"How do I tell “{self._aviary.question}” from\nan Excel 'macro'?"
        return self._told(await self._amira.slash(ROOM, "ask", question=words, **options))

    async def _in_a_form(self) -> None:
        form = await self._amira.slash(ROOM, "ask")
        self._told(await self._amira.submit(form, {"question": f"Is {self._aviary.question}\nin Excel?"}))

    async def _claimed_and_closed(self) -> None:
        room = self._practice.channel(ROOM)
        await self._practice.until(lambda: any(self._aviary.question in shown.text for shown in room.messages))
        card = next(shown for shown in room.messages if self._aviary.question in shown.text)
        self._told(await self._ben.press(card, "I can help"))
        await self._practice.until(lambda: card.thread and card.thread.messages)
        assert card.thread
        await self._amira.say(card.thread, f"I mean {self._aviary.said}, you see")
        with _crashing(Linking, "close", self._of_everything):
            self._told(await self._ben.slash(card.thread, "close", note=f"It was {self._aviary.note} all along"))
        self._told(await self._ben.slash(card.thread, "close", note=f"It was {self._aviary.note} all along"))

    async def _refused(self) -> None:
        """Discord refuses, is broken, or breaks off; at the card and at the answer."""
        for route in (SEND, CALLBACK):
            # What goes wrong at the answer is never answered, and not worth waiting for.
            self._practice.realm.interactions.answer_seconds = ANSWER_SECONDS if route == CALLBACK else PATIENCE
            for status, code in ((400, 50035), (403, 50013), (404, 10062), (500, 0)):
                self._practice.faults.add("status", route, status=status, code=code)
                await self._ask()
            self._practice.faults.add("reset", route)
            await self._ask()
            self._practice.faults.clear()
        self._practice.realm.interactions.answer_seconds = PATIENCE

    def _of_the_text(self, *given: Any) -> Exception:
        return KeyError(given[2].text)

    def _of_everything(self, *given: Any, **named: Any) -> Exception:
        return ValueError(f"{given} {named} {self._aviary.token}")

    def _of_the_token(self, *_: Any) -> Exception:
        return RuntimeError(self._aviary.token)

    def _told(self, answer: Answer) -> Answer:
        self.counts["answers"] += 1
        return answer

    async def tell(self) -> None:
        """Ask everything that tells of the bot, and look at what it sent and kept."""
        dev = self._practice.person("Dev")
        for form in ("csv", "jsonl"):
            answer = await dev.slash("moderators", "mod export", format=form)
            self._hear("exports", (await dev.download(answer.attachments[0])).decode())
        async with aiohttp.ClientSession() as session:
            for path in ("healthz", "metrics"):
                async with session.get(f"http://127.0.0.1:{self._port}/{path}") as told:
                    self._hear("scrapes", await told.text())
        for command in _commands(self._folder):
            self._hear("commands of the terminal", await asyncio.to_thread(_typed, command))
        self._hear("exports", (self._folder / "export.csv").read_text())
        for file in self._folder.rglob("*.db*"):
            place = "backups" if file.parent.name == "copies" else "the database"
            self._hear(place, file.read_bytes().decode("latin-1"))
        for messages in self._practice.world.state.messages.values():
            for message in messages.values():
                self._hear("messages", f"{message.content} {message.embeds} {message.components}")

    def _hear(self, where: str, text: str) -> None:
        self.counts[where] += 1
        self.heard[where].append(text)


@asynccontextmanager
async def spoken(folder: Path, aviary: Aviary) -> AsyncGenerator[Spills]:
    """Start everything at DEBUG, with the terminal's commands set to the same database; gives what is heard of it."""
    text, lines = io.StringIO(), io.StringIO()
    async with Practice(bot="external", answer_seconds=PATIENCE) as practice:
        aviary.secret("the practice token", practice.bot_token)
        settings = _settings(folder, practice.bot_token, aviary.key)
        with _environment(practice, folder, aviary), _logging(settings, text, lines):
            supervised = Supervised(practice, settings)
            async with serve(Health(supervised.supervisor), settings) as port:
                await supervised.up()
                await practice.until(lambda: practice.bot_status == "up")
                spills = Spills(supervised, aviary, folder, port)
                yield spills
                await supervised.stop()
    written = [text.getvalue(), lines.getvalue()]
    spills.heard["the log"] += written
    spills.counts["lines of the log"] += sum(map(len, map(str.splitlines, written)))
    spills.counts["errors logged"] += lines.getvalue().count('"level": "ERROR"')


def _settings(folder: Path, token: str, key: str) -> Settings:
    return Settings(
        _env_file=None,  # pyright: ignore[reportCallIssue] - pydantic-settings hides it from types
        token=SecretStr(token),
        secret_key=SecretStr(key),
        database=folder / "mentorbot.db",
        log_level="DEBUG",
        guild_ready_seconds=0,
        metrics=True,
        open_limit=25,
    )


def _commands(folder: Path) -> Generator[list[str]]:
    yield ["check-config"]
    yield ["export", "--output", str(folder / "export.csv")]
    yield ["backup", "--output", str(folder / "copies")]
    yield ["verify"]
    yield ["restore", str(folder / "nothing.db")]
    yield ["health"]


def _typed(command: list[str]) -> str:
    """What a command says, on both of its outputs."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        cli.main(command)
    return said.getvalue()


@contextmanager
def _environment(practice: Practice, folder: Path, aviary: Aviary) -> Generator[None]:
    begin = Interactions.begin

    def noting(*given: Any, **named: Any) -> Any:
        one = begin(*given, **named)
        aviary.secret(f"the token of interaction {one.id}", one.token)
        return one

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Route, "BASE", practice.api_url)
        patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(practice.gateway_url))
        patch.setattr(Interactions, "begin", noting)
        patch.chdir(folder)
        patch.setenv("MENTORBOT_TOKEN", aviary.token)
        patch.setenv("MENTORBOT_SECRET_KEY", aviary.key)
        patch.setenv("MENTORBOT_DATABASE", str(folder / "mentorbot.db"))
        patch.setenv("MENTORBOT_TOKN", aviary.token)  # a slip, which is told without its value
        yield


@contextmanager
def _logging(settings: Settings, text: io.StringIO, lines: io.StringIO) -> Generator[None]:
    """Log as the bot does, both ways at once, and afterwards as before."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure(settings, text)
    other = logs.Handler(lines)
    other.setFormatter(logs.JsonFormatter((settings.token.get_secret_value(),) if settings.token else ()))
    root.addHandler(other)
    yield
    root.handlers[:] = before
    root.setLevel(level)


def _full(*_: Any, **__: Any) -> Exception:
    return sqlite3.OperationalError("database or disk is full")


@contextmanager
def _crashing(owner: type, name: str, error: Callable[..., Exception]) -> Generator[None]:
    """Let a method fail with this error, made of what it was given."""

    async def crash(*given: Any, **named: Any) -> None:
        raise error(*given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, crash)
        yield

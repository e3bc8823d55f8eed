"""The practice server as a library: start it, act as a person, break things, look."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from mentorbot.playground import membership
from mentorbot.playground.actor import Actor
from mentorbot.playground.faults import Faults
from mentorbot.playground.gateway import Gateway, How
from mentorbot.playground.hearing import Hearing
from mentorbot.playground.launch import BOT, prepare
from mentorbot.playground.model import Member, User
from mentorbot.playground.permissions import named
from mentorbot.playground.realm import Realm, Recorded
from mentorbot.playground.refusals import Refusals
from mentorbot.playground.server import PlaygroundServer
from mentorbot.playground.shown import Room
from mentorbot.playground.world import World

PATIENCE = 60.0


class Practice:
    """A running practice server.

        async with Practice() as practice:
            amira = practice.person("Amira")
            answer = await amira.slash("questions", "ask", question="How do I enable macros?")
            assert answer.private

    `bot` is "mentorbot" (the real one, in its own process), "external" (none is started; connect one to `api_url` and
    `gateway_url` with `bot_token`), or a command to run instead. `data` keeps everything in a folder.
    """

    def __init__(
        self,
        data: Path | None = None,
        *,
        bot: Literal["mentorbot", "external"] | Sequence[str] | None = "mentorbot",
        answer_seconds: float = 3.0,
        realistic_limits: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        command = BOT if bot == "mentorbot" else None if bot in ("external", None) else bot
        launch = prepare(data, bot=command, environment=environment)
        self.server = PlaygroundServer(launch, realistic_limits=realistic_limits)
        self.realm.interactions.answer_seconds = answer_seconds

    @property
    def realm(self) -> Realm:
        return self.server.realm

    @property
    def world(self) -> World:
        return self.realm.world

    @property
    def gateway(self) -> Gateway:
        return self.realm.gateway

    @property
    def faults(self) -> Faults:
        return self.realm.faults

    @property
    def requests(self) -> deque[Recorded]:
        """Every request that the bot made, with what it was answered."""
        return self.realm.requests

    @property
    def refusals(self) -> Refusals:
        """How often the bot was refused, as Discord counts it."""
        return self.realm.refusals

    @property
    def transcript(self) -> list[str]:
        """What happened, in plain words."""
        return self.realm.log.lines()

    @property
    def bot_lines(self) -> list[str]:
        """What the bot's process printed."""
        return self.server.runner.lines

    @property
    def bot_status(self) -> str:
        return self.server.runner.status

    @property
    def bot_token(self) -> str:
        return self.realm.bot_token

    @property
    def api_url(self) -> str:
        return self.realm.api_url

    @property
    def gateway_url(self) -> str:
        return self.realm.gateway_url

    @property
    def page_url(self) -> str:
        return self.server.page_url

    @property
    def database(self) -> Path:
        return self.server.launch.database

    def person(self, name: str) -> Actor:
        return Actor(self.server.people, self.server.using, self.world.user(name))

    def newcomer(self, name: str, role: str | None = None) -> Actor:
        """Somebody new in the server, for crowds."""
        roles = [r.id for r in self.world.state.roles.values() if r.name == role]
        user = User(self.world.new_id(), name, "newcomer")
        self.world.state.users[user.id] = user
        self.world.state.members[user.id] = Member(user.id, roles, self.world.now())
        return self.person(name)

    def channel(self, name: str) -> Room:
        """The channel or newest thread of this name."""
        return Room(self.world, self.world.channel(name))

    def threads(self) -> list[Room]:
        return [Room(self.world, channel) for channel in self.world.threads()]

    async def until(self, condition: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Wait for a condition on the world; it is looked at after every change."""
        try:
            await self.realm.hub.until(lambda: bool(condition()), seconds)
        except TimeoutError:
            recent = "\n".join(self.transcript[-15:])
            raise AssertionError(
                f"It did not come true in {seconds:g} seconds. The last that happened:\n{recent}"
            ) from None

    def hearing(self, name: str) -> Hearing:
        """What this person's own program is told from now on, as raw as it comes."""
        return Hearing(self.world, self.world.user(name).id)

    async def advance(self, seconds: float) -> None:
        """Move the clock on, for server and bot."""
        self.server.course.advance(seconds)

    def kill_bot(self) -> None:
        """Kill -9. `start_bot` starts it again."""
        self.server.runner.kill()

    async def start_bot(self, seconds: float = 30.0) -> None:
        await self.server.runner.start()
        await self.server.runner.ready(seconds)

    async def restart_bot(self) -> None:
        """Stop it in order and start it again."""
        await self.server.runner.stop()
        await self.start_bot()

    async def stop_bot(self) -> None:
        await self.server.runner.stop()

    def cut_gateway(self, *, resumable: bool = True, how: How = "lost", code: int = 4000) -> None:
        self.gateway.cut(resumable=resumable, how=how, code=code)

    async def start_again(self) -> None:
        """A clean world and database."""
        await self.server.course.start_again()
        await self.server.runner.ready()

    async def starter(self, name: str) -> None:
        await self.server.course.starter(name)

    def deny_bot(self, channel: str, *names: str) -> None:
        """Take permissions from the bot in a channel, such as "Send Messages"; none gives all back."""
        membership.deny_bot(self.world, self.world.channel(channel), [named(name) for name in names])

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.server.__aexit__(kind, error, trace)

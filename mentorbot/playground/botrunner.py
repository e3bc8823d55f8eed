"""The bot's process over its lives: started, watched, told the time, stopped or killed."""

import asyncio

from mentorbot.playground.changes import BotChanged
from mentorbot.playground.child import Child
from mentorbot.playground.launch import Launch
from mentorbot.playground.realm import Realm

PATIENCE = 60.0
STOP_SECONDS = 5.0


class BotRunner:
    """Runs the launch's command as the bot, or nothing at all where a bot comes from elsewhere."""

    def __init__(self, realm: Realm, launch: Launch) -> None:
        self.note = ""
        self._realm, self._launch = realm, launch
        self._child: Child | None = None
        self._watch: asyncio.Task[None] | None = None
        self._wanted_end = ""

    @property
    def has_command(self) -> bool:
        return self._launch.command is not None

    @property
    def pid(self) -> int | None:
        return self._child.pid if self.running and self._child else None

    @property
    def running(self) -> bool:
        return self._child is not None and self._child.running

    @property
    def status(self) -> str:
        """Up once it is connected and its commands are known."""
        if self.has_command and not self.running:
            return "down"
        return "up" if self._realm.gateway.connected and self._realm.knows_commands else "starting"

    @property
    def lines(self) -> list[str]:
        """What it printed lately."""
        return list(self._child.lines) if self._child else []

    async def start(self) -> None:
        """Start the process, or take over the one that the launch has begun; `ready` waits until it is up."""
        if self._wanted_end:
            await self.ended()
        if self.running or not self.has_command:
            return
        self._realm.gateway.forget()
        self._wanted_end = self.note = ""
        early, self._launch.child = self._launch.child, None
        self._child = early or await self._launch.start_bot()
        self._launch.child = None
        if self._child:
            self._child.heard = self._realm.hub.look_again
        self.tell_offset()
        self._watch = asyncio.create_task(self._follow())
        self._realm.log.note("server", "The bot's program was started")
        self._realm.hub.publish(BotChanged())

    async def ready(self, seconds: float = PATIENCE) -> None:
        """Wait until the bot is up; `RuntimeError` with its last words when it ends instead."""
        try:
            await self._realm.hub.until(lambda: self.status != "starting", seconds)
        except TimeoutError:
            raise RuntimeError(f"The bot did not get ready in {seconds:g} seconds.\n{self.last_words()}") from None
        if self.status == "down":
            raise RuntimeError(f"The bot stopped while starting.\n{self.last_words()}")

    def tell_offset(self) -> None:
        """Give the bot's clock the same offset as the server's."""
        if self._child:
            self._child.tell({"offset": self._realm.world.clock.offset.total_seconds()})

    def kill(self) -> None:
        if self.running and self._child:
            self._wanted_end = "The bot was killed."
            self._child.kill()

    async def killed(self) -> None:
        self.kill()
        await self.ended()

    async def stop(self) -> None:
        if self.running and self._child:
            self._wanted_end = "The bot was stopped."
            await self._child.stop(STOP_SECONDS)
        await self.ended()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def ended(self) -> None:
        """Wait for an end that is under way."""
        if self._watch and self._wanted_end:
            await asyncio.shield(self._watch)

    def last_words(self) -> str:
        return "\n".join(self.lines[-15:])

    async def _follow(self) -> None:
        """Note the end of the process, whoever wanted it."""
        if self._child is None:
            return
        code = await self._child.wait()
        last = next((line for line in reversed(self.lines) if line.strip()), "")
        self.note = self._wanted_end or f"The bot stopped by itself (code {code}). {last}".strip()
        self._realm.log.note("server", self.note)
        self._realm.hub.publish(BotChanged())

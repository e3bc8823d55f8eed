"""The practice server put together: world, doors, page and the bot's process, started and stopped as one."""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from mentorbot.playground import storage
from mentorbot.playground.botrunner import BOT, BotRunner
from mentorbot.playground.course import Course
from mentorbot.playground.deeds import Deeds
from mentorbot.playground.doors import add_headers, guard
from mentorbot.playground.live import Live
from mentorbot.playground.page_api import PageApi
from mentorbot.playground.people import People
from mentorbot.playground.realm import Realm
from mentorbot.playground.rest import door
from mentorbot.playground.staffroom import staffroom
from mentorbot.playground.using import Using

HOST = "127.0.0.1"
MOST_BODY = 32 * 1024 * 1024


class PlaygroundServer:
    """One run. Without `data` everything lives in a temporary folder that goes with it."""

    def __init__(
        self,
        data: Path | None = None,
        *,
        port: int = 0,
        bot: Sequence[str] | None = BOT,
        realistic_limits: bool = False,
    ) -> None:
        self._data, self._port = data, port
        self.folder = (data or Path(tempfile.mkdtemp(prefix="mentorbot-practice-"))).resolve()
        kept = storage.load(self.folder) if data else None
        self.realm = Realm(kept or staffroom(datetime.now(UTC)), realistic_limits=realistic_limits)
        if kept:
            storage.load_files(self.folder, self.realm.world)
        self.people = People(self.realm)
        self.using = Using(self.people)
        self.runner = BotRunner(self.realm, self.folder, bot)
        self.course = Course(self.realm, self.runner, self.people, self.using)
        self._keeper: storage.Keeper | None = None
        self._web: web.AppRunner | None = None

    @property
    def page_url(self) -> str:
        return f"{self.realm.origin}/#{self.realm.page_token}"

    async def start(self) -> None:
        """Listen, then start the bot; `runner.ready` waits for it."""
        self._web = web.AppRunner(self._app(), access_log=None, shutdown_timeout=0.5)
        await self._web.setup()
        site = web.TCPSite(self._web, HOST, self._port)
        await site.start()
        self.realm.origin = f"http://{HOST}:{self._web.addresses[0][1]}"
        if self._data:
            self._keeper = storage.Keeper(self.folder, self.realm.world)
        await self.runner.start()

    async def stop(self) -> None:
        """Stop the bot in order, then the doors; a temporary folder is removed."""
        await self.runner.stop()
        self.realm.interactions.clear()
        if self._keeper:
            self._keeper.close()
            self._keeper = None
        if self._web:
            await self._web.cleanup()
            self._web = None
        if not self._data:
            await asyncio.to_thread(shutil.rmtree, self.folder, ignore_errors=True)

    async def __aenter__(self) -> Self:
        try:
            await self.start()
            if self.runner.has_command:
                await self.runner.ready()
        except BaseException:
            with contextlib.suppress(OSError):
                await self.stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[guard(self.realm)], client_max_size=MOST_BODY)
        app.on_response_prepare.append(add_headers)
        app.router.add_get("/gateway", self.realm.gateway.handle)
        door.add_routes(app, self.realm)
        deeds = Deeds(self.people, self.using, self.course)
        PageApi(self.realm, deeds, Live(self.realm, self.runner)).add_routes(app)
        return app

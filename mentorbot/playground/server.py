"""The practice server put together: world, doors, page and the bot's process, started and stopped as one."""

import asyncio
import contextlib
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from aiohttp import web

from mentorbot.playground import storage
from mentorbot.playground.botrunner import BotRunner
from mentorbot.playground.course import Course
from mentorbot.playground.deeds import Deeds
from mentorbot.playground.doors import add_headers, guard
from mentorbot.playground.launch import Launch
from mentorbot.playground.live import Live
from mentorbot.playground.page_api import PageApi
from mentorbot.playground.people import People
from mentorbot.playground.realm import Realm
from mentorbot.playground.rest import door
from mentorbot.playground.staffroom import staffroom
from mentorbot.playground.using import Using

MOST_BODY = 32 * 1024 * 1024


class PlaygroundServer:
    """One run, standing on a launch, which it gives back at the end."""

    def __init__(self, launch: Launch, *, realistic_limits: bool = False) -> None:
        self.launch = launch
        try:
            kept = None if launch.temporary else storage.load(launch.folder)
        except storage.Unreadable:
            launch.close()
            raise
        state = kept or staffroom(datetime.now(UTC))
        self.realm = Realm(state, origin=launch.origin, bot_token=launch.token, realistic_limits=realistic_limits)
        if kept:
            storage.load_files(launch.folder, self.realm.world)
        self.people = People(self.realm)
        self.using = Using(self.people)
        self.runner = BotRunner(self.realm, launch)
        self.course = Course(self.realm, launch, self.runner, self.people, self.using)
        self._keeper: storage.Keeper | None = None
        self._web: web.AppRunner | None = None

    @property
    def saved(self) -> asyncio.Event | None:
        """Set while everything is on disk; None where nothing is kept."""
        return self._keeper.saved if self._keeper else None

    @property
    def page_url(self) -> str:
        return f"{self.realm.origin}/#{self.realm.page_token}"

    async def start(self) -> None:
        """Answer at the launch's port, then start the bot; `runner.ready` waits for it."""
        self._web = web.AppRunner(self._app(), access_log=None, shutdown_timeout=0.5)
        await self._web.setup()
        await web.SockSite(self._web, self.launch.listener).start()
        if not self.launch.temporary:
            self._keeper = storage.Keeper(self.launch.folder, self.realm.world)
        await self.runner.start()

    async def stop(self) -> None:
        """Stop the bot in order, then the doors, and give the launch back."""
        await self.runner.stop()
        self.realm.interactions.clear()
        if self._keeper:
            self._keeper.close()
            self._keeper = None
        if self._web:
            await self._web.cleanup()
            self._web = None
        self.launch.close()

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

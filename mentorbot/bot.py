"""The Discord client: built whole, unstarted, in one place."""

import asyncio
import logging
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules
from random import Random
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from mentorbot.announcer import Announcer
from mentorbot.answering import refuse
from mentorbot.clock import Clock
from mentorbot.deliveries import Deliveries
from mentorbot.forms import make_whole
from mentorbot.hands import Hands
from mentorbot.heard import Heard
from mentorbot.logins import hang_up, todays_allowance
from mentorbot.looking import Looking
from mentorbot.nightly import Nightly
from mentorbot.parts import Parts, assemble
from mentorbot.registering import register
from mentorbot.replies import Replies
from mentorbot.rounds import Rounds
from mentorbot.routes import Routes
from mentorbot.schedule import Schedule
from mentorbot.services.room import Room
from mentorbot.settings import Settings
from mentorbot.store.database import SqliteDatabase
from mentorbot.store.locking import FileLock
from mentorbot.tally import Tally
from mentorbot.unrepeated import unrepeated
from mentorbot.watcher import Lookout, Watcher

log = logging.getLogger(__name__)

INTENTS = discord.Intents(guilds=True, guild_reactions=True, dm_messages=True)
PRESSES = (discord.InteractionType.component, discord.InteractionType.modal_submit)
FINISHING = 6.0
HANGING_UP = 2.0
NIGHTLY_LOOK = timedelta(minutes=10)
HANDLERS = ("discord.py: ", "CommandTree-invoker")  # how discord.py names the tasks in which it handles events


class Tree(app_commands.CommandTree["MentorBot"]):
    """The slash commands, with the one answer for errors."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        await refuse(interaction, error)
        self.client.count_answer(interaction)

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        if self.client.heard.before(interaction.id):
            return False
        interaction.extras["begun"] = time.monotonic()
        make_whole(interaction)
        if interaction.guild_id is not None:
            await self.client.parts.servers.welcome(interaction.guild_id)
        return True


class MentorBot(commands.Bot):
    """mentorbot on Discord: events come in here and become calls of services."""

    parts: Parts
    announcer: Announcer
    looking: Looking
    rounds: Rounds

    def __init__(
        self, settings: Settings, *, clock: Clock, rng: Random, connector: aiohttp.BaseConnector | None = None
    ) -> None:
        self.replies = Replies(clock)
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=INTENTS,
            tree_cls=Tree,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            guild_ready_timeout=settings.guild_ready_seconds,
            connector=connector,
            http_trace=self.replies.watch(unrepeated()),
        )
        self.settings = settings
        self.clock = clock
        self.policy = settings.policy
        self.tally = Tally()
        self.heard = Heard()
        self.on_up: Callable[[], None] = lambda: None
        self.up_since: float | None = None
        self.room = Room(settings.database.parent, settings.least_free_megabytes)
        self.nightly = Nightly(settings, clock)
        self.routes = Routes()
        self.schedule = Schedule(clock, self._tick)
        self._rng = rng
        self._lookout = Lookout(self)
        self._ending: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        self._lock = FileLock(self.settings.database)
        try:
            database = await SqliteDatabase.open(self.settings.database)
        except BaseException:
            self._lock.release()
            raise
        self._put_together(database)
        await self.parts.agenda.take_over()
        await self.parts.privacy.forget_again()
        await self._load_cogs()
        await register(self.tree, self.parts.servers)

    def _put_together(self, database: SqliteDatabase) -> None:
        """Make everything that needs the database, none of it at work yet."""
        sealing = self.settings.sealing
        self.parts = assemble(
            database, self.policy, self.clock, self._rng, self._lookout, self.room, self.settings.backups, sealing
        )
        self.announcer = Announcer(
            self.parts.announcing, Deliveries(self), self.clock, self._rng, self.schedule.wake_at
        )
        self.parts.outbox.deliver_to(self.announcer.deliver)
        self.parts.agenda.on_planned(self.schedule.wake_at)
        self.looking = Looking(self.parts.words, self.clock)
        self._hands = Hands(self, self.parts.claiming, lambda: self.announcer.workers)
        self.watcher = Watcher(self._lookout, self.parts.reconciling, self.parts.claiming, self._rng)
        self.announcer.on_recovered(self.watcher.look_again)
        self.rounds = Rounds(
            self,
            self.parts.servers,
            self.parts.agenda,
            self.announcer,
            self.watcher,
            self.room,
            self.schedule,
            self.clock,
        )

    async def close(self) -> None:
        """Take no new work, finish what was begun, and close the database last; in seconds, whatever happens."""
        self._ending = self._ending or asyncio.create_task(self._close())
        await asyncio.shield(self._ending)

    async def _close(self) -> None:
        self.schedule.stop()
        if not hasattr(self, "rounds"):
            await super().close()
            return
        self.rounds.no_more()
        try:
            async with asyncio.timeout(FINISHING):
                await self._finish()
        except TimeoutError:
            log.warning("not everything was finished in time; what is still to be said is said after the next start")
            await self.announcer.abandon()
        try:
            async with asyncio.timeout(HANGING_UP):
                await hang_up(self)
                await super().close()
        except TimeoutError:
            await self.http.close()  # Discord does not answer our goodbye, as after a cut cable
        finally:
            await self.parts.database.close()
            self._lock.release()

    async def _finish(self) -> None:
        if handlers := [task for task in asyncio.all_tasks() if task.get_name().startswith(HANDLERS)]:
            await asyncio.wait(handlers)
        await self.rounds.end()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Log in within the budget, or raise `TooManyStarts`."""
        await self.parts.starts.begin(await todays_allowance(self))
        self.tally.logins += 1
        await super().before_identify_hook(shard_id, initial=initial)

    async def on_connect(self) -> None:
        self._hands.lose_sight()  # in the gap before a new session hands may have gone down unseen
        await self.announcer.start()

    async def on_resumed(self) -> None:
        self.tally.resumes += 1

    async def on_disconnect(self) -> None:
        self.tally.disconnects += 1

    async def on_ready(self) -> None:
        self.rounds.missed()
        if not self.schedule.running:
            self.schedule.start()
            self.schedule.every(timedelta(minutes=self.settings.reconcile_minutes), self.rounds.compare, "compare")
            self.schedule.every(NIGHTLY_LOOK, self.nightly.look, "nightly")
        try:
            await self.schedule.tick()
        except Exception:
            log.exception("not everything could be looked at")
            self.rounds.look_again()
        self.up_since = self.up_since or time.monotonic()
        self.on_up()
        log.info("ready", extra={"servers": len(self.guilds)})

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.parts.servers.welcome(guild.id)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer presses and forms; commands go their own way through the tree."""
        self.tally.interactions[interaction.type.name] += 1
        if interaction.type not in PRESSES or self.heard.before(interaction.id):
            return
        interaction.extras["begun"] = time.monotonic()
        make_whole(interaction)
        try:
            if interaction.guild_id is not None:
                await self.parts.servers.welcome(interaction.guild_id)
            await self.routes.answer(interaction)
        except Exception as error:  # noqa: BLE001 - the one answer for every kind of error
            await refuse(interaction, error)
        self.count_answer(interaction)

    async def on_message(self, _: discord.Message, /) -> None:
        """Read no commands out of messages; the relay listens to private ones by itself."""

    async def on_app_command_completion(self, interaction: discord.Interaction[Any], _: object) -> None:
        self.count_answer(interaction)

    def count_answer(self, interaction: discord.Interaction[Any]) -> None:
        """Note how long it took until whoever did something was answered."""
        begun = interaction.extras.get("begun")
        if begun is not None:
            self.tally.answered(time.monotonic() - begun)

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        try:
            await self._hands.raised(payload)
        except Exception:
            self.rounds.look_again()
            raise

    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        self._hands.lowered(payload)

    async def on_raw_reaction_clear(self, _: discord.RawReactionClearEvent) -> None:
        self._hands.lose_sight()

    async def on_raw_reaction_clear_emoji(self, _: discord.RawReactionClearEmojiEvent) -> None:
        self._hands.lose_sight()

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        await self.parts.reconciling.thread_deleted(payload.thread_id)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        log.error("an event could not be handled", exc_info=sys.exception(), extra={"event": event_method})

    async def _tick(self) -> None:
        await self.rounds.go()

    async def _load_cogs(self) -> None:
        # Loaded by name: the library never imports its cogs.
        for module in iter_modules(import_module("cogs").__path__):
            await self.load_extension(f"cogs.{module.name}")
        for cog in self.cogs.values():
            self.routes.include(cog)


def create_bot(
    settings: Settings, *, clock: Clock, rng: Random, connector: aiohttp.BaseConnector | None = None
) -> MentorBot:
    """Give the complete, unstarted bot; its cogs are loaded and its database is opened when it starts."""
    return MentorBot(settings, clock=clock, rng=rng, connector=connector)

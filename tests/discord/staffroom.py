"""The server that the tests play on."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import discord
import simcord
from discord import app_commands
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from mentorbot.answering import EXPIRED
from mentorbot.bot import MentorBot
from mentorbot.errors import Refused
from tests.discord.listening import Listener
from tests.discord.played import PlayedClock

# People and messages are Any: most of their parts may be None, and a test that meets None there has found a fault.
# simcord has no public way to take its bot offline, or to let a clock that is passed in follow its own.
# pyright: reportPrivateUsage=false

MOST_WAKES = 500
QUESTION = "How do I enable macros in Excel?"


class Staffroom:
    """A guild with people in it; `questions` is the channel where they ask."""

    def __init__(
        self, env: simcord.Env, make_bot: Callable[[], MentorBot], clock: PlayedClock, listener: Listener
    ) -> None:
        self.env = env
        self.listener = listener
        self._make_bot = make_bot
        self._clock = clock
        self._may_fail = False
        self._secrets: list[str] = []
        self.guild = env.create_guild(name="Staffroom")
        self.questions = self.guild.create_text_channel("questions")
        self.moderators = self.guild.create_text_channel("moderators")
        self.moderator = self.guild.create_role("Moderator", permissions=discord.Permissions(manage_messages=True))
        self.admins = discord.Permissions(manage_guild=True, manage_messages=True)
        admin = self.guild.create_role("Admin", permissions=self.admins)
        self.amira: Any = self.member("Amira")
        self.ben: Any = self.member("Ben")
        self.chloe: Any = self.member("Chloe")
        self.dev: Any = self.member("Dev", self.moderator)
        self.elin: Any = self.member("Elin", admin)

    @property
    def bot(self) -> MentorBot:
        assert isinstance(self.env.bot, MentorBot)
        return self.env.bot

    def member(self, name: str, *roles: simcord.RoleHandle) -> Any:
        return self.guild.add_member(self.env.create_user(name), roles=list(roles))

    async def offer(self, who: simcord.MemberActor, topics: str | None = "Excel", until: str = "45m") -> Any:
        named = {"topics": topics} if topics else {}
        return await who.slash(self.questions, "offer", until_or_for=until, **named)

    async def ask(self, question: str = QUESTION, by: simcord.MemberActor | None = None, **options: Any) -> Any:
        self._secrets.append(question)
        return await (by or self.amira).slash(self.questions, "ask", question=question, **options)

    async def claimed(self, **options: Any) -> Any:
        """Let Amira ask and Ben claim; give the first message of their thread."""
        await self.ask(**options)
        await self.ben.click(self.card, label="I can help")
        return self.opening

    @property
    def cards(self) -> list[Any]:
        return [message for message in self.questions.history() if message.embeds]

    @property
    def card(self) -> Any:
        """The newest card in the channel."""
        return self.cards[-1]

    @property
    def now_on_card(self) -> str:
        return str(self.card.embeds[0].fields[0].value)

    @property
    def thread(self) -> simcord.ChannelHandle:
        """The newest thread."""
        return self.questions.threads[-1]

    @property
    def opening(self) -> Any:
        """The bot's first message in the newest thread."""
        return next(m for m in self.thread.history() if m.author.id == self.env.backend.bot_user.id)

    def thread_is(self, *states: str) -> bool:
        """Say whether the newest thread is `archived`, `locked` or both."""
        data = self.env.backend.get_channel(self.thread.id).thread_metadata
        return all(getattr(data, state) for state in states)

    def told(self, who: simcord.MemberActor) -> list[Any]:
        """What somebody finds in their private messages from the bot."""
        return who.user.dm_channel.history()

    def pings(self, message: discord.Message) -> set[int]:
        """Whom a message rang, as Discord decides it from the text and the allowed mentions."""
        stored = self.env.backend.get_message(message.channel.id, message.id)
        assert not stored.mention_everyone
        assert not stored.ping_role_ids
        return set(stored.ping_user_ids)

    def deny(self, channel: simcord.ChannelHandle, **rights: bool) -> None:
        """Take rights from the bot in one channel, as an admin does in the channel's settings."""
        denied = discord.Permissions(**rights).value
        bot = self.env.backend.bot_user.id
        self.env.backend.set_overwrite(
            channel.id, Overwrite(target_id=bot, type=OverwriteType.MEMBER, allow=0, deny=denied)
        )

    async def delete(self, message: discord.Message) -> None:
        """Let the moderator delete a message."""
        await self.dev.delete(message)

    async def delete_thread(self, thread: simcord.ChannelHandle) -> None:
        self.env.backend.delete_channel(thread.id)
        await self.env.settle()

    async def pass_time(self, **by: float) -> None:
        """Let time pass; the bot does what it does only at the moments for which it had itself woken."""
        until = self.env.now() + timedelta(**by)
        for _ in range(MOST_WAKES):
            due = self.bot.schedule._next
            if due is None or due > until:
                break
            self._move_to(due)
            with self.env._bot_scope():
                self._clock.tell()
            await self.env.settle()
        else:
            raise AssertionError("the bot keeps waking without end")
        self._move_to(until)

    def _move_to(self, moment: datetime) -> None:
        behind = (moment - self.env.now()).total_seconds()
        if behind > 0:
            self.env.backend.advance_clock(behind)

    async def compare(self) -> None:
        """Let the bot compare what it remembers with Discord, as it does every ten minutes."""
        with self.env._bot_scope():
            await self.bot.rounds.compare()
        await self.env.settle()

    async def kill(self) -> None:
        """End the bot without a word, as `kill -9` does."""
        old = self.bot
        await self.env._detach_bot()
        await old.parts.database.close()
        old._lock.release()

    async def start(self) -> None:
        await self.env.restart_bot(self._make_bot())

    def let_receipts_wait(self) -> None:
        """Let simcord know that a receipt waits for its card on purpose, for as long as time does not pass."""
        announcer = self.bot.announcer
        wait = announcer.result

        async def waiting(announcement: Any, patience: float) -> Any:
            return await self.env.external_wait(wait(announcement, patience), reason="the card may come later")

        announcer.result = waiting

    async def restart(self, **down_for: float) -> None:
        await self.kill()
        self._move_to(self.env.now() + timedelta(**down_for))
        await self.start()

    async def log(self) -> list[str]:
        """The interaction log's kinds, in order."""
        rows = await self.query("SELECT kind FROM event ORDER BY id")
        return [str(row) for row in rows]

    async def query(self, sql: str) -> list[Any]:
        async def ask(tx: Any) -> list[Any]:
            return await tx.all(str, sql)

        return await self.bot.parts.database.read(ask)

    async def change(self, sql: str) -> None:
        """Change the database behind the bot's back."""

        async def run(tx: Any) -> None:
            await tx.run(sql)

        await self.bot.parts.database.write(run)

    def expect_errors(self) -> None:
        """Say that this test makes the bot fail on purpose."""
        self._may_fail = True

    def check_nothing_went_wrong(self) -> None:
        """No unhandled error, no error in the log, and no question's text there at any level."""
        unexpected = [error for error in self.env.errors if not is_refusal(error)]
        if not self._may_fail:
            assert not unexpected
            assert not self.listener.errors
        for token in ("simcord.fake.token", "simcord_interaction_"):
            assert token not in self.listener.text, "a token was logged"
        for question in self._secrets:
            assert len(question) < 12 or question not in self.listener.text, "a question's text was logged"


def is_refusal(error: BaseException) -> bool:
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    late = isinstance(cause, discord.HTTPException) and cause.code in EXPIRED
    return late or isinstance(cause, Refused | app_commands.CheckFailure)

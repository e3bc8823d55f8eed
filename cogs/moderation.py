"""`/mod`: what moderators do."""

import re
import tempfile
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.ext import commands

from mentorbot.answering import Interaction, person, redraw, require_moderator, say
from mentorbot.bot import MentorBot
from mentorbot.clock import Clock
from mentorbot.domain.members import Person
from mentorbot.domain.periods import parse_period, suggest_period
from mentorbot.domain.quoting import whole
from mentorbot.domain.safety import LONGEST_REASON, SHORTEST_REASON
from mentorbot.domain.times import parse_until, suggest_until
from mentorbot.errors import Refused
from mentorbot.forms import written
from mentorbot.looking import Looking, Writing
from mentorbot.rendering import lookups
from mentorbot.rendering import moderating as drawn
from mentorbot.rendering import reports as reported
from mentorbot.rendering.forms import LONGEST_CLOSING
from mentorbot.rendering.parts import Sheet
from mentorbot.routes import answers
from mentorbot.services.exporting import Export, Exporting, Format
from mentorbot.services.handing import NotAPerson
from mentorbot.services.looking_up import LookingUp, NoSuchQuestion, Seen
from mentorbot.services.moderating import Moderating
from mentorbot.services.reporting import Reporting
from mentorbot.services.servers import Servers
from mentorbot.suggesting import numbered, pair_choices, question_choices, time_choices

ROOM_IN_MEMORY = 1_000_000


class ExportTooLarge(Refused):
    """That export is larger than Discord takes. Choose a shorter period, or ask for `mentorbot export` instead."""


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class ModerationCog(commands.GroupCog, group_name="mod", group_description="For moderators"):
    """Exports the log, looks after questions, looks up who asked anonymously, lists what was reported."""

    def __init__(
        self,
        exporting: Exporting,
        moderating: Moderating,
        looking_up: LookingUp,
        reporting: Reporting,
        servers: Servers,
        looking: Looking,
        clock: Clock,
    ) -> None:
        self._exporting = exporting
        self._moderating = moderating
        self._looking_up = looking_up
        self._reporting = reporting
        self._looking = looking
        self._servers = servers
        self._clock = clock

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_messages=True)
    @app_commands.describe(
        period='Which days: "last week", "October", "2026-10-01 to 2026-10-31"; the last 30 days if you leave it out',
        form="A table for a spreadsheet, or a line of JSON for each event",
    )
    @app_commands.rename(form="format")
    @app_commands.choices(
        form=[
            app_commands.Choice(name="CSV, for a spreadsheet", value="csv"),
            app_commands.Choice(name="JSON Lines, for a program", value="jsonl"),
        ]
    )
    async def export(self, interaction: Interaction, period: str = "last 30 days", form: str = "csv") -> None:
        """Get the interaction log as a file: pseudonymous, without any text. The export itself is logged."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        who = person(interaction)
        start, end = parse_period(period, self._clock.now(), await self._zone(interaction))
        export = await self._exporting.export(start, end, Format(form), server_id=who.server_id, by=who)
        with tempfile.SpooledTemporaryFile(ROOM_IN_MEMORY) as file:
            await _write(export, file, interaction.filesize_limit)
            shown = discord.File(file, filename=_name(start, end, form))  # pyright: ignore[reportArgumentType] - a spooled file is one
            lines = "1 line" if export.lines == 1 else f"{export.lines} lines"
            words = f"Here is the log: {lines}. People are numbers in it, and nothing that anybody wrote is there."
            await say(interaction, words, files=[shown])

    @export.autocomplete("period")
    async def _suggest(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return time_choices(suggest_period(typed, self._clock.now(), await self._zone(interaction)))

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_messages=True)
    async def questions(self, interaction: Interaction) -> None:
        """See everything that is open, helped with or not, with what you can do about it."""
        await say(interaction, drawn.open_questions(await self._moderating.questions(person(interaction).server_id)))

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_messages=True)
    @app_commands.describe(question="Which one waits", member="Who could help; they can always hand it back")
    async def assign(self, interaction: Interaction, question: str, member: discord.Member | discord.User) -> None:
        """Find a helper for a question that waits. They get its thread, and a kind word."""
        if member.bot or not isinstance(member, discord.Member):
            raise NotAPerson
        who = person(interaction)
        to = Person(who.server_id, member.id, whole(member.display_name))
        given = await self._moderating.assign(who, numbered(question), to)
        await say(interaction, drawn.assigned(to.name, given=given))

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_messages=True)
    @app_commands.describe(question="Which one", note="A line for whoever asked")
    async def close(
        self, interaction: Interaction, question: str, note: app_commands.Range[str, 1, LONGEST_CLOSING] | None = None
    ) -> None:
        """Close a question. Whoever asked is told, gets their text back and can open it again."""
        await self._look_first(interaction, numbered(question), note or "")

    @answers("mod-close")
    async def close_by_form(self, interaction: Interaction, question: int) -> None:
        require_moderator(interaction)
        await self._look_first(interaction, question, written(interaction).get("note", "")[:LONGEST_CLOSING])

    async def _look_first(self, interaction: Interaction, question: int, note: str) -> None:
        writing = Writing(
            note,
            post=lambda now: self._close(now, question, note or None),
            change=lambda now: now.response.send_modal(drawn.closing_form(question, note)),
        )
        await self._looking.first(interaction, writing)

    async def _close(self, interaction: Interaction, question: int, note: str | None) -> Sheet:
        await self._moderating.close(person(interaction), question, note)
        return drawn.closed()

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_messages=True)
    @app_commands.describe(until_or_for='How long: "45m", "until 16:00"; an hour if you leave it out')
    async def pause(self, interaction: Interaction, until_or_for: str = "1 hour") -> None:
        """Call nobody on this server for a while. Questions stay open, and anybody may still help."""
        until = parse_until(until_or_for, self._clock.now(), await self._zone(interaction))
        await self._moderating.pause(person(interaction), until)
        await say(interaction, drawn.paused(until))

    @answers("resume")
    async def resume(self, interaction: Interaction) -> None:
        require_moderator(interaction)
        await self._moderating.resume(person(interaction))
        await redraw(interaction, drawn.resumed())

    @pause.autocomplete("until_or_for")
    async def _suggest_times(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return time_choices(suggest_until(typed, self._clock.now(), await self._zone(interaction)))

    @assign.autocomplete("question")
    @close.autocomplete("question")
    async def _suggest_questions(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return question_choices(await self._moderating.questions(person(interaction).server_id), typed)

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_messages=True)
    @app_commands.describe(
        question="The number on the card; choose one from the list that appears as you type",
        reason="Why you need to know, in some words; whoever asked reads it",
        safeguarding="It is about somebody's safety: whoever asked is not told, and the log says so",
    )
    async def lookup(
        self,
        interaction: Interaction,
        question: str,
        reason: app_commands.Range[str, SHORTEST_REASON, LONGEST_REASON],
        safeguarding: bool = False,
    ) -> None:
        """See who asked a question anonymously. It is logged, and they are told, with your reason."""
        who, number = person(interaction), read_number(question)
        look = await self._looking_up.look(who, number, reason, safeguarding=safeguarding)
        await say(interaction, lookups.seen(look) if isinstance(look, Seen) else lookups.requested(look))

    @lookup.autocomplete("question")
    async def _suggest_question(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if not interaction.permissions.manage_messages:
            return []
        unnamed = await self._looking_up.unnamed(person(interaction).server_id)
        return pair_choices(lookups.choices(unnamed, typed, self._clock.now()))

    @app_commands.command()
    @app_commands.checks.has_permissions(manage_messages=True)
    async def reports(self, interaction: Interaction) -> None:
        """Read what members reported, and close it."""
        await say(interaction, reported.listed(await self._reporting.unclosed(person(interaction).server_id)))

    async def _zone(self, interaction: Interaction) -> ZoneInfo:
        return ZoneInfo((await self._servers.get(person(interaction).server_id)).zone)


def read_number(typed: str) -> int:
    """Read a question's number, as it is on the card or in the list."""
    found = re.match(r"(?:question )?#?(\d{1,15})\b", typed.strip(), re.ASCII | re.IGNORECASE)
    if found is None:
        raise NoSuchQuestion
    return int(found[1])


def _name(start: datetime, end: datetime, form: str) -> str:
    """Name the file after its first and its last day."""
    return f"mentorbot-log-{start:%Y-%m-%d}-to-{end - timedelta(seconds=1):%Y-%m-%d}.{form}"


async def _write(export: Export, file: "tempfile.SpooledTemporaryFile[bytes]", most: int) -> None:
    written = 0
    async for piece in export.pieces:
        written += file.write(piece.encode())
        if written > most:
            raise ExportTooLarge
    file.seek(0)


async def setup(bot: MentorBot) -> None:
    parts = bot.parts
    await bot.add_cog(
        ModerationCog(
            parts.exporting,
            parts.moderating,
            parts.looking_up,
            parts.reporting,
            parts.servers,
            bot.looking,
            bot.clock,
        )
    )

"""`/mod questions`, `assign`, `close` and `pause`: looking after what is open."""

import discord
from discord import app_commands
from discord.ext import commands

from mentorbot.answering import Interaction, person, redraw, require_moderator, say
from mentorbot.clock import Clock
from mentorbot.domain.members import Person
from mentorbot.domain.quoting import whole
from mentorbot.domain.times import parse_until, suggest_until
from mentorbot.forms import written
from mentorbot.looking import Looking, Writing
from mentorbot.rendering import moderating as drawn
from mentorbot.rendering.forms import LONGEST_CLOSING
from mentorbot.rendering.parts import Sheet
from mentorbot.routes import answers
from mentorbot.services.handing import NotAPerson
from mentorbot.services.moderating import Moderating
from mentorbot.services.servers import Servers
from mentorbot.suggesting import numbered, question_choices, time_choices


class QuestionCommands(commands.Cog):
    """Helps questions that wait to a helper or to an end, and gives a whole server a rest."""

    _moderating: Moderating
    _servers: Servers
    _looking: Looking
    _clock: Clock

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
        until = parse_until(until_or_for, self._clock.now(), await self._servers.zone(person(interaction).server_id))
        await self._moderating.pause(person(interaction), until)
        await say(interaction, drawn.paused(until))

    @answers("resume")
    async def resume(self, interaction: Interaction) -> None:
        require_moderator(interaction)
        await self._moderating.resume(person(interaction))
        await redraw(interaction, drawn.resumed())

    @pause.autocomplete("until_or_for")
    async def _suggest_times(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        zone = await self._servers.zone(person(interaction).server_id)
        return time_choices(suggest_until(typed, self._clock.now(), zone))

    @assign.autocomplete("question")
    @close.autocomplete("question")
    async def _suggest_questions(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return question_choices(await self._moderating.questions(person(interaction).server_id), typed)

"""The look at a text before others read it: the one door for everything that the bot posts in somebody's words."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import discord

from mentorbot.answering import WROTE, Interaction, person, redraw, returned, say
from mentorbot.clock import Clock
from mentorbot.domain.looking_over import Finding
from mentorbot.domain.members import Person
from mentorbot.domain.quoting import whole
from mentorbot.drafts import Drafts, Held, Standing
from mentorbot.errors import Refused
from mentorbot.rendering import looking as drawn
from mentorbot.rendering.parts import Sheet
from mentorbot.services.words import Words


class DraftGone(Refused):
    """Nothing was posted: I no longer have that draft. I keep drafts in memory only, for 15 minutes. Your text still
    stands above, ready to copy.
    """  # noqa: D205 - three sentences of one refusal, wider than a line


class PostedAlready(Refused):
    """That was posted already, as you wished. Nothing was posted twice."""


class TurnedDown(Refused):
    """That holds something that can't be posted here. Please change it."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A text that others would read, and how to go on with it.

    `post` does whatever posts it, and gives what its writer is then told privately; it must not answer the
    interaction itself. `change` opens the form again (`send_modal`) with everything filled in. `server_id` is for
    what is written in private messages; `without_name` for a text whose writer is hidden from those who read it, and
    `names` are more of the writer's names.
    """

    text: str
    post: Callable[[Interaction], Awaitable[Sheet]]
    change: Callable[[Interaction], Awaitable[object]]
    without_name: bool = False
    server_id: int | None = None
    names: tuple[str, ...] = ()


class Looking:
    """Posts what nothing is to be said about, and asks its writer about the rest."""

    def __init__(self, words: Words, clock: Clock) -> None:
        self._words = words
        self._clock = clock
        self._drafts: Drafts[Writing] = Drafts()

    async def first(self, interaction: Interaction, writing: Writing) -> None:
        """Look a text over, then post it and tell its writer; or show privately what was seen, and let them decide.

        This is what a cog calls instead of posting. It answers the interaction.
        """
        before = _number_under(interaction.message)
        findings = await self._look(interaction, writing)
        if not findings:
            told = await writing.post(interaction)
        else:
            told = self._asked(interaction.user, writing, findings)
        if before is not None:
            self._drafts.drop(before, interaction.user.id)
        await self._tell(interaction, told, [writing.text] if findings else [], again=before is not None)

    async def pause(self, user: discord.User | discord.Member, writing: Writing) -> Sheet | None:
        """Do the same for what is no interaction: None where nothing is to be said and it may be posted."""
        assert writing.server_id is not None
        who = Person(writing.server_id, user.id, whole(user.display_name))
        findings = await self._words.look(
            who, writing.text, hidden_names=[*_names(user), *writing.names], without_name=writing.without_name
        )
        return self._asked(user, writing, findings) if findings else None

    def _asked(self, user: discord.User | discord.Member, writing: Writing, findings: list[Finding]) -> Sheet:
        """Keep a draft, and draw the question about it."""
        number = self._drafts.hold(user.id, writing, self._clock.now())
        return drawn.turned_down(findings, number) if _refused(findings) else drawn.second_look(findings, number)

    async def post(self, interaction: Interaction, number: int) -> None:
        """Post a draft as it is; where that fails it waits on."""
        held, writing = self._held(interaction, number)
        held.standing = Standing.UNDERWAY
        try:
            told = await self._posted(interaction, writing, number)
        except BaseException:
            held.standing = Standing.WAITING
            raise
        held.standing, held.draft = Standing.POSTED, None
        await redraw(interaction, told)

    async def _posted(self, interaction: Interaction, writing: Writing, number: int) -> Sheet:
        """Post a text, unless the server's list of words has grown meanwhile, or nobody was asked about it."""
        if refused := _refused(await self._look(interaction, writing)):
            raise TurnedDown(drawn.turned_down(refused, number).content)
        return await writing.post(interaction)

    async def change(self, interaction: Interaction, number: int) -> None:
        _, writing = self._held(interaction, number)
        await writing.change(interaction)

    async def drop(self, interaction: Interaction, number: int) -> None:
        _, writing = self._held(interaction, number)
        self._drafts.drop(number, interaction.user.id)
        sheet, files = returned(drawn.DROPPED, [writing.text])
        # A text that is too long for a message has its file there already.
        await redraw(interaction, Sheet(drawn.DROPPED) if files else sheet)

    async def _look(self, interaction: Interaction, writing: Writing) -> list[Finding]:
        who = person(interaction, writing.server_id)
        names = [*_names(interaction.user), *writing.names]
        return await self._words.look(who, writing.text, hidden_names=names, without_name=writing.without_name)

    def _held(self, interaction: Interaction, number: int) -> tuple[Held[Writing], Writing]:
        held = self._drafts.find(number, interaction.user.id, self._clock.now())
        if held is None:
            raise DraftGone
        if held.standing is not Standing.WAITING or held.draft is None:
            raise PostedAlready
        interaction.extras[WROTE] = [held.draft.text]
        return held, held.draft

    async def _tell(self, interaction: Interaction, sheet: Sheet, texts: list[str], *, again: bool) -> None:
        """Answer, where a draft's own message asked before in its place."""
        shown, files = returned(sheet.content, texts)
        full = replace(sheet, content=shown.content)
        if again and not files:
            await redraw(interaction, full)
        else:
            await say(interaction, full, files)


def _refused(findings: list[Finding]) -> list[Finding]:
    return [one for one in findings if one.kind.is_refused]


def _names(user: discord.User | discord.Member) -> list[str]:
    """Give every name under which others know somebody."""
    names = [user.display_name, user.global_name, user.name, getattr(user, "nick", None)]
    return [whole(name) for name in names if name]


def _number_under(message: discord.Message | None) -> int | None:
    """Give the number of the draft whose message this is."""
    for row in message.components if message else []:
        for child in row.children if isinstance(row, discord.ActionRow) else []:
            word, _, number = (child.custom_id or "").partition(":")
            if word.startswith("look-") and number.isdecimal():
                return int(number)
    return None

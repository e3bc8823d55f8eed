"""Writing to each other about an anonymous question: by form, or in private messages with the bot."""

from datetime import datetime, timedelta

import discord
from discord.ext import commands

from mentorbot.answering import Interaction, redraw, refuse_message, say, spend
from mentorbot.bot import MentorBot
from mentorbot.clock import Clock
from mentorbot.domain.members import Person
from mentorbot.domain.quoting import whole
from mentorbot.domain.relays import NothingToPassOn, passable
from mentorbot.forms import chosen_numbers, written
from mentorbot.heard import Heard
from mentorbot.looking import Looking, Writing
from mentorbot.rendering import relays as drawn
from mentorbot.rendering import sharing
from mentorbot.rendering.parts import Sheet
from mentorbot.routes import answers
from mentorbot.services.linking import Linking
from mentorbot.services.parting import Parting
from mentorbot.services.relaying import Conversation, Relaying

WRITTEN_BY_PEOPLE = (discord.MessageType.default, discord.MessageType.reply)
GREET_AGAIN = timedelta(hours=1)
MOST_GREETED = 10_000
WHILE_IT_RUNS = ("relay", "relay-sorted", "relay-more", "relay-keep")


class RelayingCog(commands.Cog):
    """Whoever asked never comes into the thread; what they write comes through here."""

    def __init__(
        self, relaying: Relaying, linking: Linking, parting: Parting, looking: Looking, heard: Heard, clock: Clock
    ) -> None:
        self._relaying = relaying
        self._linking = linking
        self._parting = parting
        self._looking = looking
        self._heard = heard
        self._clock = clock
        self._greeted: dict[int, datetime] = {}

    @answers("relay")
    async def write(self, interaction: Interaction, link: int, _about: int = 0) -> None:
        conversation = await self._relaying.conversation(interaction.user.id, link)
        await interaction.response.send_modal(drawn.form(conversation))

    @answers("relay-form")
    async def form(self, interaction: Interaction, link: int) -> None:
        text = written(interaction).get("text", "")
        conversation = await self._relaying.conversation(interaction.user.id, link)
        await self._looking.first(interaction, await self._writing(interaction.user, conversation, text))

    @answers("relay-more")
    async def more(self, interaction: Interaction, link: int) -> None:
        await say(interaction, drawn.so_far(await self._relaying.conversation(interaction.user.id, link)))

    @answers("relay-sorted")
    async def sorted(self, interaction: Interaction, link: int) -> None:
        who = await self._relaying.as_known(interaction.user.id, link)
        await self._linking.close(who, link)
        conversation = await self._relaying.conversation(interaction.user.id, link)
        await spend(interaction, drawn.closed(conversation.card, await self._farewell(who, link)), *WHILE_IT_RUNS)

    async def _farewell(self, who: Person, link: int) -> Sheet:
        topic = (await self._parting.farewell(who, link)).topic
        number, name = (topic.id, topic.name) if topic else (None, None)
        return sharing.farewell(who.server_id, link, number, name, unnamed=True)

    @answers("relay-keep")
    async def keep(self, interaction: Interaction, link: int) -> None:
        await self._linking.keep_open(await self._relaying.as_known(interaction.user.id, link), link)
        await say(interaction, drawn.kept_open())

    @answers("relay-choose")
    async def choose(self, interaction: Interaction, message: int) -> None:
        """Pass on the message that stands above the menu, in its wording of now."""
        link = chosen_numbers(interaction)[0]
        await redraw(interaction, await self._passed(await _written_there(interaction, message), link))

    @commands.Cog.listener("on_message")
    async def private_message(self, message: discord.Message) -> None:
        """Pass on what somebody writes to the bot, where it is clear to whom."""
        if message.guild is not None or message.author.bot or message.type not in WRITTEN_BY_PEOPLE:
            return
        if self._heard.before(message.id):
            return
        try:
            sheet = await self._answer(message)
            if sheet is not None:
                await message.channel.send(**sheet.sending())
        except Exception as error:  # noqa: BLE001 - the one answer for every kind of error
            await refuse_message(message, error)

    async def _answer(self, message: discord.Message) -> Sheet | None:
        """Do what a private message asks for, and give the answer; None where there has been one lately."""
        found = await self._relaying.correspondence(message.author.id)
        links = [shown.link for shown in found.links]
        meant = _replied_to(message)
        if meant is not None and meant not in links:
            return drawn.over()
        if meant is not None or len(links) == 1:
            return await self._passed(message, meant if meant is not None else links[0] or 0)
        if links:
            passable(message.content)
            return drawn.which(found.links, message.id)
        return drawn.waiting() if found.waiting else self._hello(message.author.id)

    async def _passed(self, message: discord.Message, link: int) -> Sheet:
        """Pass a private message on, unless its writer should look at it again first."""
        user = message.author
        conversation = await self._relaying.conversation(user.id, link)
        writing = await self._writing(user, conversation, message.content, files=bool(message.attachments))
        return await self._looking.pause(user, writing) or await self._pass_on(
            user.id, link, writing.text, files=bool(message.attachments)
        )

    async def _pass_on(self, user_id: int, link: int, text: str, *, files: bool = False) -> Sheet:
        return drawn.passed(await self._relaying.pass_on(user_id, link, text), files=files)

    async def _writing(
        self, user: discord.User | discord.Member, conversation: Conversation, text: str, *, files: bool = False
    ) -> Writing:
        kept, link = passable(whole(text)), conversation.link
        known = await self._relaying.as_known(user.id, link.id)

        async def post(_: Interaction) -> Sheet:
            return await self._pass_on(user.id, link.id, kept, files=files)

        async def change(interaction: Interaction) -> None:
            await interaction.response.send_modal(drawn.form(conversation, kept))

        return Writing(kept, post, change, conversation.by_asker, link.server_id, (known.name,))

    def _hello(self, user_id: int) -> Sheet | None:
        now = self._clock.now()
        before = self._greeted.get(user_id)
        if before is not None and before <= now < before + GREET_AGAIN:
            return None
        if len(self._greeted) >= MOST_GREETED:
            self._greeted.clear()
        self._greeted[user_id] = now
        return drawn.hello()


async def _written_there(interaction: Interaction, number: int) -> discord.Message:
    """Give a message that this person wrote to the bot, or raise `NothingToPassOn`: it was deleted, or made up."""
    channel = interaction.channel
    if not isinstance(channel, discord.DMChannel):
        raise NothingToPassOn
    try:
        written_there = await channel.fetch_message(number)
    except discord.NotFound:
        raise NothingToPassOn from None
    if written_there.author.id != interaction.user.id:
        raise NothingToPassOn
    return written_there


def _replied_to(message: discord.Message) -> int | None:
    """Give the link of the bot's message that this one replies to, from that message's own buttons."""
    replied = message.reference.resolved if message.reference else None
    if not isinstance(replied, discord.Message):
        return None
    for row in replied.components:
        for child in row.children if isinstance(row, discord.ActionRow) else []:
            word, _, numbers = (getattr(child, "custom_id", None) or "").partition(":")
            number = numbers.partition(":")[0]
            if word == "relay" and number.isdecimal():
                return int(number)
    return None


async def setup(bot: MentorBot) -> None:
    parts = bot.parts
    await bot.add_cog(RelayingCog(parts.relaying, parts.linking, parts.parting, bot.looking, bot.heard, bot.clock))

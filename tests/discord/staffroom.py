"""The server that the tests play on."""

from typing import Any

import discord
import simcord

from mentorbot.bot import MentorBot

BOT_RIGHTS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    create_private_threads=True,
    manage_threads=True,
    read_message_history=True,
    add_reactions=True,
    embed_links=True,
    attach_files=True,
)


class Staffroom:
    """A guild with people in it; `questions` is the channel where they ask."""

    def __init__(self, env: simcord.Env, bot: MentorBot) -> None:
        self.env = env
        self.bot = bot
        self.guild = env.create_guild(name="Staffroom")
        self.questions = self.guild.create_text_channel("questions")
        self.moderators = self.guild.create_text_channel("moderators")
        moderator = self.guild.create_role("Moderator", permissions=discord.Permissions(manage_messages=True))
        admin = self.guild.create_role(
            "Admin", permissions=discord.Permissions(manage_guild=True, manage_messages=True)
        )
        self.amira = self._member("Amira")
        self.ben = self._member("Ben")
        self.chloe = self._member("Chloe")
        self.dev = self._member("Dev", moderator)
        self.elin = self._member("Elin", admin)

    def _member(self, name: str, *roles: simcord.RoleHandle) -> simcord.MemberActor:
        return self.guild.add_member(self.env.create_user(name), roles=list(roles))

    async def offer(self, who: simcord.MemberActor, topics: str = "Excel", until: str = "45m") -> Any:
        return await who.slash(self.questions, "offer", until_or_for=until, topics=topics)

    async def ask(self, question: str = "How do I enable macros in Excel?", **options: Any) -> Any:
        return await self.amira.slash(self.questions, "ask", question=question, **options)

    @property
    def card(self) -> discord.Message:
        """The newest card in the channel."""
        return next(message for message in reversed(self.questions.history()) if message.embeds)

    @property
    def thread(self) -> simcord.ChannelHandle:
        """The newest thread."""
        return self.questions.threads[-1]

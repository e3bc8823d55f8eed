"""After a death the bot looks for what it may have sent: its own message, and no other's that reads the same."""

from datetime import UTC, datetime

import discord

from mentorbot.domain.announcements import Announcement, AnnouncementKind
from mentorbot.messages import Messages, Order
from mentorbot.rendering.parts import Sheet
from mentorbot.services.announcing import Briefing
from tests.discord.staffroom import Staffroom

SAME = Sheet("Thank you for offering. Ben got there a moment ago.")
LONG_AGO = datetime(2025, 12, 31, tzinfo=UTC)


def doubtful(server: int, *others: int) -> Order:
    """Give an announcement that may have been sent; `others` are messages known to be another's."""
    announcement = Announcement(1, server, AnnouncementKind.NOTICE, None, None, None, {}, LONG_AGO, LONG_AGO, 1)
    briefing = Briefing(None, [], None, None, None, [], frozenset(others))
    return Order(announcement, briefing, doubtful=True, nonce_holds=False)


async def test_of_two_that_read_the_same_the_one_that_is_anothers_is_left_out(room: Staffroom) -> None:
    place = _place(room)
    first, second = [(await place.send(SAME.content)).id for _ in range(2)]
    messages = Messages(room.bot)
    assert await messages.find(doubtful(room.guild.id), place, SAME) == first
    assert await messages.find(doubtful(room.guild.id, first), place, SAME) == second
    assert await messages.find(doubtful(room.guild.id, first, second), place, SAME) is None


def _place(room: Staffroom) -> discord.PartialMessageable:
    return room.bot.get_partial_messageable(room.questions.id, guild_id=room.guild.id)

"""What stands in the bot's database while mischief is made: numbers to press with, and room to go on."""

import inspect
from collections import Counter
from collections.abc import Sequence
from typing import Any

from mentorbot.routes import Routes
from tests.discord.staffroom import Staffroom

# Which numbers there are and what was kept is read behind the bot's back.
# pyright: reportPrivateUsage=false

ROOM_TO_ASK = 60  # members may have many questions open; beyond that the older ones are closed, so that asking goes on
FULL_OF = ("relay", "report", "look_up", "block", "unnamed_block", "weekly", "word", "me_too", "joining", "hand_over")
NUMBERS = {
    "question": "SELECT id FROM question WHERE status <> 'closed' ORDER BY id DESC LIMIT 6",
    "unnamed": "SELECT id FROM question WHERE anonymous ORDER BY id DESC LIMIT 4",
    "link": "SELECT id FROM link ORDER BY closed_at IS NULL DESC, id DESC LIMIT 4",
    "member": "SELECT m.id FROM member m LEFT JOIN joining j ON j.member_id = m.id ORDER BY j.link_id DESC LIMIT 8",
    "report": "SELECT id FROM report ORDER BY id DESC LIMIT 8",
    "look_up": "SELECT id FROM look_up ORDER BY id DESC LIMIT 8",
    "offer": "SELECT id FROM offer ORDER BY id DESC LIMIT 8",
    "topic": "SELECT id FROM topic LIMIT 8",
}
LASTING = (
    "UPDATE server SET anonymous = 'on', paused_until = NULL WHERE anonymous = 'off' OR paused_until IS NOT NULL",
    "UPDATE member SET most_links = 10, week_minutes = 10080",
    "UPDATE topic SET retired_at = NULL",
    "DELETE FROM block",
    "DELETE FROM unnamed_block",
)


def numbers_taken(routes: Routes) -> dict[str, Sequence[str]]:
    """Give every word that can be pressed, with the names of the numbers that its answer takes."""
    return {
        word: [name.strip("_") for name in list(inspect.signature(handler).parameters)[1:]]
        for word, handler in routes._handlers.items()
    }


async def numbers(room: Staffroom) -> dict[str, Sequence[int]]:
    """Give the numbers that stand for something now, by the names under which they are taken."""
    found = {name: [int(number) for number in await room.query(sql)] for name, sql in NUMBERS.items()}
    return {**found, "on": (0, 1), "wave": (1, 2), "server": (room.guild.id,)}


async def make_room(room: Staffroom) -> None:
    """Undo what would keep everybody from going on: too many open questions, hands that are full, switches."""
    open_ones = await room.query("SELECT id FROM question WHERE status <> 'closed' ORDER BY id")
    for sql in LASTING:
        await room.change(sql)
    if len(open_ones) > ROOM_TO_ASK:
        await room.change(
            "UPDATE question SET status = 'closed', helper_id = NULL, outcome = 'moderator', closed_at = opened_at"
            f" WHERE status <> 'closed' AND id < {open_ones[len(open_ones) // 2]}"
        )


async def filled(room: Staffroom) -> Counter[str]:
    """Count the rows of each table that holds something of what people may do, and the schools that were named."""
    each = [f"SELECT count(*) FROM {table}" for table in FULL_OF]
    rows = await room.query(" UNION ALL ".join([*each, "SELECT count(*) FROM member WHERE school IS NOT NULL"]))
    return Counter(dict(zip((*FULL_OF, "school"), map(int, rows), strict=True)))


async def strangers_known(room: Staffroom, who: Any) -> bool:
    """Whether somebody of another server has become a member of this one, by what they made up."""
    sql = f"SELECT count(*) FROM member WHERE user_id = {who.id} AND server_id = {room.guild.id}"
    return bool(int((await room.query(sql))[0]))

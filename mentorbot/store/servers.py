"""Queries about servers."""

from datetime import datetime

from mentorbot.domain.servers import Anonymity, Server
from mentorbot.store.database import Transaction


async def get(tx: Transaction, server_id: int) -> Server | None:
    return await tx.one(Server, "SELECT * FROM server WHERE id = $1", server_id)


async def add(
    tx: Transaction, server_id: int, *, open_limit: int, topics_per_member: int, zone: str, now: datetime
) -> bool:
    """Remember a server; say whether it was new."""
    new = await tx.one(
        int,
        "INSERT INTO server (id, open_limit, topics_per_member, zone, joined_at) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (id) DO NOTHING RETURNING id",
        server_id,
        open_limit,
        topics_per_member,
        zone,
        now,
    )
    return new is not None


async def all_ids(tx: Transaction) -> list[int]:
    return await tx.all(int, "SELECT id FROM server ORDER BY id")


async def set_question_channel(tx: Transaction, server_id: int, channel_id: int | None) -> None:
    await tx.run("UPDATE server SET question_channel = $2 WHERE id = $1", server_id, channel_id)


async def set_moderator_channel(tx: Transaction, server_id: int, channel_id: int | None) -> None:
    await tx.run("UPDATE server SET moderator_channel = $2 WHERE id = $1", server_id, channel_id)


async def set_limits(tx: Transaction, server: Server) -> None:
    await tx.run(
        "UPDATE server SET open_limit = $2, topics_per_member = $3, zone = $4, spread = $5 WHERE id = $1",
        server.id,
        server.open_limit,
        server.topics_per_member,
        server.zone,
        server.spread,
    )


async def set_pause(tx: Transaction, server_id: int, until: datetime | None) -> None:
    """Let nobody be called until then; None lets them be called again."""
    await tx.run("UPDATE server SET paused_until = $2 WHERE id = $1", server_id, until)


async def recall(tx: Transaction, name: str) -> str | None:
    return await tx.one(str, "SELECT value FROM keepsake WHERE name = $1", name)


async def keep(tx: Transaction, name: str, value: str) -> None:
    await tx.run(
        "INSERT INTO keepsake (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value,
    )


async def set_anonymous(tx: Transaction, server_id: int, anonymous: Anonymity) -> None:
    await tx.run("UPDATE server SET anonymous = $2 WHERE id = $1", server_id, anonymous)


async def set_second_moderator(tx: Transaction, server_id: int, wanted: bool) -> None:
    await tx.run("UPDATE server SET second_moderator = $2 WHERE id = $1", server_id, wanted)

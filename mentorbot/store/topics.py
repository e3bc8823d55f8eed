"""Queries about topics."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mentorbot.store.database import Transaction
from mentorbot.store.events import rows_of_placeholders


@dataclass(frozen=True, slots=True)
class TopicRow:
    id: int
    key: str
    name: str
    area: str


@dataclass(frozen=True, slots=True)
class AliasRow:
    topic_id: int
    name: str


async def current(tx: Transaction, server_id: int) -> list[TopicRow]:
    return await tx.all(
        TopicRow,
        "SELECT id, key, name, area FROM topic WHERE server_id = $1 AND retired_at IS NULL ORDER BY name",
        server_id,
    )


async def aliases(tx: Transaction, server_id: int) -> list[AliasRow]:
    return await tx.all(AliasRow, "SELECT topic_id, name FROM alias WHERE server_id = $1 ORDER BY key", server_id)


async def get(tx: Transaction, topic_id: int) -> TopicRow | None:
    return await tx.one(TopicRow, "SELECT id, key, name, area FROM topic WHERE id = $1", topic_id)


async def in_use(tx: Transaction, server_id: int, topic_id: int) -> TopicRow | None:
    """Give a topic of this server's that was not retired."""
    sql = "SELECT id, key, name, area FROM topic WHERE server_id = $1 AND id = $2 AND retired_at IS NULL"
    return await tx.one(TopicRow, sql, server_id, topic_id)


async def neighbours(tx: Transaction, topic_id: int) -> list[int]:
    """Give the neighbouring topics that are still in use."""
    return await tx.all(
        int,
        "SELECT n.near_id FROM neighbour n JOIN topic t ON t.id = n.near_id"
        " WHERE n.topic_id = $1 AND t.retired_at IS NULL ORDER BY n.near_id",
        topic_id,
    )


async def add_all(tx: Transaction, server_id: int, rows: Sequence[tuple[str, str, str]]) -> dict[str, int]:
    """Add topics given as (key, name, area); give each key's id. A retired topic of that key comes back."""
    values = [value for key, name, area in rows for value in (server_id, key, name, area)]
    added = await tx.all(
        TopicRow,
        f"INSERT INTO topic (server_id, key, name, area) VALUES {rows_of_placeholders(len(rows), 4)}"
        " ON CONFLICT (server_id, key) DO UPDATE SET name = excluded.name, area = excluded.area,"
        " retired_at = NULL, merged_into = NULL RETURNING id, key, name, area",
        *values,
    )
    return {row.key: row.id for row in added}


async def add_aliases(tx: Transaction, server_id: int, rows: Sequence[tuple[str, str, int]]) -> None:
    """Add aliases given as (key, name, topic); one that names another topic moves here."""
    if not rows:
        return
    values = [value for key, name, topic_id in rows for value in (server_id, key, name, topic_id)]
    await tx.run(
        f"INSERT INTO alias (server_id, key, name, topic_id) VALUES {rows_of_placeholders(len(rows), 4)}"
        " ON CONFLICT (server_id, key) DO UPDATE SET topic_id = excluded.topic_id, name = excluded.name",
        *values,
    )


async def forget_alias(tx: Transaction, server_id: int, key: str) -> None:
    await tx.run("DELETE FROM alias WHERE server_id = $1 AND key = $2", server_id, key)


async def add_neighbours(tx: Transaction, pairs: Iterable[tuple[int, int]]) -> None:
    rows = [value for pair in pairs for value in pair]
    if rows:
        await tx.run(
            f"INSERT INTO neighbour (topic_id, near_id) VALUES {rows_of_placeholders(len(rows) // 2, 2)}"
            " ON CONFLICT (topic_id, near_id) DO NOTHING",
            *rows,
        )


async def retire(tx: Transaction, topic_id: int, merged_into: int | None, now: datetime) -> None:
    await tx.run("UPDATE topic SET retired_at = $2, merged_into = $3 WHERE id = $1", topic_id, now, merged_into)


async def move_all(tx: Transaction, from_id: int, to_id: int) -> None:
    """Let everything that names one topic name the other: aliases, skills, questions still waiting."""
    await tx.run("UPDATE alias SET topic_id = $2 WHERE topic_id = $1", from_id, to_id)
    await tx.run(
        "INSERT INTO skill (member_id, topic_id, note, added_at)"
        " SELECT member_id, $2, note, added_at FROM skill WHERE topic_id = $1"
        " ON CONFLICT (member_id, topic_id) DO NOTHING",
        from_id,
        to_id,
    )
    await tx.run("DELETE FROM skill WHERE topic_id = $1", from_id)
    await tx.run(
        "INSERT INTO availability (topic_id, member_id, offer_id, fit, ends_at, calls, week, last_called_at,"
        " helped_at, chance)"
        " SELECT $2, member_id, offer_id, fit, ends_at, calls, week, last_called_at, helped_at, chance"
        " FROM availability WHERE topic_id = $1 ON CONFLICT (topic_id, member_id) DO NOTHING",
        from_id,
        to_id,
    )
    await tx.run("DELETE FROM availability WHERE topic_id = $1", from_id)
    await tx.run("UPDATE question SET topic_id = $2 WHERE topic_id = $1 AND status <> 'closed'", from_id, to_id)


async def forget_skills(tx: Transaction, topic_id: int) -> None:
    """Take a topic out of everybody's skills and offers."""
    await tx.run("DELETE FROM skill WHERE topic_id = $1", topic_id)
    await tx.run("DELETE FROM availability WHERE topic_id = $1", topic_id)

"""Queries about who asked anonymously. What is sealed here only `services/identities.py` opens."""

from dataclasses import dataclass

from mentorbot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Sealed:
    """A stand-in, and who is behind it."""

    member_id: int
    sealed: bytes


async def add_stand_in(tx: Transaction, server_id: int, number: int) -> None:
    await tx.run("INSERT INTO member (id, server_id, stand_in) VALUES ($1, $2, 1)", number, server_id)


async def add(tx: Transaction, member_id: int, sealed: bytes) -> None:
    await tx.run("INSERT INTO identity (member_id, sealed) VALUES ($1, $2)", member_id, sealed)


async def get(tx: Transaction, member_id: int) -> Sealed | None:
    return await tx.one(Sealed, "SELECT member_id, sealed FROM identity WHERE member_id = $1", member_id)


async def of_server(tx: Transaction, server_id: int) -> list[Sealed]:
    """Give every stand-in of a server of whom it is still known who is behind it."""
    sql = (
        "SELECT i.member_id, i.sealed FROM identity i JOIN member m ON m.id = i.member_id"
        " WHERE m.server_id = $1 ORDER BY i.member_id"
    )
    return await tx.all(Sealed, sql, server_id)


async def unclosed(tx: Transaction, server_id: int) -> list[Sealed]:
    """Give the stand-ins whose question has not ended."""
    sql = (
        "SELECT i.member_id, i.sealed FROM question q JOIN identity i ON i.member_id = q.asker_id"
        " WHERE q.server_id = $1 AND q.status <> 'closed' ORDER BY i.member_id"
    )
    return await tx.all(Sealed, sql, server_id)


async def forget(tx: Transaction, member_id: int) -> None:
    """Forget who is behind a stand-in."""
    await tx.run("DELETE FROM identity WHERE member_id = $1", member_id)


async def count(tx: Transaction) -> int:
    return await tx.one(int, "SELECT count(*) FROM identity") or 0

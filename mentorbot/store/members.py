"""Queries about members."""

from collections.abc import Iterable

from mentorbot.domain.members import Member, Person
from mentorbot.store.database import Transaction


async def get(tx: Transaction, member_id: int) -> Member | None:
    return await tx.one(Member, "SELECT * FROM member WHERE id = $1", member_id)


async def find(tx: Transaction, server_id: int, user_id: int) -> Member | None:
    return await tx.one(Member, "SELECT * FROM member WHERE server_id = $1 AND user_id = $2", server_id, user_id)


async def see(tx: Transaction, person: Person, number: int) -> Member | None:
    """Remember a person, or their new name; None where the number drawn for a new one is somebody else's already."""
    return await tx.one(
        Member,
        "INSERT INTO member (id, server_id, user_id, name) VALUES ($4, $1, $2, $3)"
        " ON CONFLICT (server_id, user_id) DO UPDATE SET name = excluded.name RETURNING *",
        person.server_id,
        person.user_id,
        person.name,
        number,
    )


async def is_taken(tx: Transaction, number: int) -> bool:
    return await tx.one(int, "SELECT 1 FROM member WHERE id = $1", number) is not None


async def named(tx: Transaction, member_ids: Iterable[int]) -> list[Member]:
    """Give these members in the order asked for."""
    wanted = list(member_ids)
    if not wanted:
        return []
    places = ", ".join(f"${number}" for number in range(1, len(wanted) + 1))
    found = {m.id: m for m in await tx.all(Member, f"SELECT * FROM member WHERE id IN ({places})", *wanted)}
    return [found[member_id] for member_id in wanted if member_id in found]


async def set_choices(tx: Transaction, member_id: int, *, call_outside: bool, paused: bool) -> None:
    await tx.run("UPDATE member SET call_outside = $2, paused = $3 WHERE id = $1", member_id, call_outside, paused)


async def set_follow_up(tx: Transaction, member_id: int, *, follow_up: bool) -> None:
    await tx.run("UPDATE member SET follow_up = $2 WHERE id = $1", member_id, follow_up)

"""Queries about helpers of one link beside each other, and one after the other."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.links import Link
from mentorbot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody who would like to help with a link, too; who does since `agreed_at`."""

    link_id: int
    member_id: int
    name: str | None
    user_id: int | None
    agreed_at: datetime | None


_JOINING = (
    "SELECT j.link_id, j.member_id, m.name, m.user_id, j.agreed_at FROM joining j JOIN member m ON m.id = j.member_id"
)


async def offer_to_join(tx: Transaction, link_id: int, member_id: int, now: datetime) -> bool:
    """Remember that somebody would help, too; False where that is known already."""
    sql = (
        "INSERT INTO joining (link_id, member_id, asked_at) VALUES ($1, $2, $3)"
        " ON CONFLICT (link_id, member_id) WHERE left_at IS NULL DO NOTHING RETURNING 1"
    )
    return await tx.one(int, sql, link_id, member_id, now) is not None


async def let_join(tx: Transaction, link_id: int, member_id: int, now: datetime) -> bool:
    """Let somebody in who offered; exactly one press of that answer counts."""
    sql = (
        "UPDATE joining SET agreed_at = $3 WHERE link_id = $1 AND member_id = $2 AND agreed_at IS NULL"
        " AND EXISTS (SELECT 1 FROM link WHERE id = $1 AND closed_at IS NULL) RETURNING 1"
    )
    return await tx.one(int, sql, link_id, member_id, now) is not None


async def decline(tx: Transaction, link_id: int, member_id: int) -> bool:
    """Forget an offer to help, too, that was not agreed to."""
    sql = "DELETE FROM joining WHERE link_id = $1 AND member_id = $2 AND agreed_at IS NULL RETURNING 1"
    return await tx.one(int, sql, link_id, member_id) is not None


async def step_out(tx: Transaction, link_id: int, member_id: int, now: datetime) -> bool:
    """Let a second helper go, whose time counts all the same; False where there was none of this number."""
    sql = (
        "UPDATE joining SET left_at = CASE WHEN $3 > agreed_at THEN $3 ELSE agreed_at END"
        " WHERE link_id = $1 AND member_id = $2 AND agreed_at IS NOT NULL AND left_at IS NULL RETURNING 1"
    )
    return await tx.one(int, sql, link_id, member_id, now) is not None


async def of_link(tx: Transaction, link_id: int) -> list[Joining]:
    """Give everybody who helps with a link, too, or would: those first who joined first."""
    return await tx.all(
        Joining,
        f"{_JOINING} WHERE j.link_id = $1 AND j.left_at IS NULL ORDER BY j.agreed_at IS NULL, j.agreed_at, j.asked_at",
        link_id,
    )


async def helpers(tx: Transaction, link: Link) -> list[int]:
    """Give who helps with a link: whoever claimed it, then those who joined with the asker's consent."""
    return [link.helper_id, *(row.member_id for row in await of_link(tx, link.id) if row.agreed_at is not None)]


async def has_joined(tx: Transaction, link_id: int, member_id: int) -> bool:
    sql = "SELECT 1 FROM joining WHERE link_id = $1 AND member_id = $2 AND agreed_at IS NOT NULL AND left_at IS NULL"
    return await tx.one(int, sql, link_id, member_id) is not None


async def of_member(tx: Transaction, member_id: int) -> list[Joining]:
    """Give where somebody is, or would be, a second helper just now."""
    return await tx.all(
        Joining,
        f"{_JOINING} JOIN link l ON l.id = j.link_id"
        " WHERE j.member_id = $1 AND j.left_at IS NULL AND l.closed_at IS NULL ORDER BY j.link_id",
        member_id,
    )


async def move(tx: Transaction, link_id: int, to_link: int, but: int) -> None:
    """Let those who help with a link, too, go on in the one that follows it, in which one of them is the helper."""
    sql = "UPDATE joining SET link_id = $2 WHERE link_id = $1 AND member_id <> $3 AND left_at IS NULL"
    await tx.run(sql, link_id, to_link, but)


async def wish_nobody(tx: Transaction, link_id: int) -> None:
    """Forget whom a helper asked before."""
    await tx.run("DELETE FROM hand_over WHERE link_id = $1", link_id)


async def wish(tx: Transaction, link_id: int, to_id: int, now: datetime) -> None:
    """Remember whom a helper would like to take over; only the last one asked can."""
    await tx.run(
        "INSERT INTO hand_over (link_id, to_id, asked_at) VALUES ($1, $2, $3)",
        link_id,
        to_id,
        now,
    )


async def wished(tx: Transaction, link_id: int) -> int | None:
    """Give who was asked to take over."""
    return await tx.one(int, "SELECT to_id FROM hand_over WHERE link_id = $1", link_id)


async def unwish(tx: Transaction, link_id: int, to_id: int) -> bool:
    """Forget the wish that this person takes over; False where it isn't wished any more."""
    sql = "DELETE FROM hand_over WHERE link_id = $1 AND to_id = $2 RETURNING 1"
    return await tx.one(int, sql, link_id, to_id) is not None


async def settle(tx: Transaction, link_id: int) -> None:
    """Forget what was only asked about a link that has ended."""
    await wish_nobody(tx, link_id)
    await tx.run("DELETE FROM joining WHERE link_id = $1 AND agreed_at IS NULL", link_id)

"""Queries about who is never to be brought together with whom."""

from dataclasses import dataclass

from mentorbot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class UnnamedBlock:
    """Somebody blocked whoever asked an anonymous question; `tag` tells who only together with the key."""

    member_id: int
    question_id: int
    tag: bytes


@dataclass(frozen=True, slots=True)
class UnnamedWish:
    """Somebody who asked without a name keeps this member away; who that is, is sealed."""

    id: int
    other_id: int
    sealed: bytes


async def add(tx: Transaction, member_id: int, other_id: int) -> None:
    sql = "INSERT INTO block (member_id, other_id) VALUES ($1, $2) ON CONFLICT (member_id, other_id) DO NOTHING"
    await tx.run(sql, member_id, other_id)


async def add_unnamed(tx: Transaction, block: UnnamedBlock) -> None:
    sql = (
        "INSERT INTO unnamed_block (member_id, question_id, tag) VALUES ($1, $2, $3)"
        " ON CONFLICT (member_id, question_id) DO NOTHING"
    )
    await tx.run(sql, block.member_id, block.question_id, block.tag)


async def remove(tx: Transaction, member_id: int, other_id: int) -> None:
    await tx.run("DELETE FROM block WHERE member_id = $1 AND other_id = $2", member_id, other_id)


async def remove_unnamed(tx: Transaction, member_id: int, question_id: int) -> None:
    await tx.run("DELETE FROM unnamed_block WHERE member_id = $1 AND question_id = $2", member_id, question_id)


async def of_member(tx: Transaction, member_id: int) -> list[int]:
    """Give whom somebody blocked by name."""
    return await tx.all(int, "SELECT other_id FROM block WHERE member_id = $1 ORDER BY other_id", member_id)


async def unnamed_of(tx: Transaction, member_id: int) -> list[UnnamedBlock]:
    sql = "SELECT member_id, question_id, tag FROM unnamed_block WHERE member_id = $1 ORDER BY question_id"
    return await tx.all(UnnamedBlock, sql, member_id)


async def both_ways(tx: Transaction, member_id: int) -> list[int]:
    """Give everybody whom somebody blocked by name, and everybody who blocked them so."""
    sql = "SELECT other_id FROM block WHERE member_id = $1 UNION SELECT member_id FROM block WHERE other_id = $1"
    return await tx.all(int, sql, member_id)


async def unnamed_on(tx: Transaction, server_id: int) -> list[UnnamedBlock]:
    """Give all blocks of a server towards somebody unnamed."""
    sql = (
        "SELECT b.member_id, b.question_id, b.tag FROM unnamed_block b JOIN member m ON m.id = b.member_id"
        " WHERE m.server_id = $1"
    )
    return await tx.all(UnnamedBlock, sql, server_id)


async def has_helped(tx: Transaction, member_id: int, question_id: int) -> bool:
    """Say whether somebody ever helped with a question, alone or as the second."""
    sql = (
        "SELECT 1 FROM link l WHERE l.question_id = $2 AND (l.helper_id = $1 OR EXISTS (SELECT 1 FROM joining j"
        " WHERE j.link_id = l.id AND j.member_id = $1 AND j.agreed_at IS NOT NULL)) LIMIT 1"
    )
    return await tx.one(int, sql, member_id, question_id) is not None


async def add_wish(tx: Transaction, other_id: int, sealed: bytes) -> None:
    await tx.run("INSERT INTO unnamed_wish (other_id, sealed) VALUES ($1, $2)", other_id, sealed)


async def remove_wish(tx: Transaction, wish_id: int) -> None:
    await tx.run("DELETE FROM unnamed_wish WHERE id = $1", wish_id)


async def wishes_on(tx: Transaction, server_id: int) -> list[UnnamedWish]:
    """Give all that a server's members wished without their name."""
    sql = "SELECT w.* FROM unnamed_wish w JOIN member m ON m.id = w.other_id WHERE m.server_id = $1 ORDER BY w.id"
    return await tx.all(UnnamedWish, sql, server_id)

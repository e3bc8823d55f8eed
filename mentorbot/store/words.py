"""Queries about the words that a server does not want to see posted."""

from mentorbot.store.database import Transaction


async def listed(tx: Transaction, server_id: int) -> list[str]:
    return await tx.all(str, "SELECT shown FROM word WHERE server_id = $1 ORDER BY key", server_id)


async def add(tx: Transaction, server_id: int, key: str, shown: str) -> bool:
    """Put a word on the list; False where it stands there already."""
    added = await tx.one(
        str,
        "INSERT INTO word (server_id, key, shown) VALUES ($1, $2, $3) ON CONFLICT (server_id, key) DO NOTHING"
        " RETURNING key",
        server_id,
        key,
        shown,
    )
    return added is not None


async def remove(tx: Transaction, server_id: int, key: str) -> str | None:
    """Take a word off the list; give it as it stood there."""
    return await tx.one(str, "DELETE FROM word WHERE server_id = $1 AND key = $2 RETURNING shown", server_id, key)

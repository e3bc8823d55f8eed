"""What the tests of the door write and read."""

from mentorbot.store.database import SqliteDatabase, Transaction


async def note(tx: Transaction, *texts: str) -> None:
    for text in texts:
        await tx.run("INSERT INTO note (text) VALUES ($1)", text)


async def notes(database: SqliteDatabase) -> list[str]:
    return await database.read(read_notes)


async def read_notes(tx: Transaction) -> list[str]:
    return await tx.all(str, "SELECT text FROM note ORDER BY id")

"""Queries about what members chose for themselves."""

from dataclasses import dataclass

from mentorbot.domain.members import Member
from mentorbot.domain.weekly import Window
from mentorbot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Weekly:
    """A weekly window as it is kept."""

    id: int
    member_id: int
    weekday: int
    start_minute: int
    end_minute: int

    @property
    def window(self) -> Window:
        return Window(self.weekday, self.start_minute, self.end_minute)


async def save(tx: Transaction, member: Member) -> None:
    """Keep everything that somebody can choose in /settings, but their weekly windows."""
    await tx.run(
        "UPDATE member SET zone = $2, quiet_from = $3, quiet_to = $4, quiet_weekends = $5, most_links = $6,"
        " week_minutes = $7, cool_down = $8, by_message = $9, try_first = $10, follow_up = $11, school = $12,"
        " school_since = $13"
        " WHERE id = $1",
        member.id,
        member.zone,
        member.quiet_from,
        member.quiet_to,
        member.quiet_weekends,
        member.most_links,
        member.week_minutes,
        member.cool_down,
        member.by_message,
        member.try_first,
        member.follow_up,
        member.school,
        member.school_since,
    )


async def weekly(tx: Transaction, weekly_id: int) -> Weekly | None:
    return await tx.one(Weekly, "SELECT * FROM weekly WHERE id = $1", weekly_id)


async def weekly_of(tx: Transaction, member_id: int) -> list[Weekly]:
    return await tx.all(Weekly, "SELECT * FROM weekly WHERE member_id = $1 ORDER BY weekday, start_minute", member_id)


async def add_weekly(tx: Transaction, member_id: int, window: Window) -> int:
    number = await tx.one(
        int,
        "INSERT INTO weekly (member_id, weekday, start_minute, end_minute) VALUES ($1, $2, $3, $4) RETURNING id",
        member_id,
        window.weekday,
        window.start,
        window.end,
    )
    assert number is not None
    return number


async def remove_weekly(tx: Transaction, member_id: int) -> list[int]:
    """Take all of somebody's windows away; give their numbers."""
    return await tx.all(int, "DELETE FROM weekly WHERE member_id = $1 RETURNING id", member_id)


async def without_zone(tx: Transaction, server_id: int) -> list[Member]:
    """Give the members who go by the server's clock and have a window, or offer just now."""
    return await tx.all(
        Member,
        "SELECT * FROM member m WHERE server_id = $1 AND zone IS NULL AND user_id IS NOT NULL"
        " AND (EXISTS (SELECT 1 FROM weekly w WHERE w.member_id = m.id)"
        " OR EXISTS (SELECT 1 FROM offer o WHERE o.member_id = m.id AND o.ended_at IS NULL)) ORDER BY id",
        server_id,
    )

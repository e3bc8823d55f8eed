"""Queries about how much somebody helps."""

from dataclasses import dataclass
from datetime import datetime

from mentorbot.store.candidates import LINKS, MINUTES
from mentorbot.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Load:
    """Links that run, and the minutes that were helped since a moment."""

    links: int
    minutes: int


_LOAD = f"SELECT {LINKS.format(m='$1')} AS links, {MINUTES.format(m='$1', since='$2').replace('$4', '$3')} AS minutes"


async def of_member(tx: Transaction, member_id: int, since: datetime, now: datetime) -> Load:
    """Give somebody's load: each link counts an hour at the most."""
    found = await tx.one(Load, _LOAD, member_id, since, now)
    assert found is not None
    return found


async def other_links(tx: Transaction, member_id: int, question_id: int) -> int:
    """Give in how many links somebody helps, but for this question's, whose second helper may become its only one."""
    own = (
        "(SELECT count(*) FROM joining j JOIN link l ON l.id = j.link_id WHERE j.member_id = $1 AND l.question_id = $2"
        " AND j.agreed_at IS NOT NULL AND j.left_at IS NULL AND l.closed_at IS NULL)"
    )
    return await tx.one(int, f"SELECT {LINKS.format(m='$1')} - {own}", member_id, question_id) or 0

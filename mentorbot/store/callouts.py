"""Queries about call-outs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.matching import Candidate, week_number
from mentorbot.store.database import Transaction
from mentorbot.store.events import rows_of_placeholders


@dataclass(frozen=True, slots=True)
class CallOut:
    """Who was called, in which wave, and why: the stage, the topic and until when they were offering it.

    `alike`: they have answered questions like this one, too.
    """

    member_id: int
    user_id: int | None
    wave: int
    stage: str
    topic: str | None
    until: datetime | None
    alike: bool = False


_SELECT = (
    "SELECT c.member_id, m.user_id, c.wave, c.stage, t.name AS topic, c.until, c.alike FROM callout c"
    " JOIN member m ON m.id = c.member_id LEFT JOIN topic t ON t.id = c.topic_id"
)


async def add(
    tx: Transaction, question_id: int, wave: int, stage: str, called: Sequence[Candidate], now: datetime, week: datetime
) -> None:
    """Remember whom we called, and count it in their standing; `week` is when this week began."""
    values: list[object] = []
    for candidate in called:
        values += [question_id, candidate.member, wave, stage, candidate.topic, candidate.until, now]
        values.append(candidate.alike)
    await tx.run(
        "INSERT INTO callout (question_id, member_id, wave, stage, topic_id, until, called_at, alike)"
        f" VALUES {rows_of_placeholders(len(called), 8)}",
        *values,
    )
    people = ", ".join(f"${number + 3}" for number in range(len(called)))
    await tx.run(
        "UPDATE availability SET calls = CASE WHEN week = $2 THEN calls + 1 ELSE 1 END, week = $2, last_called_at = $1"
        f" WHERE member_id IN ({people})",
        now,
        week_number(week),
        *(candidate.member for candidate in called),
    )


async def of_wave(tx: Transaction, question_id: int, wave: int) -> list[CallOut]:
    return await tx.all(
        CallOut, f"{_SELECT} WHERE c.question_id = $1 AND c.wave = $2 ORDER BY m.name", question_id, wave
    )


async def of_member(tx: Transaction, question_id: int, member_id: int) -> CallOut | None:
    return await tx.one(
        CallOut,
        f"{_SELECT} WHERE c.question_id = $1 AND c.member_id = $2 ORDER BY c.wave DESC LIMIT 1",
        question_id,
        member_id,
    )


async def rest_after_helping(tx: Transaction, member_id: int, now: datetime) -> None:
    """Begin a helper's cool-down."""
    await tx.run("UPDATE availability SET helped_at = $2 WHERE member_id = $1", member_id, now)

"""Queries that find everything that is kept of a member, to be shown to them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mentorbot.store import relays
from mentorbot.store.database import Transaction
from mentorbot.store.rows import from_milliseconds


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is kept of one member, by kind, and since when."""

    name: str
    since: datetime | None
    questions: int
    links: int
    skills: int
    offers: int
    call_outs: int
    lines: int


_KEPT = """SELECT m.name,
    (SELECT min(at) FROM event WHERE server_id = m.server_id AND (member = m.id OR other = m.id)) AS since,
    (SELECT count(*) FROM question WHERE asker_id = m.id) AS questions,
    (SELECT count(*) FROM link WHERE m.id IN (asker_id, helper_id)) AS links,
    (SELECT count(*) FROM skill WHERE member_id = m.id) AS skills,
    (SELECT count(*) FROM offer WHERE member_id = m.id) AS offers,
    (SELECT count(*) FROM callout WHERE member_id = m.id) AS call_outs,
    (SELECT count(*) FROM event WHERE server_id = m.server_id AND (member = m.id OR other = m.id)) AS lines
    FROM member m WHERE m.id = $1"""


@dataclass(frozen=True, slots=True)
class _Part:
    """One kind of thing: the names of its columns, and where they come from. Names that end in `at` are moments."""

    columns: tuple[str, ...]
    source: str

    @property
    def sql(self) -> str:
        return self.source.replace("…", ", ".join(self.columns))


_PARTS = {
    "choices": _Part(
        (
            *(
                "call_outside",
                "paused",
                "zone",
                "quiet_from",
                "quiet_to",
                "quiet_weekends",
                "most_links",
                "week_minutes",
            ),
            *("cool_down", "by_message", "try_first", "follow_up", "school_kept_as", "school_named_at"),
        ),
        "SELECT … FROM (SELECT m.*, CASE WHEN m.school IS NULL THEN NULL ELSE 'a code' END AS school_kept_as,"
        " m.school_since AS school_named_at"
        " FROM member m WHERE id = $1) AS mine",
    ),
    "weekly": _Part(("weekday", "start_minute", "end_minute"), "SELECT … FROM weekly WHERE member_id = $1 ORDER BY id"),
    "blocked": _Part(
        ("name", "question"),
        "SELECT … FROM (SELECT m.name, NULL AS question FROM block b JOIN member m ON m.id = b.other_id"
        " WHERE b.member_id = $1 UNION ALL SELECT NULL, question_id FROM unnamed_block WHERE member_id = $1) AS mine",
    ),
    "passed_on": _Part(
        ("question_id", "text", "passed_at"),
        "SELECT … FROM (SELECT r.*, l.question_id FROM relay r JOIN link l ON l.id = r.link_id"
        f" WHERE r.id IN ({relays.WRITTEN})) AS mine ORDER BY passed_at",
    ),
    "me_too": _Part(("question_id",), "SELECT … FROM me_too WHERE member_id = $1 ORDER BY question_id"),
    "joined": _Part(
        ("link_id", "asked_at", "agreed_at", "left_at"),
        "SELECT … FROM joining WHERE member_id = $1 ORDER BY link_id, asked_at",
    ),
    "hand_overs": _Part(("link_id", "asked_at"), "SELECT … FROM hand_over WHERE to_id = $1 ORDER BY link_id"),
    "invitations": _Part(
        ("topic", "next_at"),
        "SELECT … FROM (SELECT t.name AS topic, i.not_before AS next_at FROM invitation i"
        " JOIN topic t ON t.id = i.topic_id WHERE i.member_id = $1) AS mine ORDER BY topic",
    ),
    "reports": _Part(
        ("question_id", "text", "reported_at", "closed_at"), "SELECT … FROM report WHERE member_id = $1 ORDER BY id"
    ),
    "looks": _Part(
        ("question_id", "reason", "safeguarding", "asked_at", "granted_at"),
        "SELECT … FROM look_up WHERE moderator_id = $1 ORDER BY id",
    ),
    "skills": _Part(
        ("topic", "note", "added_at"),
        "SELECT … FROM (SELECT t.name AS topic, s.* FROM skill s JOIN topic t ON t.id = s.topic_id"
        " WHERE s.member_id = $1) AS mine ORDER BY topic",
    ),
    "offers": _Part(("starts_at", "ends_at", "ended_at"), "SELECT … FROM offer WHERE member_id = $1 ORDER BY id"),
    "questions": _Part(
        (
            "id",
            "topic",
            "text",
            "urgent",
            "private",
            "not_my_school",
            "status",
            "outcome",
            "asked_at",
            "opened_at",
            "closed_at",
        ),
        "SELECT … FROM (SELECT q.*, t.name AS topic FROM question q LEFT JOIN topic t ON t.id = q.topic_id"
        " WHERE q.asker_id = $1) AS mine ORDER BY id",
    ),
    "links": _Part(
        ("question_id", "role", "private", "opened_at", "closed_at", "outcome", "note"),
        "SELECT … FROM (SELECT l.*, CASE WHEN asker_id = $1 THEN 'asker' ELSE 'helper' END AS role FROM link l"
        " WHERE $1 IN (asker_id, helper_id)) AS mine ORDER BY id",
    ),
    "call_outs": _Part(
        ("question_id", "wave", "stage", "alike", "called_at"),
        "SELECT … FROM callout WHERE member_id = $1 ORDER BY called_at",
    ),
    "hands": _Part(("question_id",), "SELECT … FROM hand WHERE member_id = $1 ORDER BY question_id"),
    "private_messages": _Part(
        ("kind", "created_at", "state"), "SELECT … FROM announcement WHERE member_id = $1 ORDER BY id"
    ),
    "log": _Part(
        ("id", "at", "kind", "question", "topic", "wave", "detail"),
        "SELECT … FROM event WHERE $1 IN (member, other) ORDER BY id",
    ),
}


async def kept(tx: Transaction, member_id: int) -> Kept | None:
    return await tx.one(Kept, _KEPT, member_id)


async def everything(tx: Transaction, member_id: int) -> dict[str, list[dict[str, Any]]]:
    """Give every row about a member, by kind; moments as ISO 8601."""
    return await _found(tx, member_id, _PARTS)


async def asked(tx: Transaction, stand_in: int) -> dict[str, list[dict[str, Any]]]:
    """Give every row about what was asked under a stand-in's number."""
    return await _found(
        tx,
        stand_in,
        {
            name: _PARTS[name]
            for name in ("questions", "links", "passed_on", "reports", "invitations", "private_messages", "log")
        },
    )


async def _found(tx: Transaction, member_id: int, parts: dict[str, _Part]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for name, part in parts.items():
        rows: list[tuple[Any, ...]] = await tx.all(tuple, part.sql, member_id)
        found[name] = [_named(part.columns, row) for row in rows]
    return found


def _named(columns: tuple[str, ...], row: tuple[Any, ...]) -> dict[str, Any]:
    pairs = zip(columns, row, strict=True)
    return {name: _shown(name, value) for name, value in pairs if value is not None}


def _shown(name: str, value: Any) -> Any:
    return from_milliseconds(value).isoformat() if name.endswith("at") else value

"""What the tables hold, as the model would say it."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from tests.gates.model.nouns import Line, Said
from tests.gates.model.web import Web

Key = tuple[str, object]
Holds = dict[Key, tuple[object, ...]]
"""Each thing's standing: words and numbers first, and moments as floats, which two records may tell differently."""

AGAIN = "again"
"""What a card is about that is posted in place of one that was deleted."""
TABLES = {
    "question": (
        "SELECT q.id, q.status, q.helper_id, q.outcome, t.key, q.wave, q.urgent, q.opened_at, q.expires_at, q.closed_at"
        " FROM question q LEFT JOIN topic t ON t.id = q.topic_id"
    ),
    "link": (
        "SELECT id, question_id, asker_id, helper_id, outcome, opened_at, nudged_at, closed_at, active_at FROM link"
    ),
    "offer": "SELECT id, member_id, ended_at IS NULL, ends_at FROM offer",
    "person": "SELECT id, call_outside, paused FROM member",
    "skill": "SELECT s.member_id || ' ' || t.key FROM skill s JOIN topic t ON t.id = s.topic_id",
    "call": "SELECT question_id || ' ' || member_id || ' ' || wave, stage, called_at FROM callout",
    "job": "SELECT kind || ' ' || subject_id, due_at FROM job WHERE done_at IS NULL",
}
_MOMENTS = {"question": 3, "link": 4, "offer": 1, "person": 0, "skill": 0, "call": 1, "job": 1}


def held(connection: sqlite3.Connection) -> Holds:
    """Everything that the tables say of people, offers, questions, links, call-outs and jobs."""
    holds: Holds = {}
    for kind, sql in TABLES.items():
        moments = _MOMENTS[kind]
        for row in connection.execute(sql):
            holds[kind, row[0]] = _standing(tuple(row)[1:], moments)
    return holds


def wanted(web: Web) -> Holds:
    """The same as the model has it."""
    holds: Holds = {}
    for q in web.questions.values():
        words = (q.status, q.helper, q.outcome, q.topic, q.wave, int(q.urgent), q.opened, q.expires, q.closed)
        holds["question", q.number] = _standing(words, 3)
        for call in q.calls:
            holds["call", f"{q.number} {call.member} {call.wave}"] = _standing((call.stage, call.at), 1)
    for t in web.links.values():
        words = (t.question, t.asker, t.helper, t.outcome, t.opened, t.nudged, t.closed, t.active)
        holds["link", t.number] = _standing(words, 4)
    for o in web.offers.values():
        holds["offer", o.number] = _standing((o.member, int(o.ended is None), o.ends), 1)
    for p in web.people.values():
        holds["person", p.number] = (int(p.outside), int(p.paused))
        holds.update((("skill", f"{p.number} {topic}"), ()) for topic in p.skills)
    for (kind, subject), due in web.jobs().items():
        holds["job", f"{kind} {subject}"] = _standing((due,), 1)
    return holds


def differences(web: Web, connection: sqlite3.Connection, kinds: frozenset[str]) -> Iterator[str]:
    """Where the tables differ from the model, in the kinds of things that are asked for."""
    model, tables = wanted(web), held(connection)
    if model == tables:
        return
    for key in sorted(model.keys() | tables.keys(), key=str):
        one, other = model.get(key), tables.get(key)
        if key[0] in kinds and not _same(one, other, web.slack):
            yield f"{key[0]} {key[1]} has to be {one}, and the tables say {other}"


def lines(connection: sqlite3.Connection, after: int = 0, server: int | None = None) -> list[tuple[int, Line]]:
    """The log from there on, each line with its number."""
    rows = connection.execute(
        "SELECT id, at, kind, member, other, question, topic, wave, detail FROM event"
        " WHERE id > ? AND server_id = coalesce(?, server_id) ORDER BY id",
        (after, server),
    )
    return [(row[0], Line(*tuple(row)[1:])) for row in rows]


def said(connection: sqlite3.Connection, after: int = 0) -> list[tuple[int, Said]]:
    """The outbox from there on, each announcement with its number."""
    rows = connection.execute(
        "SELECT id, kind, question_id, link_id, member_id, detail FROM announcement WHERE id > ? ORDER BY id", (after,)
    )
    return [(row[0], Said(row[1], row[2], row[3], row[4], _about(json.loads(row[5])))) for row in rows]


def unsaid(model: list[Said], rows: list[Said]) -> Iterator[str]:
    """Where the outbox differs from what belongs to what happened, in order."""
    waiting = iter(rows)
    row = next(waiting, None)
    for wanted_one in model:
        if row is not None and _is(wanted_one, row):
            row = next(waiting, None)
        elif not wanted_one.optional:
            yield f"{wanted_one} belongs into the outbox, and there is {row}"
            return
    if row is not None:
        yield f"{row} is in the outbox, and nothing of that kind happened"


def _is(wanted_one: Said, row: Said) -> bool:
    kinds = wanted_one.kind.split(" or ")
    same = (wanted_one.question, wanted_one.link, wanted_one.member, wanted_one.about)
    return row.kind in kinds and (row.question, row.link, row.member, row.about) == same


def _about(detail: dict[str, Any]) -> str | None:
    told = detail.get("wave") or detail.get("reason") or detail.get("about") or (AGAIN if detail.get("again") else None)
    return None if told is None else str(told)


def _standing(values: tuple[Any, ...], moments: int) -> tuple[object, ...]:
    cut = len(values) - moments
    return (*values[:cut], *(None if value is None else float(value) for value in values[cut:]))


def _same(one: tuple[object, ...] | None, other: tuple[object, ...] | None, slack: int) -> bool:
    if one is None or other is None or len(one) != len(other):
        return one == other
    return all(
        a == b or (isinstance(a, float) and isinstance(b, float) and abs(a - b) <= slack)
        for a, b in zip(one, other, strict=True)
    )

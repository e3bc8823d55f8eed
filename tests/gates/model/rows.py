"""What the tables hold, as the model would say it."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.gates.model.nouns import Line, Person, Said
from tests.gates.model.web import Web

Key = tuple[str, object]
Holds = dict[Key, tuple[object, ...]]
"""Each thing's standing: words and numbers first, and moments as floats, which two records may tell differently."""

AGAIN, RELAY = "again", "relay"
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
    "person": (
        "SELECT id, call_outside, paused, zone, quiet_from, quiet_to, quiet_weekends, most_links, week_minutes,"
        " cool_down, by_message, follow_up FROM member"
    ),
    "server": "SELECT 'calls are paused', paused_until FROM server",
    "skill": "SELECT s.member_id || ' ' || t.key FROM skill s JOIN topic t ON t.id = s.topic_id",
    "call": "SELECT question_id || ' ' || member_id || ' ' || wave, stage, called_at FROM callout",
    "job": (
        "SELECT kind || ' ' || coalesce(w.member_id || ' ' || w.weekday || ' ' || w.start_minute, subject_id), due_at"
        " FROM job LEFT JOIN weekly w ON kind = 'window' AND w.id = subject_id WHERE done_at IS NULL"
    ),
    "weekly": "SELECT member_id || ' ' || weekday || ' ' || start_minute, end_minute FROM weekly",
    "joining": "SELECT link_id || ' ' || member_id, agreed_at FROM joining WHERE left_at IS NULL",
    "wish": "SELECT link_id, to_id FROM hand_over",
    "along": "SELECT question_id || ' ' || member_id FROM me_too",
    "apart": (
        "SELECT member_id || ' from ' || other_id FROM block"
        " UNION ALL SELECT member_id || ' of ' || question_id FROM unnamed_block"
        " UNION ALL SELECT 'from ' || other_id || ' unnamed: ' || count(*) FROM unnamed_wish GROUP BY other_id"
    ),
}
_MOMENTS = {"question": 3, "link": 4, "offer": 1, "call": 1, "job": 1, "joining": 1, "server": 1}
UNLOGGED = frozenset({"joining", "wish", "apart"})
"""Kinds of which the log tells nothing, or not all."""


def held(connection: sqlite3.Connection) -> Holds:
    """Everything that the tables say of people, offers, questions, links, call-outs and jobs."""
    holds: Holds = {}
    for kind, sql in TABLES.items():
        moments = _MOMENTS.get(kind, 0)
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
        holds.update(_of_person(p))
    for (kind, subject), due in web.jobs().items():
        holds["job", f"{kind} {subject}"] = _standing((due,), 1)
    holds["server", "calls are paused"] = _standing((web.paused,), 1)
    return holds | _unlogged(web)


def _of_person(p: Person) -> Holds:
    c = p.choices
    chosen = (c.zone, c.quiet[0], c.quiet[1], int(c.quiet[2]), c.most_links, c.week_minutes, c.cool_down)
    told = (int(c.by_message), int(c.follow_up))
    holds: Holds = {("person", p.number): (int(p.outside), int(p.paused), *chosen, *told)}
    holds.update((("skill", f"{p.number} {topic}"), ()) for topic in p.skills)
    holds.update((("weekly", f"{p.number} {w.weekday} {w.start}"), (w.end,)) for w in c.windows)
    return holds


def _unlogged(web: Web) -> Holds:
    """Who would join, was asked to take over, waits along, or is kept apart."""
    holds: Holds = {}
    for t in web.links.values():
        holds.update((("joining", f"{t.number} {member}"), (None,)) for member in t.offered)
        active = [one for one in t.seconds if one.until is None]
        holds.update((("joining", f"{t.number} {one.member}"), _standing((one.since,), 1)) for one in active)
        if t.wished is not None:
            holds["wish", t.number] = (t.wished,)
    for q in web.questions.values():
        holds.update((("along", f"{q.number} {member}"), ()) for member in q.along)
    for p in web.people.values():
        holds.update((("apart", f"{p.number} from {other}"), ()) for other in p.blocked)
        holds.update((("apart", f"{p.number} of {question}"), ()) for question in p.shunned)
    wished = Counter(other for p in web.people.values() for other in p.wished)
    holds.update((("apart", f"from {other} unnamed: {times}"), ()) for other, times in wished.items())
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
    """Where the outbox differs from what belongs to what happened, in order; what is optional may be left out."""
    reached: set[int] = {0}
    for wanted_one in model:
        taken: set[int] = {place + 1 for place in reached if place < len(rows) and _is(wanted_one, rows[place])}
        after = taken | reached if wanted_one.optional else taken
        if not after:
            there = rows[max(reached)] if max(reached) < len(rows) else None
            yield f"{wanted_one} belongs into the outbox, and there is {there}"
            return
        reached = after
    if len(rows) not in reached:
        yield f"{rows[max(reached)]} is in the outbox, and nothing of that kind happened"


def _is(wanted_one: Said, row: Said) -> bool:
    kinds = wanted_one.kind.split(" or ")
    same = (wanted_one.question, wanted_one.link, wanted_one.member, wanted_one.about)
    return row.kind in kinds and (row.question, row.link, row.member, row.about) == same


def _about(detail: dict[str, Any]) -> str | None:
    told = detail.get("wave") or detail.get("reason") or detail.get("about")
    told = told or (AGAIN if detail.get("again") else RELAY if "relay" in detail else None)
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

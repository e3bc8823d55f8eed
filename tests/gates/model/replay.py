"""Lets the model follow a finished database's log, and compares what it comes to with the tables."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from mentorbot.playground.launch import KEY_FILE
from mentorbot.sealing import Sealing
from tests.gates.model.nouns import MINUTE, SECOND, Choices, Limits, Line, Said, Wish, Wrong
from tests.gates.model.rows import AGAIN, RELAY, differences, held, lines, said, unsaid
from tests.gates.model.web import Web

SLACK = 2 * SECOND
"""How far apart it may be worked out and written down when something ends: clocks go on, and computers are busy."""
UNLOGGED = frozenset({"join-asked", "join-declined", "take-over", "suggested", RELAY})
"""What is said of something of which the log tells nothing."""
TOLD = frozenset({"question", "link", "offer", "skill", "call", "job"})


class RowFacts:
    """What the log does not hold, read from the rows that are left."""

    def __init__(self, connection: sqlite3.Connection, log: list[Line], sealing: Sealing) -> None:
        behind = _behind(connection, sealing)
        rows = connection.execute("SELECT id, asker_id, urgent, not_my_school, held_until FROM question")
        self._wishes = {row[0]: Wish(behind.get(row[1]), bool(row[2]), bool(row[3]), row[4]) for row in rows}
        self._ends = {row[0]: row[1] for row in connection.execute("SELECT id, ends_at FROM offer")}
        self._active = {row[0]: row[1] for row in connection.execute("SELECT id, active_at FROM link")}
        [self._pause] = connection.execute("SELECT max(paused_until) FROM server").fetchone()
        newest: dict[int | None, int] = {}
        offers = 0
        for line in log:
            if line.kind == "offered":
                offers += 1
                newest[line.member] = offers
            elif line.kind == "offer-extended":
                self._ends[newest[line.member]] -= int(str(line.detail).split()[0]) * MINUTE

    def wish(self, question: int) -> Wish:
        return self._wishes[question]

    def ends(self, offer: int) -> int:
        return self._ends[offer]

    def written(self, link: int) -> int | None:
        return self._active[link]

    def chosen(self, _: int) -> Choices | None:
        return None

    def pause(self) -> int | None:
        return self._pause


def retold(database: Path, now: float, limits: Limits) -> list[str]:
    """Everything in which a database differs at `now` (seconds) from what its log tells, by the rules of the model.

    `limits` are those that the bot was told; but how many questions somebody may have open is the server's choice.
    """
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)) as connection:
        connection.execute("BEGIN")  # all of it as it was at one moment
        log = [line for _, line in lines(connection)]
        [limit] = connection.execute("SELECT max(open_limit) FROM server").fetchone()
        web = Web(RowFacts(connection, log, sealing_of(database)), replace(limits, open_limit=limit or 0), slack=SLACK)
        web.near = near(connection)
        web.all_known = False
        try:
            web.follow(log)
            web.now = int(now * SECOND)
            _take_in_what_leaves_no_line(web, connection)
        except Wrong as wrong:
            return [f"the log tells what may not happen: {wrong}"]
        return [*differences(web, connection, TOLD), *_unsaid(web, connection)]


def sealing_of(database: Path) -> Sealing:
    """What seals in a practice whose database this is."""
    key = database.with_name(KEY_FILE)
    return Sealing((key.read_text("ascii"),)) if key.exists() else Sealing()


def _behind(connection: sqlite3.Connection, sealing: Sealing) -> dict[int, int]:
    """Who is behind each stand-in that is still known."""
    rows = connection.execute("SELECT member_id, sealed FROM identity").fetchall()
    return {row[0]: int.from_bytes(sealing.open(row[1], b"identity %d" % row[0])) for row in rows}


def near(connection: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """Each topic's neighbours."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    rows = connection.execute(
        "SELECT a.key, b.key FROM neighbour n JOIN topic a ON a.id = n.topic_id JOIN topic b ON b.id = n.near_id"
    )
    for one, other in rows:
        found[one].add(other)
    return {key: frozenset(others) for key, others in found.items()}


def _take_in_what_leaves_no_line(web: Web, connection: sqlite3.Connection) -> None:
    """Words in a thread put its nudge off; a wave that finds nobody once more only comes again, or doesn't."""
    tables = held(connection)
    for (kind, subject), due in tables.items():
        if kind == "job" and str(subject).startswith("withdraw "):
            web.withdrawals[int(str(subject).split()[1])] = int(float(str(due[0])))
    for tie in web.links.values():
        web.seen(tie)
        if tie.follow_up is not None and tie.follow_up <= web.now:  # too late to ask, or they want none
            planned = tables.get(("job", f"follow-up {tie.number}"))
            tie.follow_up = int(float(str(planned[0]))) if planned else None
    for asked in web.questions.values():
        if asked.status == "open" and asked.wave_due is not None and asked.wave_due <= web.now:
            if not asked.moderators_told:
                raise Wrong(f"question {asked.number} has nobody left to call, and moderators were not told")
            planned = tables.get(("job", f"wave {asked.number}"))
            asked.wave_due = int(float(str(planned[0]))) if planned else None


def _unsaid(web: Web, connection: sqlite3.Connection) -> Iterator[str]:
    """Each question's announcements; notices to whoever was too late leave no line, nor does a deleted card."""
    model: defaultdict[int, list[Said]] = defaultdict(list)
    rows: defaultdict[int, list[Said]] = defaultdict(list)
    for one in web.said:
        model[one.question or 0].append(one)
    for _, row in said(connection):
        once_more = (row.kind, row.about) == ("card", AGAIN)  # somebody deleted a card, which leaves no line
        if not once_more and row.about not in UNLOGGED:
            rows[row.question or 0].append(row)
    for question in sorted((model.keys() | rows.keys()) - {0}):
        yield from unsaid(model[question], rows[question])

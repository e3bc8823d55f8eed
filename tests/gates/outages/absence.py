"""What must not happen after an absence: what was due stays undone, is done twice, or rings for what is over."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from mentorbot.playground.practice import Practice
from tests.gates.practice.records import Records, Row, records
from tests.gates.practice.sights import Sights, sights

MINUTE = 60_000
REST = 30 * MINUTE
QUIET = 24 * 60 * MINUTE
AT_ONCE = MINUTE
PLACES = 3


def lateness(practice: Practice, back: int) -> list[str]:
    """Every breach of the policy for late things, for a bot that came `back` then (in milliseconds since 1970)."""
    held, seen = records(practice.database), sights(practice)
    return [
        *_undone(held, back),
        *_rung_in_vain(held, seen, back),
        *_in_bursts(held, back),
        *_tidied_unasked(held),
        *_told_otherwise_than_once(held),
    ]


def rung(practice: Practice, back: int) -> int:
    """Count the messages that rang for somebody since then."""
    return sum(bool(users) for _, users in _rings(records(practice.database), sights(practice), back))


def done_late(practice: Practice, back: int) -> int:
    """Count what fell due before the bot came back, and was done then."""
    return sum(row["due_at"] <= back <= (row["done_at"] or 0) for row in records(practice.database).jobs)


def _undone(held: Records, back: int) -> Iterator[str]:
    for row in held.offers:
        if row["ends_at"] <= back and row["ended_at"] is None:
            yield f"offer {row['id']} was to end while the bot was away, and goes on"
    for row in held.questions:
        if row["status"] == "open" and row["expires_at"] <= back:
            yield f"question {row['id']} was to end while the bot was away, and still waits"


def _rings(held: Records, seen: Sights, back: int) -> Iterator[tuple[Row, list[int]]]:
    for row in held.announcements:
        if row["kind"] in ("card", "call-out") and row["state"] == "sent" and row["sent_at"] >= back:
            for shown in seen.by_nonce.get(f"a{row['id']}", []):
                yield row, list(shown.message.mentions)


def _rung_in_vain(held: Records, seen: Sights, back: int) -> Iterator[str]:
    """Whoever is called still offers, or opted in to be called at any time, and the question's time is not over."""
    ends = {row["id"]: row["expires_at"] for row in held.questions}
    until = defaultdict[tuple[int, int | None], list[int | None]](list)
    for call in held.callouts:
        until[call["question_id"], held.user(call["member_id"])].append(call["until"])
    for row, users in _rings(held, seen, back):
        if users and ends[row["question_id"]] <= row["sent_at"]:
            yield f"{row['kind']} a{row['id']} rang for question {row['question_id']}, whose time was over"
        for user in users:
            if not any(end is None or end > row["sent_at"] for end in until[row["question_id"], user]):
                yield f"{row['kind']} a{row['id']} rang for {user}, whose offer had ended"


def _in_bursts(held: Records, back: int) -> Iterator[str]:
    """Waves that were missed become one, and people rest after a call as at any time."""
    waves = defaultdict[int, set[int]](set)
    called = defaultdict[int, list[int]](list)
    for call in held.callouts:
        called[call["member_id"]].append(call["called_at"])
        if back <= call["called_at"] < back + AT_ONCE:
            waves[call["question_id"]].add(call["wave"])
    for question, numbers in waves.items():
        if len(numbers) > 1:
            yield f"question {question} had {len(numbers)} waves at once after an absence"
    for member, times in called.items():
        order = sorted(times)
        if any(later - earlier < REST for earlier, later in pairwise(order)):
            yield f"member {member} was called twice within half an hour"


def _tidied_unasked(held: Records) -> Iterator[str]:
    """However long the absence, a quiet thread is asked about a day before it is tidied away."""
    for link in held.links:
        if link["outcome"] == "quiet" and (link["nudged_at"] or link["closed_at"]) + QUIET > link["closed_at"]:
            yield f"link {link['id']} was tidied away without having been asked a day before"


def _told_otherwise_than_once(held: Records) -> Iterator[str]:
    ended = Counter(
        row["question"] for row in held.events if row["kind"] == "question-closed" and row["detail"] == "unanswered"
    )
    told = Counter(
        row["question_id"]
        for row in held.announcements
        if row["kind"] == "notice" and json.loads(row["detail"]).get("about") == "unanswered"
    )
    for question in ended.keys() | told.keys():
        if ended[question] != told[question]:
            yield f"question {question} ended unanswered {ended[question]} times, its asker heard it {told[question]}"

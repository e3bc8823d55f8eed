"""Holds the bot's database and what Discord shows against each other, once all is quiet: an empty list is a pass."""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator

from mentorbot.playground.practice import Practice
from tests.gates.model.nouns import Limits
from tests.gates.model.replay import retold
from tests.gates.practice.records import Records, Row, records, waiting
from tests.gates.practice.sights import Sights, ids, sights

SENDING = frozenset({"card", "call-out", "opening", "nudge", "notice", "moderators", "panel"})
STEPS = {
    "asked": (None, "open"),
    "claimed": ("open", "claimed"),
    "reopened": ("closed", "open"),
}
UNLIMITED = Limits(rest=0, most_links=10, week_minutes=10_080)  # as in `stage.py`: a few people do all
PATIENCE = 10.0
LOOK_AGAIN = 0.05
GONE = ("helper-left", "erased", "handed-back", "handed-over")


def complaints(practice: Practice, removed: Collection[int] = (), *, limits: Limits | None = UNLIMITED) -> list[str]:
    """Everything that is lost, doubled, stuck or shown wrongly.

    `removed` are messages that people deleted; `limits` are those that the bot was told, None
    where the log does not hold all that decided who was called, so that the model cannot follow it.
    """
    held, seen = records(practice.database), sights(practice)
    found = [*held.damage, *waiting(practice.database, practice.world.now().timestamp())]
    found += _about_messages(held, seen, removed)
    found += _about_questions(held, seen)
    found += _about_links(held, seen)
    found += _about_threads(held, seen)
    found += _about_the_log(held)
    found += _about_moderators(held)
    found += _about_later_calls(held, seen)
    found += _about_calls(held)
    if limits is not None:
        found += retold(practice.database, practice.world.now().timestamp(), limits)
    return found


async def once_settled(look: Callable[[], list[str]]) -> list[str]:
    """Look until nothing is wrong; give what still is after a while.

    What comes due, or a hand that is found, while one looks is still under way then.
    """
    ends = time.monotonic() + PATIENCE
    while (found := look()) and time.monotonic() < ends:  # noqa: ASYNC110 - the bot's database tells nobody when it changes
        await asyncio.sleep(LOOK_AGAIN)
    return found


def _about_messages(held: Records, seen: Sights, removed: Collection[int]) -> Iterator[str]:
    """Each announcement is shown once, and nothing is shown that no announcement stands for."""
    known = {f"a{row['id']}": row for row in held.announcements}
    stand_ins = {row["id"] for row in held.members if row["stand_in"]}
    for nonce, shown in seen.by_nonce.items():
        if len(shown) > 1:
            yield f"said {len(shown)} times: {nonce} {known.get(nonce, {}).get('kind')}: {shown[0].text[:60]!r}"
        if nonce not in known:
            yield f"said for no announcement: {nonce} {shown[0].text[:60]!r}"
    for shown in seen.without_nonce:
        yield f"said without a nonce: {shown.text[:60]!r}"
    for nonce, row in known.items():
        if row["kind"] not in SENDING or row["state"] == "pending":
            continue
        stands = [shown.id for shown in seen.by_nonce.get(nonce, [])]
        unnamed = row["member_id"] in stand_ins and row["message_id"] is None  # it would tell who asked
        if (
            row["state"] == "sent"
            and stands != [row["message_id"]]
            and row["message_id"] not in removed
            and not unnamed
        ):
            yield f"{row['kind']} {nonce} is marked sent as {row['message_id']}, and there stands {stands}"
        if row["state"] == "dropped" and stands and row["kind"] in ("card", "opening"):
            yield f"{row['kind']} {nonce} was shown, then forgotten: {row['problem']}"
        if row["state"] == "failed":
            yield f"{row['kind']} {nonce} failed: {row['problem']}"


def _about_questions(held: Records, seen: Sights) -> Iterator[str]:
    numbers = {row["id"] for row in held.questions}
    for row in held.questions:
        cards = seen.cards.get(row["id"], [])
        never_shown = row["status"] == "closed" and row["card_id"] is None
        if len(cards) != 1 and not (never_shown and not cards):
            yield f"question {row['id']} ({row['status']}) has {len(cards)} cards"
            continue
        if cards and cards[0].id != row["card_id"]:
            yield f"question {row['id']} remembers {row['card_id']} and its card is {cards[0].id}"
        if cards and ids(cards[0]) != _buttons(held, row):
            yield f"question {row['id']} is {row['status']} and its card offers {ids(cards[0])}"
    for number in seen.cards.keys() - numbers:
        yield f"a card shows question {number}, which nobody remembers"


def _buttons(held: Records, row: Row) -> set[str]:
    number = row["id"]
    if held.user(row["asker_id"]) is None and not row["anonymous"]:
        return set()  # nobody can open it again: whoever asked it was erased
    return {
        "open": {f"claim:{number}", f"me-too:{number}", f"more:{number}"},
        "claimed": {f"more:{number}"},
        "closed": {f"reopen:{number}", f"more:{number}"},
    }[row["status"]]


def _about_links(held: Records, seen: Sights) -> Iterator[str]:
    newest = {row["thread_id"]: row["id"] for row in held.links}
    for link in held.links:
        yield from _about_opening(held, seen, link)
        thread = seen.threads.get(link["thread_id"] or 0)
        if thread is None or thread.thread is None:
            if link["thread_id"] or not link["closed_at"]:
                yield f"link {link['id']} remembers thread {link['thread_id']}, which is not there"
            continue
        done = thread.thread.archived and thread.thread.locked
        if newest[thread.id] == link["id"] and bool(link["closed_at"]) != done:
            yield f"link {link['id']} closed: {bool(link['closed_at'])}, its thread closed: {done}"


def _about_opening(held: Records, seen: Sights, link: Row) -> Iterator[str]:
    """A link has one opening message, with its button for as long as the link runs."""
    openings = [row["id"] for row in held.announcements if row["kind"] == "opening" and row["link_id"] == link["id"]]
    if len(openings) != 1:
        yield f"link {link['id']} has {len(openings)} openings"
    for shown in (message for number in openings for message in seen.by_nonce.get(f"a{number}", [])):
        if bool(shown.buttons) == bool(link["closed_at"]):
            yield f"link {link['id']} closed: {bool(link['closed_at'])}, its opening offers {shown.buttons}"


def _about_threads(held: Records, seen: Sights) -> Iterator[str]:
    remembered = Counter(row["thread_id"] for row in held.links if row["thread_id"])
    for thread in seen.threads.values():
        if thread.id not in remembered:
            yield f"thread {thread.name!r} ({thread.kind.name}) belongs to no link"
    for thread in seen.private_threads:
        if remembered[thread.id] > 1:
            yield f"private thread {thread.name!r} is shared by {remembered[thread.id]} links"


def _about_the_log(held: Records) -> Iterator[str]:
    """Each question's lines tell a possible story that ends where the question stands."""
    stands: dict[int, str | None] = {}
    for event in held.events:
        number, kind = event["question"], event["kind"]
        before = stands.get(number)
        if kind in STEPS and before != STEPS[kind][0]:
            yield f"question {number} was {kind} while {before}"
        if kind == "question-closed" and before not in ("open", "claimed") and event["detail"] not in GONE:
            yield f"question {number} was closed while {before}"
        if kind == "link-closed" and event["detail"] in GONE and before == "claimed":
            stands[number] = "closed"  # for the moment until the same transaction opens it again or ends it
        if kind == "handed-over":
            stands[number] = "open"  # for the moment until the same transaction gives it to somebody else
        if kind in STEPS or kind == "question-closed":
            stands[number] = STEPS[kind][1] if kind in STEPS else "closed"
    for row in held.questions:
        if stands.get(row["id"]) != row["status"]:
            yield f"question {row['id']} is {row['status']} and its log says {stands.get(row['id'])}"


def _about_later_calls(held: Records, seen: Sights) -> Iterator[str]:
    """Nothing calls for a question that waits no more, but for its card, which shows its state."""
    status = {row["id"]: row["status"] for row in held.questions}
    for row in held.announcements:
        if row["kind"] not in ("call-out", "moderators") or status[row["question_id"]] == "open":
            continue
        for shown in seen.by_nonce.get(f"a{row['id']}", []):
            if f"claim:{row['question_id']}" in ids(shown):
                yield f"question {row['question_id']} is {status[row['question_id']]} and {shown.id} still calls for it"


def _about_moderators(held: Records) -> Iterator[str]:
    """Moderators hear of a question once for each time it was opened, and once more if it ends unanswered."""
    told, allowed = Counter[int](), Counter[int]()
    for event in held.events:
        told[event["question"]] += event["kind"] == "moderators-told"
        allowed[event["question"]] += event["kind"] in ("asked", "reopened")
        allowed[event["question"]] += event["kind"] == "question-closed" and event["detail"] == "unanswered"
    for number, times in told.items():
        if times > allowed[number]:
            yield f"moderators were told {times} times of question {number}, and {allowed[number]} would do"


def _about_calls(held: Records) -> Iterator[str]:
    """Nobody is called twice for a question while it is open, and each call is announced once."""
    reopened = defaultdict[int, list[int]](list)
    for event in held.events:
        if event["kind"] == "reopened":
            reopened[event["question"]].append(event["at"])
    calls = Counter(
        (c["question_id"], c["member_id"], sum(at <= c["called_at"] for at in reopened[c["question_id"]]))
        for c in held.callouts
    )
    for (question, member, _), times in calls.items():
        if times > 1:
            yield f"member {member} was called {times} times for question {question}"
    announced = Counter((a["question_id"], a["detail"]) for a in held.announcements if a["kind"] == "call-out")
    for (question, detail), times in announced.items():
        if times > 1:
            yield f"question {question}: wave {detail} was announced {times} times"

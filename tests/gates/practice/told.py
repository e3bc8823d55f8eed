"""What members were told: every answer that states a fact is held against the database afterwards."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.gates.practice.records import Records

Check = Callable[[Records], bool]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that somebody was told, and how to see that it is so."""

    words: str
    check: Check


def asked(text: str, user_id: int) -> Fact:
    """Say that their question is posted, or safe: there is exactly one such question, and it is theirs."""

    def check(held: Records) -> bool:
        return [held.user(q["asker_id"]) for q in held.questions if q["text"] == text] == [user_id]

    return Fact(f"{user_id} was told that {text!r} is posted", check)


def claimed(question: int, user_id: int) -> Fact:
    """Say that it is theirs: the log has this claim, and there is a link for it."""

    def check(held: Records) -> bool:
        logged = any(_is(held, e, "claimed", question, user_id) for e in held.events)
        linked = any(k["question_id"] == question and held.user(k["helper_id"]) == user_id for k in held.links)
        return logged and linked

    return Fact(f"{user_id} was told that question {question} is theirs", check)


def lost(question: int, user_id: int) -> Fact:
    """Say that somebody got there first: the loss stands in the log, after somebody's claim."""

    def check(held: Records) -> bool:
        kinds = [e["kind"] for e in held.events if e["question"] == question]
        mine = any(_is(held, e, "claim-lost", question, user_id) for e in held.events)
        return mine and "claimed" in kinds[: kinds.index("claim-lost")]

    return Fact(f"{user_id} was told that somebody else has question {question}", check)


def closed(link: int) -> Fact:
    """Say that it is closed: the link has ended as sorted."""

    def check(held: Records) -> bool:
        return any(row["id"] == link and row["outcome"] == "sorted" for row in held.links)

    return Fact(f"somebody was told that link {link} is closed", check)


def logged(kind: str, question: int, user_id: int, detail: str | None = None) -> Fact:
    """An answer that names a step of a question's life: the log has it, by this person."""

    def check(held: Records) -> bool:
        return any(_is(held, e, kind, question, user_id) and detail in (None, e["detail"]) for e in held.events)

    return Fact(f"{user_id} was told {kind} of question {question}", check)


def offered(user_id: int, times: int) -> Fact:
    """Say that they are available: there are as many offers as were acknowledged, or more."""

    def check(held: Records) -> bool:
        return sum(held.user(row["member_id"]) == user_id for row in held.offers) >= times

    return Fact(f"{user_id} was told {times} times to be available", check)


def untrue(facts: list[Fact], held: Records) -> Iterator[str]:
    for fact in facts:
        if not fact.check(held):
            yield f"not so: {fact.words}"


def _is(held: Records, event: dict[str, object], kind: str, question: int, user_id: int) -> bool:
    member = event["member"]
    return (
        event["kind"] == kind
        and event["question"] == question
        and isinstance(member, int)
        and held.user(member) == user_id
    )

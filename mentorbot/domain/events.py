"""The interaction log: what happened, sealed line by line, without names or text."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

FIRST_SEAL = b"\0" * 32
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_written = json.JSONEncoder(separators=(",", ":")).encode


class EventKind(StrEnum):
    ASKED = "asked"
    TOPIC_CHOSEN = "topic-chosen"
    CALLED = "called"
    NOBODY_AVAILABLE = "nobody-available"
    MODERATORS_TOLD = "moderators-told"
    CLAIMED = "claimed"
    CLAIM_LOST = "claim-lost"
    NUDGED = "nudged"
    KEPT_OPEN = "kept-open"
    LINK_CLOSED = "link-closed"
    QUESTION_CLOSED = "question-closed"
    REOPENED = "reopened"
    CARD_REPOSTED = "card-reposted"
    OFFERED = "offered"
    OFFER_EXTENDED = "offer-extended"
    OFFER_ENDED = "offer-ended"
    SKILL_ADDED = "skill-added"
    SKILL_REMOVED = "skill-removed"
    SKILLS_CHANGED = "skills-changed"
    TOPIC_ADDED = "topic-added"
    TOPIC_MERGED = "topic-merged"
    TOPIC_RETIRED = "topic-retired"
    SETTING_CHANGED = "setting-changed"
    PANEL_POSTED = "panel-posted"
    EXPORTED = "exported"
    ERASED = "erased"
    HELD = "held"
    HOLD_ENDED = "hold-ended"
    RELAYED = "relayed"
    LOOK_UP_ASKED = "look-up-asked"
    LOOK_UP_AGREED = "look-up-agreed"
    LOOKED_UP = "looked-up"
    FORGOTTEN = "forgotten"
    HANDED_BACK = "handed-back"
    HANDED_OVER = "handed-over"
    JOINED = "joined"
    ASSIGNED = "assigned"
    ME_TOO = "me-too"
    REPORTED = "reported"
    REPORT_CLOSED = "report-closed"
    WORD_ADDED = "word-added"
    WORD_REMOVED = "word-removed"
    CHOICE_CHANGED = "choice-changed"
    FOLLOWED_UP = "followed-up"


@dataclass(frozen=True, slots=True)
class Event:
    """One line to be logged; people are their members' numbers, `topic` is a topic's key."""

    kind: EventKind
    member: int | None = None
    other: int | None = None
    question: int | None = None
    topic: str | None = None
    wave: int | None = None
    detail: str | None = None


def seal(previous: bytes, server_id: int, at: datetime, event: Event) -> bytes:
    """Chain a line to the one before it: changing any byte of an older line breaks every later seal."""
    milliseconds = (at - EPOCH) // timedelta(milliseconds=1)
    line = [server_id, milliseconds, event.kind, event.member, event.other, event.question]
    line += [event.topic, event.wave, event.detail]
    return hashlib.sha256(previous + _written(line).encode()).digest()

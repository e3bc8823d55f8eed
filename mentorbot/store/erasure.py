"""Queries that take a person out of the database; the log's lines stay, under a number that is nobody's any more."""

from dataclasses import dataclass

from mentorbot.domain.announcements import Announcement, AnnouncementKind
from mentorbot.domain.links import Link
from mentorbot.domain.members import Member
from mentorbot.domain.questions import Question
from mentorbot.store import relays
from mentorbot.store.database import Transaction

# A hand that was raised stays on its card for good, so that it was there is kept too: else it would be found anew, and
# taken for somebody who has just come.
ERASE = (
    "DELETE FROM availability WHERE member_id = $1",
    "DELETE FROM skill WHERE member_id = $1",
    "DELETE FROM callout WHERE member_id = $1",
    "UPDATE question SET text = NULL WHERE asker_id = $1",
    """UPDATE link SET note = NULL WHERE note IS NOT NULL AND EXISTS (SELECT 1 FROM event e
        WHERE e.server_id = link.server_id AND e.at = link.closed_at AND e.question = link.question_id
        AND e.kind = 'link-closed' AND e.member = $1)""",
    "UPDATE announcement SET detail = '{}' WHERE kind = 'notice' AND member_id = $1",
    "DELETE FROM identity WHERE member_id = $1",
    f"UPDATE relay SET text = NULL WHERE id IN ({relays.WRITTEN})",
    "DELETE FROM weekly WHERE member_id = $1",
    "DELETE FROM block WHERE $1 IN (member_id, other_id)",
    "DELETE FROM unnamed_block WHERE member_id = $1",
    "DELETE FROM unnamed_wish WHERE other_id = $1",
    "UPDATE look_up SET reason = NULL WHERE moderator_id = $1",
    "UPDATE report SET text = NULL WHERE $1 IN (member_id, about_id)",
    "DELETE FROM me_too WHERE member_id = $1",
    "DELETE FROM joining WHERE member_id = $1",
    "DELETE FROM hand_over WHERE to_id = $1",
    "DELETE FROM invitation WHERE member_id = $1",
    """UPDATE member SET user_id = NULL, name = NULL, call_outside = 0, paused = 0, zone = NULL, quiet_from = 1140,
        quiet_to = 480, quiet_weekends = 1, most_links = NULL, week_minutes = NULL, cool_down = NULL, by_message = 0,
        try_first = 0, follow_up = 1, school = NULL, school_since = NULL WHERE id = $1""",
)

# Every message that names a person, or rings for them, beside the cards and openings, which are drawn anew.
_NAMING = """
SELECT a.id, a.server_id, a.kind, a.question_id FROM announcement a LEFT JOIN question q ON q.id = a.question_id
WHERE (a.message_id IS NOT NULL OR (a.state = 'pending' AND a.question_id IS NOT NULL)) AND (
    (a.kind = 'notice' AND (a.member_id = $1 OR a.detail LIKE $2))
    OR (a.kind = 'passed-on' AND (a.detail LIKE $2 OR (a.detail NOT LIKE '%"winner"%'
        AND EXISTS (SELECT 1 FROM link l WHERE l.id = a.link_id AND $1 IN (l.asker_id, l.helper_id)))))
    OR (a.kind = 'notice' AND q.asker_id = $1
        AND (a.detail LIKE '%"take-over"%' OR a.detail LIKE '%"assigned"%' OR a.detail LIKE '%"suggested"%'))
    OR (a.kind = 'moderators' AND q.asker_id = $1)
    OR (a.kind = 'notice' AND a.detail LIKE '%"thanks"%'
        AND EXISTS (SELECT 1 FROM link l WHERE l.id = a.link_id AND l.asker_id = $1))
    OR (a.kind IN ('nudge', 'thread-note') AND (a.member_id = $1
        OR EXISTS (SELECT 1 FROM link l WHERE l.id = a.link_id AND $1 IN (l.asker_id, l.helper_id))))
    OR (a.kind IN ('call-out', 'moderators')
        AND EXISTS (SELECT 1 FROM link l WHERE l.question_id = a.question_id AND l.helper_id = $1))
    OR (a.kind = 'report' AND EXISTS (SELECT 1 FROM report r
        WHERE a.detail = '{"report":' || r.id || '}' AND $1 IN (r.member_id, r.about_id)))
    OR (a.kind = 'look-up' AND EXISTS (SELECT 1 FROM look_up k
        WHERE a.detail = '{"look_up":' || k.id || '}' AND $1 IN (k.moderator_id, k.second_id)))
    OR (a.kind = 'call-out' AND EXISTS (SELECT 1 FROM callout c WHERE c.question_id = a.question_id
        AND c.member_id = $1 AND a.detail = '{"wave":' || c.wave || '}'))
) ORDER BY a.id
"""


@dataclass(frozen=True, slots=True)
class Naming:
    """An announcement whose message names a person."""

    id: int
    server_id: int
    kind: AnnouncementKind
    question_id: int | None


async def naming(tx: Transaction, member_id: int) -> list[Naming]:
    return await tx.all(Naming, _NAMING, member_id, f'%"winner":{member_id}}}')


async def questions_of(tx: Transaction, member_id: int) -> list[Question]:
    """Give every question that somebody ever asked."""
    return await tx.all(Question, "SELECT * FROM question WHERE asker_id = $1 ORDER BY id", member_id)


async def called_for(tx: Transaction, member_id: int) -> list[Question]:
    """Give the open questions for which somebody was called: their cards may ring for them."""
    return await tx.all(
        Question,
        "SELECT * FROM question q WHERE q.status = 'open' AND EXISTS (SELECT 1 FROM callout c"
        " WHERE c.question_id = q.id AND c.member_id = $1) ORDER BY q.id",
        member_id,
    )


async def links_of(tx: Transaction, member_id: int) -> list[Link]:
    return await tx.all(Link, "SELECT * FROM link WHERE $1 IN (asker_id, helper_id) ORDER BY id", member_id)


async def erase(tx: Transaction, member_id: int) -> None:
    """Forget who a member is and what they wrote and chose."""
    for statement in ERASE:
        await tx.run(statement, member_id)


async def members_of(tx: Transaction, user_id: int) -> list[Member]:
    """Give what one person is on each server."""
    return await tx.all(Member, "SELECT * FROM member WHERE user_id = $1 ORDER BY server_id", user_id)


async def erased(tx: Transaction) -> list[int]:
    """Give the numbers of all who were erased."""
    return await tx.all(int, "SELECT id FROM member WHERE user_id IS NULL AND stand_in = 0 ORDER BY id")


async def is_about_erased(tx: Transaction, announcement: Announcement) -> bool:
    """Say whether a notice was for, or names, somebody who was erased while it was being sent."""
    people = (announcement.member_id or 0, announcement.detail.get("winner", 0))
    sql = "SELECT 1 FROM member WHERE id IN ($1, $2) AND user_id IS NULL AND stand_in = 0 LIMIT 1"
    return await tx.one(int, sql, *people) is not None


async def has_erased_hand(tx: Transaction, question_id: int) -> bool:
    """Say whether somebody who was erased once raised a hand at this question's card."""
    hands = "SELECT 1 FROM hand h JOIN member m ON m.id = h.member_id"
    sql = f"{hands} WHERE h.question_id = $1 AND m.user_id IS NULL LIMIT 1"
    return await tx.one(int, sql, question_id) is not None


async def unfinished(tx: Transaction) -> bool:
    """Say whether messages are still to be taken back: where they stand is known until then."""
    sql = "SELECT 1 FROM announcement WHERE kind IN ('take-back', 'thread-erase') AND state = 'pending' LIMIT 1"
    return await tx.one(int, sql) is not None

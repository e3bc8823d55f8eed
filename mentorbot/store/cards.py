"""The query that gathers what a card shows."""

from mentorbot.domain.cards import Card, SignedCard, UnsignedCard
from mentorbot.store.database import Transaction

_CARD = """
SELECT %s q.id AS question, q.server_id, q.channel_id, q.card_id, q.text, t.name AS topic, q.urgent, q.private,
    q.status, q.outcome, q.wave, q.asked_at, q.expires_at, q.closed_at,
    l.id AS link, l.thread_id, CASE WHEN l.closed_at IS NULL THEN 0 ELSE 1 END AS link_closed,
    l.outcome AS link_outcome, l.note, helper.name AS helper_name, helper.user_id AS helper_user, s.moderator_channel,
    (SELECT count(*) FROM me_too WHERE question_id = q.id) AS also
FROM question q
JOIN server s ON s.id = q.server_id
LEFT JOIN topic t ON t.id = q.topic_id
LEFT JOIN link l ON l.id = coalesce($2, (SELECT max(id) FROM link WHERE question_id = q.id))
LEFT JOIN member helper ON helper.id = l.helper_id
%s
WHERE q.id = $1
"""

SIGNED = _CARD % (
    "asker.name AS asker_name, asker.user_id AS asker_user,",
    "JOIN member asker ON asker.id = q.asker_id",
)
UNSIGNED = _CARD % ("", "")


async def of_question(tx: Transaction, question_id: int, link_id: int | None = None) -> Card | None:
    """Give what a card shows, with the link of this number, or with the newest one."""
    if await tx.one(int, "SELECT anonymous FROM question WHERE id = $1", question_id):
        return await tx.one(UnsignedCard, UNSIGNED, question_id, link_id)
    return await tx.one(SignedCard, SIGNED, question_id, link_id)

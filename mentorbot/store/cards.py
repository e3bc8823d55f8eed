"""The query that gathers what a card shows."""

from mentorbot.domain.cards import Card
from mentorbot.store.database import Transaction

CARD = """
SELECT q.id AS question, q.server_id, q.channel_id, q.card_id, q.text, t.name AS topic, q.urgent, q.private, q.status,
    q.outcome, q.wave, q.asked_at, q.expires_at, q.closed_at, asker.name AS asker_name, asker.user_id AS asker_user,
    l.id AS link, l.thread_id, CASE WHEN l.closed_at IS NULL THEN 0 ELSE 1 END AS link_closed,
    l.outcome AS link_outcome, l.note, helper.name AS helper_name, helper.user_id AS helper_user, s.moderator_channel
FROM question q
JOIN server s ON s.id = q.server_id
JOIN member asker ON asker.id = q.asker_id
LEFT JOIN topic t ON t.id = q.topic_id
LEFT JOIN link l ON l.id = coalesce($2, (SELECT max(id) FROM link WHERE question_id = q.id))
LEFT JOIN member helper ON helper.id = l.helper_id
WHERE q.id = $1
"""


async def of_question(tx: Transaction, question_id: int, link_id: int | None = None) -> Card | None:
    """Give what a card shows, with the link of this number, or with the newest one."""
    return await tx.one(Card, CARD, question_id, link_id)

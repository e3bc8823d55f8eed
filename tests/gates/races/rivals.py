"""Rivals who can't have a question: blocked, apart at their own wish, colleagues of the asker, or with full hands."""

import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing

from mentorbot.playground.actor import Actor
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Shown

KINDS = ("blocked", "wary", "colleague", "full")
EACH = 4
PATIENCE = 60.0
MARK = b"gate"
TOO_LATE = "got there a moment ago"
NEUTRAL = "I can't give you this one. That can have many reasons"
HANDS_FULL = "You are helping with as many questions at once as you want to."
OWN = "This is your own question"
REFUSED = {"full": HANDS_FULL}


def behind_its_back(practice: Practice) -> AbstractContextManager[sqlite3.Connection]:
    """Open the database of a bot that runs, to change it."""
    return closing(sqlite3.connect(practice.database, timeout=10, isolation_level=None))


class Rivals:
    """Who may win and who may not; in each race that leaves the asker's school out, colleagues may not."""

    def __init__(self, practice: Practice, crowd: Sequence[Actor]) -> None:
        self._practice = practice
        self.crowd = crowd
        kinds = [kind for kind in KINDS for _ in range(EACH)]
        self.kinds = {person.id: kind for kind, person in zip(kinds, crowd, strict=False)}

    async def prepare(self) -> None:
        """Make everybody known to the bot, then write down who is kept from what, behind its back."""
        amira, busy = self._practice.person("Amira"), [p for p in self.crowd if self.kinds.get(p.id) == "full"]
        for person in (*self.crowd, amira):
            await person.slash("questions", "skills")
        for person in busy:
            card = await self.card_of(amira, f"Something for {person.name}?")
            await person.press(card, "I can help")
        with behind_its_back(self._practice) as database:
            database.execute("BEGIN IMMEDIATE")
            database.execute("UPDATE server SET anonymous = 'on'")
            database.execute("UPDATE member SET quiet_from = 0, quiet_to = 0, quiet_weekends = 0")
            database.execute("UPDATE member SET school = ? WHERE user_id IS NOT NULL", (MARK + bytes(16),))
            for person in self.crowd:
                kind = self.kinds.get(person.id)
                if kind in ("blocked", "wary"):
                    pair = (amira.id, person.id) if kind == "blocked" else (person.id, amira.id)
                    both = "SELECT a.id, b.id FROM member a, member b WHERE a.user_id = ? AND b.user_id = ?"
                    database.execute(f"INSERT INTO block {both}", pair)
                if self.kinds.get(person.id) == "full":
                    database.execute("UPDATE member SET most_links = 1 WHERE user_id = ?", (person.id,))
                if self.kinds.get(person.id) != "colleague":
                    school = MARK + person.id.to_bytes(16)
                    database.execute("UPDATE member SET school = ? WHERE user_id = ?", (school, person.id))
            database.execute("COMMIT")

    async def card_of(self, asker: Actor, question: str, **chosen: bool) -> Shown:
        """Ask, and give the card once it stands: a busy computer answers before that."""
        await asker.slash("questions", "ask", question=question, topic="Excel", **chosen)
        room = self._practice.channel("questions")
        await self._practice.until(lambda: any(question in shown.text for shown in room.messages), PATIENCE)
        return next(shown for shown in room.messages if question in shown.text)

    def may_hear(self, person: Actor, *, not_my_school: bool, anonymous: bool) -> tuple[str, ...]:
        """Give the words of which a loser hears some; whoever can't win at all may hear their own."""
        if self.may_win(person, not_my_school=not_my_school, anonymous=anonymous):
            return (TOO_LATE,)
        return (TOO_LATE, REFUSED.get(self.kinds[person.id], NEUTRAL))

    def may_win(self, person: Actor, *, not_my_school: bool, anonymous: bool) -> bool:
        """Say who can: at their own wish people are kept apart from an asker's questions with a name alone."""
        kind = self.kinds.get(person.id)
        return kind is None or (kind == "colleague" and not not_my_school) or (kind == "wary" and anonymous)

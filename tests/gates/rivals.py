"""Rivals to whom a question can't be given: blocked, of the asker's own school, or with their hands full."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from mentorbot.playground.actor import Actor
from mentorbot.playground.practice import Practice

KINDS = ("blocked", "colleague", "full")
EACH = 4
MARK = b"gate"
TOO_LATE = "got there a moment ago"
NEUTRAL = "I can't give you this one. That can have many reasons"
HANDS_FULL = "You are helping with as many questions at once as you want to."
OWN = "This is your own question"
ALLOWED = {"blocked": (TOO_LATE, NEUTRAL), "colleague": (TOO_LATE, NEUTRAL), "full": (TOO_LATE, HANDS_FULL)}


class Rivals:
    """Who may win and who may not; in each race that leaves the asker's school out, colleagues may not."""

    def __init__(self, practice: Practice, crowd: Sequence[Actor]) -> None:
        self._practice = practice
        self.crowd = crowd
        first = dict(zip(KINDS, (crowd[:EACH], crowd[EACH : 2 * EACH], crowd[2 * EACH : 3 * EACH]), strict=True))
        self.kinds = {person.id: kind for kind, people in first.items() for person in people}

    async def prepare(self) -> None:
        """Make everybody known to the bot, then write down who is kept from what, behind its back."""
        amira, busy = self._practice.person("Amira"), [p for p in self.crowd if self.kinds.get(p.id) == "full"]
        for person in (*self.crowd, amira):
            await person.slash("questions", "skills")
        for person in busy:
            await amira.slash("questions", "ask", question=f"Something for {person.name}?", topic="Excel")
            await person.press(self._practice.channel("questions").messages[-1], "I can help")
        with closing(sqlite3.connect(self._practice.database, timeout=10, isolation_level=None)) as database:
            database.execute("UPDATE server SET anonymous = 'on'")
            database.execute("UPDATE member SET quiet_from = 0, quiet_to = 0, quiet_weekends = 0")
            database.execute("UPDATE member SET school = ? WHERE user_id IS NOT NULL", (MARK + bytes(16),))
            for person in self.crowd:
                if self.kinds.get(person.id) == "blocked":
                    pair = "SELECT b.id, a.id FROM member a, member b WHERE a.user_id = ? AND b.user_id = ?"
                    database.execute(f"INSERT INTO block {pair}", (amira.id, person.id))
                if self.kinds.get(person.id) == "full":
                    database.execute("UPDATE member SET most_links = 1 WHERE user_id = ?", (person.id,))
                if self.kinds.get(person.id) != "colleague":
                    school = MARK + person.id.to_bytes(16)
                    database.execute("UPDATE member SET school = ? WHERE user_id = ?", (school, person.id))

    def may_hear(self, person: Actor, *, not_my_school: bool) -> tuple[str, ...]:
        """Give the words of which a loser hears some; whoever can't win at all may hear their own."""
        kind = self.kinds.get(person.id, "")
        return ALLOWED.get(kind, (TOO_LATE,)) if kind != "colleague" or not_my_school else (TOO_LATE,)

    def may_win(self, person: Actor, *, not_my_school: bool) -> bool:
        kind = self.kinds.get(person.id, "")
        return kind == "" or (kind == "colleague" and not not_my_school)

"""What must hold after lives among wrong answers: nothing stuck, everybody told, and nothing wrong but what follows."""

import re
from collections import Counter
from collections.abc import Iterator

from tests.gates.answers.errands import Errands, Slot
from tests.gates.answers.household import Household
from tests.gates.answers.mishaps import Mischief
from tests.gates.practice.judge import complaints
from tests.gates.practice.records import Row, ask

NEWS = ("unanswered", "card-deleted", "not-posted")
TELLING = frozenset({"private conversation", "notice", "notice in the room"})
CONSEQUENCES = (
    (r"^card a\d+ failed", "card|words of a room"),
    (r"^call-out a\d+ failed", "call-out|words of a room"),
    (r"^opening a\d+ failed", "opening|.*thread.*|words of a room"),
    (r"^nudge a\d+ failed", "nudge|words of .*"),
    (r"^notice a\d+ failed", "notice.*|private conversation|words of a room"),
    (r"^moderators a\d+ failed", "moderators|words of a room"),
    (r"^panel a\d+ failed", "panel|pin|words of a room"),
    (
        r"its card offers|and its card is|has \d cards|Said\(kind='card-update'",
        "card|words of a room|edit of card|look at a card",
    ),
    (r"its opening offers", "opening|edit of opening|thread.*|(look at|words of) a thread|private thread"),
    (
        r"its thread closed|^thread ",
        "opening|nudge|edit of opening|thread.*|(look at|words of) a thread|private thread",
    ),
    (r"still calls for it", "edit of (call-out|moderators)"),
)
"""What may be found amiss, and at which calls something must have been refused for it."""
GIVEN_UP = "SELECT id FROM announcement WHERE question_id = ? AND state = 'failed' AND problem = 'later'"
_NAMED = re.compile(r"(question=?|link|\ba)\s?(\d+)")


class Aftermath:
    """Looks at the lives since it was made."""

    def __init__(self, home: Household, mischief: Mischief, errands: Errands) -> None:
        self._home, self._mischief, self._errands = home, mischief, errands
        self._first = self._last("question")
        self._heard = len(home.overheard.errors)

    def errors(self) -> list[str]:
        return sorted(set(self._home.overheard.errors[self._heard :]))

    def faults(self, counts: Counter[str]) -> Iterator[str]:
        questions = ask(self._home.records, "SELECT * FROM question WHERE id > ?", self._first)
        yield from self._untold(questions, counts)
        mine = {row["id"]: self._slot(row) for row in questions}
        for complaint in complaints(self._home.practice):
            slot = mine.get(self._about(complaint))
            if slot is not None and not self._follows(slot, complaint):
                yield f"{complaint} ({self._struck(slot)})"

    def _last(self, table: str) -> int:
        return ask(self._home.records, f"SELECT coalesce(max(id), 0) AS id FROM {table}")[0]["id"]

    def _slot(self, question: Row) -> Slot:
        return next(slot for slot in self._errands.slots if f"Errand {slot.mark} " in question["text"])

    def _untold(self, questions: list[Row], counts: Counter[str]) -> Iterator[str]:
        for row in questions:
            if row["status"] == "closed" and row["outcome"] in NEWS:
                slot = self._slot(row)
                counts["told"] += self._is_told(slot, row["text"])
                if not self._is_told(slot, row["text"]) and not self._could_not_be_told(slot):
                    yield f"nobody told the asker that question {row['id']} is {row['outcome']} ({self._struck(slot)})"
            elif row["status"] != "closed":
                yield f"question {row['id']} has no end ({self._struck(self._slot(row))})"

    @staticmethod
    def _is_told(slot: Slot, text: str) -> bool:
        private = [*(answer.text for answer in slot.answers), *(shown.text for shown in slot.asker.inbox)]
        aloud = [shown.text for shown in slot.room.messages if shown.text.startswith(slot.asker.mention)]
        return any(text in words for words in [*private, *aloud])

    def _could_not_be_told(self, slot: Slot) -> bool:
        return any(
            trap.struck and trap.mishap.final and (kind in TELLING or kind.startswith(("answer", "more")))
            for (kind, number), trap in self._mischief.traps.items()
            if number == slot.number
        )

    def _about(self, complaint: str) -> int:
        """The number of the question that a complaint is about; 0 where it names none."""
        found = _NAMED.search(complaint)
        if found is None:
            return 0
        what, number = found[1], int(found[2])
        if what.startswith("question"):
            return number
        table = "link" if what == "link" else "announcement"
        rows = ask(self._home.records, f"SELECT question_id FROM {table} WHERE id = ?", number)
        return rows[0]["question_id"] or 0 if rows else 0

    def _follows(self, slot: Slot, complaint: str) -> bool:
        """Whether it is what follows from a final refusal in this life, or from refusals until it was given up."""
        late = ask(self._home.records, GIVEN_UP, self._about(complaint))
        return any(
            trap.struck and (trap.mishap.final or late) and re.search(pattern, complaint) and re.fullmatch(kinds, kind)
            for pattern, kinds in CONSEQUENCES
            for (kind, number), trap in self._mischief.traps.items()
            if number == slot.number
        )

    def _struck(self, slot: Slot) -> str:
        return ", ".join(
            f"{trap.mishap} at {kind} x{trap.struck}"
            for (kind, number), trap in self._mischief.traps.items()
            if number == slot.number and trap.struck
        )

"""The learning web as its log tells it: each line must be allowed where it stands, and changes what follows."""

from collections.abc import Callable, Iterable

from tests.gates.model.asking import Facts
from tests.gates.model.linking import Linking
from tests.gates.model.nouns import Limits, Line, Person

Deed = tuple[str, int | None, int | None, str | None]
"""A line that somebody or something due brought about: its kind, member, question and detail."""


class Web(Linking):
    """Follows the log line by line; raises `Wrong` at the first that product.md does not allow."""

    def __init__(self, facts: Facts, limits: Limits | None = None, *, slack: int = 0) -> None:
        super().__init__(facts, limits, slack=slack)
        self._kinds: dict[str, Callable[[Line], None]] = {
            "asked": self._asked,
            "topic-chosen": self._topic_chosen,
            "hold-ended": self._hold_ended,
            "forgotten": self._forgotten,
            "called": self._wave,
            "moderators-told": self._moderators_told,
            "claimed": self._claimed,
            "claim-lost": self._claim_lost,
            "assigned": self._assigned,
            "joined": self._joined,
            "handed-back": self._handed_back,
            "me-too": self._me_too,
            "nudged": self._nudged,
            "kept-open": self._kept_open,
            "followed-up": self.followed_up,
            "link-closed": self._link_closed,
            "question-closed": self._question_closed,
            "reopened": self._reopened,
            "card-reposted": self._card_reposted,
            "offered": self._offered,
            "offer-extended": self._offer_extended,
            "offer-ended": self._offer_ended,
            "skill-added": self._skill_added,
            "skill-removed": self._skill_removed,
            "skills-changed": self._skills_changed,
            "choice-changed": self._choice_changed,
            "setting-changed": self._setting_changed,
        }

    def follow(self, lines: Iterable[Line]) -> list[Deed]:
        """Take in what happened; give what brought it about, one deed each."""
        self.lines.extend(lines)
        deeds: list[Deed] = []
        while self.lines:
            line = self.lines.popleft()
            self.now = line.at
            nobody = (line.kind, line.detail) == ("asked", "anonymous")  # a stand-in, known to nobody beforehand
            deeds.append((line.kind, None if nobody else line.member, line.question, line.detail))
            if line.member is not None:
                self.people.setdefault(line.member, Person(line.member))
            if kind := self._kinds.get(line.kind):
                kind(line)
        return deeds

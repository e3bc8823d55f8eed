"""What members are answered who hand on, join, wait along or keep apart, and what has to happen because of it."""

from tests.gates.model.answers import DONE, Want
from tests.gates.model.hours import is_quiet, quiet_until
from tests.gates.model.linking import Linking
from tests.gates.model.nouns import Asked, Said, Tie


class Sharing:
    """Reads the model as it stands before something is done."""

    def __init__(self, web: Linking) -> None:
        self._web = web

    def hand_back(self, member: int, tie: Tie, *, moderator: bool) -> Want:
        if tie.closed is not None:
            return Want("LinkOver")
        back = ("handed-back", member, tie.question, None)
        if tie.second(member) is not None:
            return Want(DONE, [back])
        if member != tie.helper and not moderator:
            return Want("NotTheirs")
        return Want(DONE, [back, ("link-closed", None, tie.question, "handed-back")])

    def ask_over(self, member: int, tie: Tie, to: int, now: int) -> Want:
        """Whoever is kept from it is never asked, and the answer is the same."""
        if tie.closed is not None:
            return Want("LinkOver")
        if member != tie.helper:
            return Want("NotTheirs")
        if to == member:
            return Want("YoursAlready")
        taker, offer, asked = self._web.people[to], self._web.running(to), self._web.questions[tie.question]
        kept = self._web.hurdle(to, asked) is not None or self._web.parted(to, tie.helper)
        later = is_quiet(taker.choices, now) and not (offer is not None and offer.lifts_quiet)
        at = quiet_until(taker.choices, now) if later else None
        said = [] if kept or later else [Said("notice", asked.number, tie.number, to, "take-over")]
        return Want(DONE, said=said, change=lambda: _wish(tie, *((None, None) if kept else (to, at))))

    def take_over(self, member: int, tie: Tie) -> Want:
        if tie.closed is not None or tie.wished != member:
            return Want("NotWished")
        if hurdle := self._web.hurdle(member, self._web.questions[tie.question]):
            return Want(hurdle)
        return Want(DONE, [("link-closed", None, tie.question, "handed-over")])

    def not_now(self, member: int, tie: Tie) -> Want:
        return Want(DONE, change=(lambda: _wish(tie, None, None)) if tie.wished == member else None)

    def offer_to_join(self, member: int, asked: Asked) -> Want:
        if refusal := self._kept_from(member, asked):
            return Want(refusal)
        tie = max((tie for tie in self._web.links.values() if tie.question == asked.number), key=lambda tie: tie.number)
        if tie.second(member) is not None:
            return Want("HelpingAlready")
        if member in tie.offered:
            return Want("OfferedAlready")
        whom = Said("thread-note", asked.number, tie.number, member, "join-asked")
        if asked.unnamed:  # who reads of it in private
            whom = Said("notice", asked.number, tie.number, asked.asker, "join-asked")
        return Want(DONE, said=[whom], change=lambda: tie.offered.add(member))

    def _kept_from(self, member: int, asked: Asked) -> str | None:
        if asked.helper == member:
            return "HelpingAlready"
        if hurdle := self._web.hurdle(member, asked):
            return hurdle
        if asked.helper is not None and self._web.parted(member, asked.helper):
            return "NotThisOne"
        return {"open": "StillWaiting", "closed": "NotWaiting"}.get(asked.status)

    def agree(self, member: int, tie: Tie, offered: int, *, moderator: bool = False) -> Want:
        """Nobody joins unless the asker says so, or a moderator."""
        asked = self._web.questions[tie.question]
        if member != asked.by and not moderator:
            return Want("NotTheirs")
        if offered not in tie.offered or self._kept_from(offered, asked):
            return Want("Settled")
        return Want(DONE, [("joined", offered, asked.number, None)])

    def decline(self, member: int, tie: Tie, offered: int) -> Want:
        if member != self._web.questions[tie.question].by:
            return Want("NotTheirs")
        if offered not in tie.offered:
            return Want("Settled")
        said = [Said("notice", tie.question, tie.number, offered, "join-declined")]
        return Want(DONE, said=said, change=lambda: tie.offered.discard(offered))

    def wait_along(self, member: int, asked: Asked) -> Want:
        if member == asked.by:
            return Want("ToldAnyway")
        if asked.status == "closed":
            return Want("QuestionOver")
        return Want(DONE, [] if member in asked.along else [("me-too", member, asked.number, None)])

    def wait_no_more(self, member: int, asked: Asked) -> Want:
        known = member in asked.along
        return Want(DONE, [("me-too", member, asked.number, "left")]) if known else Want("NotAlong")

    def assign(self, moderator: int, asked: Asked, to: int) -> Want:
        """Whatever their limits; a question without a name is only offered to them."""
        if asked.status != "open":
            return Want("BeingHelped" if asked.status == "claimed" else "QuestionOver")
        kept = self._web.hurdle(to, asked) in ("OwnQuestion", "NotThisOne")
        line = ("assigned", moderator, asked.number, None)
        if asked.unnamed:
            said = [] if kept else [Said("notice", asked.number, member=to, about="suggested")]
            return Want(DONE, [line], said)
        return Want("NotTogether") if kept else Want(DONE, [line, ("claimed", to, asked.number, "assigned")])

    def part(self, member: int, asked: Asked) -> Want:
        """An asker from whoever helped last, anybody else from whoever asked; one without a name if they helped."""
        ties = [tie for tie in self._web.links.values() if tie.question == asked.number]
        own = self._web.people[member]
        if asked.by == member:
            away = own.wished if asked.unnamed else own.blocked
            return Want(DONE, change=lambda: away.add(ties[-1].helper)) if ties else Want("NobodyToPartFrom")
        by = asked.by
        if not asked.unnamed and by is not None:
            return Want(DONE, change=lambda: own.blocked.add(by))
        helped = any(tie.helper == member or any(one.member == member for one in tie.seconds) for tie in ties)
        if by is None or not helped:
            return Want("NobodyToPartFrom")
        return Want(DONE, change=lambda: own.shunned.update({asked.number: by}))


def _wish(tie: Tie, to: int | None, at: int | None) -> None:
    tie.wished, tie.ask_at = to, at

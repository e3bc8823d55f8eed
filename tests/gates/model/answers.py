"""What a member is answered, and what has to happen because of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.gates.model.nouns import (
    LONGEST_OFFER,
    LONGEST_PAUSE,
    MINUTE,
    NOT_YET,
    REOPENABLE,
    Asked,
    Said,
    Tie,
    Wish,
)
from tests.gates.model.web import Deed, Web

DONE = "done"
PLAIN = Wish(None)


@dataclass(frozen=True, slots=True)
class Want:
    """An answer (a refusal's name, or "done"), the deeds that the log has to hold, and what is said besides.

    `change` is what else is so from then on, of which there is no line.
    """

    answer: str
    deeds: Sequence[Deed] = ()
    said: Sequence[Said] = ()
    change: Callable[[], object] | None = None


class Answers:
    """Reads the model as it stands before something is done."""

    def __init__(self, web: Web) -> None:
        self._web = web

    def ask(self, member: int, wish: Wish = PLAIN, *, anonymous: bool = False) -> Want:
        """The log names a stand-in where somebody asked anonymously, which nobody knows beforehand."""
        how = "anonymous" if anonymous else None
        if self._web.unclosed(member) >= self._web.limits.open_limit:
            return Want("TooManyOpen")
        if wish.not_my_school and self._web.people[member].choices.school is None:
            return Want("NoSchool")
        return Want(DONE, [("asked", None if anonymous else member, len(self._web.questions) + 1, how)])

    def choose_topic(self, member: int, asked: Asked) -> Want:
        if asked.by != member:
            return Want("NotYourQuestion")
        if asked.status != "open" or asked.topic is not None:
            return Want("TopicChosen")
        return Want(DONE, [("topic-chosen", asked.asker, asked.number, None)])

    def call_now(self, member: int, asked: Asked, now: int) -> Want:
        if asked.by != member:
            return Want("NotYourQuestion")
        if asked.status != "open" or asked.held is None or asked.held <= now:
            return Want("NotHeld")
        return Want(DONE, [("hold-ended", asked.asker, asked.number, None)])

    def withdraw(self, member: int, asked: Asked) -> Want:
        if asked.by != member:
            return Want("NotYourQuestion")
        return self._ended(asked, "withdrawn")

    def moderate(self, member: int, asked: Asked) -> Want:
        """A moderator ends what waits, or is being helped with."""
        if asked.status == "claimed":
            return Want(DONE, [("link-closed", member, asked.number, "moderator")])
        return self._ended(asked, "moderator")

    def pause(self, moderator: int, until: int | None, now: int) -> Want:
        """A moderator has nobody called until then; None ends the pause."""
        if until is not None and until > now + LONGEST_PAUSE:
            return Want("TooLongAPause")
        return Want(DONE, [("setting-changed", moderator, None, "calls resumed" if until is None else "calls paused")])

    def _ended(self, asked: Asked, outcome: str) -> Want:
        refusals = {"claimed": "BeingHelped", "closed": "QuestionOver"}
        if asked.status in refusals:
            return Want(refusals[asked.status])
        return Want(DONE, [("question-closed", asked.asker, asked.number, outcome)])

    def reopen(self, member: int, asked: Asked, now: int) -> Want:
        if asked.by != member:
            return Want("NotYourQuestion")
        if asked.status != "closed" or asked.closed is None:
            return Want("NotClosed")
        if asked.closed + REOPENABLE < now:
            return Want("TooLate")
        return Want(DONE, [("reopened", asked.asker, asked.number, None)])

    def follow_up(self, member: int, asked: Asked, answer: str, now: int) -> Want:
        """Whether it worked, as only whoever asked can say; or that they want to be asked no more."""
        if asked.by != member:
            return Want("NotYourQuestion")
        said = ("followed-up", asked.asker, asked.number, answer)
        if answer != "not yet":
            return Want(DONE, [said])
        if asked.status != "closed" or asked.closed is None:
            return Want("NotClosed")
        if asked.closed + NOT_YET < now:
            return Want("TooLate")
        return Want(DONE, [("reopened", asked.asker, asked.number, None), said])

    def claim(self, member: int, asked: Asked, *, by_hand: bool) -> Want:
        """Exactly one wins. By hand nobody is answered, and whoever is too late hears of it in private."""
        hurdle = self._web.hurdle(member, asked)
        if asked.status == "open" and hurdle is None:
            return Want(DONE, [("claimed", member, asked.number, "reaction" if by_hand else "button")])
        if asked.by != member and asked.helper == member:
            return Want(DONE if by_hand else "NotWaiting")
        refusal = "NotWaiting" if asked.status == "closed" else "AlreadyClaimed"
        if hurdle == "OwnQuestion" or asked.status == "open":
            refusal = str(hurdle)
        lost: list[Deed] = [("claim-lost", member, asked.number, None)] if refusal == "AlreadyClaimed" else []
        whom = asked.asker if refusal == "OwnQuestion" else member
        return Want(DONE if by_hand else refusal, lost, [Said("notice", member=whom)] if by_hand else [])

    def close(self, member: int, link: int, *, moderator: bool) -> Want:
        tie = self._web.links[link]
        part = self._part(member, tie)
        if part is None and not moderator:
            return Want("NotTheirs")
        if tie.closed is not None:
            return Want("LinkOver")
        outcome = "moderator" if part is None else "sorted"
        return Want(DONE, [("link-closed", part or member, tie.question, outcome)])

    def _part(self, member: int, tie: Tie) -> int | None:
        """The number under which somebody takes part in a link."""
        if member == tie.helper or tie.second(member) is not None:
            return member
        return tie.asker if member == self._web.questions[tie.question].by else None

    def keep_open(self, member: int, link: int) -> Want:
        tie = self._web.links[link]
        part = self._part(member, tie)
        if part is None:
            return Want("NotTheirs")
        if tie.closed is not None:
            return Want("LinkOver")
        return Want(DONE, [("kept-open", part, tie.question, None)])

    def offer(self, member: int, topics: Sequence[str]) -> Want:
        person = self._web.people[member]
        if person.paused:
            return Want("SkillsPaused")
        if not topics and not person.skills:
            return Want("NothingToOffer")
        before: list[Deed] = [("offer-ended", member, None, "replaced")] if self._web.running(member) else []
        new: list[Deed] = [("skill-added", member, None, None) for topic in topics if topic not in person.skills]
        return Want(DONE, [*before, *new, ("offered", member, None, ", ".join(topics) or "all skills")])

    def extend(self, member: int, offer: int, minutes: int, now: int) -> Want:
        promise = self._web.offers[offer]
        if promise.ended is not None or promise.ends <= now:
            return Want("NotOffering")
        if promise.member != member:
            return Want("NotYourOffer")
        if promise.ends + minutes * MINUTE > now + LONGEST_OFFER:
            return Want("LongEnough")
        return Want(DONE, [("offer-extended", member, None, f"{minutes} minutes")])

    def stop(self, member: int, now: int) -> Want:
        promise = self._web.running(member)
        if promise is None or promise.ends <= now:
            return Want("NotOffering")
        return Want(DONE, [("offer-ended", member, None, "stopped")])

    def learn(self, member: int, topics: Sequence[str]) -> Want:
        new = [topic for topic in topics if topic not in self._web.people[member].skills]
        return Want(DONE, [("skill-added", member, None, None) for _ in new])

    def unlearn(self, member: int, topic: str) -> Want:
        known = topic in self._web.people[member].skills
        return Want(DONE, [("skill-removed", member, None, None)] if known else [])

    def choose(self, member: int, *, outside: bool, paused: bool) -> Want:
        ended: list[Deed] = [("offer-ended", member, None, "paused")] if paused and self._web.running(member) else []
        detail = (
            f"{'called outside offers' if outside else 'called in offers only'}, {'paused' if paused else 'active'}"
        )
        return Want(DONE, [*ended, ("skills-changed", member, None, detail)])

    def leave(self, member: int) -> Want:
        """Whoever leaves is called no more; their questions end, and what they were helping with waits again."""
        deeds: list[Deed] = []
        ties = [tie for tie in self._web.links.values() if tie.closed is None]
        for tie in ties:
            if member in (tie.helper, tie.asker):
                why = "helper-left" if tie.helper == member else "asker-left"
                deeds.append(("link-closed", None, tie.question, why))
        open_ones = [q for q in self._web.questions.values() if q.asker == member and q.status == "open"]
        deeds += [("question-closed", member, asked.number, "asker-left") for asked in open_ones]
        if self._web.running(member):
            deeds.append(("offer-ended", member, None, "left"))
        return Want(DONE, deeds)

    def lose_thread(self, links: Sequence[int]) -> Want:
        """A deleted thread ends the newest link that used it, if that still runs."""
        tie = self._web.links[max(links)]
        return Want(DONE, [] if tie.closed is not None else [("link-closed", None, tie.question, "thread-deleted")])

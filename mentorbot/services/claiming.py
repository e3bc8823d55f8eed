"""Claiming a question: exactly one wins, whoever else tries is told kindly."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from mentorbot.clock import Clock
from mentorbot.domain.announcements import WINNER, Announcement, AnnouncementKind, Letter
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import JobKind
from mentorbot.domain.matching import Claimer, Hurdle, hurdle
from mentorbot.domain.members import Member, Person
from mentorbot.domain.places import message_link, sent_at
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Question, Status
from mentorbot.domain.quoting import name
from mentorbot.errors import Refused
from mentorbot.services.agenda import Agenda
from mentorbot.services.apart import Apart
from mentorbot.services.asking import QuestionGone
from mentorbot.services.endings import Endings
from mentorbot.services.outbox import Outbox
from mentorbot.services.people import People
from mentorbot.store import erasure, events, links, load, me_too, members, questions
from mentorbot.store.database import Database, Transaction, found

SLACK = timedelta(seconds=10)  # between Discord's clock and ours


class AlreadyClaimed(Refused):
    """Thank you for offering. Somebody got there a moment ago."""

    def __init__(self, winner: Member | None, other: str) -> None:
        """Name the winner to whoever reads it now; what is kept for later has their number in the name's place."""
        kept = f"Thank you for offering. {WINNER} got there a moment ago.{other}"
        self.kept: dict[str, Any] = (
            {"text": kept, "winner": winner.id} if winner else {"text": kept.replace(WINNER, name(None))}
        )
        super().__init__(kept.replace(WINNER, name(winner and winner.name)))


class OwnQuestion(Refused):
    """This is your own question: somebody else will claim it."""


class NotWaiting(Refused):
    """Thank you for offering. This question isn't waiting any more."""


class NotThisOne(Refused):
    """Thank you for offering! I can't give you this one. That can have many reasons, and hardly any is about you."""


class HandsFull(Refused):
    """Thank you for offering! You are helping with as many questions at once as you want to."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A question that is this helper's now; `update` shows it on the card."""

    question: Question
    update: Announcement


class Claiming:
    """The race for a question, decided by the database."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        policy: Policy,
        people: People,
        outbox: Outbox,
        agenda: Agenda,
        endings: Endings,
        apart: Apart,
    ) -> None:
        self._database = database
        self._clock = clock
        self._policy = policy
        self._people = people
        self._outbox = outbox
        self._agenda = agenda
        self._endings = endings
        self._apart = apart

    async def claim(self, person: Person, question_id: int, *, on: int | None = None) -> Claimed:
        """Claim by button: the card's update is left to the answer for a moment. Raises what the presser reads.

        `on` is the message that was pressed. After a backup was restored, numbers count on from there: one that is
        older than its question speaks of another one, which is not known any more.
        """
        if on is not None:
            question = found(await self._database.read(questions.get, question_id), QuestionGone)
            if sent_at(on) < question.asked_at - SLACK:
                raise QuestionGone
        result = await self._database.write(self._claim, person, question_id, by_button=True)
        if isinstance(result, Refused):
            raise result
        return result

    async def claim_by_reaction(self, person: Person, card_id: int, *, found_later: bool = False) -> bool:
        """Claim by ✋ on a card; whoever is too late gets a private message. False where it is no card of ours.

        `found_later` marks reactions found after the bot was away, whose order nobody can know. A hand that was
        answered before stays on the card and is no new claim, even once the question was opened again. Discord may
        tell of a hand twice: where nothing has changed in between, the second time is no news.
        """
        question = await self._database.read(questions.by_card, card_id)
        if question is None:
            return False
        await self._database.write(self._raised, person, question.id, found_later)
        return True

    async def _raised(self, tx: Transaction, person: Person, question_id: int, found_later: bool) -> None:
        if found_later and await erasure.has_erased_hand(tx, question_id):
            return  # one of the hands on the card belongs to somebody who must stay unknown, and nobody can say which
        helper = await self._people.see(tx, person)
        if await questions.raise_hand(tx, question_id, helper.id, anew=not found_later):
            await self._claim(tx, person, question_id, by_button=False, found_later=found_later)

    async def _claim(
        self, tx: Transaction, person: Person, question_id: int, *, by_button: bool, found_later: bool = False
    ) -> Claimed | Refused:
        helper = await self._people.see(tx, person)
        waiting = await questions.of_server(tx, helper.server_id, question_id)
        if (
            waiting is not None
            and waiting.status is Status.OPEN
            and (kept := await self.kept_from(tx, helper, waiting))
        ):
            return await self._refused(tx, helper, waiting, kept, by_button=by_button)
        question = await questions.claim(tx, question_id, helper.id)
        if question is None:
            return await self._lost(tx, helper, question_id, by_button=by_button)
        how = "found-later" if found_later else "button" if by_button else "reaction"
        return await self.give(tx, helper, question, how, held=by_button)

    async def give(
        self, tx: Transaction, helper: Member, question: Question, how: str, *, held: bool = False
    ) -> Claimed:
        """Begin the link of a question that has just become this helper's."""
        now = self._clock.now()
        link_id = await links.add(tx, question, helper.id, now)
        await me_too.remove(tx, question.id, helper.id)
        update = await self._outbox.put(
            tx, AnnouncementKind.CARD_UPDATE, question.server_id, question_id=question.id, held=held
        )
        for kind in (AnnouncementKind.THREAD, AnnouncementKind.OPENING):
            await self._outbox.put(tx, kind, question.server_id, question_id=question.id, link_id=link_id)
        if question.anonymous:
            await self._write_to_asker(tx, question, link_id)
        await self._endings.calls_over(tx, question)
        await self._agenda.cancel(tx, question.id, JobKind.WAVE, JobKind.EXPIRE)
        await self._agenda.plan(tx, JobKind.NUDGE, link_id, now + self._policy.quiet)
        line = Event(EventKind.CLAIMED, helper.id, question.asker_id, question.id, detail=how)
        await events.append(tx, question.server_id, now, [line])
        return Claimed(question, update)

    async def _write_to_asker(self, tx: Transaction, question: Question, link_id: int) -> None:
        """Tell whoever asked anonymously, who won't be in the thread."""
        await self._outbox.put(
            tx,
            AnnouncementKind.NOTICE,
            question.server_id,
            question_id=question.id,
            link_id=link_id,
            member_id=question.asker_id,
            detail={"letter": Letter.CLAIMED},
        )

    async def _lost(self, tx: Transaction, helper: Member, question_id: int, *, by_button: bool) -> Refused:
        question = found(await questions.of_server(tx, helper.server_id, question_id), QuestionGone)
        refusal = await self._refusal(tx, helper, question)
        if refusal is None:
            return NotWaiting("You are helping with this one already: its thread is waiting for you.")
        return await self._refused(tx, helper, question, refusal, by_button=by_button)

    async def hurdle(self, tx: Transaction, helper: Member, question: Question) -> Hurdle | None:
        """Say what keeps somebody from helping with a question."""
        distance = await self._apart.of(tx, question)
        most = self._policy.rest.most_links if helper.most_links is None else helper.most_links
        links_now = await load.other_links(tx, helper.id, question.id)
        return hurdle(Claimer(distance.asker == helper.id, distance.keeps_away(helper), links_now, most))

    async def apart_from(self, tx: Transaction, member: Member) -> set[int]:
        """Give everybody with whom somebody is not to be brought together."""
        return await self._apart.both_ways(tx, member)

    async def kept_from(self, tx: Transaction, helper: Member, question: Question) -> Refused | None:
        """Give the words for whatever keeps this helper from helping with a question."""
        kept = await self.hurdle(tx, helper, question)
        if kept is None:
            return None
        if kept is Hurdle.OWN:
            return OwnQuestion()
        other = await self._another(tx, helper, question)
        if kept is Hurdle.FULL:
            return HandsFull(f"{HandsFull.__doc__} Close one first, or change that in /settings.")
        return NotThisOne(f"{NotThisOne.__doc__}{other}")

    async def _refused(
        self, tx: Transaction, helper: Member, question: Question, refusal: Refused, *, by_button: bool
    ) -> Refused:
        if not by_button:
            await self._outbox.put(
                tx,
                AnnouncementKind.NOTICE,
                question.server_id,
                # To a stand-in where it is the asker's own hand: nobody is to read here whose question it is.
                member_id=question.asker_id if isinstance(refusal, OwnQuestion) else helper.id,
                detail=_kept(refusal, question.channel_id),
            )
        if isinstance(refusal, AlreadyClaimed):
            line = Event(EventKind.CLAIM_LOST, helper.id, question=question.id)
            await events.append(tx, question.server_id, self._clock.now(), [line])
        return refusal

    async def _refusal(self, tx: Transaction, helper: Member, question: Question) -> Refused | None:
        if (await self._apart.of(tx, question)).asker == helper.id:
            return OwnQuestion()
        if question.helper_id == helper.id:
            return None
        other = await self._another(tx, helper, question)
        if question.status is Status.CLAIMED and question.helper_id is not None:
            return AlreadyClaimed(await members.get(tx, question.helper_id), other)
        return NotWaiting(f"{NotWaiting.__doc__}{other}")

    async def _another(self, tx: Transaction, helper: Member, question: Question) -> str:
        for waiting in await questions.waiting(tx, question.server_id, limit=5):
            if waiting.id == question.id or waiting.card_id is None:
                continue
            distance = await self._apart.of(tx, waiting)
            if distance.asker != helper.id and not distance.keeps_away(helper):
                link = message_link(waiting.server_id, waiting.channel_id, waiting.card_id)
                return f" This one is still waiting: {link}"
        return ""


def _kept(refusal: Refused, channel_id: int) -> dict[str, Any]:
    """Give what the outbox holds of a refusal: no names, which would outlast whoever bears them.

    Only who was too late may be told in the channel: all else would show others whose question it is, or who is apart.
    """
    if isinstance(refusal, AlreadyClaimed):
        return {"channel": channel_id} | refusal.kept
    return {"text": refusal.words} | ({"channel": channel_id} if isinstance(refusal, NotWaiting) else {"private": True})

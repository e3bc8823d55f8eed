"""Telling the moderators that something isn't right. Whoever is reported never hears of it."""

from dataclasses import dataclass

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.members import Person
from mentorbot.domain.questions import DIRECTION_MARKS, Question
from mentorbot.domain.safety import LONGEST_REPORT, Report, Reportable, Subject
from mentorbot.errors import Refused
from mentorbot.services.asking import QuestionGone
from mentorbot.services.identities import Identities
from mentorbot.services.outbox import Outbox
from mentorbot.services.people import People
from mentorbot.store import events, links, members, questions, reports, servers
from mentorbot.store.database import Database, Transaction, found

AT_ONCE = 3
SHORTEST = 3


class NothingSaid(Refused):
    """Please say in some words what is wrong, so that the moderators know what to look at."""


class ToldEnough(Refused):
    """The moderators have several reports of yours about this question. If it is urgent, write to one of them."""


class NoSuchReport(Refused):
    """That report isn't here any more. Nothing was changed."""


class ClosedBefore(Refused):
    """That report is closed already. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A report that is kept; `told` says whether the moderators have a channel in which they read of it."""

    question: int
    told: bool


class Reporting:
    """Keeps reports, and has moderators told of them."""

    def __init__(
        self, database: Database, clock: Clock, people: People, identities: Identities, outbox: Outbox
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._identities = identities
        self._outbox = outbox

    async def reportable(self, person: Person, question_id: int, *, own: bool = False) -> Reportable:
        """Say whom somebody may report about a question; `own` takes nobody but whoever asked it."""
        return await self._database.read(self._reportable, person, question_id, own)

    async def report(
        self, person: Person, question_id: int, subject: Subject, text: str, *, own: bool = False
    ) -> Reported:
        """Keep a report, and have the moderators told where they have a channel."""
        kept = "".join(c for c in text if c not in DIRECTION_MARKS and (c >= " " or c in "\n\t")).strip()
        if len(kept) < SHORTEST:
            raise NothingSaid
        return await self._database.write(self._report, person, question_id, subject, kept[:LONGEST_REPORT], own)

    async def unclosed(self, server_id: int) -> list[Report]:
        """Give what moderators have still to look at, the oldest first."""
        return await self._database.read(reports.unclosed, server_id)

    async def close(self, person: Person, report_id: int) -> Report:
        """Close a report, on a moderator's word."""
        return await self._database.write(self._close, person, report_id)

    async def _reportable(self, tx: Transaction, person: Person, question_id: int, own: bool) -> Reportable:
        question = await self._question(tx, person, question_id, own)
        member = await members.find(tx, person.server_id, person.user_id)
        link = await links.of_question(tx, question_id)
        helper = await members.get(tx, link.helper_id) if link is not None else None
        asker = await members.get(tx, question.asker_id)
        return Reportable(
            question.id,
            asker=member is None or not await self._identities.asked(tx, member, question),
            asker_name=asker and asker.name,
            helper=helper is not None and (member is None or helper.id != member.id),
            helper_name=helper and helper.name,
        )

    async def _question(self, tx: Transaction, person: Person, question_id: int, own: bool) -> Question:
        question = found(await questions.of_server(tx, person.server_id, question_id), QuestionGone)
        member = await members.find(tx, person.server_id, person.user_id)
        if own and (member is None or not await self._identities.asked(tx, member, question)):
            raise QuestionGone
        return question

    async def _report(
        self, tx: Transaction, person: Person, question_id: int, subject: Subject, text: str, own: bool
    ) -> Reported:
        now = self._clock.now()
        question = await self._question(tx, person, question_id, own)
        member = await (self._people.known if own else self._people.see)(tx, person)
        # Whoever asked anonymously reports so too: their name would tell moderators who asked, without a look-up.
        asked = await self._identities.asked(tx, member, question)
        reporter = question.asker_id if asked else member.id
        if await reports.count_unclosed(tx, question.id, reporter) >= AT_ONCE:
            raise ToldEnough
        about = await self._about(tx, question, subject)
        about = None if about in (reporter, member.id) else about
        number = await reports.add(tx, question.server_id, question.id, reporter, about, text, now)
        line = Event(EventKind.REPORTED, reporter, question=question.id, detail=subject)
        await events.append(tx, question.server_id, now, [line])
        server = found(await servers.get(tx, question.server_id), QuestionGone)
        if server.moderator_channel is None:
            return Reported(question.id, told=False)
        detail = {"report": number}
        await self._outbox.put(tx, AnnouncementKind.REPORT, server.id, question_id=question.id, detail=detail)
        return Reported(question.id, told=True)

    async def _close(self, tx: Transaction, person: Person, report_id: int) -> Report:
        now = self._clock.now()
        report = found(await reports.get(tx, report_id), NoSuchReport)
        if report.server_id != person.server_id:
            raise NoSuchReport
        moderator = await self._people.see(tx, person)
        if not await reports.close(tx, report.id, now):
            raise ClosedBefore
        line = Event(EventKind.REPORT_CLOSED, moderator.id, question=report.question_id)
        await events.append(tx, report.server_id, now, [line])
        return report

    @staticmethod
    async def _about(tx: Transaction, question: Question, subject: Subject) -> int | None:
        """Give the member, or the stand-in, whom a report is about."""
        if subject is Subject.ASKER:
            return question.asker_id
        link = await links.of_question(tx, question.id) if subject is Subject.HELPER else None
        return None if link is None else link.helper_id

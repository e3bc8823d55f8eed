"""The outbox from the side of whoever delivers it: what waits, what it says, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from mentorbot.clock import Clock
from mentorbot.domain.announcements import Announcement, AnnouncementKind, AnnouncementState
from mentorbot.domain.cards import Card
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.links import Link
from mentorbot.domain.members import Member, quiet_hours
from mentorbot.domain.questions import Outcome, Status
from mentorbot.domain.quiet import is_quiet
from mentorbot.domain.safety import LookUp, Report
from mentorbot.services.departing import Departing
from mentorbot.services.endings import Endings
from mentorbot.services.identities import Identities
from mentorbot.services.linking import Linking
from mentorbot.services.outbox import Outbox
from mentorbot.services.reconciling import Reconciling
from mentorbot.store import (
    announcements,
    callouts,
    cards,
    erasure,
    events,
    links,
    look_ups,
    members,
    questions,
    relays,
    reports,
    servers,
    topics,
)
from mentorbot.store.announcements import SentCall
from mentorbot.store.callouts import CallOut
from mentorbot.store.database import Database, Transaction
from mentorbot.store.relays import Relay

NAME_SOMEBODY = frozenset({AnnouncementKind.NOTICE, AnnouncementKind.THREAD_NOTE})
ABOUT_ONE_LINK = frozenset({AnnouncementKind.THREAD_RETIRE, AnnouncementKind.THREAD_ERASE, AnnouncementKind.PASSED_ON})
NEED_A_THREAD = frozenset({AnnouncementKind.THREAD, AnnouncementKind.OPENING, AnnouncementKind.NUDGE})


@dataclass(frozen=True, slots=True)
class Briefing:
    """What an announcement is about, as things stand now; parts it does not need are None or empty.

    `calls` are the messages, with their channels, that called for the question after its card, or the one to be taken
    back; `others` the messages that other announcements made since, which may read the same; `winner` is whom it names,
    `topic` what it speaks of. The recipient of something about a question that they asked anonymously is `unnamed`:
    nobody else may see it. `case` is what moderators are to look at.
    """

    card: Card | None
    called: list[CallOut]
    link: Link | None
    recipient: Member | None
    opening: int | None
    calls: list[tuple[int, int]]
    others: frozenset[int]
    winner: Member | None = None
    unnamed: bool = False
    relay: Relay | None = None
    topic: str | None = None
    case: LookUp | Report | None = None


class Announcing:
    """Reads the outbox and writes down what became of each row."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        endings: Endings,
        linking: Linking,
        reconciling: Reconciling,
        departing: Departing,
        identities: Identities,
        outbox: Outbox,
    ) -> None:
        self._database = database
        self._clock = clock
        self._endings = endings
        self._linking = linking
        self._reconciling = reconciling
        self._departing = departing
        self._identities = identities
        self._outbox = outbox

    async def pending(self) -> list[Announcement]:
        return await self._database.read(announcements.pending)

    async def brief(self, announcement: Announcement, *, doubtful: bool = False) -> Briefing:
        """Gather what it says; for a doubtful one also whose messages are known, so that only its own is found."""
        return await self._database.read(self._brief, announcement, doubtful=doubtful)

    async def sent(self, announcement: Announcement, channel_id: int | None, message_id: int | None) -> None:
        """Write down what Discord made of it, in the same transaction where it belongs to a noun."""
        await self._database.write(self._sent, announcement, channel_id, message_id)

    async def opening_stands(self, link_id: int, channel_id: int, message_id: int) -> None:
        """Write down where a link's opening message was seen: Discord's word of it may have been lost."""
        await self._database.write(
            announcements.found_standing, AnnouncementKind.OPENING, link_id, self._clock.now(), channel_id, message_id
        )

    async def put_off(self, announcement: Announcement, due_at: datetime, problem: str) -> None:
        await self._database.write(announcements.put_off, announcement.id, due_at, problem)

    async def drop(self, announcement: Announcement, reason: str) -> bool:
        """Let go of what makes no sense any more; False where it does again: its question was just opened again."""
        return await self._database.write(self._drop, announcement, reason)

    async def failed(self, announcement: Announcement, problem: str, *, gone: bool, told: bool) -> None:
        """Give up on what Discord will never take, and bring what hangs on it to an end.

        `gone` says that the message or thread does not exist any more, `told` that the asker is just reading of it.
        """
        await self._database.write(self._failed, announcement, problem, gone=gone, told=told)

    async def unheard(self, announcement: Announcement) -> None:
        """Tell the asker that their card can't be posted: they were about to read it, and waited no longer."""
        if announcement.kind is AnnouncementKind.CARD and announcement.question_id is not None:
            await self._database.write(self._endings.tell_not_posted, announcement.question_id)

    async def _drop(self, tx: Transaction, announcement: Announcement, reason: str) -> bool:
        if announcement.kind is AnnouncementKind.CARD and announcement.question_id is not None:
            question = await questions.get(tx, announcement.question_id)
            if question is not None and question.status is not Status.CLOSED:
                return False
        await announcements.end(tx, announcement.id, AnnouncementState.DROPPED, reason)
        await self._taken_back(tx, announcement)
        await self._unsaid(tx, announcement)
        return True

    async def _failed(
        self, tx: Transaction, announcement: Announcement, problem: str, *, gone: bool, told: bool
    ) -> None:
        await announcements.end(tx, announcement.id, AnnouncementState.FAILED, problem)
        await self._taken_back(tx, announcement)
        await self._unsaid(tx, announcement)
        question_id, link_id = announcement.question_id, announcement.link_id
        if announcement.kind is AnnouncementKind.CARD and question_id is not None:
            question = await questions.get(tx, question_id)
            if question is not None and question.status is Status.OPEN:  # somebody may help with it all the same
                await self._endings.end(tx, question_id, Outcome.NOT_POSTED, told=told)
        elif announcement.kind is AnnouncementKind.CARD_UPDATE and question_id is not None and gone:
            await self._reconciling.card_gone_in(tx, question_id)
        elif announcement.kind in NEED_A_THREAD and link_id is not None:
            await self._linking.end_in(tx, link_id, Outcome.THREAD_DELETED)

    async def _brief(self, tx: Transaction, announcement: Announcement, *, doubtful: bool) -> Briefing:
        question, link_id = announcement.question_id, announcement.link_id
        wave, to = announcement.detail.get("wave"), announcement.member_id
        about_one = announcement.kind in ABOUT_ONE_LINK or "letter" in announcement.detail
        opens, relay = about_one and link_id is not None, announcement.detail.get("relay")
        winner = announcement.detail.get("winner")
        others = await announcements.others(tx, announcement) if doubtful else []
        return Briefing(
            others=frozenset(others),
            calls=[(call.message_id, call.channel_id) for call in await self._calls(tx, announcement)],
            card=await cards.of_question(tx, question, link_id if opens else None) if question is not None else None,
            called=await self._called(tx, question, wave, announcement) if question is not None and wave else [],
            link=await links.get(tx, link_id) if link_id is not None else None,
            recipient=await self._identities.person(tx, to) if to is not None else None,
            unnamed=await self._is_unnamed(tx, announcement),
            opening=await announcements.message_of(tx, AnnouncementKind.OPENING, link_id)
            if opens and link_id is not None
            else None,
            winner=await members.get(tx, winner) if winner is not None else None,
            relay=await relays.get(tx, relay) if relay is not None else None,
            topic=await self._topic(tx, announcement.detail.get("topic")),
            case=await self._case(tx, announcement),
        )

    @staticmethod
    async def _topic(tx: Transaction, number: object) -> str | None:
        row = await topics.get(tx, number) if isinstance(number, int) else None
        return row.name if row else None

    @staticmethod
    async def _is_unnamed(tx: Transaction, announcement: Announcement) -> bool:
        member = await members.get(tx, announcement.member_id) if announcement.member_id is not None else None
        return member is not None and member.stand_in

    @staticmethod
    async def _case(tx: Transaction, announcement: Announcement) -> LookUp | Report | None:
        if (look_up := announcement.detail.get("look_up")) is not None:
            return await look_ups.get(tx, look_up)
        report = announcement.detail.get("report")
        return await reports.get(tx, report) if report is not None else None

    @staticmethod
    async def _calls(tx: Transaction, announcement: Announcement) -> list[SentCall]:
        if announcement.kind is AnnouncementKind.TAKE_BACK:
            return await announcements.made_by(tx, announcement.detail["of"])
        if announcement.kind is AnnouncementKind.CALLS_OVER and announcement.question_id is not None:
            return await announcements.calls_of(tx, announcement.question_id)
        return []

    async def _called(self, tx: Transaction, question_id: int, wave: int, announcement: Announcement) -> list[CallOut]:
        """Give a wave's people who can still be called: late news rings for nobody who stopped offering.

        Nor for a question whose time is over: after a long absence that is to be ended yet. A private message is for
        its recipient alone, and not for their quiet hours.
        """
        now = self._clock.now()
        question = await questions.get(tx, question_id)
        if question is None or question.expires_at <= now:
            return []
        called = await callouts.of_wave(tx, question_id, wave)
        if announcement.kind is AnnouncementKind.NOTICE:
            called = [call for call in called if await self._can_be_rung(tx, call, announcement)]
        return [call for call in called if call.until is None or call.until > now]

    async def _can_be_rung(self, tx: Transaction, call: CallOut, notice: Announcement) -> bool:
        member, server = await members.get(tx, call.member_id), await servers.get(tx, notice.server_id)
        if member is None or server is None or member.id != notice.member_id or not member.by_message:
            return False
        return not is_quiet(quiet_hours(member), ZoneInfo(member.zone or server.zone), self._clock.now())

    async def _sent(
        self, tx: Transaction, announcement: Announcement, channel_id: int | None, message_id: int | None
    ) -> None:
        if await self._is_unnamed(tx, announcement):
            channel_id = message_id = None  # whose private messages they are would tell who asked
        await announcements.sent(tx, announcement.id, self._clock.now(), channel_id, message_id)
        if announcement.kind is AnnouncementKind.CARD and announcement.question_id is not None:
            await questions.set_card(tx, announcement.question_id, message_id)
            if announcement.detail.get("again"):
                line = Event(EventKind.CARD_REPOSTED, question=announcement.question_id)
                await events.append(tx, announcement.server_id, self._clock.now(), [line])
        if announcement.kind is AnnouncementKind.THREAD and announcement.link_id is not None and channel_id:
            await links.set_thread(tx, announcement.link_id, channel_id)
        await self._taken_back(tx, announcement)
        await self._forget_thanks(tx, announcement)
        if announcement.kind in NAME_SOMEBODY and await erasure.is_about_erased(tx, announcement):
            await self._departing.take_back(tx, announcement)

    @staticmethod
    async def _taken_back(tx: Transaction, announcement: Announcement) -> None:
        """Forget where a message stood that was to be taken back, whether that succeeded or never will."""
        if announcement.kind is AnnouncementKind.TAKE_BACK:
            await announcements.forget(tx, announcement.detail["of"])

    async def _unsaid(self, tx: Transaction, announcement: Announcement) -> None:
        """Tell an asker whose thanks cannot be delivered; not why, which is the helper's affair."""
        if not await self._forget_thanks(tx, announcement) or announcement.link_id is None:
            return
        link = await links.get(tx, announcement.link_id)
        if link is not None:
            detail = {"about": "unthanked", "private": True}
            await self._outbox.put_about(tx, AnnouncementKind.NOTICE, link, member_id=link.asker_id, detail=detail)

    @staticmethod
    async def _forget_thanks(tx: Transaction, announcement: Announcement) -> bool:
        """Forget what somebody wrote to say thank you; whether this was such a message."""
        if announcement.detail.get("about") != "thanks":
            return False
        kept = {key: value for key, value in announcement.detail.items() if key != "text"}
        await announcements.keep_of(tx, announcement.id, kept)
        return True

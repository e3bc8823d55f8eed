"""What is kept about a person: shown, given to them, and erased; the log stays whole without them."""

import asyncio
import json
import logging
from collections.abc import Collection, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from mentorbot.clock import Clock
from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.links import Link
from mentorbot.domain.members import Member
from mentorbot.domain.questions import Outcome
from mentorbot.errors import Refused
from mentorbot.services.agenda import Agenda
from mentorbot.services.apart import Apart
from mentorbot.services.departing import Departing
from mentorbot.services.identities import Identities
from mentorbot.services.outbox import Outbox
from mentorbot.services.recollection import Recollection
from mentorbot.store import erasure, events, handing, links, members, questions, servers, traces
from mentorbot.store.database import Database, Transaction
from mentorbot.store.forgotten import forgotten, remember
from mentorbot.store.traces import Kept

log = logging.getLogger(__name__)

SOON, LATER = timedelta(minutes=1), timedelta(hours=1)
EVERYTHING = 0  # the subject of a job that concerns the whole database
FOR_THE_HELPER = (
    "Somebody you were helping has had everything about them erased here, so that thread is closed. "
    "Thank you for your help!"
)
FOR_THE_ASKER = (
    "Whoever was helping you has had everything about them erased here. Your question is open again, and I'm asking "
    "others: you need not do anything."
)


class NothingKept(Refused):
    """I keep nothing about you."""


class Privacy:
    """A person is known by their Discord id; what they are on each server is erased with it."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        departing: Departing,
        outbox: Outbox,
        agenda: Agenda,
        recollection: Recollection,
        backups: Path | None,
        identities: Identities,
        apart: Apart,
    ) -> None:
        self._database = database
        self._clock = clock
        self._departing = departing
        self._outbox = outbox
        self._agenda = agenda
        self._recollection = recollection
        self._backups = backups
        self._identities = identities
        self._apart = apart

    async def kept(self, user_id: int) -> list[Kept]:
        """Say how much is kept, for each server on which anything is."""
        return await self._database.read(self._kept, user_id)

    async def download(self, user_id: int) -> str:
        """Give everything that is kept, as JSON."""
        servers = await self._database.read(self._everything, user_id)
        if not servers:
            raise NothingKept
        whole = {"made_at": self._clock.now().isoformat(), "user": str(user_id), "servers": servers}
        return json.dumps(whole, ensure_ascii=False, indent=2)

    async def erase(self, user_id: int) -> bool:
        """Forget somebody everywhere, and have the bot's messages about them changed or deleted.

        Say whether all could be looked at. Without its key, what was asked anonymously is found when the key is back.
        """
        numbers, whole = await self._database.write(self._erase_user, user_id)
        await self._remember(numbers)
        return whole

    async def forget_again(self, numbers: Iterable[int] = ()) -> int:
        """Erase whoever was erased before, where an older database has been put back; give how many that were."""
        listed = await asyncio.to_thread(forgotten, self._backups) if self._backups else set[int]()
        again = await self._database.write(self._erase_numbers, listed | set(numbers))
        await self._database.write(self._finish)
        await self._remember(await self._database.read(erasure.erased))
        return len(again)

    async def scrub(self, _: Job) -> str:
        """Take what was erased out of the files; again once the last message has been taken back."""
        unfinished = await self._database.read(erasure.unfinished)
        await self._database.scrub()
        if not unfinished:
            return "scrubbed"
        await self._database.write(self._plan, LATER)
        return "messages are still to be taken back"

    async def erase_unnamed(self, job: Job) -> str:
        """Do the job of erasing what somebody asked anonymously who was erased before."""
        return await self._database.write(self._erase_unnamed, job.subject_id)

    async def _erase_unnamed(self, tx: Transaction, question_id: int) -> str:
        question = await questions.get(tx, question_id)
        if question is None or question.text is None:
            return "not needed"
        await self._departing.withdraw_in(tx, question_id)
        await self._departing.take_away(tx, question.asker_id, again=False)
        await erasure.erase(tx, question.asker_id)  # the log says it when it would have been forgotten anyway
        await self._plan(tx, SOON)
        return "erased"

    async def _remember(self, numbers: list[int]) -> None:
        """Note them beside the backups; a list that can't be written now is written at the next start."""
        if not self._backups or not numbers:
            return
        try:
            await asyncio.to_thread(remember, self._backups, numbers)
        except OSError as error:
            log.error("the list of erased members could not be written: %s", error)  # noqa: TRY400 - words, no traceback

    async def _kept(self, tx: Transaction, user_id: int) -> list[Kept]:
        found = [await traces.kept(tx, member.id) for member in await erasure.members_of(tx, user_id)]
        return [kept for kept in found if kept is not None]

    async def _everything(self, tx: Transaction, user_id: int) -> list[dict[str, Any]]:
        return [
            {"server": str(member.server_id), "name": member.name, "number": f"m{member.id}"}
            | await traces.everything(tx, member.id)
            | {"anonymously": [await traces.asked(tx, number) for number in await self._identities.all(tx, member)]}
            | {"kept_away_by_whoever_asked": [named.name for named in await self._wished(tx, member)]}
            for member in await erasure.members_of(tx, user_id)
        ]

    async def _wished(self, tx: Transaction, member: Member) -> list[Member]:
        return await members.named(tx, await self._apart.wished(tx, member))

    async def _erase_user(self, tx: Transaction, user_id: int) -> tuple[list[int], bool]:
        found = await erasure.members_of(tx, user_id)
        if not found:
            raise NothingKept
        whole = [await self._identities.are_readable(tx, member.server_id) for member in found]
        return await self._erase(tx, found, again=False), all(whole)

    async def _erase_numbers(self, tx: Transaction, numbers: set[int]) -> list[int]:
        found = [await members.get(tx, number) for number in sorted(numbers)]
        return await self._erase(tx, [member for member in found if member and member.user_id is not None], again=True)

    async def _finish(self, tx: Transaction) -> None:
        """Forget what could not be opened when somebody was erased, because the key was missing then."""
        gone = set(await erasure.erased(tx))
        for server_id in await servers.all_ids(tx):
            await self._forget_unnamed(tx, server_id, gone)

    async def _forget_unnamed(self, tx: Transaction, server_id: int, gone: Collection[int]) -> None:
        await self._apart.forget_wishes(tx, server_id, gone)
        for stand_in in await self._identities.all_of(tx, server_id, gone):
            await self._departing.let_fade(tx, stand_in)

    async def _erase(self, tx: Transaction, found: list[Member], *, again: bool) -> list[int]:
        for member in found:
            await self._erase_member(tx, member, again=again)
        if found:
            await self._plan(tx, SOON)
            tx.after_commit(self._recollection.forget)
        return [member.id for member in found]

    async def _erase_member(self, tx: Transaction, member: Member, *, again: bool) -> None:
        for link in await links.running(tx, member.server_id):
            if member.id in (link.asker_id, link.helper_id):
                await self._tell_the_other(tx, member, link)
        await self._departing.let_go(tx, member, asked=Outcome.ERASED, helped=Outcome.ERASED, why="erased")
        await self._departing.take_away(tx, member.id, again=again)
        await erasure.erase(tx, member.id)
        await self._forget_unnamed(tx, member.server_id, {member.id})
        line = Event(EventKind.ERASED, member.id)
        await events.append(tx, member.server_id, self._clock.now(), [line])

    async def _tell_the_other(self, tx: Transaction, member: Member, link: Link) -> None:
        asks = member.id == link.asker_id
        if not asks and any(row.agreed_at for row in await handing.of_link(tx, link.id)):
            return  # a second helper goes on with it
        question = await questions.get(tx, link.question_id)
        await self._outbox.put(
            tx,
            AnnouncementKind.NOTICE,
            link.server_id,
            member_id=link.helper_id if asks else link.asker_id,
            detail={
                "text": FOR_THE_HELPER if asks else FOR_THE_ASKER,
                "channel": question.channel_id if question else None,
            },
        )

    async def _plan(self, tx: Transaction, after: timedelta) -> None:
        await self._agenda.plan(tx, JobKind.SCRUB, EVERYTHING, self._clock.now() + after)

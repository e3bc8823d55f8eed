"""Weekly windows: each begins an offer by itself, and plans its next one."""

from collections.abc import Iterable

from mentorbot.clock import Clock
from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.members import Member
from mentorbot.domain.servers import Server
from mentorbot.domain.weekly import Window, next_window, window_at
from mentorbot.services.agenda import Agenda
from mentorbot.services.offering import Offering, quiet_zone
from mentorbot.store import choices, members, offers, servers
from mentorbot.store.choices import Weekly
from mentorbot.store.database import Database, Transaction

NOT_NEEDED, TOO_LATE = "not needed", "too late"


class Windows:
    """Each window waits as a job of its own. One that is found late begins late and ends on time, or is skipped."""

    def __init__(self, database: Database, clock: Clock, agenda: Agenda, offering: Offering) -> None:
        self._database = database
        self._clock = clock
        self._agenda = agenda
        self._offering = offering

    async def begin(self, job: Job) -> str:
        """Do the job of a window that has come."""
        return await self._database.write(self._begin, job)

    async def go_on(self, job: Job) -> None:
        """Plan the next one of a window that could not begin."""
        await self._database.write(self._go_on, job.subject_id)

    async def replace(self, tx: Transaction, member: Member, server: Server, windows: Iterable[Window]) -> None:
        """Keep these windows and no others; one that runs already begins at once."""
        await self.remove(tx, member)
        for window in windows:
            number = await choices.add_weekly(tx, member.id, window)
            now = self._clock.now()
            running = window_at([window], quiet_zone(member, server), now)
            if running is not None:
                await self._agenda.plan(tx, JobKind.WINDOW, number, now)
            else:
                await self._plan(
                    tx, Weekly(number, member.id, window.weekday, window.start, window.end), member, server
                )

    async def remove(self, tx: Transaction, member: Member) -> None:
        for number in await choices.remove_weekly(tx, member.id):
            await self._agenda.cancel(tx, number, JobKind.WINDOW)

    async def plan_anew(self, tx: Transaction, member: Member, server: Server) -> None:
        """Follow a clock that is another one now."""
        for weekly in await choices.weekly_of(tx, member.id):
            await self._plan(tx, weekly, member, server)
        await self.keep_quiet(tx, member, server)

    async def keep_quiet(self, tx: Transaction, member: Member, server: Server) -> None:
        """See to it that an offer that runs heeds quiet hours as they are now."""
        running = await offers.running(tx, member.id)
        if running is not None:
            await self._offering.keep_quiet(tx, running, member, server)

    async def server_moved(self, tx: Transaction, server: Server) -> None:
        """Follow the server's clock with everybody who goes by it."""
        for member in await choices.without_zone(tx, server.id):
            await self.plan_anew(tx, member, server)

    async def _plan(self, tx: Transaction, weekly: Weekly, member: Member, server: Server) -> None:
        found = next_window([weekly.window], quiet_zone(member, server), self._clock.now())
        if found is not None:
            await self._agenda.plan(tx, JobKind.WINDOW, weekly.id, found[1])

    async def _go_on(self, tx: Transaction, weekly_id: int) -> None:
        weekly = await choices.weekly(tx, weekly_id)
        member = await members.get(tx, weekly.member_id) if weekly else None
        server = await servers.get(tx, member.server_id) if member else None
        if weekly and member and server:
            await self._plan(tx, weekly, member, server)

    async def _begin(self, tx: Transaction, job: Job) -> str:
        weekly = await choices.weekly(tx, job.subject_id)
        member = await members.get(tx, weekly.member_id) if weekly else None
        server = await servers.get(tx, member.server_id) if member else None
        if weekly is None or member is None or server is None:
            return NOT_NEEDED
        zone = quiet_zone(member, server)
        # The job was due when it was taken; where the clock was set back since, that is the time that counts.
        moment = max(self._clock.now(), job.due_at)
        following = next_window([weekly.window], zone, moment)
        if following is not None:
            await self._agenda.plan(tx, JobKind.WINDOW, weekly.id, following[1])
        running = window_at([weekly.window], zone, moment)
        return TOO_LATE if running is None else await self._offering.begin_window(tx, member, server, running)

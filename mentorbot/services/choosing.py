"""What members choose for themselves: quiet hours, limits, how to be called, weekly windows, school."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from mentorbot.clock import Clock
from mentorbot.domain.events import Event, EventKind
from mentorbot.domain.matching import Rest, week_start
from mentorbot.domain.members import Member, Person, quiet_hours
from mentorbot.domain.offers import Offer
from mentorbot.domain.quiet import NEVER_QUIET, USUAL, QuietHours
from mentorbot.domain.schools import school_key
from mentorbot.domain.servers import Server
from mentorbot.domain.weekly import Occurrence, Window, next_window
from mentorbot.domain.zones import is_zone
from mentorbot.errors import Refused
from mentorbot.sealing import Sealing
from mentorbot.services.offering import quiet_zone
from mentorbot.services.people import People
from mentorbot.services.servers import UnknownZone
from mentorbot.services.skills import NoServer
from mentorbot.services.windows import Windows
from mentorbot.store import choices, events, load, offers, servers, skills
from mentorbot.store.database import Database, Transaction, found
from mentorbot.store.load import Load

MOST_LINKS, WEEK_MINUTES, COOL_DOWN = range(1, 6), range(10081), range(1441)
SCHOOL = b"school"


class NotPossible(Refused):
    """That isn't one of the choices. Please open /settings again; nothing was changed."""


class NoSchools(Refused):
    """Schools can't be kept here: whoever runs the bot has to set MENTORBOT_SECRET_KEY first. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Everything that somebody chose, and how it stands with them now; `rest` holds where they chose nothing."""

    member: Member
    zone: ZoneInfo
    rest: Rest
    windows: list[Window]
    next_window: Occurrence | None
    load: Load
    offer: Offer | None
    skilled: bool
    keeps_schools: bool
    now: datetime

    @property
    def hours(self) -> QuietHours:
        return quiet_hours(self.member)


class Choosing:
    """Keeps everybody's choices; each holds at once, for an offer that runs too."""

    def __init__(
        self, database: Database, clock: Clock, people: People, windows: Windows, sealing: Sealing, rest: Rest
    ) -> None:
        self._database = database
        self._clock = clock
        self._people = people
        self._windows = windows
        self._sealing = sealing
        self._rest = rest

    async def of(self, person: Person) -> Chosen:
        return await self._database.write(self._of, person)

    async def be_quiet(self, person: Person, hours: QuietHours) -> Chosen:
        """Choose when not to be called."""
        return await self._change(person, "quiet hours", _quiet(hours))

    async def never_be_quiet(self, person: Person) -> Chosen:
        return await self.be_quiet(person, NEVER_QUIET)

    async def live_in(self, person: Person, zone: str | None) -> Chosen:
        """Choose by whose clock hours are meant; None is the server's."""
        if zone is not None and not is_zone(zone):
            raise UnknownZone
        return await self._change(person, "time zone", {"zone": zone})

    async def limit_links(self, person: Person, most: int | None) -> Chosen:
        return await self._limit(person, "most_links", most, MOST_LINKS)

    async def limit_week(self, person: Person, minutes: int | None) -> Chosen:
        return await self._limit(person, "week_minutes", minutes, WEEK_MINUTES)

    async def cool_down(self, person: Person, minutes: int | None) -> Chosen:
        """Choose how long to be left alone after helping somebody."""
        return await self._limit(person, "cool_down", minutes, COOL_DOWN)

    async def usual_limits(self, person: Person) -> Chosen:
        return await self._change(person, "limits", _limits())

    async def call_by_message(self, person: Person, *, on: bool) -> Chosen:
        return await self._change(person, "private messages", {"by_message": on})

    async def try_first(self, person: Person, *, on: bool) -> Chosen:
        return await self._change(person, "trying first", {"try_first": on})

    async def follow_up(self, person: Person, *, on: bool) -> Chosen:
        return await self._change(person, "follow-ups", {"follow_up": on})

    async def name_school(self, person: Person, name: str) -> Chosen:
        """Keep a code of one's school, which nobody can read back; schools of two servers can't be compared."""
        key = f"{person.server_id} {school_key(name)}"
        if not self._sealing.ready:
            raise NoSchools
        return await self._change(person, "school", {"school": self._sealing.tag(key.encode(), SCHOOL)})

    async def forget_school(self, person: Person) -> Chosen:
        return await self._change(person, "school", {"school": None})

    async def set_windows(self, person: Person, windows: Sequence[Window]) -> Chosen:
        """Be available in these windows of each week, and in no others."""
        return await self._database.write(self._set_windows, person, windows)

    async def begin_anew(self, person: Person) -> Chosen:
        """Go back to what everybody begins with."""
        return await self._database.write(self._begin_anew, person)

    async def _limit(self, person: Person, field: str, value: int | None, allowed: range) -> Chosen:
        if value is not None and value not in allowed:
            raise NotPossible
        return await self._change(person, "limits", {field: value})

    async def _change(self, person: Person, what: str, fields: dict[str, Any]) -> Chosen:
        return await self._database.write(self._changed, person, what, fields)

    async def _changed(self, tx: Transaction, person: Person, what: str, fields: dict[str, Any]) -> Chosen:
        member = await self._people.see(tx, person)
        server = found(await servers.get(tx, person.server_id), NoServer)
        changed = replace(member, **fields)
        if changed.school != member.school:
            changed = replace(changed, school_since=self._clock.now())
        await choices.save(tx, changed)
        if changed.zone != member.zone:
            await self._windows.plan_anew(tx, changed, server)
        else:
            await self._windows.keep_quiet(tx, changed, server)
        await self._record(tx, member, what)
        return await self._chosen(tx, changed, server)

    async def _set_windows(self, tx: Transaction, person: Person, windows: Sequence[Window]) -> Chosen:
        member = await self._people.see(tx, person)
        server = found(await servers.get(tx, person.server_id), NoServer)
        await self._windows.replace(tx, member, server, windows)
        await self._record(tx, member, "weekly windows")
        return await self._chosen(tx, member, server)

    async def _begin_anew(self, tx: Transaction, person: Person) -> Chosen:
        member = await self._people.see(tx, person)
        await self._windows.remove(tx, member)
        usual = {"zone": None, "by_message": False, "try_first": False, "follow_up": True, "school": None}
        return await self._changed(tx, person, "everything", usual | _limits() | _quiet(USUAL))

    async def _of(self, tx: Transaction, person: Person) -> Chosen:
        member = await self._people.see(tx, person)
        return await self._chosen(tx, member, found(await servers.get(tx, person.server_id), NoServer))

    async def _chosen(self, tx: Transaction, member: Member, server: Server) -> Chosen:
        now, zone = self._clock.now(), quiet_zone(member, server)
        windows = [row.window for row in await choices.weekly_of(tx, member.id)]
        return Chosen(
            member=member,
            zone=zone,
            rest=self._rest,
            windows=windows,
            next_window=next_window(windows, zone, now),
            load=await load.of_member(tx, member.id, week_start(now, ZoneInfo(server.zone)), now),
            offer=await offers.running(tx, member.id),
            skilled=bool(await skills.of_member(tx, member.id)),
            keeps_schools=self._sealing.ready,
            now=now,
        )

    async def _record(self, tx: Transaction, member: Member, what: str) -> None:
        line = Event(EventKind.CHOICE_CHANGED, member.id, detail=what)
        await events.append(tx, member.server_id, self._clock.now(), [line])


def _quiet(hours: QuietHours) -> dict[str, Any]:
    return {"quiet_from": hours.start, "quiet_to": hours.end, "quiet_weekends": hours.weekends}


def _limits() -> dict[str, Any]:
    return {"most_links": None, "week_minutes": None, "cool_down": None}

"""Puts the services together: each is given what it asks for, here and nowhere else."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

from mentorbot.clock import Clock, SteadyClock
from mentorbot.domain.jobs import JobKind
from mentorbot.domain.policy import Policy
from mentorbot.sealing import UNSEALED, Sealing
from mentorbot.services.agenda import Agenda
from mentorbot.services.announcing import Announcing
from mentorbot.services.apart import Apart
from mentorbot.services.asking import Asking
from mentorbot.services.calling import Calling
from mentorbot.services.choosing import Choosing
from mentorbot.services.claiming import Claiming
from mentorbot.services.departing import Departing
from mentorbot.services.endings import Endings
from mentorbot.services.exporting import Exporting
from mentorbot.services.figures import Figures
from mentorbot.services.following_up import FollowingUp
from mentorbot.services.handing import Handing
from mentorbot.services.identities import Identities
from mentorbot.services.joining import Joining
from mentorbot.services.keeping_apart import KeepingApart
from mentorbot.services.linking import Linking
from mentorbot.services.looking_up import LookingUp
from mentorbot.services.me_too import MeToo
from mentorbot.services.moderating import Moderating
from mentorbot.services.nudging import Nudging
from mentorbot.services.offering import Offering
from mentorbot.services.outbox import Outbox
from mentorbot.services.parting import Parting
from mentorbot.services.people import People
from mentorbot.services.privacy import Privacy
from mentorbot.services.recollection import Recollection
from mentorbot.services.reconciling import Reconciling
from mentorbot.services.relaying import Relaying
from mentorbot.services.reporting import Reporting
from mentorbot.services.room import PLENTY, Room
from mentorbot.services.safeguards import Safeguards
from mentorbot.services.servers import Servers
from mentorbot.services.skills import SkillBook
from mentorbot.services.starts import Starts
from mentorbot.services.threads import Look
from mentorbot.services.topics import Topics
from mentorbot.services.waiting import Waiting
from mentorbot.services.windows import Windows
from mentorbot.services.words import Words
from mentorbot.starter import starter_topics
from mentorbot.store.database import Database


@dataclass(frozen=True, slots=True)
class Parts:
    """Every service of one database."""

    database: Database
    agenda: Agenda
    outbox: Outbox
    servers: Servers
    topics: Topics
    skills: SkillBook
    choosing: Choosing
    asking: Asking
    claiming: Claiming
    linking: Linking
    relaying: Relaying
    following_up: FollowingUp
    handing: Handing
    joining: Joining
    me_too: MeToo
    parting: Parting
    moderating: Moderating
    offering: Offering
    waiting: Waiting
    announcing: Announcing
    reconciling: Reconciling
    recollection: Recollection
    exporting: Exporting
    privacy: Privacy
    starts: Starts
    figures: Figures
    safeguards: Safeguards
    looking_up: LookingUp
    reporting: Reporting
    keeping_apart: KeepingApart
    words: Words


def assemble(
    database: Database,
    policy: Policy,
    clock: Clock,
    rng: Random,
    look: Look,
    room: Room = PLENTY,
    backups: Path | None = None,
    sealing: Sealing = UNSEALED,
) -> Parts:
    """Build the services, and give each kind of job to the one whose duty it is; `backups` is where copies are kept.

    Without keys to seal with nobody can ask anonymously, or leave out their school.
    """
    clock = SteadyClock(clock)
    people, outbox, agenda = People(rng), Outbox(clock), Agenda(database, clock, rng)
    topics = Topics(database, clock, people)
    recollection = Recollection(database)
    identities = Identities(rng, sealing)
    apart = Apart(identities, sealing)
    calling = Calling(database, clock, policy, outbox, agenda, apart, recollection)
    endings = Endings(database, clock, policy, outbox, agenda)
    asking = Asking(database, clock, policy, people, topics, calling, outbox, endings, room, recollection, identities)
    parting = Parting(database, clock, people, outbox, identities, apart)
    linking = Linking(database, clock, policy, people, outbox, agenda, endings, identities, parting)
    nudging = Nudging(database, clock, policy, outbox, agenda, linking, look)
    claiming = Claiming(database, clock, policy, people, outbox, agenda, endings, apart)
    waiting = Waiting(database, clock, policy, people, calling, outbox, endings, identities, agenda)
    offering = Offering(database, clock, rng, people, calling, agenda, room, recollection, policy.rest)
    windows = Windows(database, clock, agenda, offering)
    handing = Handing(database, clock, policy, people, outbox, agenda, linking, waiting, claiming)
    departing = Departing(database, clock, rng, outbox, agenda, endings, linking, handing, identities, windows)
    following_up = FollowingUp(database, clock, policy, outbox, agenda, identities, waiting)
    reconciling = Reconciling(database, clock, outbox, endings, linking, departing, windows, identities)
    privacy = Privacy(database, clock, departing, outbox, agenda, recollection, backups, identities, apart)
    agenda.take_on(JobKind.WAVE, calling.wave)
    agenda.take_on(JobKind.EXPIRE, waiting.expire)
    agenda.take_on(JobKind.OFFER_END, offering.end)
    agenda.take_on(JobKind.NUDGE, nudging.nudge)
    agenda.take_on(JobKind.DISSOLVE, nudging.dissolve)
    agenda.take_on(JobKind.FOLLOW_UP, following_up.ask)
    agenda.take_on(JobKind.FORGET, endings.forget)
    agenda.take_on(JobKind.WITHDRAW, departing.withdraw)
    agenda.take_on(JobKind.ERASE, privacy.erase_unnamed)
    agenda.take_on(JobKind.WINDOW, windows.begin)
    agenda.take_on(JobKind.ASK_OVER, handing.ask_later)
    agenda.take_on(JobKind.SCRUB, privacy.scrub)
    agenda.on_given_up(reconciling.given_up)
    return Parts(
        database=database,
        agenda=agenda,
        outbox=outbox,
        servers=Servers(database, clock, policy, people, outbox, windows, starter_topics()),
        topics=topics,
        skills=SkillBook(database, clock, people),
        choosing=Choosing(database, clock, people, windows, sealing, policy.rest),
        asking=asking,
        claiming=claiming,
        linking=linking,
        relaying=Relaying(database, clock, outbox, identities, linking),
        following_up=following_up,
        handing=handing,
        joining=Joining(database, clock, people, outbox, linking, claiming, identities),
        me_too=MeToo(database, clock, people, outbox, identities),
        parting=parting,
        moderating=Moderating(database, clock, people, outbox, agenda, claiming, linking, waiting),
        offering=offering,
        waiting=waiting,
        announcing=Announcing(database, clock, endings, linking, reconciling, departing, identities, outbox),
        reconciling=reconciling,
        recollection=recollection,
        exporting=Exporting(database, clock, people),
        privacy=privacy,
        starts=Starts(database, clock),
        figures=Figures(database, clock),
        safeguards=Safeguards(database, clock, people, identities),
        looking_up=LookingUp(database, clock, people, identities, outbox),
        reporting=Reporting(database, clock, people, identities, outbox),
        keeping_apart=KeepingApart(database, people, identities, apart),
        words=Words(database, clock, people),
    )

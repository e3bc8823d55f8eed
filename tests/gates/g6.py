"""G6: every wrong answer that Discord knows, at every call of the bot, told apart by what the call is for.

Many lives are lived at once, each in a room of its own with people of its own; in each, every kind of call meets one
wrong answer. What was prevented by another is met in a later round; whatever is never met is a failure. The seed
decides which of them meet, though not the order of what happens at once.
"""

import random
from collections import Counter
from contextlib import nullcontext
from unittest.mock import patch

import discord

from mentorbot.cli import exits
from mentorbot.cli.endings import REFUSED, ending
from mentorbot.replies import Replies
from tests.gates.answers.aftermath import Aftermath
from tests.gates.answers.errands import A_DAY_AND_MORE, UNNAMED_ERASED, Errands
from tests.gates.answers.household import Household, household, opened
from tests.gates.answers.mishaps import BAN, MISHAPS, Mischief, Mishap, Trap
from tests.gates.answers.purposes import PLAIN, Purposes, with_token
from tests.gates.answers.startups import at_start
from tests.gates.options import Options
from tests.gates.report import Report

TRUSTING = "trusting"  # takes whatever comes back for an answer of Discord's
BROKEN = (TRUSTING,)
WHILE = 4
CHANCES = (1, 1, WHILE)
MOST_ROUNDS = 12
BAITS = {  # what is asked for only after something else went wrong, and that
    "words of a room": ("card", Trap(Mishap(503), 9)),
    "open threads": ("private thread", Trap(Mishap(503), 1)),
    "notice in the room": ("private conversation", Trap(Mishap(403, 50007), 1)),
}
BAITED = {kind for kind, _ in BAITS.values()}
UNAUTHORISED = Mishap(401)
Left = dict[str, list[Mishap]]


async def run(asked: Options) -> list[Report]:
    everything = [await every_answer(asked.seed, broken=asked.broken)]
    if asked.long:
        everything += [await every_answer(asked.seed, times=times, broken=asked.broken) for times in (1, WHILE)]
    return [*everything, await alone(asked.seed), await at_start(asked.seed)]


async def every_answer(seed: int, *, times: int | None = None, broken: str = "", rounds: int = MOST_ROUNDS) -> Report:
    """Live again and again until every wrong answer was met at every kind of call, `times` times or as chance decides.

    What ends the process or silences everything is left to `alone`.
    """
    report, rng = Report("G6", seed), random.Random(seed)
    trust = patch.object(Replies, "check") if broken == TRUSTING else nullcontext()
    with trust:
        async with household(f"G6 {seed}", len(MISHAPS)) as home:
            lives = await Lives.begin(home, report)
            left = {kind: _together(rng, lives.mischief, kind) for kind in await lives.plain()}
            report.faults += [f"no life leads to this call: {kind}" for kind in PLAIN.values() if kind not in left]
            for number in range(rounds):
                if not any(left.values()):
                    break
                traps = _laid(rng, left, times, baits=number % 2 == 1)
                await lives.live(traps, f"{seed}r{number}")
                for kind, mishap in lives.mischief.met():
                    if mishap in left.get(kind, []):
                        left[kind].remove(mishap)
                        report.counts["wrong answers met"] += 1
    report.counts["kinds of calls"] = len(left)
    _unmet(report, left)
    return report


def _together(rng: random.Random, mischief: Mischief, kind: str) -> list[Mishap]:
    token = with_token(mischief.seen[kind])
    chosen = [mishap for mishap in MISHAPS if not mishap.to_be_met_alone(with_token=token)]
    return rng.sample(chosen, len(chosen))


def _laid(rng: random.Random, left: Left, times: int | None, *, baits: bool) -> dict[tuple[str, int], Trap]:
    """Give each kind of call one wrong answer in each slot, as far as there are any left."""
    slots = max(len(mishaps) for mishaps in left.values())
    traps: dict[tuple[str, int], Trap] = {}
    for kind, mishaps in left.items():
        if baits and kind in BAITED:
            continue
        first = rng.randrange(slots)
        for place, mishap in enumerate(mishaps):
            slot = (first + place) % slots
            traps[kind, slot] = Trap(mishap, times or rng.choice(CHANCES))
            if baits and kind in BAITS:
                bait, trap = BAITS[kind]
                traps[bait, slot] = Trap(trap.mishap, trap.times)
    return traps


def _unmet(report: Report, left: Left) -> None:
    unmet = [f"never met: {mishap} at {kind}" for kind, mishaps in left.items() for mishap in mishaps]
    report.counts["never met"] = len(unmet)
    report.faults += unmet


class Lives:
    """Lives in one household, and what was wrong after each round of them."""

    def __init__(self, home: Household, report: Report, purposes: Purposes) -> None:
        self.home, self._report, self._purposes = home, report, purposes
        self.mischief = Mischief(purposes.kind_of)

    @classmethod
    async def begin(cls, home: Household, report: Report) -> "Lives":
        home.begin()
        await home.up()
        await home.let_ask_without_names()
        lives = cls(home, report, Purposes(home.practice.realm, opened(home.records)))
        home.practice.realm.faults = lives.mischief
        return lives

    async def plain(self) -> list[str]:
        """Live without any harm but what leads to further calls; give every kind of call that was made."""
        baits = [(kind, Trap(trap.mishap, trap.times)) for kind, trap in BAITS.values()]
        await self.live({(kind, slot): trap for slot, (kind, trap) in enumerate(baits)}, "plain")
        return list(self.mischief.seen)

    async def live(self, traps: dict[tuple[str, int], Trap], mark: str) -> None:
        self.mischief.traps = traps
        errands = Errands(self.home, sorted({slot for _, slot in traps}), mark)
        for slot in errands.slots:
            self._purposes.of_user |= dict.fromkeys((slot.asker.id, slot.helper.id), slot.number)
            self._purposes.of_room[slot.room.id] = slot.number
        aftermath = Aftermath(self.home, self.mischief, errands)
        try:
            await errands.run()
        except TimeoutError:
            self._report.faults += [f"{mark}: it does not come to rest", *aftermath.errors()]
            return
        faults = [*await errands.settle(A_DAY_AND_MORE), *aftermath.faults(self._report.counts)]
        await errands.erase()
        faults += [*await errands.settle(UNNAMED_ERASED), *aftermath.errors()]
        self._report.counts["lives"] += len(errands.slots)
        self._report.faults += [f"{mark}: {fault}" for fault in faults]


async def alone(seed: int) -> Report:
    """A changed token ends the process, a ban silences it, whichever call meets it first."""
    report = Report("G6", seed)
    async with household(f"G6 {seed}", len(BAITS)) as home:
        lives = await Lives.begin(home, report)
        kinds = await lives.plain()
        for mishap in (BAN, UNAUTHORISED):
            left = [kind for kind in kinds if mishap == BAN or with_token(lives.mischief.seen[kind])]
            for number in range(MOST_ROUNDS):
                if not left:
                    break
                await lives.live(_one_life(left, mishap, baits=number % 2 == 1), f"{mishap.status}r{number}")
                met = {kind for kind, one in lives.mischief.met() if one == mishap}
                report.counts[str(mishap.status)] += len(met.intersection(left))
                left = [kind for kind in left if kind not in met]
            _unmet(report, {kind: [mishap] for kind in left})
        report.faults += _unlike_a_changed_token(home, report.counts)
    return report


def _one_life(left: list[str], mishap: Mishap, *, baits: bool) -> dict[tuple[str, int], Trap]:
    traps = {(kind, 0): Trap(mishap, 1) for kind in left}
    for kind, trap in (BAITS[kind] for kind in left if baits and kind in BAITS):
        traps[kind, 0] = Trap(trap.mishap, trap.times)
    return traps


def _unlike_a_changed_token(home: Household, counts: Counter[str]) -> list[str]:
    """Each end of the process, but for those in words that say what to do and by the code that is not restarted."""
    counts["ends"] = len(home.endings)
    wanted = (REFUSED, exits.CONFIGURATION)
    faults = [
        f"ended by {error!r}"
        for error in home.endings
        if not isinstance(error, discord.LoginFailure) or ending(home.settings, error) != wanted
    ]
    # Two calls that are under way at once may meet it together.
    return faults if 2 * len(home.endings) >= counts["401"] else [*faults, f"it ended {len(home.endings)} times"]

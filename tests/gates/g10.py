"""G10: the bot's database is full, read-only, failing or locked for a while, and members go on asking and claiming.

The seed decides which it is, when, and for how many of their deeds; what the bot is just doing then is chance.
"""

import asyncio
import random
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

from mentorbot.playground.interactions import Interaction
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer
from tests.gates.options import Options
from tests.gates.practice import told
from tests.gates.practice.crowd import HAND, REFUSED, ROOM, Crowd
from tests.gates.practice.judge import complaints, once_settled
from tests.gates.practice.records import ask, records, waiting
from tests.gates.practice.sights import sights
from tests.gates.practice.stage import stage
from tests.gates.report import Report
from tests.gates.storage import ailments
from tests.gates.storage.ailments import BELIEVING, SULKING, Ailment
from tests.gates.storage.holding import held_by_another

BROKEN = (BELIEVING, SULKING)
LOCKED = "locked by another process"
KINDS = (*ailments.AILMENTS, LOCKED)
MEMBERS = 16
AT_ONCE = 4
CUT = 0.2
PATIENCE = 30.0
ANSWER_SECONDS = 9.0
"""Three times what Discord leaves: busy computers are late. A bot that waits for a lock takes ten."""
TRIES = 3
MOST_STEPS = 300
STEP = 1.0
"""Seconds that the clock goes on at once: less than the model lets pass until an offer's end is written down."""
JUDGED_EVERY = 25


async def run(asked: Options) -> list[Report]:
    return [await ail(asked.seed, count=500 if asked.long else 20, broken=asked.broken)]


async def ail(seed: int, *, count: int, broken: str = "") -> Report:
    """Let the database ail so often; after each time the same process has to be well again by itself."""
    report, rng, environment = Report("G10", seed), random.Random(seed), {ailments.BREAK: broken}
    async with stage(f"G10 {seed}", environment) as practice:
        practice.realm.interactions.answer_seconds = ANSWER_SECONDS
        ailment = Ailment(practice.database.with_name("ail-by"))
        environment[ailments.WATCH] = str(ailment.file)
        await practice.restart_bot()
        process = practice.server.runner.pid
        crowd = Listening(practice, random.Random(seed + 1))
        for number in range(1, count + 1):
            what = rng.choice(KINDS)
            await _one(crowd, ailment, what, rng)
            where = f"{number} ({what})"
            report.faults += [f"{where}: {fault}" for fault in [*crowd.heard(), *await _healed(practice)]]
            report.counts[what] += 1
            if number % (2 if broken else JUDGED_EVERY) == 0 or number == count:
                report.faults += [f"{where}: {fault}" for fault in await _judged(crowd)]
            if report.faults:
                report.faults += told.untrue(crowd.facts, records(practice.database))
                break
        if practice.server.runner.pid != process:
            report.faults.append("the bot did not live through it: its process is another one")
        report.counts.update(crowd.counts)
    return report


class Listening(Crowd):
    """People who listen to how they are refused: kindly, and with what they wrote."""

    def __init__(self, practice: Practice, rng: random.Random) -> None:
        super().__init__(practice, rng, MEMBERS)
        self.cut = False
        self._heard: list[str] = []

    def heard(self) -> list[str]:
        """Give what was wrong since the last time."""
        heard, self._heard = self._heard, []
        return heard

    async def several(self, deeds: int) -> None:
        """Let people do so much, some at the same time."""
        wanted = self.counts["interactions"] + deeds
        await asyncio.gather(*(self._go_on(wanted) for _ in range(AT_ONCE)))

    async def _go_on(self, wanted: int) -> None:
        while self.counts["interactions"] < wanted:
            try:
                await self.act()
            except REFUSED:
                self.counts["too late to press"] += 1
            await asyncio.sleep(0)

    async def _answered(self, answer: Answer) -> Answer:
        await super()._answered(answer)
        if not answer.interaction.outcome.done() or answer.failed:
            if not self.cut:
                self._heard.append(f"no answer to {answer.interaction.data}")
        elif not (answer.updated or answer.text.strip()):
            self._heard.append(f"an empty answer to {answer.interaction.data}")
        elif "went wrong on my side" in answer.text:
            self.counts["kind refusals"] += 1
            if _written(answer.interaction) not in answer.text:
                self._heard.append(f"{_written(answer.interaction)!r} was not given back: {answer.text!r}")
        return answer


def _written(interaction: Interaction) -> str:
    options = interaction.data.get("options", [])
    return next((str(option["value"]) for option in options if option["name"] == "question"), "")


async def _one(crowd: Listening, ailment: Ailment, what: str, rng: random.Random) -> None:
    """Let all be well for a while, then not, then well again."""
    crowd.cut = False
    await crowd.several(rng.randint(4, 16))
    going_on = asyncio.create_task(crowd.several(12))
    async with _ailing(crowd.practice, ailment, what, rng):
        if rng.random() < CUT:
            crowd.cut = True
            crowd.practice.cut_gateway(resumable=rng.random() < 0.5)
        await crowd.several(rng.randint(3, 6) if what == LOCKED else rng.randint(8, 24))
    await going_on


@asynccontextmanager
async def _ailing(practice: Practice, ailment: Ailment, what: str, rng: random.Random) -> AsyncGenerator[None]:
    if what == LOCKED:
        async with held_by_another(practice.database):
            yield
        return
    ailment.begin(what, rng.choice((1.0, 1.0, 0.5, 0.2)), rng.randrange(1_000_000))
    yield
    ailment.end()


async def _healed(practice: Practice) -> list[str]:
    """Wait until the bot has caught up by itself, while its clock goes on; give what kept it from that."""
    try:
        await practice.until(lambda: practice.bot_status == "up", PATIENCE)
    except AssertionError as error:
        return [f"not connected again: {error}; the bot said {practice.bot_lines[-12:]}"]
    faults = await _offered(practice)
    ends, steps = time.monotonic() + PATIENCE, 0
    while left := waiting(practice.database, practice.world.now().timestamp()):
        # What failed while it was noted down is tried again after minutes of the bot's own time.
        if time.monotonic() > ends and steps > MOST_STEPS:
            return [*faults, f"still waiting: {left}; the bot said {practice.bot_lines[-12:]}"]
        await practice.advance(STEP)
        steps += 1
        await asyncio.sleep(0.02)
    return faults


async def _offered(practice: Practice) -> list[str]:
    """Do something as somebody for whom all is well again, and who tries again where no answer comes."""
    text = ""
    for _ in range(TRIES):
        answer = await practice.person("Elin").slash(ROOM, "offer", until_or_for="2h", topics="Excel")
        text = answer.text
        if not answer.failed:
            break
    return [] if "You're available" in text else [f"the first command afterwards was answered {text!r}"]


async def _judged(crowd: Listening) -> list[str]:
    """Hold everything against each other, once the bot has compared its cards with Discord's, as it does at times."""
    practice = crowd.practice
    practice.cut_gateway(resumable=False)
    await practice.until(lambda: practice.bot_status != "up", PATIENCE)
    found = await _healed(practice)
    with suppress(AssertionError):
        await practice.until(lambda: not _unseen_hands(practice), PATIENCE)
    found += await _healed(practice)
    found += await once_settled(lambda: complaints(practice))
    found += told.untrue(crowd.facts, records(practice.database))
    return found + _unseen_hands(practice)


def _unseen_hands(practice: Practice) -> list[str]:
    """Nobody raised a hand for nothing: where a question still waits, each hand but the asker's was answered."""
    held, seen = records(practice.database), sights(practice)
    answered = {
        (row["question_id"], held.user(row["member_id"])) for row in ask(practice.database, "SELECT * FROM hand")
    }
    return [
        f"question {row['id']} waits, and a hand raised at it was never seen"
        for row in held.questions
        if row["status"] != "closed"
        for card in seen.cards[row["id"]]
        for user in card.message.reactions.get(HAND, ())
        if (row["id"], user) not in answered
    ]

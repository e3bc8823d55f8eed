"""G6: every wrong answer that Discord knows, at every call of the bot: once, and for a while.

Many are played at once, each at another call, so a failure names all that struck in its life. The seed decides which.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator

from mentorbot.playground.practice import Practice
from tests.gates.errands import Errands
from tests.gates.gateways import BREAK, BRISK, DEAD_AFTER, TRUSTING
from tests.gates.mishaps import MISHAPS, Mischief, Mishap
from tests.gates.options import Options
from tests.gates.report import Report
from tests.gates.stage import stage

BROKEN = (TRUSTING,)
AT_START = ("GET /users/@me", "GET /oauth2/applications/@me", "PUT /applications/{application_id}/commands")
WHILE = 4
MOST_LIVES = 400
ANSWER_SECONDS = 0.5
Pair = tuple[str, Mishap]


async def run(asked: Options) -> list[Report]:
    return [await every_answer(asked.seed, times=times, broken=asked.broken) for times in (1, WHILE)]


async def every_answer(seed: int, *, times: int, broken: str = "", lives: int = MOST_LIVES) -> Report:
    """Live again and again until every wrong answer was met at every kind of call."""
    report = Report("G6", seed)
    environment = {BREAK: broken, BRISK: "yes", DEAD_AFTER: "60", "MENTORBOT_LOG_FORMAT": "json"}
    async with stage(environment) as practice:
        practice.realm.interactions.answer_seconds = ANSWER_SECONDS
        mischief = practice.realm.faults = Mischief()
        rng, known = random.Random(seed), set[str]()
        await Errands(practice, "plain").run()
        calls = Counter({route: number for route, number in mischief.calls.items() if route not in AT_START})
        left = {route: rng.sample(_fitting(route), len(_fitting(route))) for route in calls}
        report.counts["kinds of calls"] = len(calls)
        for life in range(lives):
            if not any(left.values()):
                break
            struck, faults = await _live(practice, mischief, _armed(rng, left, calls), times, f"{seed}-{life}")
            for route, mishap in struck:
                left[route].remove(mishap)
            report.counts.update({"lives": 1, "wrong answers met": len(struck)})
            news = [fault for fault in faults if fault not in known]
            known.update(news)
            report.faults += [f"life {life} ({', '.join(f'{m} at {r}' for r, m in struck)}): {new}" for new in news]
            if practice.bot_status == "down":
                await practice.start_bot()
        unmet = [f"{mishap} at {route}" for route, mishaps in left.items() for mishap in mishaps]
        report.counts["never met"] = len(unmet)
    return report


def _fitting(route: str) -> list[Mishap]:
    """Leave out pages in place of answers to interactions: discord.py offers no place to look at those."""
    private = "/interactions/" in route or "/webhooks/" in route
    return [mishap for mishap in MISHAPS if mishap.page is None or not private]


def _armed(rng: random.Random, left: dict[str, list[Mishap]], calls: Counter[str]) -> list[tuple[str, Mishap, int]]:
    """Choose some kinds of calls, the next wrong answer for each, and the call at which it begins."""
    open_ = [route for route, mishaps in left.items() if mishaps]
    chosen = rng.sample(open_, max(1, len(open_) // 2))
    return [(route, left[route][0], rng.randint(1, calls[route])) for route in chosen]


async def _live(
    practice: Practice, mischief: Mischief, armed: list[tuple[str, Mishap, int]], times: int, mark: str
) -> tuple[list[Pair], list[str]]:
    """Live once with these; give those that were met, and what is wrong afterwards."""
    mischief.clear()
    for route, mishap, first in armed:
        mischief.arm(route, mishap, first=first, times=times)
    heard = len(practice.bot_lines)
    errands = Errands(practice, mark)
    try:
        await errands.run()
        struck = [(route, mishap) for route, mishap, _ in armed if mischief.armed[route].struck]
        mischief.clear()
        faults = await errands.recovered()
        answer = await practice.person("Elin").slash("questions", "available")
        faults += ["the bot does not answer"] if answer.failed else []
    except AssertionError as error:
        struck = [(route, mishap) for route, mishap, _ in armed if mischief.armed[route].struck]
        faults = [str(error).splitlines()[0]]
    return struck, [*faults, *_unhandled(practice.bot_lines[heard:] if heard < 150 else practice.bot_lines)]


def _unhandled(lines: list[str]) -> Iterator[str]:
    """What the log calls an error, with a traceback."""
    for line in lines:
        try:
            said = json.loads(line)
        except ValueError:
            yield f"not a line of the log: {line}"
            continue
        if said["level"] in ("ERROR", "CRITICAL") and "error" in said:
            trace = said["error"].splitlines()
            ours = [part.strip() for part in trace if "/mentorbot/" in part or "/cogs/" in part]
            yield f"{said['logger']}: {said['message']}: {trace[-1]} ({ours[-1] if ours else 'not ours'})"

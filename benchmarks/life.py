"""Which requests a whole life of a question makes: asked, claimed by button, its thread, closed by button."""

import tempfile
from pathlib import Path

from benchmarks.bots.process import Bot, bot
from benchmarks.figures import Figure, Report
from benchmarks.loadserver.payloads import FIRST_PERSON
from benchmarks.loadserver.server import LoadServer
from benchmarks.loadserver.world import World
from benchmarks.seeding import Seeded, seed

TARGET = 6
NUMBER = 12
ASKER, HELPER = FIRST_PERSON + 500_000, FIRST_PERSON


async def measure(*, quick: bool) -> Report:
    """Play one life, which takes no longer when quick."""
    del quick
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, "mentorbot.db")
        seeded = await seed(database, topics=1, each=3)
        async with (
            LoadServer().running() as server,
            bot(server, "ours", NUMBER, MENTORBOT_DATABASE=database, MENTORBOT_LOG_LEVEL="ERROR") as ours,
        ):
            await ours.settled()
            server.world.seen.clear()
            await _live(server.world, ours, seeded)
            await ours.settled()
            return _report(server.world)


async def _live(world: World, ours: Bot, seeded: Seeded) -> None:
    """Press only what the bot has come to rest on: a press in between would spare requests, or cost more."""
    await world.slash(NUMBER, ASKER, "ask", question=seeded.questions[0])
    await world.until(lambda: bool(world.buttons["claim"]))
    await ours.settled()
    await world.press(NUMBER, HELPER, *world.buttons["claim"].popleft())
    await world.until(lambda: bool(world.buttons["sorted"]))
    await ours.settled()
    await world.press(NUMBER, ASKER, *world.buttons["sorted"].popleft())
    await world.until(lambda: world.count("PATCH", "/channels/{channel}/messages/{message}") > 0)


def _report(world: World) -> Report:
    counted = sum(count for seen, count in world.seen.items() if seen.counts)
    notes = [
        f"{count} of {seen.method} {seen.route}" + ("" if seen.counts else " (does not count)")
        for seen, count in world.seen.items()
    ]
    return Report(
        "A question's whole life", [Figure("Requests that count against the limit", counted, "", TARGET)], notes
    )

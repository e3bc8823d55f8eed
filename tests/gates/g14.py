"""G14: people have themselves erased; nothing of them is left, nothing of others is gone, and the log still verifies.

The seed decides who lives how, who is erased and which bytes are changed. Who is quicker within the same millisecond it
does not decide, so the numbers of lines differ a little from run to run; what is looked for does not.
"""

import asyncio
import contextlib
import io
import random
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from pydantic import SecretStr

from mentorbot.cli import exits, exporting
from mentorbot.cli.backing_up import put_back
from mentorbot.cli.verifying import verify
from mentorbot.clock import ShiftedClock
from mentorbot.domain.policy import Policy
from mentorbot.parts import assemble
from mentorbot.playground.launch import KEY_FILE
from mentorbot.playground.practice import Practice
from mentorbot.sealing import Sealing
from mentorbot.settings import Settings
from mentorbot.store.backups import back_up
from mentorbot.store.database import SqliteDatabase
from tests.gates.erasing.erasures import BREAK, WAYS
from tests.gates.erasing.lives import ROOM, Lives, erase
from tests.gates.erasing.remains import (
    Person,
    belongings,
    dealings,
    in_files,
    in_tables,
    in_text,
    lacking,
    on_discord,
    person_of,
)
from tests.gates.erasing.soul import Soul
from tests.gates.erasing.tampering import SKIPS_DETAIL, flip_in_file, sealed_without_detail, tamper
from tests.gates.options import Options
from tests.gates.practice.persevering import Persevering
from tests.gates.practice.records import Row, ask, records
from tests.gates.practice.weeks import begin
from tests.gates.report import Report
from tests.played import SeenThreads

BROKEN = (*WAYS, SKIPS_DETAIL)
BOT = (sys.executable, "-m", "tests.gates.erasing.erasures")
SETTINGS = {
    "MENTORBOT_OPEN_LIMIT": "25",
    "MENTORBOT_COOLDOWN_MINUTES": "0",
    "MENTORBOT_LINKS_AT_ONCE": "10",
    "MENTORBOT_LOG_LEVEL": "WARNING",
}
Held = dict[str, list[Row]]
LEFT_RUNNING = "SELECT id FROM job WHERE kind IN ('scrub', 'erase', 'withdraw') AND done_at IS NULL"
HOUR = 3600
PATIENCE = 20.0


async def run(asked: Options) -> list[Report]:
    size, flips = (40, 2000) if asked.long else (7, 25)
    return [await erasures(asked.seed, size=size, flips=flips, broken=asked.broken)]


async def erasures(seed: int, *, size: int, flips: int, broken: str = "") -> Report:
    """Let so many people live, erase half of them, look everywhere, then change so many bytes of each column."""
    report = Report("G14", seed)
    rng = random.Random(seed)
    practice = Practice(bot=BOT, environment=SETTINGS | {BREAK: broken}, answer_seconds=PATIENCE)
    with TemporaryDirectory(prefix="mentorbot-gate-") as folder:
        await begin(practice, f"G14 {seed}")
        async with practice:
            lives = Lives(practice, rng, size)
            await lives.live()
            await _Erasing(practice, rng, report, Path(folder)).go(lives.souls)
            report.faults += await asyncio.to_thread(
                _tampered, practice.database, Path(folder), rng, flips, broken, report
            )
    return report


class _Erasing:
    """Erases some and searches for them everywhere; the search has to find them before."""

    def __init__(self, practice: Practice, rng: random.Random, report: Report, folder: Path) -> None:
        self._practice, self._rng, self._report, self._folder = practice, rng, report, folder
        self._database = practice.database
        self._backups = practice.database.parent / "backups"

    async def go(self, souls: list[Soul]) -> None:
        gone = self._rng.sample(souls, len(souls) // 2)
        stay = {soul.actor.id for soul in souls} - {soul.actor.id for soul in gone}
        people = [person_of(self._practice, soul) for soul in gone]
        self._report.counts.update({"people": len(souls), "erased": len(gone)})
        earlier = back_up(self._database, self._backups, datetime.now(UTC))
        before = belongings(self._database, stay)
        self._expect_to_find(people)
        for soul in gone:
            told = await erase(soul)
            if "Everything about you is erased" not in told:
                self._fault(f"{soul.mark} was told {told!r}")
        await self._until_scrubbed()
        self._search("the database", self._database, people)
        for who in people:
            self._note("Discord", on_discord(self._practice, who))
        self._note("what others have", lacking(before, belongings(self._database, stay)))
        await self._exports(people)
        self._report.faults += records(self._database).damage
        later = back_up(self._database, self._folder, datetime.now(UTC))
        self._search("a backup made afterwards", later, people)
        await self._restored(earlier, people, stay, before)

    def _expect_to_find(self, people: list[Person]) -> None:
        for who in people:
            found = [in_tables(self._database, who), in_files(self._database, who), on_discord(self._practice, who)]
            self._report.counts["traces before"] += sum(map(len, found))
            self._report.steps.update(left.partition(" ")[0] for left in dealings(self._database, who))
            self._report.steps.update(left.partition(" ")[0] for left in in_tables(self._database, who))
            if not all(found):
                self._fault(f"{who.mark} could not be found before they were erased, so the search proves nothing")

    async def _until_scrubbed(self) -> None:
        """Wait until the last message has been taken back and the files have been written anew."""
        people = Persevering(self._practice)
        await people.quiet()
        for seconds in (70, 3700, 3700, *[6 * HOUR] * 15):
            if ask(self._database, LEFT_RUNNING):
                await self._practice.advance(seconds)
                await people.quiet()

    async def _exports(self, people: list[Person]) -> None:
        settings = _settings(self._database, self._backups)
        for form in ("csv", "jsonl"):
            file = self._folder / f"log.{form}"
            asked = Namespace(output=file, format=form, server=None, period="all", first=None, last=None)
            with patch.object(exporting, "SystemClock", lambda: self._practice.world.clock):
                code, words = await _quietly(exporting.export, settings, asked)
            text = file.read_text("utf-8") if code == exits.OK else ""
            self._report.counts["lines exported"] += text.count("\n")
            if code != exits.OK:
                self._fault(f"the export as {form} failed: {words}")
            answer = await self._practice.person("Dev").slash(ROOM, "mod export", period="last 30 days", format=form)
            for attachment in answer.attachments:
                text += (await self._practice.person("Dev").download(attachment)).decode()
                self._report.counts["files given to moderators"] += 1
            for who in people:
                self._note(f"an export as {form}", in_text(text, who))

    async def _restored(self, backup: Path, people: list[Person], stay: set[int], before: Held) -> None:
        """Put the earlier backup in place on another computer, where only the folder of the backups was saved."""
        place = self._folder / "elsewhere" / "mentorbot.db"
        place.parent.mkdir()
        if not all(in_tables(backup, who) for who in people):
            self._fault("somebody is not in the earlier backup, so restoring it proves nothing")
        key = (self._database.parent / KEY_FILE).read_text(encoding="ascii")
        code, words = await _quietly(put_back, _settings(place, self._backups, key), backup)
        if code != exits.OK:
            self._fault(f"the backup could not be restored: {words}")
        await _days_later(place, key)
        self._search("a restored backup", place, people)
        self._note("what others have in a restored backup", lacking(before, belongings(place, stay)))
        for database in (self._database, place):
            code, words = await _quietly(verify, _settings(database, self._backups))
            if code != exits.OK:
                self._fault(f"{database.parent.name}: {words}")

    def _search(self, place: str, database: Path, people: list[Person]) -> None:
        for who in people:
            self._note(place, [*in_tables(database, who), *in_files(database, who), *dealings(database, who)])

    def _note(self, place: str, found: list[str]) -> None:
        self._report.counts["searches"] += 1
        self._report.faults += [f"{place}: {what}" for what in found]

    def _fault(self, words: str) -> None:
        self._report.faults.append(words)


def _tampered(database: Path, folder: Path, rng: random.Random, flips: int, broken: str, report: Report) -> list[str]:
    """Change bytes of copies of the log: in each column, and in the file itself."""
    copy = back_up(database, folder / "copies", datetime.now(UTC))
    skipping = sealed_without_detail(copy) if broken == SKIPS_DETAIL else contextlib.nullcontext()
    with skipping:
        faults = tamper(copy, rng, flips, report.counts)
    whole = back_up(database, folder / "whole", datetime.now(UTC))
    for number in range(flips):
        changed = folder / f"changed-{number}.db"
        where = flip_in_file(whole, changed, rng)
        report.counts["bytes changed in the file"] += 1
        if verify_quietly(_settings(changed, folder)) == exits.OK:
            faults.append(f"{where}: a byte of it was changed in the file, and nobody noticed")
        changed.unlink()
    return faults


def verify_quietly(settings: Settings) -> int:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return verify(settings)


def _settings(database: Path, backups: Path, key: str | None = None) -> Settings:
    return Settings(_env_file=None, database=database, backup_folder=backups, secret_key=key and SecretStr(key))  # pyright: ignore[reportCallIssue] - pydantic-settings hides it from types


async def _days_later(database: Path, key: str) -> None:
    """Let what is due within the next days be done: what was asked unnamed goes some hours after whoever asked it."""
    clock, store = ShiftedClock(), await SqliteDatabase.open(database)
    parts = assemble(store, Policy(), clock, random.Random(1), SeenThreads(), sealing=Sealing((key,)))
    for hours in range(0, 100, 12):
        clock.shift(timedelta(hours=hours))
        await parts.agenda.do_due()
    await store.close()


async def _quietly(command: Callable[..., int], *given: object) -> tuple[int, str]:
    """Do what the command line does, in a thread as it runs a loop of its own; give its exit code and its words."""
    words = io.StringIO()

    def do() -> int:
        with contextlib.redirect_stdout(words), contextlib.redirect_stderr(words):
            return command(*given)

    return await asyncio.to_thread(do), words.getvalue()

"""`mentorbot simulate`, as an admin types it."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mentorbot.cli import exits, main, simulating
from mentorbot.domain.events import Event, EventKind
from mentorbot.store import events, servers
from mentorbot.store.database import SqliteDatabase, Transaction
from tests.played import PlayedClock

Capture = pytest.CaptureFixture[str]
SMALL = ["simulate", "--members", "20", "--weeks", "1", "--runs", "2"]
NOW = datetime(2026, 3, 24, 9, tzinfo=UTC)
"""The log ends then and it is simulated then: at which hours people ask decides what comes out."""
SERVER, OTHER = 1_200_000_000_000_000_001, 1_200_000_000_000_000_002


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(simulating, "SystemClock", lambda: PlayedClock(NOW))
    for name in ("MENTORBOT_DATABASE", "MENTORBOT_ZONE", "MENTORBOT_WAVE_MINUTES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def keep(folder: Path, *lived: int) -> None:
    """Make a database in which two servers are known and those of `lived` have a log of three weeks."""

    async def prepare() -> None:
        database = await SqliteDatabase.open(folder / "data" / "mentorbot.db")
        await database.write(begin)
        for server in lived:
            await database.write(happen, server)
        await database.close()

    asyncio.run(prepare())


async def spread_evenly(folder: Path) -> None:
    database = await SqliteDatabase.open(folder / "data" / "mentorbot.db")
    await database.write(set_spread, 100)
    await database.close()


async def set_spread(tx: Transaction, spread: int) -> None:
    await tx.run("UPDATE server SET spread = $1", spread)


async def begin(tx: Transaction) -> None:
    for server in (SERVER, OTHER):
        await servers.add(tx, server, open_limit=3, topics_per_member=0, zone="Europe/London", now=NOW)


async def happen(tx: Transaction, server: int) -> None:
    start = NOW - timedelta(days=22)
    for number in range(42):
        at = start + timedelta(hours=12 * number)
        asked = Event(EventKind.ASKED, number % 9, question=server % 10 * 100 + number, topic="excel")
        await events.append(tx, server, at, [Event(EventKind.OFFERED, 10 + number % 4), asked])


def refused(arguments: list[str], capsys: Capture) -> str:
    """Give the words of a usage error, whether the parser or the command found it."""
    try:
        code = main(arguments)
    except SystemExit as end:
        code = end.code
    assert code == exits.USAGE
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    return told.err


def test_every_way_stands_in_the_table_and_it_says_that_it_is_a_model(capsys: Capture) -> None:
    assert main(SMALL) == exits.OK

    told = capsys.readouterr()
    for way in ("ours, today's settings", "ping everyone", "role ping", "permanent pairs"):
        assert f"\n{way}\n" in told.out
    assert told.out.startswith("20 members ask 25 questions a week, for 1 week.")
    assert "A model, not a promise" in told.out
    assert told.err == ""


def test_the_same_seed_prints_the_same_and_another_does_not(capsys: Capture) -> None:
    told: list[str] = []
    for seed in ("7", "7", "8"):
        assert main([*SMALL, "--seed", seed]) == exits.OK
        told.append(capsys.readouterr().out.replace(f"seed {seed}", "seed"))

    assert told[0] == told[1] != told[2]


def test_settings_are_compared_with_those_of_today(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORBOT_WAVE_MINUTES", "5")
    assert main([*SMALL, "--compare", "wave_minutes=5", "--compare", "wave_minutes=240", "met_days=0"]) == exits.OK

    told = capsys.readouterr().out
    same, other = told.split("in 2 communities:")[1:]
    assert "sooner in 0, later in 0, the same in 2" in same
    assert "wave_minutes=240 met_days=0" in told
    assert "sooner in 0, later in 0, the same in 2" not in other


def test_quiet_hours_and_load_can_be_compared(capsys: Capture) -> None:
    knobs = ["links_at_once=1", "week_minutes=30", "quiet_hours=12:00-17:00", "quiet_weekends=no"]
    assert main([*SMALL, "--compare", *knobs, "--compare", "quiet_hours=none"]) == exits.OK

    assert " ".join(knobs) in capsys.readouterr().out


def test_the_servers_own_spread_is_todays_and_others_can_be_held_against_it(folder: Path, capsys: Capture) -> None:
    keep(folder, SERVER)
    asyncio.run(spread_evenly(folder))
    log = ["simulate", "--from-log", "--server", str(SERVER), "--weeks", "1", "--runs", "2", "--members", "20"]
    busy = ["--suppose", "helping=1", "questions=40", "offers=9", "offer_minutes=200"]
    assert main([*log, *busy, "--compare", "spread=100", "--compare", "spread=0"]) == exits.OK

    same, other = capsys.readouterr().out.split("in 2 communities:")[1:]
    alike = ", the same in 2"
    assert same.count(alike) == 3
    assert other.count(alike) < 3


def test_what_is_assumed_about_people_can_be_changed_for_all_ways(capsys: Capture) -> None:
    assert main([*SMALL, "--suppose", "willing=0", "willing_away=0", "questions=9", "--json", "-"]) == exits.OK

    told = json.loads(capsys.readouterr().out)
    assert (told["habits"]["willing"], told["habits"]["questions"]) == (0, 9)
    assert {way["middle"]["unanswered"] for way in told["ways"].values()} == {1.0}


def test_a_picture_and_a_record_are_written(folder: Path, capsys: Capture) -> None:
    assert main([*SMALL, "--picture", "ways.svg", "--json", "ways.json"]) == exits.OK

    assert (folder / "ways.svg").read_text("utf-8").startswith("<svg ")
    assert set(json.loads((folder / "ways.json").read_text("utf-8"))["ways"]) >= {"role ping", "permanent pairs"}
    assert "Written to ways.svg." in capsys.readouterr().err


def test_a_file_that_is_there_already_is_kept(folder: Path, capsys: Capture) -> None:
    (folder / "ways.svg").write_text("mine", "utf-8")

    assert main([*SMALL, "--picture", "ways.svg"]) == exits.FAILED
    assert "ways.svg exists already" in capsys.readouterr().err
    assert (folder / "ways.svg").read_text("utf-8") == "mine"


def test_a_folder_that_is_not_there_is_named(capsys: Capture) -> None:
    assert main([*SMALL, "--picture", "nowhere/ways.svg"]) == exits.FAILED
    assert "nowhere/ways.svg could not be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--members", "0"], "whole number from 3 to 2000"),
        (["--members", "many"], "whole number from 3 to 2000"),
        (["--members", "9" * 5000], "whole number from 3 to 2000"),
        (["--weeks", "-1"], "whole number from 1 to 52"),
        (["--runs", "1.5"], "whole number from 1 to 100"),
        (["--seed", "²"], "whole number from 0"),
        (["--compare", "wave_minutes"], "write it like wave_minutes=5"),
        (["--compare", "wave_minutes="], "write it like wave_minutes=5"),
        (["--compare", "wave_minute=5"], "Did you mean wave_minutes?"),
        (["--compare", "token=abc"], "--compare does not know token."),
        (["--compare", "wave_minutes=soon"], "which is not a whole number. Use a whole number from 1 to 1440"),
        (["--compare", "wave_minutes=0"], "which is too small"),
        (["--compare", "wave_minutes=5", "wave_minutes=6"], "given twice"),
        (["--compare", "links_at_once=99"], "which is too large"),
        (["--compare", "spread=101"], "Use a whole number from 0 to 100."),
        (["--compare", "quiet_hours=whenever"], "Write it like 19:00-08:00, or none"),
        (["--compare", "quiet_weekends=perhaps"], "neither yes nor no"),
        (["--compare", "met_days=1"] * 6, "5 times at the most"),
        (["--suppose", "crowd=2"], "Use a number from 0 to 1."),
        (["--suppose", "crowd=nan"], "Use a number from 0 to 1."),
        (["--suppose", "topics=1.5"], "Use a whole number from 1 to 100."),
        (["--suppose", "kindness=1"], "--suppose does not know kindness."),
        (["--suppose", "question_moments=1"], "--suppose does not know question_moments."),
        (["--server", "1"], "give --from-log as well"),
        (["--database", "x.db"], "give --from-log as well"),
        (["--compare"], "expected at least one argument"),
    ],
)
def test_nonsense_is_refused_with_what_would_be_right(arguments: list[str], words: str, capsys: Capture) -> None:
    assert words in refused([*SMALL, *arguments], capsys)


def test_a_log_gives_the_habits_and_says_what_it_could_not_tell(folder: Path, capsys: Capture) -> None:
    keep(folder, SERVER)
    assert main(["simulate", "--from-log", "--server", str(SERVER), "--weeks", "1", "--runs", "1"]) == exits.OK

    told = capsys.readouterr().out
    assert told.startswith("13 members ask 1")
    assert "Habits from the server's own log." in told
    assert "Your log, " not in told  # nothing has ended yet
    assert "The log cannot tell, so assumed: " in told
    assert "crowd" in told.split("The log cannot tell")[1]


def test_the_log_may_be_that_of_a_backup(folder: Path, capsys: Capture) -> None:
    keep(folder, SERVER, OTHER)
    (folder / "data" / "mentorbot.db").rename(folder / "copy.db")
    arguments = ["simulate", "--from-log", "--database", "copy.db", "--weeks", "1", "--runs", "1"]

    assert main(arguments) == exits.FAILED
    assert f"Say which with --server ID: {SERVER}, {OTHER}." in capsys.readouterr().err
    assert main([*arguments, "--server", str(OTHER), "--members", "40"]) == exits.OK
    assert capsys.readouterr().out.startswith("40 members ask 1")


def test_a_log_that_is_missing_too_young_or_of_another_server_is_said_kindly(folder: Path, capsys: Capture) -> None:
    assert main(["simulate", "--from-log"]) == exits.FAILED
    assert "There is no database at data/mentorbot.db" in capsys.readouterr().err
    keep(folder)
    for server, words in ((SERVER, "too little yet"), (5, "The server 5 is not in this database")):
        assert main(["simulate", "--from-log", "--server", str(server)]) == exits.FAILED
        assert words in capsys.readouterr().err
    (folder / "broken.db").write_bytes(b"nonsense" * 1000)
    assert main(["simulate", "--from-log", "--database", "broken.db"]) == exits.CONFIGURATION

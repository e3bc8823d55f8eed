"""Erasing somebody leaves nothing of what they reported, gave as a reason, or wanted kept apart, in any column."""

import sqlite3
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from mentorbot.domain.safety import Subject
from mentorbot.domain.servers import Anonymity
from mentorbot.store import erasure
from tests.played import CHANNEL, Web

CANARY = "quokka4711"


def left(database: Path, *needles: str) -> list[str]:
    """Give every column of every table in which one of these stands."""
    found: list[str] = []
    with closing(sqlite3.connect(database)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            rows = connection.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in rows.description]
            for row in rows:
                pairs = zip(names, row, strict=True)
                found += [f"{table}.{name}" for name, value in pairs if any(n in str(value) for n in needles)]
    return sorted(set(found))


async def live(web: Web) -> None:
    """Let Amira ask both ways, report both ways, look somebody up as a moderator, and keep people away."""
    await web.parts.servers.name_channels(web.person("Elin"), questions=CHANNEL, moderators=11)
    await web.parts.safeguards.set_anonymous(web.person("Elin"), Anonymity.ON)
    named = (await web.claimed()).question_id
    hidden = (await web.ask(anonymous=True)).question.id
    theirs = (await web.ask("Chloe", anonymous=True)).question.id
    await web.parts.claiming.claim(web.person("Ben"), hidden)
    await web.parts.claiming.claim(web.person("Amira"), theirs)
    for question in (named, hidden):
        await web.parts.reporting.report(web.person("Amira"), question, Subject.HELPER, f"{CANARY} was not kind")
    await web.parts.reporting.report(web.person("Ben"), named, Subject.ASKER, f"{CANARY} was not kind either")
    await web.parts.looking_up.look(web.person("Amira"), theirs, f"{CANARY} has to be found", safeguarding=False)
    await web.parts.keeping_apart.part(web.person("Amira"), named)
    await web.parts.keeping_apart.part(web.person("Amira"), theirs)
    await web.parts.keeping_apart.part(web.person("Ben"), hidden)


async def test_nothing_of_the_erased_is_left_in_any_column(web: Web, tmp_path: Path) -> None:
    await live(web)
    user = str(web.person("Amira").user_id)
    file = tmp_path / "mentorbot.db"
    before = left(file, CANARY, user)
    assert {"report.text", "look_up.reason", "member.user_id"} <= set(before)
    amira = await web.member("Amira")
    await web.parts.privacy.erase(web.person("Amira").user_id)
    assert left(file, user) == []
    assert left(file, CANARY) == ["report.text"], "what she reported without her name goes when its question does"
    await web.pass_time(hours=72)
    assert left(file, CANARY, user) == []
    for table, column in (("block", "member_id"), ("block", "other_id"), ("unnamed_block", "member_id")):
        assert await web.all(int, f"SELECT count(*) FROM {table} WHERE {column} = $1", amira.id) == [0]
    identities = await web.all(int, "SELECT count(*) FROM identity")
    assert identities == [1], "Chloe's own stays"


@pytest.mark.parametrize("forgotten", ["UPDATE report", "UPDATE look_up"])
async def test_the_search_finds_what_an_erasing_forgot(web: Web, tmp_path: Path, forgotten: str) -> None:
    await live(web)
    kept = tuple(statement for statement in erasure.ERASE if not statement.startswith(forgotten))
    with patch.object(erasure, "ERASE", kept):
        await web.parts.privacy.erase(web.person("Amira").user_id)
        await web.pass_time(hours=72)
    assert left(tmp_path / "mentorbot.db", CANARY) != []

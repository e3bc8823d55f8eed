"""Erasing a person: the database forgets them, others keep what is theirs, the log stays whole."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.jobs import JobKind
from mentorbot.domain.members import Member
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Outcome, Status
from mentorbot.parts import Parts, assemble
from mentorbot.services.privacy import NothingKept
from mentorbot.store import erasure, questions, verifying
from mentorbot.store.backups import back_up
from mentorbot.store.database import SqliteDatabase, StillRead, Transaction
from mentorbot.store.forgotten import FILE, forgotten
from tests.played import MONDAY_NOON, SERVER, Web


def parts_of(database: SqliteDatabase, web: Web, backups: Path) -> Parts:
    """The services of a database whose backups are kept in this folder."""
    return assemble(database, Policy(), web.clock, Random(1), web.look, backups=backups)


def bytes_of(database: Path) -> bytes:
    """Everything in the database's file and in those beside it."""
    return b"".join(file.read_bytes() for file in database.parent.glob(f"{database.name}*"))


async def erase(web: Web, name: str) -> None:
    await web.parts.privacy.erase(web.person(name).user_id)


async def test_nothing_is_kept_of_a_stranger_and_nothing_can_be_erased_or_given(web: Web) -> None:
    stranger = web.person("Zoe").user_id
    assert await web.parts.privacy.kept(stranger) == []
    with pytest.raises(NothingKept):
        await web.parts.privacy.erase(stranger)
    with pytest.raises(NothingKept):
        await web.parts.privacy.download(stranger)


async def test_what_is_kept_is_counted_by_kind(web: Web) -> None:
    await web.offer("Ben", "excel")
    await web.claimed()
    [ben] = await web.parts.privacy.kept(web.person("Ben").user_id)
    assert (ben.name, ben.since) == ("Ben", MONDAY_NOON)
    assert (ben.questions, ben.links, ben.skills, ben.offers, ben.call_outs) == (0, 1, 1, 1, 1)
    assert ben.lines == len(await web.all(int, "SELECT 1 FROM event WHERE member = $1", (await web.member("Ben")).id))


async def test_the_download_says_who_called_and_when_without_other_people(web: Web) -> None:
    await web.offer("Ben", "excel")
    await web.claimed()
    given = json.loads(await web.parts.privacy.download(web.person("Amira").user_id))
    [server] = given["servers"]
    assert server["questions"][0]["text"] == "How do I do this?"
    assert server["questions"][0]["asked_at"] == MONDAY_NOON.isoformat()
    assert [link["role"] for link in server["links"]] == ["asker"]
    assert str(web.person("Ben").user_id) not in json.dumps(given)
    assert str((await web.member("Ben")).id) not in json.dumps(given)


async def test_whoever_named_a_school_can_download_too_and_reads_that_it_is_a_code(web: Web) -> None:
    await web.parts.choosing.name_school(web.person("Amira"), "Hilltop")
    given = json.loads(await web.parts.privacy.download(web.person("Amira").user_id))
    [choices] = given["servers"][0]["choices"]
    assert choices["school_kept_as"] == "a code"
    assert "Hilltop" not in json.dumps(given)


async def test_a_member_stays_as_a_number_only(web: Web) -> None:
    await web.skill("Ben", "excel", outside=True)
    number = (await web.member("Ben")).id
    await erase(web, "Ben")
    assert await web.all(Member, "SELECT * FROM member") == [
        Member(number, SERVER, None, None, call_outside=False, paused=False)
    ]
    for table in ("skill", "offer", "availability", "callout"):
        assert await web.all(int, f"SELECT 1 FROM {table}") == []
    assert (await web.log())[-1] == "erased"
    assert (await web.database.read(verifying.verify)).broken is None


async def test_notes_go_with_whoever_wrote_them_and_with_nobody_else(web: Web) -> None:
    for closer in ("Amira", "Ben"):
        link = await web.claimed()
        await web.parts.linking.close(web.person(closer), link.id, note=f"a note of {closer}")
        web.clock.move(minutes=1)
    await erase(web, "Ben")
    assert await web.all(str, "SELECT note FROM link ORDER BY id") == ["a note of Amira", None]
    assert await web.all(str, "SELECT text FROM question") == ["How do I do this?"] * 2


async def test_a_question_being_helped_with_ends_with_its_asker(web: Web) -> None:
    link = await web.claimed()
    await erase(web, "Amira")
    question = await web.question(link.question_id)
    assert (question.status, question.outcome, question.text) == (Status.CLOSED, Outcome.ERASED, None)
    [told] = web.said(AnnouncementKind.NOTICE)
    assert told.member_id == (await web.member("Ben")).id
    assert {job.kind for job in await web.jobs()} == {JobKind.SCRUB}


async def test_a_claim_that_came_too_late_does_not_keep_the_winners_name(web: Web) -> None:
    link = await web.claimed("Ben")
    await web.parts.claiming.claim_by_reaction(web.person("Chloe"), 1000 + link.question_id)
    [notice] = web.said(AnnouncementKind.NOTICE)
    assert "Ben" not in json.dumps(notice.detail)
    assert notice.detail["winner"] == (await web.member("Ben")).id
    await web.parts.announcing.sent(notice, 77, 770)
    await erase(web, "Ben")
    back = next(taken for taken in web.said(AnnouncementKind.TAKE_BACK) if taken.detail["of"] == notice.id)
    assert (await web.parts.announcing.brief(back)).calls == [(770, 77)]
    await web.parts.announcing.sent(back, None, None)
    assert await web.all(tuple, "SELECT state, channel_id, message_id FROM announcement WHERE id = $1", notice.id) == [
        ("dropped", None, None)
    ]


async def test_a_message_that_was_on_its_way_meanwhile_is_taken_back_too(web: Web) -> None:
    await web.ask()
    await web.pass_time(hours=80)
    [notice] = web.said(AnnouncementKind.NOTICE)
    await erase(web, "Amira")
    taken = len(web.said(AnnouncementKind.TAKE_BACK))
    await web.parts.announcing.sent(notice, 88, 880)
    assert len(web.said(AnnouncementKind.TAKE_BACK)) == taken + 1
    assert web.said(AnnouncementKind.TAKE_BACK)[-1].detail == {"of": notice.id}


async def test_what_can_not_be_taken_back_is_forgotten_all_the_same(web: Web) -> None:
    await web.ask()
    await web.pass_time(hours=80)
    [notice] = web.said(AnnouncementKind.NOTICE)
    await web.parts.announcing.sent(notice, 88, 880)
    await erase(web, "Amira")
    [back] = [one for one in web.said(AnnouncementKind.TAKE_BACK) if one.detail == {"of": notice.id}]
    await web.parts.announcing.failed(back, "forbidden", gone=False, told=False)
    assert await web.all(tuple, "SELECT channel_id, message_id FROM announcement WHERE id = $1", notice.id) == [
        (None, None)
    ]


async def test_the_files_are_written_anew_once_all_is_taken_back(web: Web, tmp_path: Path) -> None:
    await web.skill("Ben", "excel")
    await web.claimed()
    await erase(web, "Ben")
    waiting = [one for one, _ in web.told if one.kind in (AnnouncementKind.TAKE_BACK, AnnouncementKind.THREAD_ERASE)]
    await web.pass_time(minutes=2)
    assert [job.kind for job in await web.jobs("scrub")] == [JobKind.SCRUB], "messages were still to be taken back"
    for announcement in waiting:
        await web.parts.announcing.sent(announcement, None, None)
    await web.pass_time(hours=2)
    assert await web.jobs("scrub") == []
    left = bytes_of(tmp_path / "mentorbot.db")
    assert web.person("Ben").user_id.to_bytes(4, "big") not in left
    assert b"Ben" not in left


async def test_while_somebody_reads_the_old_state_the_files_wait(web: Web, tmp_path: Path) -> None:
    await web.ask()
    with closing(sqlite3.connect(tmp_path / "mentorbot.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM member").fetchone()
        await web.database.write(_lose_patience)
        with pytest.raises(StillRead):
            await web.database.scrub()
    await web.database.scrub()


async def _lose_patience(tx: Transaction) -> None:
    await tx.run("PRAGMA busy_timeout = 10")


async def test_a_database_put_back_forgets_again(web: Web, tmp_path: Path) -> None:
    web.parts = parts_of(web.database, web, tmp_path)
    await web.claimed()
    backup = back_up(tmp_path / "mentorbot.db", tmp_path, MONDAY_NOON)
    number = (await web.member("Ben")).id
    await erase(web, "Ben")
    assert forgotten(tmp_path) == {number}
    before = await SqliteDatabase.open(backup)
    privacy = parts_of(before, web, tmp_path).privacy
    assert await privacy.forget_again() == 1
    assert await privacy.forget_again() == 0
    assert await before.read(erasure.erased) == [number]
    assert await before.read(erasure.members_of, web.person("Ben").user_id) == []
    question = await before.read(questions.get, 1)
    assert question is not None
    assert question.status is Status.OPEN
    await before.close()


async def test_a_list_that_was_lost_is_written_again_at_the_next_start(web: Web, tmp_path: Path) -> None:
    web.parts = parts_of(web.database, web, tmp_path)
    await web.ask()
    await erase(web, "Amira")
    (tmp_path / FILE).unlink()
    await web.parts.privacy.forget_again()
    assert forgotten(tmp_path) == set(await web.all(int, "SELECT id FROM member"))


async def test_a_list_that_can_not_be_written_keeps_nobody_from_being_erased(
    web: Web, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "backups").write_text("no folder")
    web.parts = parts_of(web.database, web, tmp_path / "backups")
    await web.ask()
    await erase(web, "Amira")
    assert await web.all(int, "SELECT 1 FROM member WHERE user_id IS NOT NULL") == []
    assert "the list of erased members could not be written" in caplog.text

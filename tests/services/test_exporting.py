"""The exported log: safe in a spreadsheet, pseudonymous, page by page, itself recorded."""

import csv
import io
import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.services.exporting import Format, NothingToExport, safe
from mentorbot.store import export
from tests.played import MONDAY_NOON, SERVER, Web

DAY = timedelta(days=1)
START, END = MONDAY_NOON - DAY, MONDAY_NOON + DAY


async def exported(web: Web, form: Format, start: datetime = START, end: datetime = END) -> str:
    by = web.person("Dev")
    made = await web.parts.exporting.export(start, end, form, server_id=SERVER, by=by)
    text = "".join([piece async for piece in made.pieces])
    assert text.count("\n") == made.lines + (form is Format.CSV)
    return text


async def test_every_step_stands_in_the_csv_with_ids_as_text_and_a_byte_order_mark(web: Web) -> None:
    await web.offer("Ben", "excel")
    link = await web.claimed()
    await web.parts.linking.close(web.person("Amira"), link.id)
    text = await exported(web, Format.CSV)
    assert text.startswith("\ufeffline,at,event,server,member,other,question,topic,wave,detail\r\n")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    steps = ["skill-added", "offered", "asked", "called", "claimed", "link-closed", "question-closed"]
    assert [row["event"] for row in rows] == steps
    ben = f"m{(await web.member('Ben')).id}"
    assert (rows[4]["member"], rows[4]["server"], rows[4]["at"]) == (ben, "s1", "2026-11-02T12:00:00.000Z")
    for secret in ("Ben", "Amira", "How do I", str(web.person("Ben").user_id), str(web.person("Amira").user_id)):
        assert secret not in text


async def test_json_lines_hold_the_same_and_leave_out_what_is_empty(web: Web) -> None:
    await web.ask()
    first, second = [json.loads(line) for line in (await exported(web, Format.JSON_LINES)).splitlines()]
    assert first["event"] == "asked"
    assert second == {
        "line": 2,
        "at": "2026-11-02T12:00:00.000Z",
        "event": "nobody-available",
        "server": "s1",
        "question": 1,
    }


async def test_an_export_is_recorded_and_does_not_hold_its_own_record(web: Web) -> None:
    await web.ask()
    first = await exported(web, Format.CSV)
    assert "exported" not in first
    assert await web.log() == ["asked", "nobody-available", "exported"]
    second = await exported(web, Format.CSV)
    assert '"csv, 2 lines, 2026-11-01 to 2026-11-03"' in second


async def test_a_period_begins_with_its_start_and_ends_before_its_end(web: Web) -> None:
    await web.ask()
    web.clock.move(hours=1)
    await web.ask("Chloe", card=72)
    later = MONDAY_NOON + timedelta(hours=1)
    assert (await exported(web, Format.JSON_LINES, MONDAY_NOON, later)).count("\n") == 2
    assert (await exported(web, Format.JSON_LINES, later, later + timedelta(milliseconds=1))).count("asked") == 1


async def test_a_period_without_lines_is_refused_and_not_recorded(web: Web) -> None:
    await web.ask()
    with pytest.raises(NothingToExport):
        await exported(web, Format.CSV, START - DAY, START)
    assert "exported" not in await web.log()


async def test_what_happens_meanwhile_is_left_out_and_pages_join_without_gaps(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_PAGE", export._PAGE.replace(f"LIMIT {export.PAGE}", "LIMIT 3"))  # pyright: ignore[reportPrivateUsage] - a small page for the test
    for number in range(5):
        await web.ask(f"Asker {number}", card=70 + number)
    made = await web.parts.exporting.export(START, END, Format.JSON_LINES, server_id=None)
    pieces: list[str] = []
    async for piece in made.pieces:
        pieces.append(piece)
        await web.ask(f"Late {len(pieces)}", card=90 + len(pieces))
    assert [piece.count("\n") for piece in pieces] == [3, 3, 3, 1]
    assert [json.loads(line)["line"] for line in "".join(pieces).splitlines()] == list(range(1, 11))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "\u3000@x"])
def test_a_formula_becomes_text(cell: str) -> None:
    assert safe(cell).startswith("'")


@pytest.mark.parametrize("cell", ["one\n=1+1", "one\r=1+1", "one\r\n=1+1", "one\n \t@x", "one\u2028=1"])
def test_a_formula_after_a_line_break_becomes_text(cell: str) -> None:
    assert "'" in safe(cell)


@pytest.mark.parametrize("cell", ["x;=1+1", "x\t=1", 'x;"=1+1', "\x07=1", "\u200b=1", "\uff1d1+1", "x; \ufeff@A1"])
def test_a_formula_of_other_countries_spreadsheets_becomes_text(cell: str) -> None:
    assert "'" in safe(cell)


@pytest.mark.parametrize("cell", ["", "excel", "a=b", "sorted", "3 - 1", "'quoted'", "one\ntwo"])
def test_plain_words_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell


@given(st.text(alphabet=st.sampled_from(" \u00a0\t\r\n=+-@'ab\u2003")))
def test_no_line_of_any_cell_begins_with_a_formula(cell: str) -> None:
    assert not any(line.lstrip().startswith(("=", "+", "-", "@")) for line in safe(cell).splitlines())
    assert safe(cell).replace("'", "") == cell.replace("'", "")

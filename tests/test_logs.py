"""Logs: readable, and without a secret whoever writes the line."""

import io
import json
import logging
import sys
from typing import Any

import pytest
from hypothesis import given, strategies
from pydantic import SecretStr

from mentorbot import logs
from mentorbot.redaction import MARK, hiding, redact
from mentorbot.settings import Settings

TOKEN = "MTAxMDEwMTAxMDEwMTAxMDEwMQ.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"  # made up, but shaped like one
PRACTICE = "practice-token"
BASE64 = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"


pytestmark = pytest.mark.usefixtures("logging_as_before")


def configured(**chosen: Any) -> io.StringIO:
    stream = io.StringIO()
    logs.configure(Settings(token=SecretStr(PRACTICE), **chosen), stream)
    return stream


def test_a_line_says_when_how_bad_where_and_what() -> None:
    stream = configured()

    logging.getLogger("mentorbot.bot").warning("The card of question %d is gone", 7)

    when, line = stream.getvalue()[:19], stream.getvalue()[19:]
    assert when[4] == "-"
    assert when[13] == ":"
    assert line == " WARNING mentorbot.bot: The card of question 7 is gone\n"


@pytest.mark.parametrize("chosen", ["text", "json"])
@pytest.mark.parametrize("name", ["mentorbot.bot", "cogs.asking", "discord.client", "discord.http", "aiohttp.access"])
def test_no_logger_lets_a_token_through(chosen: str, name: str) -> None:
    stream = configured(log_format=chosen)
    log = logging.getLogger(name)
    address = "/webhooks/123456789012345678/aW50ZXJhY3Rpb246MTIzOmFiYw/messages/@original"

    log.warning("token %s and %s", TOKEN, {"authorization": f"Bot {PRACTICE}"})
    log.error("404 for %s", address)
    try:
        raise ValueError(f"Bot {TOKEN} was refused")
    except ValueError:
        log.exception("It failed with %s", PRACTICE)

    written = stream.getvalue()
    assert "ValueError: Bot [removed] was refused" in written
    assert written.count(MARK) == 5
    for secret in (TOKEN, PRACTICE, "aW50ZXJhY3Rpb246"):
        assert secret not in written


def test_json_lines_can_be_read_by_programs() -> None:
    stream = configured(log_format="json")

    logging.getLogger("mentorbot").info("two\nlines with “quotes”")
    try:
        raise KeyError("gone")
    except KeyError:
        logging.getLogger("mentorbot").exception("failed")

    first, second = map(json.loads, stream.getvalue().splitlines())
    assert first["message"] == "two\nlines with “quotes”"
    assert (first["level"], first["logger"]) == ("INFO", "mentorbot")
    assert first["time"].endswith("+00:00")
    assert "KeyError: 'gone'" in second["error"]


def test_particulars_stand_beside_the_words() -> None:
    text, lines = configured(), configured(log_format="json")
    log = logging.getLogger("mentorbot")
    logs.configure(Settings(), text)
    log.info("ready", extra={"servers": 3, "seen": TOKEN})
    logs.configure(Settings(log_format="json"), lines)
    log.info("ready", extra={"servers": 3, "seen": TOKEN})

    assert text.getvalue().endswith("mentorbot: ready (servers=3, seen=[removed])\n")
    line = json.loads(lines.getvalue())
    assert (line["message"], line["servers"], line["seen"]) == ("ready", "3", MARK)


def test_libraries_stay_quiet_about_what_they_carry_even_at_debug() -> None:
    stream = configured(log_level="DEBUG")

    logging.getLogger("discord.gateway").debug("WebSocket Event: %s", {"content": "How do I enable macros?"})
    logging.getLogger("aiosqlite").debug("executing %s", "How do I enable macros?")
    logging.getLogger("mentorbot.services").debug("question 7 is open")

    assert "macros" not in stream.getvalue()
    assert "question 7 is open" in stream.getvalue()


def test_a_raised_level_holds_for_libraries_too() -> None:
    stream = configured(log_level="ERROR")

    logging.getLogger("discord.client").warning("not now")
    logging.getLogger("mentorbot.bot").warning("not now")

    assert stream.getvalue() == ""


def test_a_name_cannot_forge_a_line_or_command_the_terminal() -> None:
    stream = configured()

    logging.getLogger("mentorbot").info("%s joined", "Ben\x1b[2J\r\n1999-01-01 00:00:00 ERROR mentorbot: forged")

    written = stream.getvalue()
    assert "\x1b" not in written
    assert "\r" not in written
    assert [line for line in written.splitlines() if line.startswith("1999-01-01")] == []


def test_a_line_that_cannot_be_written_does_not_show_its_parts(capsys: pytest.CaptureFixture[str]) -> None:
    configured()

    logging.getLogger("mentorbot.bot").info("%d questions", TOKEN)

    assert capsys.readouterr().err.startswith("A log line could not be written (mentorbot.bot, line ")


def test_an_uncaught_error_is_logged_without_secrets() -> None:
    stream = configured()
    error = RuntimeError(f"with {TOKEN}")

    sys.excepthook(RuntimeError, error, None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert "RuntimeError: with [removed]" in stream.getvalue()
    assert "KeyboardInterrupt" not in stream.getvalue()


def test_a_terminal_gets_colour_unless_it_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured, plain = Terminal(), Terminal()
    logs.configure(Settings(), coloured)
    logging.getLogger("mentorbot").error("in red")
    logging.getLogger("mentorbot").info("as it is")
    monkeypatch.setenv("NO_COLOR", "1")
    logs.configure(Settings(), plain)
    logging.getLogger("mentorbot").error("as it is")

    assert coloured.getvalue().count("\x1b[31m") == 1
    assert "\x1b" not in plain.getvalue()


@given(
    parts=strategies.tuples(
        strategies.text(BASE64, min_size=24, max_size=28),
        strategies.text(BASE64, min_size=6, max_size=7),
        strategies.text(BASE64, min_size=27, max_size=40),
    ),
    around=strategies.tuples(strategies.sampled_from(["", "Bot ", '"', "token=", "/"]), strategies.text(max_size=5)),
)
def test_whatever_has_a_tokens_shape_is_removed(parts: tuple[str, str, str], around: tuple[str, str]) -> None:
    token = ".".join(parts)

    assert token not in redact(token.join(around))


@pytest.mark.parametrize("chosen", ["text", "json"])
def test_what_somebody_wrote_is_hidden_where_an_error_quotes_it(chosen: str) -> None:
    stream = configured(log_format=chosen)
    question = "How do I say “macro”\nin Ben's words?"

    for quoting in (ValueError(question), KeyError(question)):
        with hiding([question, "in"]):
            logging.getLogger("mentorbot").error("failed", exc_info=quoting)

    assert "macro" not in stream.getvalue()
    assert stream.getvalue().count(MARK) == 2
    logging.getLogger("mentorbot").error("said again: %s", question)
    assert "macro" in stream.getvalue()


def test_ordinary_words_stay() -> None:
    text = "mentorbot.store.database opened data/mentorbot.db (3.45.1), question 1234567890123456789 in Europe/London"

    assert redact(text, ("",)) == text

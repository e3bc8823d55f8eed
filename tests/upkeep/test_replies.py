"""What comes back in place of an answer of Discord's, and what Discord says once for everything we do."""

from datetime import timedelta

import discord
import pytest

from mentorbot.cli import exits
from mentorbot.cli.endings import REFUSED, ending
from mentorbot.supervision import Patience
from tests.upkeep.conftest import Supervised

SENDING = "POST /channels/{channel_id}/messages"
ANSWERING = "POST /interactions/{interaction_id}/{token}/callback"
PAGE = "<!DOCTYPE html><html><body>cloudflare</body></html>"
AN_HOUR = '{"message": "You are being rate limited.", "retry_after": 3600, "global": false}'
WORDS = "How do I enable macros in Excel?"


async def asked(supervised: Supervised) -> None:
    amira = supervised.practice.person("Amira")
    await amira.slash("questions", "ask", question=WORDS, topic="Excel")


async def a_card(supervised: Supervised) -> None:
    await supervised.practice.until(lambda: supervised.practice.channel("questions").messages)


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.exc_info]


async def test_a_token_that_was_changed_ends_the_process_with_words_and_nothing_is_lost(supervised: Supervised) -> None:
    await supervised.up()
    supervised.practice.faults.add("status", SENDING, status=401, times=None)
    supervised.practice.person("Amira").begin_slash("questions", "ask", question=WORDS, topic="Excel")
    with pytest.raises(discord.LoginFailure) as ended:
        await supervised.running
    assert ending(supervised.settings, ended.value) == (REFUSED, exits.CONFIGURATION)
    supervised.practice.faults.clear()
    supervised.begin_again()
    await supervised.up()
    await a_card(supervised)


async def test_a_press_whose_own_token_is_refused_is_no_reason_to_end(supervised: Supervised) -> None:
    bot = await supervised.up()
    refused = supervised.practice.faults.add("status", ANSWERING, status=401, code=50027, times=None)
    supervised.practice.realm.interactions.answer_seconds = 1
    await asked(supervised)
    await supervised.until(lambda: refused.struck)
    await a_card(supervised)
    assert supervised.bot is bot


@pytest.mark.parametrize("where", [SENDING, ANSWERING])
async def test_a_page_with_429_means_silence_for_ten_minutes(supervised: Supervised, where: str) -> None:
    await supervised.up()
    practice = supervised.practice
    interactions, patient = practice.realm.interactions, practice.realm.interactions.answer_seconds
    practice.faults.add("status", where, status=429, page=PAGE)
    interactions.answer_seconds = 1
    await asked(supervised)
    await supervised.until(lambda: supervised.bot.replies.silence)
    sent = len(practice.requests)
    supervised.clock.shift(timedelta(minutes=9))
    assert (await practice.person("Ben").slash("questions", "help")).failed
    assert len(practice.requests) == sent
    interactions.answer_seconds = patient
    supervised.clock.shift(timedelta(minutes=10))
    await a_card(supervised)
    assert (await practice.person("Ben").slash("questions", "help")).private


async def test_a_page_with_429_at_the_start_means_silence_too(supervised: Supervised) -> None:
    practice = supervised.practice
    practice.faults.add("status", "GET /users/@me", status=429, page=PAGE)
    supervised.run()
    await supervised.until(supervised.supervisor.tally.restarts.total)
    assert supervised.bot.replies.silence > 500
    assert [request.path for request in practice.requests] == ["/api/v10/users/@me"]


@pytest.mark.parametrize("page", [PAGE, "", "{}", "null", '{"id": "1'])
@pytest.mark.parametrize("where", [SENDING, ANSWERING])
async def test_what_is_no_answer_of_discords_is_no_fault_of_ours(
    supervised: Supervised, caplog: pytest.LogCaptureFixture, where: str, page: str
) -> None:
    await supervised.up()
    supervised.practice.faults.add("status", where, status=200, page=page)
    await asked(supervised)
    await a_card(supervised)
    assert errors(caplog) == []
    assert "/callback" not in caplog.text  # its path holds the token by which a press is answered


@pytest.mark.parametrize("page", ['{"id": "1', AN_HOUR])
async def test_at_the_start_too_it_is_no_fault_of_ours(
    supervised: Supervised, caplog: pytest.LogCaptureFixture, page: str
) -> None:
    status = 429 if page == AN_HOUR else 500
    supervised.practice.faults.add("status", "GET /users/@me", status=status, page=page)
    supervised.begin(Patience(first=0.01))
    await supervised.up()
    assert "Discord cannot be reached" in caplog.text
    assert errors(caplog) == []


async def test_a_wait_of_an_hour_holds_no_answer_up(supervised: Supervised, caplog: pytest.LogCaptureFixture) -> None:
    await supervised.up()
    supervised.practice.faults.add("status", ANSWERING, status=429, page=AN_HOUR, times=None)
    supervised.practice.realm.interactions.answer_seconds = 0.3
    await asked(supervised)
    await supervised.until(lambda: "could not answer" in caplog.text)
    assert errors(caplog) == []


async def test_told_to_wait_before_asking_how_often_it_may_log_in_it_logs_in(supervised: Supervised) -> None:
    asking = supervised.practice.faults.add("status", "GET /gateway/bot", status=429, page=AN_HOUR, times=None)
    await supervised.up()
    assert asking.struck
    assert supervised.supervisor.tally.restarts.total() == 0


async def test_a_refused_answer_is_a_warning(supervised: Supervised, caplog: pytest.LogCaptureFixture) -> None:
    await supervised.up()
    supervised.practice.faults.add("status", ANSWERING, status=403, code=50001, times=None)
    supervised.practice.realm.interactions.answer_seconds = 0.3
    await asked(supervised)
    await supervised.until(lambda: "could not answer" in caplog.text)
    assert "Discord would not, or could not be reached" in caplog.text
    assert errors(caplog) == []


async def test_a_refused_look_puts_a_job_off_with_a_warning(
    supervised: Supervised, caplog: pytest.LogCaptureFixture
) -> None:
    await supervised.up()
    practice = supervised.practice
    await asked(supervised)
    await a_card(supervised)
    await practice.person("Ben").press(practice.channel("questions").messages[0], "I can help")
    await practice.until(lambda: practice.threads() and practice.threads()[0].messages)
    practice.faults.add("status", "GET /channels/{channel_id}/messages", status=403, code=50001, times=None)
    supervised.clock.shift(timedelta(hours=25))
    await supervised.until(lambda: "job put off" in caplog.text)
    assert errors(caplog) == []

"""What members choose in /settings, and that it holds at once."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.matching import Full, Rest
from mentorbot.domain.policy import Policy
from mentorbot.domain.quiet import NEVER_QUIET, USUAL, QuietHours
from mentorbot.domain.schools import NotASchool, school_key
from mentorbot.domain.weekly import parse_windows
from mentorbot.parts import assemble
from mentorbot.sealing import UNSEALED
from mentorbot.services.choosing import NoSchools, NotPossible
from mentorbot.services.servers import UnknownZone
from tests.played import SERVER, Web, played

EVENING = QuietHours(13 * 60, 14 * 60, weekends=False)


@pytest.fixture
async def restless(tmp_path: Path) -> AsyncIterator[Web]:
    """A web where nobody rests, so that only their own limits keep people from being called."""
    async with played(tmp_path, Policy(rest=Rest(timedelta(), timedelta()))) as opened:
        yield opened


async def called(web: Web, asker: str = "Amira") -> list[str]:
    """Ask a question, and give who was called for it at once."""
    asked = await web.ask(asker)
    waves = await web.called(asked.question.id)
    return waves[0] if waves else []


async def test_everybody_begins_with_quiet_nights_and_weekends_two_questions_and_two_hours(web: Web) -> None:
    chosen = await web.parts.choosing.of(web.person("Ben"))
    assert chosen.hours == USUAL
    assert (chosen.rest.most_links, chosen.rest.week_minutes, chosen.member.by_message) == (2, 120, False)
    assert (chosen.zone.key, chosen.windows, chosen.next_window) == ("Europe/London", [], None)


async def test_quiet_hours_hold_for_an_offer_that_runs(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=300)
    await web.parts.choosing.be_quiet(web.person("Ben"), EVENING)
    await web.pass_time(hours=1)
    assert await called(web) == []
    await web.parts.choosing.be_quiet(web.person("Ben"), NEVER_QUIET)
    assert await called(web, "Chloe") == ["Ben"]


async def test_quiet_hours_are_meant_by_ones_own_clock(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=300)
    await web.parts.choosing.be_quiet(web.person("Ben"), EVENING)
    await web.parts.choosing.live_in(web.person("Ben"), "Europe/Paris")
    assert await called(web) == [], "in Paris it is 13:00"
    web.clock.move(hours=1)
    assert await called(web, "Chloe") == ["Ben"]


async def test_quiet_hours_follow_the_servers_clock_where_nobody_chose_another(web: Web) -> None:
    await web.offer("Ben", "excel", minutes=300)
    await web.parts.choosing.be_quiet(web.person("Ben"), EVENING)
    elin = web.person("Elin")
    await web.parts.servers.set_limits(elin, open_limit=None, topics_per_member=None, zone="Europe/Paris")
    assert await called(web) == []


async def test_whoever_offers_in_their_quiet_hours_is_called_and_told_so(web: Web) -> None:
    await web.pass_time(hours=8)
    offered = await web.offer("Ben", "excel")
    assert offered.offer.lifts_quiet
    assert await called(web) == ["Ben"]


async def test_an_offer_that_runs_into_quiet_hours_says_when_they_begin(web: Web) -> None:
    await web.pass_time(hours=6)
    offered = await web.offer("Ben", "excel")
    assert offered.quiet_from == datetime(2026, 11, 2, 19, tzinfo=UTC)
    await web.pass_time(hours=1, minutes=1)
    assert await called(web) == []


async def test_whoever_has_their_hands_full_is_never_called(restless: Web) -> None:
    web = restless
    await web.parts.choosing.limit_links(web.person("Ben"), 1)
    await web.offer("Ben", "excel", minutes=600)
    link = await web.claimed("Ben", "Amira")
    assert await called(web, "Chloe") == []
    assert (await web.offer("Ben", "excel", minutes=600)).full is Full.HANDS
    await web.parts.choosing.limit_links(web.person("Ben"), 2)
    assert await called(web, "Dana") == ["Ben"], "the choice holds at once"
    await web.parts.choosing.limit_links(web.person("Ben"), 1)
    await web.parts.linking.close(web.person("Ben"), link.id)
    assert await called(web, "Elin") == ["Ben"]


async def test_whoever_has_a_full_week_is_never_called_until_monday(restless: Web) -> None:
    web = restless
    await web.parts.choosing.limit_week(web.person("Ben"), 30)
    await web.skill("Ben", "excel", outside=True)
    link = await web.claimed("Ben", "Amira")
    await web.pass_time(minutes=31)
    await web.parts.linking.close(web.person("Ben"), link.id)
    offered = await web.offer("Ben", "excel", minutes=600)
    assert offered.full is Full.WEEK
    asked = await web.ask("Chloe", card=77)
    for _ in range(6):
        await web.pass_time(minutes=10)
    assert await web.called(asked.question.id) == []
    assert (await web.parts.choosing.of(web.person("Ben"))).load.minutes == 31
    await web.pass_time(days=7)
    assert (await web.offer("Ben", "excel")).full is None
    assert await called(web, "Dana") == ["Ben"]


async def test_a_cool_down_of_ones_own_is_kept(web: Web) -> None:
    await web.parts.choosing.cool_down(web.person("Ben"), 120)
    await web.offer("Ben", "excel", minutes=600)
    link = await web.claimed("Ben", "Amira")
    await web.parts.linking.close(web.person("Ben"), link.id)
    await web.pass_time(minutes=119)
    assert await called(web, "Chloe") == []
    await web.pass_time(minutes=1)
    assert await called(web, "Dana") == ["Ben"]


@pytest.mark.parametrize("most", [0, 6, 10**9])
async def test_a_number_that_no_menu_offers_is_refused(web: Web, most: int) -> None:
    with pytest.raises(NotPossible):
        await web.parts.choosing.limit_links(web.person("Ben"), most)


async def test_a_zone_that_there_is_not_is_refused(web: Web) -> None:
    with pytest.raises(UnknownZone):
        await web.parts.choosing.live_in(web.person("Ben"), "Hogwarts")


async def test_only_whoever_asked_for_it_is_called_in_a_private_message_too(web: Web) -> None:
    for name in ("Ben", "Chloe"):
        await web.offer(name, "excel", minutes=600)
    await web.parts.choosing.call_by_message(web.person("Ben"), on=True)
    asked = await web.ask()
    (notice,) = web.said(AnnouncementKind.NOTICE)
    assert (notice.member_id, notice.question_id) == ((await web.member("Ben")).id, asked.question.id)
    kinds = [told.kind for told, _ in web.told]
    assert kinds.index(AnnouncementKind.CARD) < kinds.index(AnnouncementKind.NOTICE), "its link is known by then"
    brief = await web.parts.announcing.brief(notice)
    assert [call.member_id for call in brief.called] == [notice.member_id]


async def test_a_later_wave_calls_in_private_messages_too(web: Web) -> None:
    await web.ask()
    await web.parts.choosing.call_by_message(web.person("Ben"), on=True)
    await web.offer("Ben", "excel")
    assert [notice.detail for notice in web.said(AnnouncementKind.NOTICE)] == [{"wave": 1}]


async def test_no_private_message_calls_anybody_in_their_quiet_hours(web: Web) -> None:
    await web.parts.choosing.call_by_message(web.person("Ben"), on=True)
    await web.pass_time(hours=8)
    await web.offer("Ben", "excel")
    assert await called(web) == ["Ben"], "they offered, and so are called in the channel"
    assert web.said(AnnouncementKind.NOTICE) == []


async def test_a_private_call_that_comes_late_is_not_for_quiet_hours_nor_for_whoever_wants_none(web: Web) -> None:
    await web.parts.choosing.call_by_message(web.person("Ben"), on=True)
    await web.offer("Ben", "excel", minutes=600)
    await web.ask()
    (notice,) = web.said(AnnouncementKind.NOTICE)
    web.clock.move(hours=7)
    assert (await web.parts.announcing.brief(notice)).called == []
    web.clock.move(hours=-7)
    assert len((await web.parts.announcing.brief(notice)).called) == 1
    await web.parts.choosing.call_by_message(web.person("Ben"), on=False)
    assert (await web.parts.announcing.brief(notice)).called == []


async def test_a_school_is_kept_as_a_code_that_colleagues_share(web: Web) -> None:
    for name, school in (("Amira", "The St. Mary's School"), ("Ben", "st marys"), ("Chloe", "Hilltop")):
        await web.parts.choosing.name_school(web.person(name), school)
    amira, ben, chloe = [(await web.member(name)).school for name in ("Amira", "Ben", "Chloe")]
    assert amira == ben != chloe
    assert amira is not None
    assert b"mary" not in amira
    await web.offer("Ben", "excel")
    await web.offer("Chloe", "excel")
    question = await web.ask("Amira", not_my_school=True)
    assert await web.called(question.question.id) == [["Chloe"]]
    assert (await web.parts.choosing.forget_school(web.person("Amira"))).member.school is None


async def test_without_a_key_no_school_is_kept(web: Web) -> None:
    keyless = assemble(web.database, Policy(), web.clock, Random(1), web.look, sealing=UNSEALED)
    with pytest.raises(NoSchools):
        await keyless.choosing.name_school(web.person("Ben"), "Hilltop")


@pytest.mark.parametrize(
    ("one", "other"),
    [("LS1 4AB", "ls14ab"), ("St Mary & St John", "Saint Mary and St. John School"), ("École Élan", "ecole elan")],
)
def test_spellings_of_a_school_are_one(one: str, other: str) -> None:
    assert school_key(one) == school_key(other)


@pytest.mark.parametrize("text", ["", "the school", "abc", "x" * 81, "...."])
def test_what_is_no_school_is_refused(text: str) -> None:
    with pytest.raises(NotASchool):
        school_key(text)


async def test_beginning_anew_takes_everything_back(web: Web) -> None:
    ben, choosing = web.person("Ben"), web.parts.choosing
    await choosing.be_quiet(ben, EVENING)
    await choosing.live_in(ben, "Asia/Tokyo")
    await choosing.limit_week(ben, 60)
    await choosing.call_by_message(ben, on=True)
    await choosing.try_first(ben, on=True)
    await choosing.follow_up(ben, on=False)
    await choosing.name_school(ben, "Hilltop")
    await choosing.set_windows(ben, parse_windows("Thursdays 15:30-17:00"))
    assert (await choosing.of(ben)).next_window is not None
    chosen = await choosing.begin_anew(ben)
    fresh = (await choosing.of(web.person("Somebody new"))).member
    left = chosen.member
    assert (left.zone, left.week_minutes, left.by_message, left.try_first, left.follow_up, left.school) == (
        (fresh.zone, fresh.week_minutes, fresh.by_message, fresh.try_first, fresh.follow_up, fresh.school)
    )
    assert chosen.hours == USUAL
    assert (chosen.zone, chosen.windows) == (ZoneInfo("Europe/London"), [])
    assert await web.jobs("window") == []


async def test_the_log_says_what_was_chosen_and_not_what(web: Web) -> None:
    await web.parts.choosing.name_school(web.person("Ben"), "Hilltop")
    await web.parts.choosing.be_quiet(web.person("Ben"), EVENING)
    details = await web.all(str, "SELECT detail FROM event WHERE kind = 'choice-changed' ORDER BY id")
    assert details == ["school", "quiet hours"]
    assert (await web.member("Ben")).server_id == SERVER

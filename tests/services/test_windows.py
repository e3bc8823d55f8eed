"""Weekly windows begin offers by themselves."""

from datetime import UTC, datetime, timedelta

from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.weekly import parse_windows
from mentorbot.services.agenda import GIVE_UP_AFTER
from mentorbot.services.windows import Windows
from tests.played import SERVER, Web

# The web's clock begins on a Monday at noon.
HOUR = timedelta(hours=1)


async def offered(web: Web) -> list[str]:
    return await web.all(str, "SELECT detail FROM event WHERE kind = 'offered' ORDER BY id")


async def endings(web: Web) -> list[str]:
    return await web.all(str, "SELECT detail FROM event WHERE kind = 'offer-ended' ORDER BY id")


async def shown(web: Web) -> list[str]:
    return [row.topic for row in await web.parts.offering.available(SERVER, None)]


async def weekly(web: Web, text: str, name: str = "Ben") -> None:
    await web.skill(name, "excel", "scratch")
    await web.parts.choosing.set_windows(web.person(name), parse_windows(text))


async def test_a_window_begins_an_offer_of_all_skills_and_ends_it_each_week_anew(web: Web) -> None:
    await weekly(web, "Mondays 13:00-14:00")
    for _ in range(3):
        await web.pass_time(minutes=59, seconds=59)
        assert await shown(web) == []
        await web.pass_time(seconds=1)
        assert await shown(web) == ["Excel", "Scratch"]
        await web.pass_time(hours=1)
        assert await shown(web) == []
        await web.pass_time(days=7, hours=-2)
    assert await offered(web) == ["weekly window"] * 3
    assert await endings(web) == ["on time"] * 3
    assert len(await web.jobs("window")) == 1


async def test_whoever_is_in_a_window_is_called_and_tells_so_in_available(web: Web) -> None:
    await weekly(web, "Mondays 13:00-14:00")
    waiting = await web.ask()
    await web.pass_time(hours=1)
    assert await web.called(waiting.question.id) == [["Ben"]]
    mine = await web.parts.offering.mine(web.person("Ben"))
    assert mine is not None
    assert mine.weekly


async def test_a_window_that_runs_when_it_is_written_begins_at_once(web: Web) -> None:
    await weekly(web, "Mondays 11:00-13:00")
    await web.parts.agenda.do_due()
    assert await shown(web) == ["Excel", "Scratch"]
    await web.pass_time(hours=1)
    assert await endings(web) == ["on time"]


async def test_a_window_found_late_begins_late_and_ends_on_time(web: Web) -> None:
    await weekly(web, "Mondays 13:00-14:00")
    await web.pass_time(hours=1, minutes=45)
    assert await shown(web) == ["Excel", "Scratch"]
    await web.pass_time(minutes=15)
    assert await shown(web) == []


async def test_a_window_that_is_over_when_it_is_found_is_skipped_and_comes_next_week(web: Web) -> None:
    await weekly(web, "Mondays 13:00-14:00")
    await web.pass_time(hours=2)
    assert await offered(web) == []
    (job,) = await web.jobs("window")
    assert job.due_at == datetime(2026, 11, 9, 13, tzinfo=UTC)


async def test_weeks_of_absence_make_one_offer_at_the_most(web: Web) -> None:
    await weekly(web, "Mondays 13:00-14:00")
    await web.pass_time(days=21, hours=1, minutes=30)
    assert await offered(web) == ["weekly window"]


async def test_a_clock_set_back_since_the_job_was_taken_neither_skips_nor_doubles_a_window(web: Web) -> None:
    await weekly(web, "Mondays 13:00-14:00")
    web.clock.move(hours=1)
    (job,) = await web.jobs("window")
    web.clock.move(minutes=-5)
    windows = Windows(web.database, web.clock, web.parts.agenda, web.parts.offering)
    assert await windows.begin(job) == "begun"
    (following,) = await web.jobs("window")
    assert following.due_at == job.due_at + timedelta(days=7)


async def test_a_longer_offer_is_left_alone_and_a_shorter_one_replaced(web: Web) -> None:
    await weekly(web, "Mondays 13:00-14:00")
    await web.offer("Ben", "excel", minutes=180)
    await web.pass_time(hours=1)
    assert await shown(web) == ["Excel"]
    assert await offered(web) == ["excel"]
    await weekly(web, "Mondays 13:00-14:00; Tuesdays 9-10", "Chloe")
    await web.pass_time(hours=19, minutes=30)
    await web.offer("Chloe", "excel", minutes=45)
    await web.pass_time(minutes=30)
    assert await shown(web) == ["Excel", "Scratch"]
    assert (await endings(web))[-1] == "replaced"


async def test_an_offer_that_ends_when_the_window_begins_has_ended_on_time(web: Web) -> None:
    await weekly(web, "Mondays 13:00-14:00")
    await web.offer("Ben", "excel", minutes=60)
    await web.pass_time(hours=1)
    assert await shown(web) == ["Excel", "Scratch"]
    assert await endings(web) == ["on time"]


async def test_nothing_begins_while_skills_are_paused_or_there_are_none(web: Web) -> None:
    await weekly(web, "Mondays 13:00-14:00")
    await web.parts.skills.choose(web.person("Ben"), paused=True)
    await web.parts.choosing.set_windows(web.person("Chloe"), parse_windows("Mondays 13:00-14:00"))
    await web.pass_time(hours=1)
    assert await offered(web) == []
    assert len(await web.jobs("window")) == 2, "next week may be different"


async def test_a_window_within_quiet_hours_is_meant(web: Web) -> None:
    await weekly(web, "Saturdays 10-11")
    await web.pass_time(days=4, hours=22)
    asked = await web.ask()
    assert await web.called(asked.question.id) == [["Ben"]]


async def test_a_window_that_runs_into_quiet_hours_heeds_them_even_if_it_was_found_there(web: Web) -> None:
    await weekly(web, "Mondays 18:00-20:00")
    await web.pass_time(hours=7, minutes=30)
    assert await shown(web) == ["Excel", "Scratch"]
    asked = await web.ask()
    assert await web.called(asked.question.id) == []


async def test_a_window_keeps_its_time_on_the_wall_when_clocks_go_forward(web: Web) -> None:
    await weekly(web, "Mondays 13:00-14:00")
    web.clock.move(days=140)  # Monday 22 March 2027, a week before
    await web.pass_time(hours=2)
    (job,) = await web.jobs("window")
    assert job.due_at == datetime(2027, 3, 29, 12, tzinfo=UTC)


async def test_windows_follow_the_clock_by_which_they_are_meant(web: Web) -> None:
    await weekly(web, "Mondays 13:30-14:30")
    elin = web.person("Elin")
    await web.parts.servers.set_limits(elin, open_limit=None, topics_per_member=None, zone="Europe/Paris")
    assert [job.due_at.hour for job in await web.jobs("window")] == [12]
    await web.parts.choosing.live_in(web.person("Ben"), "Europe/London")
    assert [job.due_at.hour for job in await web.jobs("window")] == [13]


async def test_windows_that_are_replaced_or_removed_begin_nothing(web: Web) -> None:
    await weekly(web, "Mondays 13:00-14:00")
    await weekly(web, "Tuesdays 13:00-14:00; Tuesdays 15-16")
    assert len(await web.jobs("window")) == 2
    await weekly(web, "")
    assert await web.jobs("window") == []
    await web.pass_time(days=7)
    assert await offered(web) == []


async def test_whoever_leaves_or_is_erased_takes_their_windows_along(web: Web) -> None:
    for name in ("Ben", "Chloe"):
        await weekly(web, "Mondays 13:00-14:00", name)
    await web.parts.reconciling.left(SERVER, web.person("Ben").user_id)
    await web.parts.privacy.erase(web.person("Chloe").user_id)
    assert await web.jobs("window") == []
    assert await web.all(int, "SELECT id FROM weekly") == []


async def test_a_window_that_kept_failing_comes_again_next_week(web: Web) -> None:
    await weekly(web, "Mondays 13:00-14:00")
    (job,) = await web.jobs("window")

    async def fail(_: Job) -> str:
        raise OSError("no disk")

    web.parts.agenda.take_on(JobKind.WINDOW, fail)
    await web.pass_time(hours=1)
    await web.pass_time(seconds=GIVE_UP_AFTER.total_seconds())
    (again,) = await web.jobs("window")
    assert again.due_at == job.due_at + timedelta(days=7)

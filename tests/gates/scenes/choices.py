"""What members choose for themselves, and what comes of it."""

from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.quiet import NEVER_QUIET
from mentorbot.domain.weekly import parse_windows
from tests.gates.scenes.book import HOUR, Deed, scene
from tests.played import Web

WINDOWS = parse_windows("Mondays 13:00-14:00; Thursdays 15:30-17:00")


@scene
async def choosing(web: Web) -> Deed:
    await web.offer("Ben", "excel")

    async def choose(web: Web) -> None:
        ben = web.person("Ben")
        await web.parts.choosing.of(ben)
        await web.parts.choosing.be_quiet(ben, NEVER_QUIET)
        await web.parts.choosing.set_windows(ben, WINDOWS)
        await web.parts.choosing.live_in(ben, "Europe/Paris")
        await web.parts.choosing.limit_week(ben, 60)

    return choose


@scene
async def choosing_nothing_any_more(web: Web) -> Deed:
    await web.offer("Ben", "excel")
    await web.parts.choosing.set_windows(web.person("Ben"), WINDOWS)
    return lambda web: web.parts.choosing.begin_anew(web.person("Ben"))


@scene
async def a_weekly_window(web: Web) -> Deed:
    await web.skill("Ben", "excel")
    await web.parts.choosing.set_windows(web.person("Ben"), WINDOWS)
    await web.parts.choosing.call_by_message(web.person("Ben"), on=True)
    await web.ask()
    web.clock.move(hours=1)
    return lambda web: web.parts.agenda.do_due()


@scene
async def a_window_given_up(web: Web) -> Deed:
    await web.skill("Ben", "excel")
    await web.parts.choosing.set_windows(web.person("Ben"), WINDOWS)
    job = (await web.jobs("window"))[-1]

    async def give_up(web: Web) -> None:
        now = web.clock.now() + HOUR
        await web.parts.reconciling.given_up(Job(job.id, JobKind.WINDOW, job.subject_id, now, 9, now))

    return give_up

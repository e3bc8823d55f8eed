"""The computer's clock was wrong and is set back while things are under way: nothing is lost for it."""

from collections.abc import Awaitable, Callable

from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.questions import Status
from tests.played import Web


def set_back_at(web: Web, kind: JobKind, duty: Callable[[Job], Awaitable[str]]) -> None:
    """Set the clock back once a job is taken, before it is done."""

    async def late(job: Job) -> str:
        web.clock.move(hours=-1)
        return await duty(job)

    web.parts.agenda.take_on(kind, late)


async def offer_endings(web: Web) -> list[str]:
    return await web.all(str, "SELECT detail FROM event WHERE kind = 'offer-ended'")


async def test_an_offer_whose_end_had_come_ends(web: Web) -> None:
    set_back_at(web, JobKind.OFFER_END, web.parts.offering.end)
    await web.offer("Ben", "excel", minutes=90)
    await web.pass_time(minutes=90)
    await web.pass_time(hours=2)
    assert await offer_endings(web) == ["on time"]


async def test_a_question_whose_end_had_come_ends(web: Web) -> None:
    set_back_at(web, JobKind.EXPIRE, web.parts.waiting.expire)
    asked = await web.ask()
    await web.pass_time(days=3)
    await web.pass_time(hours=2)
    assert (await web.question(asked.question.id)).status is Status.CLOSED


async def test_an_offer_that_begins_later_than_now_can_be_stopped(web: Web) -> None:
    offered = await web.offer("Ben", "excel")
    web.clock.move(hours=-1)
    await web.parts.offering.stop(web.person("Ben"), offered.offer.id)
    assert await offer_endings(web) == ["stopped"]


async def test_an_offer_that_begins_later_than_now_can_be_replaced(web: Web) -> None:
    await web.offer("Ben", "excel")
    web.clock.move(hours=-1)
    await web.offer("Ben", "scratch")
    assert await offer_endings(web) == ["replaced"]

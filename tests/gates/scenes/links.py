"""Claims, and what becomes of links."""

from unittest.mock import patch

from mentorbot.domain.questions import Outcome
from mentorbot.errors import Refused
from mentorbot.services import agenda
from tests.gates.scenes.book import HOUR, Deed, scene
from tests.played import Web


@scene
async def claiming(web: Web) -> Deed:
    number = (await web.ask()).question.id
    return lambda web: web.parts.claiming.claim(web.person("Ben"), number)


@scene
async def raising_a_hand(web: Web) -> Deed:
    card = 1000 + (await web.ask()).question.id
    return lambda web: web.parts.claiming.claim_by_reaction(web.person("Ben"), card)


@scene
async def coming_too_late(web: Web) -> Deed:
    number = (await web.claimed()).question_id

    async def too_late(web: Web) -> None:
        await web.parts.claiming.claim_by_reaction(web.person("Chloe"), 1000 + number)
        try:
            await web.parts.claiming.claim(web.person("Dora"), number)
        except Refused:
            return

    return too_late


@scene
async def closing(web: Web) -> Deed:
    link = (await web.claimed()).id
    return lambda web: web.parts.linking.close(web.person("Ben"), link, note="Sorted")


@scene
async def keeping_open(web: Web) -> Deed:
    link = (await web.claimed()).id
    return lambda web: web.parts.linking.keep_open(web.person("Amira"), link)


@scene
async def ending_a_link(web: Web) -> Deed:
    link = (await web.claimed()).id
    return lambda web: web.parts.linking.end(link, Outcome.THREAD_DELETED)


@scene
async def a_quiet_thread(web: Web) -> Deed:
    await web.claimed()
    return lambda web: web.pass_time(hours=25)


@scene
async def a_dissolving_link(web: Web) -> Deed:
    await web.claimed()
    await web.pass_time(hours=25)
    return lambda web: web.pass_time(hours=25)


@scene
async def a_lively_thread(web: Web) -> Deed:
    await web.claimed(thread=5001)

    async def written(web: Web) -> None:
        web.look.written[5001] = web.clock.now() + 5 * HOUR
        await web.pass_time(hours=25)

    return written


@scene
async def discord_out_of_reach(web: Web) -> Deed:
    await web.claimed()

    async def unseen(web: Web) -> None:
        web.look.failing = True
        with patch.object(agenda.log, "disabled", True):  # its complaints are meant, and of no use to anybody
            await web.pass_time(hours=25)
            await web.pass_time(hours=25)
        web.look.failing = False

    return unseen


@scene
async def a_thread_deleted(web: Web) -> Deed:
    link = await web.claimed()
    assert link.thread_id is not None
    thread = link.thread_id
    return lambda web: web.parts.reconciling.thread_deleted(thread)

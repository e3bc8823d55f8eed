"""A question changes hands, gets a second helper, and others wait along; thanks, and what moderators do."""

from datetime import timedelta

from mentorbot.domain.links import Link
from tests.gates.scenes.book import Deed, scene
from tests.played import SERVER, Web


async def _number(web: Web, name: str) -> int:
    return (await web.member(name)).id


async def _wished(web: Web) -> Link:
    link = await web.claimed()
    await web.parts.handing.ask_over(web.person("Ben"), link.id, web.person("Chloe"))
    return link


async def _offered_too(web: Web) -> Link:
    link = await web.claimed()
    await web.parts.joining.offer(web.person("Chloe"), link.question_id)
    return link


@scene
async def handing_back(web: Web) -> Deed:
    await web.offer("Chloe", "excel")
    link = await web.claimed()
    return lambda web: web.parts.handing.hand_back(web.person("Ben"), link.id)


@scene
async def a_second_helper_goes_on(web: Web) -> Deed:
    link = await _offered_too(web)
    await web.parts.joining.agree(web.person("Amira"), link.id, await _number(web, "Chloe"))
    return lambda web: web.parts.handing.hand_back(web.person("Ben"), link.id)


@scene
async def asking_somebody_to_take_over(web: Web) -> Deed:
    link = await web.claimed()
    return lambda web: web.parts.handing.ask_over(web.person("Ben"), link.id, web.person("Chloe"))


@scene
async def asking_after_the_quiet_hours(web: Web) -> Deed:
    link = await web.claimed()
    web.clock.move(hours=9)
    await web.parts.handing.ask_over(web.person("Ben"), link.id, web.person("Chloe"))
    return lambda web: web.pass_time(hours=12)


@scene
async def taking_over_a_link(web: Web) -> Deed:
    link = await _wished(web)
    return lambda web: web.parts.handing.take_over(web.person("Chloe"), link.id)


@scene
async def not_taking_over(web: Web) -> Deed:
    link = await _wished(web)
    return lambda web: web.parts.handing.not_now(web.person("Chloe"), link.id)


@scene
async def offering_to_join(web: Web) -> Deed:
    number = (await web.claimed()).question_id
    return lambda web: web.parts.joining.offer(web.person("Chloe"), number)


@scene
async def letting_somebody_join(web: Web) -> Deed:
    link, chloe = await _offered_too(web), await _number(web, "Chloe")
    return lambda web: web.parts.joining.agree(web.person("Amira"), link.id, chloe)


@scene
async def doing_without_a_second(web: Web) -> Deed:
    link, chloe = await _offered_too(web), await _number(web, "Chloe")
    return lambda web: web.parts.joining.decline(web.person("Amira"), link.id, chloe)


@scene
async def waiting_along(web: Web) -> Deed:
    number = (await web.ask()).question.id
    return lambda web: web.parts.me_too.join(web.person("Chloe"), number)


@scene
async def waiting_along_no_more(web: Web) -> Deed:
    number = (await web.ask()).question.id
    await web.parts.me_too.join(web.person("Chloe"), number)
    return lambda web: web.parts.me_too.leave(web.person("Chloe"), number)


@scene
async def parting(web: Web) -> Deed:
    link = await web.claimed()
    await web.parts.me_too.join(web.person("Chloe"), link.question_id)

    async def part(web: Web) -> None:
        await web.parts.linking.close(web.person("Amira"), link.id)
        topic = (await web.parts.parting.farewell(web.person("Amira"), link.id)).topic
        assert not await web.parts.parting.is_unnamed(web.person("Amira"), link.id)
        await web.parts.parting.thank(web.person("Amira"), link.id, "That saved my lesson!")
        await web.parts.parting.ask_no_more(web.person("Amira"), link.id)
        if topic is not None:
            await web.parts.parting.could_help(web.person("Amira"), topic.id)

    return part


@scene
async def assigning(web: Web) -> Deed:
    number = (await web.ask()).question.id
    return lambda web: web.parts.moderating.assign(web.person("Dev"), number, web.person("Ben"))


@scene
async def closing_as_a_moderator(web: Web) -> Deed:
    waiting, link = (await web.ask("Chloe")).question.id, await web.claimed()

    async def close(web: Web) -> None:
        await web.parts.moderating.close(web.person("Dev"), waiting, "See the handbook")
        await web.parts.moderating.close(web.person("Dev"), link.question_id, None)

    return close


@scene
async def pausing_calls(web: Web) -> Deed:
    await web.skill("Ben", "excel", outside=True)
    await web.ask()
    until = web.clock.now() + timedelta(hours=1)

    async def pause(web: Web) -> None:
        await web.parts.moderating.pause(web.person("Dev"), until)
        await web.pass_time(minutes=11)
        await web.parts.moderating.resume(web.person("Dev"))

    return pause


@scene
async def leaving_what_one_shares(web: Web) -> Deed:
    link = await _offered_too(web)
    await web.parts.joining.agree(web.person("Amira"), link.id, await _number(web, "Chloe"))
    waiting = (await web.ask("Farid")).question.id
    await web.parts.me_too.join(web.person("Chloe"), waiting)
    return lambda web: web.parts.reconciling.left(SERVER, web.person("Chloe").user_id)

"""Offers and skills."""

from tests.gates.scenes.book import HOUR, Deed, scene
from tests.played import Web


@scene
async def offering(web: Web) -> Deed:
    await web.ask()
    return lambda web: web.offer("Ben", "excel", "scratch")


@scene
async def extending(web: Web) -> Deed:
    offer = (await web.offer("Ben", "excel")).offer.id
    return lambda web: web.parts.offering.extend(web.person("Ben"), offer, HOUR)


@scene
async def stopping(web: Web) -> Deed:
    offer = (await web.offer("Ben", "excel")).offer.id
    return lambda web: web.parts.offering.stop(web.person("Ben"), offer)


@scene
async def an_offer_ends(web: Web) -> Deed:
    await web.offer("Ben", "excel")
    return lambda web: web.pass_time(minutes=121)


@scene
async def learning(web: Web) -> Deed:
    topics = [await web.topic("excel"), await web.topic("scratch")]
    return lambda web: web.parts.skills.add(web.person("Ben"), topics, "macros too")


@scene
async def forgetting(web: Web) -> Deed:
    await web.skill("Ben", "excel", "scratch")
    topic = await web.topic("scratch")
    return lambda web: web.parts.skills.remove(web.person("Ben"), [topic.id])


@scene
async def pausing(web: Web) -> Deed:
    await web.offer("Ben", "excel")
    return lambda web: web.parts.skills.choose(web.person("Ben"), paused=True)


@scene
async def looking_at_skills(web: Web) -> Deed:
    return lambda web: web.parts.skills.of(web.person("Fatima"))

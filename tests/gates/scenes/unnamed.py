"""What is passed on about anonymous questions, and "did it work?"."""

from tests.gates.scenes.book import Deed, scene
from tests.played import Web
from tests.services.unnamed import claimed, user


@scene
async def writing_without_a_name(web: Web) -> Deed:
    link = (await claimed(web)).id
    return lambda web: web.parts.relaying.pass_on(user(web, "Amira"), link, "I tried that already")


@scene
async def writing_to_whoever_asked(web: Web) -> Deed:
    link = (await claimed(web)).id
    return lambda web: web.parts.relaying.pass_on(user(web, "Ben"), link, "Try it once more")


@scene
async def following_up(web: Web) -> Deed:
    await _sorted(web)
    return lambda web: web.pass_time(hours=24)


@scene
async def saying_that_it_worked(web: Web) -> Deed:
    link = await _sorted(web)
    return lambda web: web.parts.following_up.worked(user(web, "Amira"), link)


@scene
async def saying_that_it_did_not(web: Web) -> Deed:
    link = await _sorted(web)
    await web.offer("Chloe", "excel")
    return lambda web: web.parts.following_up.not_yet(user(web, "Amira"), link)


@scene
async def wanting_no_follow_ups(web: Web) -> Deed:
    link = await _sorted(web)
    return lambda web: web.parts.following_up.stop(user(web, "Amira"), link)


async def _sorted(web: Web) -> int:
    link = (await claimed(web)).id
    await web.parts.linking.close(web.person("Ben"), link)
    return link


@scene
async def forgetting_who_asked(web: Web) -> Deed:
    link = await claimed(web)
    await web.parts.linking.close(web.person("Ben"), link.id)
    await web.pass_time(days=8)
    return lambda web: web.pass_time(days=23)


@scene
async def erasing_what_was_asked_without_a_name(web: Web) -> Deed:
    link = (await claimed(web)).id
    await web.parts.relaying.pass_on(user(web, "Amira"), link, "I tried that already")
    await web.parts.privacy.erase(user(web, "Amira"))
    await web.pass_time(hours=12)
    return lambda web: web.pass_time(hours=60)

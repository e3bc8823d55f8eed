"""What admins decide, what the bot notes for itself, exports and erasing."""

from datetime import UTC, datetime

from mentorbot.domain.starts import Allowance
from mentorbot.services.exporting import Format
from tests.gates.scenes.book import Deed, scene
from tests.played import CHANNEL, SERVER, Web


@scene
async def welcoming(web: Web) -> Deed:
    return lambda web: web.parts.servers.welcome(SERVER + web.clock.now().minute + 1)


@scene
async def keeping(web: Web) -> Deed:
    return lambda web: web.parts.servers.keep("version", f"as of {web.clock.now()}")


@scene
async def setting_up(web: Web) -> Deed:
    async def set_up(web: Web) -> None:
        elin = web.person("Elin")
        await web.parts.servers.name_channels(elin, questions=CHANNEL, moderators=11)
        await web.parts.servers.set_limits(elin, open_limit=4, topics_per_member=None, zone="Europe/Paris")
        await web.parts.servers.post_panel(elin, CHANNEL)

    return set_up


@scene
async def changing_topics(web: Web) -> Deed:
    await web.parts.topics.add(web.person("Elin"), "Chess club", None, ["chess"])

    async def change(web: Web) -> None:
        elin = web.person("Elin")
        await web.parts.topics.add(elin, "Draughts", "school", ["checkers"])
        await web.parts.topics.merge(elin, "Chess club", "Draughts")
        await web.parts.topics.retire(elin, "Draughts")

    return change


@scene
async def listing_words(web: Web) -> Deed:
    await web.parts.words.add(web.person("Elin"), "heck")

    async def change(web: Web) -> None:
        await web.parts.words.add(web.person("Elin"), "blooming heck")
        await web.parts.words.remove(web.person("Elin"), "Heck")

    return change


@scene
async def logging_in(web: Web) -> Deed:
    return lambda web: web.parts.starts.begin(Allowance())


@scene
async def exporting(web: Web) -> Deed:
    await web.claimed()

    async def export(web: Web) -> list[str]:
        start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
        made = await web.parts.exporting.export(start, end, Format.CSV, server_id=SERVER, by=web.person("Dev"))
        return [piece async for piece in made.pieces]

    return export


@scene
async def erasing(web: Web) -> Deed:
    await web.claimed()
    return lambda web: web.parts.privacy.erase(web.person("Amira").user_id)


@scene
async def erasing_again(web: Web) -> Deed:
    await web.claimed()
    number = (await web.member("Ben")).id
    return lambda web: web.parts.privacy.forget_again([number])


@scene
async def scrubbing(web: Web) -> Deed:
    await web.claimed()
    await web.parts.privacy.erase(web.person("Amira").user_id)
    return lambda web: web.pass_time(minutes=2)

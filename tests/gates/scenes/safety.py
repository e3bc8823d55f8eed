"""Looks at who asked anonymously, reports, and two people who are kept apart."""

from mentorbot.domain.safety import Subject
from mentorbot.domain.servers import Anonymity
from tests.gates.scenes.book import Deed, scene
from tests.played import CHANNEL, Web

REASON = "I must talk to whoever wrote it"


async def _anonymous(web: Web) -> int:
    await web.parts.safeguards.set_anonymous(web.person("Elin"), Anonymity.ON)
    return (await web.ask(anonymous=True)).question.id


@scene
async def guarding(web: Web) -> Deed:
    async def guard(web: Web) -> None:
        await web.parts.safeguards.set_anonymous(web.person("Elin"), Anonymity.DEFAULT)
        await web.parts.safeguards.set_second_moderator(web.person("Elin"), wanted=True)

    return guard


@scene
async def looking_up(web: Web) -> Deed:
    number = await _anonymous(web)
    await web.parts.safeguards.set_second_moderator(web.person("Elin"), wanted=False)
    return lambda web: web.parts.looking_up.look(web.person("Dev"), number, REASON, safeguarding=False)


@scene
async def looking_up_by_two(web: Web) -> Deed:
    number = await _anonymous(web)
    await web.parts.servers.name_channels(web.person("Elin"), questions=CHANNEL, moderators=11)
    await web.parts.safeguards.set_second_moderator(web.person("Elin"), wanted=True)
    newest = max(await web.all(int, "SELECT coalesce(max(id), 0) FROM look_up")) + 1

    async def look(web: Web) -> None:
        await web.parts.looking_up.look(web.person("Dev"), number, REASON, safeguarding=True)
        await web.parts.looking_up.agree(web.person("Fay"), newest)
        await web.parts.looking_up.show(web.person("Dev"), newest)

    return look


@scene
async def reporting(web: Web) -> Deed:
    await web.parts.servers.name_channels(web.person("Elin"), questions=CHANNEL, moderators=11)
    number = (await web.claimed()).question_id
    newest = max(await web.all(int, "SELECT coalesce(max(id), 0) FROM report")) + 1

    async def report(web: Web) -> None:
        await web.parts.reporting.report(web.person("Ben"), number, Subject.ASKER, "That wasn't kind")
        await web.parts.reporting.close(web.person("Dev"), newest)

    return report


@scene
async def keeping_apart(web: Web) -> Deed:
    named = (await web.claimed()).question_id
    unnamed = await _anonymous(web)
    await web.parts.claiming.claim(web.person("Ben"), unnamed)

    async def keep(web: Web) -> None:
        ben, amira = web.person("Ben"), web.person("Amira")
        await web.parts.keeping_apart.part(amira, named)
        await web.parts.keeping_apart.part(ben, unnamed)
        await web.parts.keeping_apart.undo(ben, users=[amira.user_id], unnamed=[unnamed])

    return keep

"""What became of announcements, and messages that are found or gone."""

from mentorbot.domain.announcements import AnnouncementKind
from tests.gates.scenes.book import DRAFT, HOUR, Deed, scene
from tests.played import CHANNEL, Web


@scene
async def telling(web: Web) -> Deed:
    asked = await web.parts.asking.ask(web.person("Amira"), DRAFT, CHANNEL)
    return lambda web: web.parts.announcing.sent(asked.announcement, CHANNEL, 1000 + asked.question.id)


@scene
async def telling_later(web: Web) -> Deed:
    asked = await web.parts.asking.ask(web.person("Amira"), DRAFT, CHANNEL)
    due = web.clock.now() + HOUR
    return lambda web: web.parts.announcing.put_off(asked.announcement, due, "no answer")


@scene
async def nothing_to_tell(web: Web) -> Deed:
    number = (await web.ask()).question.id
    await web.parts.asking.withdraw(web.person("Amira"), number)
    left = web.said(AnnouncementKind.CARD_UPDATE)[-1]
    return lambda web: web.parts.announcing.drop(left, "not needed")


@scene
async def nowhere_to_tell(web: Web) -> Deed:
    asked = await web.parts.asking.ask(web.person("Amira"), DRAFT, CHANNEL)
    return lambda web: web.parts.announcing.failed(asked.announcement, "no such channel", gone=False, told=False)


@scene
async def nobody_heard(web: Web) -> Deed:
    asked = await web.parts.asking.ask(web.person("Amira"), DRAFT, CHANNEL)
    await web.parts.announcing.failed(asked.announcement, "no such channel", gone=False, told=True)
    return lambda web: web.parts.announcing.unheard(asked.announcement)


@scene
async def a_thread_refused(web: Web) -> Deed:
    await web.claimed(thread=None)
    thread = web.said(AnnouncementKind.THREAD)[-1]
    return lambda web: web.parts.announcing.failed(thread, "not allowed", gone=False, told=False)


@scene
async def finding_an_opening(web: Web) -> Deed:
    link = await web.claimed()
    assert link.thread_id is not None
    thread = link.thread_id
    return lambda web: web.parts.announcing.opening_stands(link.id, thread, 6001)


@scene
async def a_card_deleted(web: Web) -> Deed:
    card = 1000 + (await web.ask()).question.id
    return lambda web: web.parts.reconciling.card_deleted(card)

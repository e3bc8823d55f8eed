"""Everything that the services write, scene by scene: what comes before is played, and the deed itself handed over.

A deed holds plain values only, so it can be done on another web that opened a copy of the same database.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.jobs import Job, JobKind
from mentorbot.domain.questions import Draft, Outcome
from mentorbot.domain.starts import Allowance
from mentorbot.errors import Refused
from mentorbot.services.exporting import Format
from mentorbot.store import jobs
from tests.played import CHANNEL, SERVER, Web

Deed = Callable[[Web], Awaitable[object]]
Scene = Callable[[Web], Awaitable[Deed]]
HOUR = timedelta(hours=1)
DRAFT = Draft("How do I freeze the top row?", "excel")
SCENES: dict[str, Scene] = {}


def scene(play: Scene) -> Scene:
    SCENES[play.__name__.replace("_", " ")] = play
    return play


@scene
async def asking(web: Web) -> Deed:
    await web.offer("Ben", "excel")
    return lambda web: web.parts.asking.ask(web.person("Amira"), DRAFT, CHANNEL)


@scene
async def naming_a_topic(web: Web) -> Deed:
    number = (await web.ask(topic=None)).question.id
    topic = await web.topic("excel")
    return lambda web: web.parts.asking.choose_topic(web.person("Amira"), number, topic.id)


@scene
async def withdrawing(web: Web) -> Deed:
    number = (await web.ask()).question.id
    return lambda web: web.parts.asking.withdraw(web.person("Amira"), number)


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
async def later_waves(web: Web) -> Deed:
    await web.skill("Ben", "excel", outside=True)
    await web.ask()
    return lambda web: web.pass_time(minutes=11)


@scene
async def nobody_came(web: Web) -> Deed:
    await web.ask()
    return lambda web: web.pass_time(hours=73)


@scene
async def an_offer_ends(web: Web) -> Deed:
    await web.offer("Ben", "excel")
    return lambda web: web.pass_time(minutes=121)


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
        await web.pass_time(hours=25)
        await web.pass_time(hours=25)
        web.look.failing = False

    return unseen


@scene
async def taking_over(web: Web) -> Deed:
    await web.ask()
    later = web.clock.now() + HOUR
    await web.database.write(jobs.lease, later, later + HOUR, 1)
    return lambda web: web.parts.agenda.take_over()


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
async def logging_in(web: Web) -> Deed:
    return lambda web: web.parts.starts.begin(Allowance())


@scene
async def asking_again(web: Web) -> Deed:
    link = await web.claimed()
    await web.parts.linking.close(web.person("Ben"), link.id)
    await web.offer("Chloe", "excel")
    return lambda web: web.parts.waiting.reopen(web.person("Amira"), link.question_id)


@scene
async def moderating(web: Web) -> Deed:
    number = (await web.ask()).question.id
    return lambda web: web.parts.waiting.close(number)


@scene
async def a_card_deleted(web: Web) -> Deed:
    card = 1000 + (await web.ask()).question.id
    return lambda web: web.parts.reconciling.card_deleted(card)


@scene
async def a_thread_deleted(web: Web) -> Deed:
    link = await web.claimed()
    assert link.thread_id is not None
    thread = link.thread_id
    return lambda web: web.parts.reconciling.thread_deleted(thread)


@scene
async def leaving(web: Web) -> Deed:
    await web.claimed()
    await web.offer("Ben", "excel")
    return lambda web: web.parts.reconciling.left(SERVER, web.person("Ben").user_id)


@scene
async def given_up(web: Web) -> Deed:
    link = await web.claimed()
    waiting = (await web.ask("Chloe")).question.id

    async def give_up(web: Web) -> None:
        now = web.clock.now()
        await web.parts.reconciling.given_up(Job(1, JobKind.WAVE, waiting, now, 9, now))
        await web.parts.reconciling.given_up(Job(2, JobKind.NUDGE, link.id, now, 9, now))

    return give_up


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

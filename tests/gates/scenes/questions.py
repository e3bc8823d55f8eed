"""What askers do, moderators too, and what becomes of questions with time."""

from mentorbot.domain.jobs import Job, JobKind
from mentorbot.store import jobs
from tests.gates.scenes.book import DRAFT, HOUR, Deed, scene
from tests.played import CHANNEL, SERVER, Web


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
async def later_waves(web: Web) -> Deed:
    await web.skill("Ben", "excel", outside=True)
    await web.ask()
    return lambda web: web.pass_time(minutes=11)


@scene
async def nobody_came(web: Web) -> Deed:
    await web.ask()
    return lambda web: web.pass_time(hours=73)


@scene
async def taking_over(web: Web) -> Deed:
    await web.ask()
    later = web.clock.now() + HOUR
    await web.database.write(jobs.lease, later, later + HOUR, 1)
    return lambda web: web.parts.agenda.take_over()


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
async def calling_people_after_all(web: Web) -> Deed:
    await web.offer("Ben", "excel")
    number = (await web.ask(try_first=True)).question.id
    return lambda web: web.parts.asking.call_now(web.person("Amira"), number)


@scene
async def trying_first_in_vain(web: Web) -> Deed:
    await web.offer("Ben", "excel")
    await web.ask(try_first=True)
    return lambda web: web.pass_time(minutes=6)

"""The stories that a visitor can step into. People in them act just as the page's do."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from mentorbot.playground.interactions import Interaction
from mentorbot.playground.model import Json
from mentorbot.playground.people import People
from mentorbot.playground.using import Using

TOPIC = "Excel"
QUESTION = "How do I enable macros in Excel on a school laptop?"
Play = Callable[[People, Using], Awaitable[Json]]


@dataclass(frozen=True, slots=True)
class Starter:
    id: str
    title: str
    text: str
    play: Play


async def _set_up(people: People, using: Using) -> None:
    """Let Elin say where moderators are told, as an admin would."""
    moderators = str(people.world.channel("moderators").id)
    await _slash(people, using, "Elin", "mentorbot config", {"moderators": moderators})


async def ask(people: People, using: Using) -> Json:
    await _set_up(people, using)
    for name in ("Ben", "Chloe"):
        await _slash(people, using, name, "offer", {"until_or_for": "45m", "topics": TOPIC})
    return _scene(people, "Amira")


async def nobody(people: People, using: Using) -> Json:
    await _set_up(people, using)
    return _scene(people, "Amira")


async def answer(people: People, using: Using) -> Json:
    await _set_up(people, using)
    await _slash(people, using, "Ben", "offer", {"until_or_for": "45m", "topics": TOPIC})
    await _slash(people, using, "Amira", "ask", {"question": QUESTION, "topic": TOPIC})
    return _scene(people, "Ben")


STARTERS = (
    Starter(
        "ask",
        "Ask a question",
        "You are Amira, a new teacher. Ben and Chloe are offering help with Excel. Ask, and see one of them come.",
        ask,
    ),
    Starter(
        "nobody",
        "Ask when nobody is there",
        "You are Amira. Nobody is offering. Ask all the same; then be Ben, offer Excel, and be called at once.",
        nobody,
    ),
    Starter(
        "answer",
        "Help somebody",
        "You are Ben. Amira has a question about Excel. Take it with ✋ or the button, and help her in the thread.",
        answer,
    ),
)


def _scene(people: People, name: str) -> Json:
    """Who the visitor is, and where."""
    return {"person": people.world.user(name).id, "channel": people.world.channel("questions").id}


async def _slash(people: People, using: Using, name: str, command: str, options: Json) -> Interaction:
    """Use a command in the questions' room and wait until the bot has answered for good."""
    world = people.world
    one = using.slash(world.user(name), world.channel("questions"), command, options)
    await asyncio.wait([one.outcome])
    await world.hub.until(lambda: _settled(people, one), 10)
    return one


def _settled(people: People, one: Interaction) -> bool:
    message = people.world.message(one.original_id) if one.original_id else None
    return one.refused or message is None or not message.thinking

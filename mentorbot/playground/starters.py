"""The stories that a visitor can step into. People in them act just as the page's do."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from mentorbot.playground.interactions import Interaction
from mentorbot.playground.limits.components import everything
from mentorbot.playground.model import Channel, Json, User
from mentorbot.playground.people import NotAllowed, People
from mentorbot.playground.using import Using

TOPIC = "Excel"
QUESTION = "How do I enable macros in Excel on a school laptop?"
SWITCH_ON = "I understand: switch it on"
UNSIGNED = "How do I add up a column in Excel? I ought to know this by now."


@dataclass(frozen=True, slots=True)
class Scene:
    """Who the visitor is and where, who stands beside them, and which command is typed in already."""

    person: User
    channel: Channel
    beside: User | None = None
    typed: Json | None = None
    story: str | None = None
    """The name of the steps that lead through it, which the page knows."""

    def shown(self) -> Json:
        told: Json = {"person": str(self.person.id), "channel": str(self.channel.id)}
        if self.beside:
            told["beside"] = str(self.beside.id)
        told |= {"typed": self.typed} if self.typed else {}
        return told | ({"story": self.story} if self.story else {})


Play = Callable[[People, Using], Awaitable[Scene]]


@dataclass(frozen=True, slots=True)
class Starter:
    id: str
    title: str
    text: str
    play: Play


async def _set_up(people: People, using: Using, **more: str) -> Interaction:
    """Let Elin say where moderators are told, and what else is wanted, as an admin would."""
    moderators = str(people.world.channel("moderators").id)
    return await _slash(people, using, "Elin", "mentorbot config", {"moderators": moderators, **more})


async def _switch_on_unsigned(people: People, using: Using) -> None:
    """Let Elin read what asking without a name means, and switch it on."""
    asked = await _set_up(people, using, anonymous="on")
    explained = people.world.message(asked.original_id or 0)
    if explained is None:
        raise NotAllowed("The bot did not say what asking without a name means.", 503)
    button = next(part for part in everything(explained.components) if part.get("label") == SWITCH_ON)
    await _answered(people, using.press(people.world.user("Elin"), explained, str(button["custom_id"])))


async def _mentors_offer(people: People, using: Using) -> None:
    for name in ("Ben", "Chloe"):
        await _slash(people, using, name, "offer", {"until_or_for": "45m", "topics": TOPIC})


async def ask(people: People, using: Using) -> Scene:
    await _set_up(people, using)
    await _mentors_offer(people, using)
    return _scene(people, "Amira")


async def nobody(people: People, using: Using) -> Scene:
    await _set_up(people, using)
    return _scene(people, "Amira")


async def answer(people: People, using: Using) -> Scene:
    await _set_up(people, using)
    await _slash(people, using, "Ben", "offer", {"until_or_for": "45m", "topics": TOPIC})
    await _slash(people, using, "Amira", "ask", {"question": QUESTION, "topic": TOPIC})
    return _scene(people, "Ben")


async def unsigned(people: People, using: Using) -> Scene:
    await _switch_on_unsigned(people, using)
    await _mentors_offer(people, using)
    world = people.world
    typed: Json = {"command": "ask", "options": {"question": UNSIGNED, "anonymous": True}}
    return Scene(world.user("Amira"), world.channel("questions"), world.user("Ben"), typed, "unsigned")


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
    Starter(
        "unsigned",
        "Ask without your name",
        "You are Amira, with Ben at your side. Ask without your name, and watch what he sees and what he never sees.",
        unsigned,
    ),
)


def _scene(people: People, name: str) -> Scene:
    return Scene(people.world.user(name), people.world.channel("questions"))


async def _slash(people: People, using: Using, name: str, command: str, options: Json) -> Interaction:
    """Use a command in the questions' room and wait until the bot has answered for good."""
    world = people.world
    return await _answered(people, using.slash(world.user(name), world.channel("questions"), command, options))


async def _answered(people: People, one: Interaction) -> Interaction:
    await asyncio.wait([one.outcome])
    await people.world.hub.until(lambda: _settled(people, one), 10)
    return one


def _settled(people: People, one: Interaction) -> bool:
    message = people.world.message(one.original_id) if one.original_id else None
    return one.refused or message is None or not message.thinking

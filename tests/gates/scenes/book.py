"""The list of all scenes: each plays what comes before, and hands over the deed itself.

A deed holds plain values only, so it can be done on another web that opened a copy of the same database.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from mentorbot.domain.questions import Draft
from tests.played import Web

Deed = Callable[[Web], Awaitable[object]]
Scene = Callable[[Web], Awaitable[Deed]]
HOUR = timedelta(hours=1)
DRAFT = Draft("How do I freeze the top row?", "excel")
SCENES: dict[str, Scene] = {}


def scene(play: Scene) -> Scene:
    SCENES[play.__name__.replace("_", " ")] = play
    return play

"""The practice Discord put together: its world and everything that serves it, for one run."""

import secrets
from collections import deque
from dataclasses import dataclass
from datetime import datetime

from mentorbot.playground.changes import Hub
from mentorbot.playground.faults import Faults
from mentorbot.playground.gateway import Gateway
from mentorbot.playground.interactions import Interactions
from mentorbot.playground.model import Json, State
from mentorbot.playground.ratelimits import RateLimits
from mentorbot.playground.refusals import Refusals
from mentorbot.playground.transcript import Transcript
from mentorbot.playground.world import World

REQUESTS_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request of the bot and what it was answered; `fault` is what became of that answer on its way."""

    at: datetime
    method: str
    route: str
    path: str
    json: Json | list[Json] | None
    files: tuple[str, ...]
    status: int
    response: Json | list[Json] | None
    counts: bool
    fault: str = ""


class Realm:
    """What the bot's door and the people's door share."""

    def __init__(self, state: State, *, origin: str, bot_token: str, realistic_limits: bool = False) -> None:
        self.origin = origin
        self.bot_token = bot_token
        self.page_token = secrets.token_urlsafe(24)
        self.hub = Hub()
        self.world = World(state, self.hub)
        self.log = Transcript(self.world.now)
        self.log.listeners.append(lambda _: self.hub.look_again())
        self.faults = Faults()
        self.limits = RateLimits(realistic=realistic_limits)
        self.refusals = Refusals()
        self.gateway = Gateway(self.world, self.faults, self.log, token=self.bot_token, url=lambda: self.gateway_url)
        self.interactions = Interactions(self.world, self.gateway.dispatch)
        self.requests: deque[Recorded] = deque(maxlen=REQUESTS_KEPT)

    @property
    def gateway_url(self) -> str:
        return self.origin.replace("http", "ws", 1) + "/gateway"

    @property
    def api_url(self) -> str:
        return self.origin + "/api/v10"

    @property
    def knows_commands(self) -> bool:
        return bool(self.world.state.commands)

"""What one person's own program is told: all that could betray somebody to whoever reads their own traffic."""

import json

from mentorbot.playground.changes import Change
from mentorbot.playground.gateway_events import events
from mentorbot.playground.model import Json, Kind
from mentorbot.playground.payloads import channels, messages
from mentorbot.playground.permissions import P, allows
from mentorbot.playground.world import World


class Hearing:
    """Collects, from now on, each event that Discord would send to this person's program."""

    def __init__(self, world: World, person_id: int) -> None:
        self._world, self._person_id = world, person_id
        self.heard: list[Json] = []
        world.hub.subscribe(self._on_change)

    @property
    def raw(self) -> str:
        """All of it, and what opening each channel and thread anew would bring, as text to search."""
        return json.dumps([*self.heard, *self._looked_up()], ensure_ascii=False)

    def _on_change(self, change: Change) -> None:
        told = events(self._world.state, change, self._person_id)
        self.heard += [{"t": event, "d": data} for event, data, _ in told]

    def _looked_up(self) -> list[Json]:
        state, found = self._world.state, list[Json]()
        for channel in state.channels.values():
            if not allows(state, self._person_id, channel, P.VIEW_CHANNEL):
                continue
            found.append(channels.channel(state, channel))
            if channel.thread or channel.kind is Kind.DM:
                found.append({"members": [str(user) for user in channel.members]})
            history = state.messages.get(channel.id, {}).values()
            found += [messages.message(state, m) for m in history if m.private_to in (None, self._person_id)]
        return found

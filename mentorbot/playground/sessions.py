"""Gateway sessions: what was sent to a bot, so that a broken connection can be taken up again."""

import json
import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Protocol

from mentorbot.playground.model import Json

REPLAY = 10_000


class Outlet(Protocol):
    """One websocket's way out, which ends with the connection."""

    def send(self, text: str) -> None: ...

    def send_op(self, op: int, data: Any = None) -> None: ...

    def cut(self) -> None:
        """Break the connection without a word, as a lost network does."""
        ...

    def close(self, code: int) -> None: ...

    def fall_silent(self) -> None: ...


@dataclass(slots=True)
class Session:
    intents: int
    shard: tuple[int, int]
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque[tuple[int, str]](maxlen=REPLAY))
    outlet: Outlet | None = None

    def dispatch(self, event: str, data: Json) -> None:
        """Number the event, keep it for a resume, and send it if somebody listens."""
        self.sequence += 1
        text = json.dumps({"op": 0, "t": event, "s": self.sequence, "d": data}, separators=(",", ":"))
        self.sent.append((self.sequence, text))
        if self.outlet:
            self.outlet.send(text)

    def missed(self, since: int) -> list[str] | None:
        """What was sent after `since`; None when that cannot be known any more."""
        if since > self.sequence:
            return None
        if since < self.sequence and (not self.sent or self.sent[0][0] > since + 1):
            return None
        return [text for number, text in self.sent if number > since]

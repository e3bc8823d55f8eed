"""What was heard lately: Discord may deliver an event twice, and once more after a broken connection."""

from collections.abc import Hashable

KEPT = 10_000


class Heard:
    """Remembers the newest keys; a new process needs none of them, since it begins a session of its own."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._keys: dict[Hashable, None] = {}

    def before(self, key: Hashable) -> bool:
        """Say whether this was heard already; from now on it was."""
        if key in self._keys:
            return True
        if len(self._keys) >= self._most:
            del self._keys[next(iter(self._keys))]
        self._keys[key] = None
        return False

    def forget(self, key: Hashable) -> None:
        """Let this be news when it is heard again."""
        self._keys.pop(key, None)

    def clear(self) -> None:
        """Let everything be news."""
        self._keys.clear()

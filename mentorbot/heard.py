"""What was heard lately: Discord may deliver an event twice, and once more after a broken connection."""

KEPT = 10_000


class Heard:
    """Remembers the newest ids; a new process needs none of them, since it begins a session of its own."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._ids: dict[int, None] = {}

    def before(self, number: int) -> bool:
        """Say whether this was heard already; from now on it was."""
        if number in self._ids:
            return True
        if len(self._ids) >= self._most:
            del self._ids[next(iter(self._ids))]
        self._ids[number] = None
        return False

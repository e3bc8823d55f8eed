"""The one kind of error that people are meant to read, and the one that time mends."""


class OutOfReach(Exception):
    """Discord could not be asked just now; another try may do."""


class Refused(Exception):
    """That isn't possible just now. Nothing was lost."""

    def __init__(self, words: str | None = None) -> None:
        """Carry `words` for the person, or the class's docstring, on one line, where none are given."""
        self.words = words or " ".join((type(self).__doc__ or "").split())
        super().__init__(self.words)

"""Hears what the bot logs while it is played with."""

import logging

from mentorbot.logs import TextFormatter


class Listener(logging.Handler):
    """Keeps each line as it would be written, and which of them are errors."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(TextFormatter())
        self.lines: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        self.lines.append(line)
        if record.levelno >= logging.ERROR:
            self.errors.append(line)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

"""What the bot writes about itself: readable on a terminal or as JSON lines, never with a secret."""

import json
import logging
import os
import sys
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

from mentorbot.redaction import redact
from mentorbot.settings import Settings

OURS = ("mentorbot", "cogs")
COLOURS = {logging.WARNING: "\x1b[33m", logging.ERROR: "\x1b[31m", logging.CRITICAL: "\x1b[1;31m"}

# Whoever can choose a name or a text must not be able to move the cursor, colour the terminal or forge a line.
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}

_USUAL = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}


def _particulars(record: logging.LogRecord) -> dict[str, str]:
    """Give what stands in a record's `extra`, as in `log.info("ready", extra={"servers": 3})`."""
    return {name: str(value) for name, value in vars(record).items() if name not in _USUAL}


class TextFormatter(logging.Formatter):
    """`2026-11-21 20:34:17 WARNING mentorbot.bot: words (name=value)`, coloured by level where the terminal can."""

    def __init__(self, secrets: tuple[str, ...] = (), *, colour: bool = False) -> None:
        super().__init__("{asctime} {levelname:7} {name}: {message}", "%Y-%m-%d %H:%M:%S", style="{")
        self._secrets = secrets
        self._colour = colour

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging calls it by this name
        particulars = ", ".join(f"{name}={value}" for name, value in _particulars(record).items())
        return super().formatMessage(record) + (f" ({particulars})" if particulars else "")

    def format(self, record: logging.LogRecord) -> str:
        text = redact(super().format(record), self._secrets).translate(_CONTROLS).replace("\n", "\n    ")
        colour = COLOURS.get(record.levelno) if self._colour else None
        return f"{colour}{text}\x1b[0m" if colour else text


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, particulars and, after an error, its traceback."""

    def __init__(self, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        line = {
            **_particulars(record),
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps({key: redact(value, self._secrets) for key, value in line.items()}, ensure_ascii=False)


class Handler(logging.StreamHandler[TextIO]):
    """Where a line cannot be written, says just that: Python's own report would quote the line's parts unredacted."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging calls it by this name
        if sys.stderr:
            sys.stderr.write(f"A log line could not be written ({record.name}, line {record.lineno})\n")


def configure(settings: Settings, stream: TextIO | None = None) -> logging.Handler:
    """Send every logger's lines, warnings and uncaught errors to `stream` (standard error), and to it alone."""
    handler = Handler(stream or sys.stderr)
    handler.setFormatter(_formatter(settings, handler.stream))
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    level = logging.getLevelNamesMapping()[settings.log_level]
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    # At DEBUG, libraries write whole requests and rows, and with them people's questions.
    root.setLevel(max(level, logging.INFO))
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_uncaught
    return handler


def _formatter(settings: Settings, stream: TextIO) -> logging.Formatter:
    secrets = settings.secrets
    if settings.log_format == "json":
        return JsonFormatter(secrets)
    return TextFormatter(secrets, colour=stream.isatty() and not os.environ.get("NO_COLOR"))


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("mentorbot").critical("Stopped by an error nobody expected", exc_info=(kind, error, trace))

"""A bot with little patience: answers that come late come too late for it, without minutes of waiting."""

from collections.abc import Mapping

from mentorbot import announcer, attempts

WATCH = "GATE_HURRY"
"""The environment variable that says how many seconds the bot waits for Discord."""


def hurry_if_asked(environment: Mapping[str, str]) -> None:
    if WATCH not in environment:
        return
    seconds = float(environment[WATCH])
    attempts.ONE_TRY = seconds
    announcer.ANSWER_PATIENCE = seconds

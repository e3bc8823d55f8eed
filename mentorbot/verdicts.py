"""What each of Discord's error codes means for whoever sent the request."""

import asyncio
from enum import StrEnum

import aiohttp
import discord


class Verdict(StrEnum):
    GONE = "gone"  # the message, channel or thread does not exist any more
    LEFT = "left"  # the person is not here any more
    FORBIDDEN = "forbidden"  # a permission is missing: asking again changes nothing
    NO_MESSAGES = "no-messages"  # the person takes no private messages
    ARCHIVED = "archived"  # the thread has to be unarchived first
    ALREADY = "already"  # done before: success
    FULL = "full"  # too many threads are open
    INVALID = "invalid"  # Discord will never take this text
    LATER = "later"  # worth another try


CODES = {
    10003: Verdict.GONE,
    10004: Verdict.GONE,
    10007: Verdict.LEFT,
    10008: Verdict.GONE,
    10013: Verdict.LEFT,
    50001: Verdict.FORBIDDEN,
    50007: Verdict.NO_MESSAGES,
    50013: Verdict.FORBIDDEN,
    50035: Verdict.INVALID,
    50083: Verdict.ARCHIVED,
    160004: Verdict.ALREADY,
    160005: Verdict.ARCHIVED,
    160006: Verdict.FULL,
}
PASSING = (OSError, aiohttp.ClientError, asyncio.TimeoutError, discord.DiscordServerError, discord.RateLimited)


def verdict(error: BaseException) -> Verdict:
    """Say what to do about a failed request; errors that are not Discord's or the network's are raised again."""
    if isinstance(error, PASSING):
        return Verdict.LATER
    if not isinstance(error, discord.HTTPException):
        raise error
    if error.code in CODES:
        return CODES[error.code]
    by_status = {403: Verdict.FORBIDDEN, 404: Verdict.GONE, 400: Verdict.INVALID}
    return by_status.get(error.status, Verdict.LATER)

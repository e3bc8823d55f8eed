"""Forty time zones, the nights in which their clocks change, and what a clock on the wall shows, minute by minute."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

YEARS = range(2018, 2028)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LONGEST_JUMP = timedelta(hours=3)  # but for Apia's whole day, after which clocks show what they would have shown
ODD = ("Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "America/St_Johns", "Africa/Casablanca")
ZONES = (
    *ODD,
    *("Europe/London", "Europe/Dublin", "Europe/Berlin", "Europe/Lisbon", "Europe/Athens", "Europe/Chisinau"),
    *("Europe/Istanbul", "Europe/Moscow", "Europe/Volgograd", "Atlantic/Azores", "America/New_York", "UTC"),
    *("America/Chicago", "America/Los_Angeles", "America/Phoenix", "America/Havana", "America/Sao_Paulo"),
    *("America/Santiago", "America/Asuncion", "America/Nuuk", "America/Caracas", "Pacific/Honolulu"),
    *("Pacific/Chatham", "Pacific/Auckland", "Pacific/Norfolk", "Pacific/Kiritimati", "Australia/Sydney"),
    *("Australia/Adelaide", "Asia/Tehran", "Asia/Beirut", "Asia/Amman", "Asia/Gaza", "Asia/Kolkata"),
    *("Asia/Tokyo", "Antarctica/Troll"),
)
SKIPPED_DAY = datetime(2011, 12, 30, 10, tzinfo=UTC)  # Apia went from the 29th straight to the 31st


@dataclass(frozen=True, slots=True)
class Night:
    """A moment, at which clocks in the zone change if they ever do."""

    zone: ZoneInfo
    moment: datetime


def nights(rng: Random, count: int) -> Iterator[Night]:
    """Give nights of every zone in turn, the odd ones first; a zone without changes has ordinary nights."""
    yield Night(ZoneInfo("Pacific/Apia"), SKIPPED_DAY)
    for number in range(count - 1):
        zone = ZoneInfo(ZONES[number % len(ZONES)])
        known = changes(zone.key)
        ordinary = datetime(rng.choice(YEARS), rng.randint(1, 12), rng.randint(1, 28), rng.randint(0, 23), tzinfo=UTC)
        yield Night(zone, known[(number // len(ZONES) + rng.randrange(2)) % len(known)] if known else ordinary)


@cache
def changes(key: str) -> list[datetime]:
    """Find the first minute of each new offset in these years, by looking."""
    zone, found = ZoneInfo(key), list[datetime]()
    moment = datetime(YEARS[0], 1, 1, tzinfo=UTC)
    while moment.year < YEARS[-1] + 1:
        if _offset(moment, zone) != _offset(moment + DAY, zone):
            low, high = 0, 24 * 60
            while high - low > 1:
                middle = (low + high) // 2
                same = _offset(moment + middle * MINUTE, zone) == _offset(moment, zone)
                low, high = (middle, high) if same else (low, middle)
            found.append(moment + high * MINUTE)
        moment += DAY
    return found


def next_shown(face: time, now: datetime, zone: ZoneInfo) -> datetime:
    """Give the next moment at which the wall shows this, by waiting for it minute by minute.

    Where clocks jump over it first, that is as many minutes after the jump as it is after the time they jump from.
    """
    moment = now.replace(second=0, microsecond=0) - LONGEST_JUMP
    before = moment.astimezone(zone).replace(tzinfo=None)
    while True:
        moment += MINUTE
        local = moment.astimezone(zone).replace(tzinfo=None)
        passed = _minutes_until(face, before) * MINUTE
        found = (
            moment + passed - MINUTE if passed < local - before > MINUTE else moment if local.time() == face else None
        )
        if found and found > now:
            return found
        before = local


def _minutes_until(face: time, local: datetime) -> int:
    return ((face.hour - local.hour) * 60 + face.minute - local.minute) % (24 * 60)


def first_moment(day: date, zone: ZoneInfo) -> datetime:
    """Give the first moment of a day, or of the next where there is no such day, by looking at every minute."""
    moment = datetime.combine(day, time(), UTC) - timedelta(hours=15)
    while moment.astimezone(zone).date() < day:
        moment += MINUTE
    return moment


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()

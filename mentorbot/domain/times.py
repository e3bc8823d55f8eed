"""Until when? Reading what people type after /offer, and suggesting while they type."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from mentorbot.domain.durations import in_figures, length_in_words, read_length
from mentorbot.domain.walltime import WallTime, read_wall_time
from mentorbot.errors import Refused

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=12)
MINUTE = timedelta(minutes=1)
LONGEST_TEXT = 80
USUAL = ("30 minutes", "45 minutes", "1 hour", "1.5 hours", "2 hours", "3 hours", "4 hours", "6 hours", "8 hours")
SPOKEN = ("half an hour", "an hour", "an hour and a half", "quarter of an hour", "noon", "midday", "midnight")
_FRACTIONS = {"½": ".5 ", "¼": ".25 ", "¾": ".75 "}
_UNTIL = re.compile(r"(?:available |free |here )?(?:until|untill|till|til|'til|to|by|up to)\b ?")
_FOR = re.compile(r"(?:available |free |here )?(?:for about|for the next|for|in|about|the next)\b ?")
_ONE_FIGURE = re.compile(r"(?<![0-9.:])[0-9]$")
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_TODAY = re.compile(r" (?:today|tonight|this afternoon|this evening|this morning|from now|please)$")


class NotATime(Refused):
    """I couldn't read that as a time.

    Say how long ("45 minutes", "1h30", "half an hour") or until when ("until 4", "16:30", "half past three").
    """


class TooShort(Refused):
    """That is less than five minutes away. For a time of day, write "until 4" or "4pm"."""


class TooLong(Refused):
    """An offer can last twelve hours at the most. Say how long ("2 hours") or until when ("until 16:30")."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A choice while typing: what is shown, and the text that stands for it."""

    label: str
    value: str


def parse_until(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Give the moment (UTC) that `text` means, between 5 minutes and 12 hours away, counted in the person's favour.

    A bare number is minutes. A time of day is the next one to come in `zone`; without am or pm, "4" and "4:30" may be
    either half of the day, while "16:30" and "04:30" are what they say.
    """
    moment = _read(_plain(text), now.astimezone(UTC), zone)
    if moment is None:
        raise NotATime
    if moment - now <= SHORTEST - MINUTE:
        raise TooShort
    if moment - now >= LONGEST + MINUTE:
        raise TooLong
    return moment


def _plain(text: str) -> str:
    for sign, figures in _FRACTIONS.items():
        text = text.replace(sign, figures)
    text = unicodedata.normalize("NFKC", text[: LONGEST_TEXT + 1]).casefold().replace("\u2019", "'")
    shown = "".join(letter for letter in text if unicodedata.category(letter) not in {"Cf", "Cc"} or letter.isspace())
    return in_figures(_HYPHEN.sub(" ", " ".join(shown.split()))).rstrip("!. ?")


def _read(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    text = _TODAY.sub("", text)
    until = _UNTIL.match(text)
    after = until or _FOR.match(text)
    rest = text[after.end() :] if after else text
    length = None if until else read_length(rest)
    if length is not None and length <= LONGEST:
        return now + length
    wall = _wall_moment(rest, now, zone, bare_hour=until is not None)  # "16h30" is hardly a length
    return now + length if length and not wall else wall


def _wall_moment(text: str, now: datetime, zone: ZoneInfo, *, bare_hour: bool) -> datetime | None:
    """Read a time of day, which may end with the zone's own abbreviation: "01:30 GMT" tells which of two is meant."""
    wall = read_wall_time(text, bare_hour=bare_hour)
    if wall:
        return wall.next_after(now, zone)
    start, _, name = text.rpartition(" ")
    wall = read_wall_time(start, bare_hour=True)
    moments = wall.moments_after(now, zone) if wall else []
    return next((moment for moment in moments if _zone_name(moment, zone) == name), None)


def _zone_name(moment: datetime, zone: ZoneInfo) -> str:
    return (moment.astimezone(zone).tzname() or "").casefold()


def suggest_until(text: str, now: datetime, zone: ZoneInfo, limit: int = 25) -> list[Suggestion]:
    """Give what the text so far may mean, likeliest first; each value is read as the moment that its label shows."""
    found: dict[str, Suggestion] = {}
    for reading in _readings(" ".join(text[:LONGEST_TEXT].split()), now.astimezone(zone).hour):
        try:
            moment = parse_until(reading, now, zone)
        except Refused:
            continue
        suggestion = _suggestion(moment, now.astimezone(UTC), zone)
        found.setdefault(suggestion.value, suggestion)
    return list(found.values())[:limit]


def _readings(typed: str, hour: int) -> Iterator[str]:
    """Give texts that somebody may be on the way to at this hour."""
    lower = typed.casefold()
    if not lower or "for".startswith(lower):
        yield from USUAL
    if not lower or "until".startswith(lower):
        yield from (f"{(hour + ahead) % 24:02}:{minute}" for ahead in range(13) for minute in ("00", "30"))
        return
    yield from (typed, f"{typed} minutes", f"{typed} hours", f"until {typed}", f"{typed}:30", f"until {typed}:30")
    yield from (f"{typed}pm", f"{typed}am", f"{typed}m")
    if _ONE_FIGURE.search(typed):
        yield from (f"{typed}0", f"{typed}5", f"until {typed}0")
    yield from (phrase for phrase in SPOKEN if phrase.startswith(lower) or f"until {phrase}".startswith(lower))


def _suggestion(moment: datetime, now: datetime, zone: ZoneInfo) -> Suggestion:
    """Round up to a whole minute, and name the zone's time where the figures alone would mean another moment."""
    if moment.second or moment.microsecond:
        moment = moment.replace(second=0, microsecond=0) + MINUTE
    local = moment.astimezone(zone)
    shown = f"{local:%H:%M}"
    if WallTime(local.time()).next_after(now, zone) != moment:
        shown += f" {local.tzname()}"
    day = "" if local.date() == now.astimezone(zone).date() else " tomorrow"
    return Suggestion(f"{length_in_words((moment - now) // MINUTE)}, until {shown}{day}", f"until {shown}")

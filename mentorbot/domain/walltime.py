"""Times of day as people say them, and the moment when a clock on the wall next shows one."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_WHEN = r"(?: ?(?P<half>am|pm|a\.m\.?|p\.m\.?|in the morning|in the afternoon|in the evening|at night))?"
_CLOCK = re.compile(rf"(?P<hour>[0-9]{{1,2}})(?:[:.h](?P<minute>[0-9]{{2}})|h)?(?P<oclock> ?o'? ?clock)?{_WHEN}")
_RUN_TOGETHER = re.compile(r"(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?: ?(?:h|hrs|hours))?")
_SPOKEN = re.compile(
    r"(?P<part>half|1?/?quarter|a quarter|[0-9]{1,2})(?: (?:mins?|minutes?))? ?(?P<side>past|to|gone)? "
    rf"(?P<hour>[0-9]{{1,2}})(?: ?o'? ?clock)?{_WHEN}"
)
_NAMED = {"noon": time(12), "midday": time(12), "12 noon": time(12), "midnight": time(0), "12 midnight": time(0)}


@dataclass(frozen=True, slots=True)
class WallTime:
    """A time of day; `either_half` where nothing says whether morning or afternoon is meant."""

    time: time
    either_half: bool = False

    def next_after(self, now: datetime, zone: ZoneInfo) -> datetime:
        """Give the next moment (UTC) at which a clock in `zone` shows this.

        A time that comes twice, when clocks go back, comes at both moments. One that clocks jump over is the moment as
        many minutes after the jump: "01:30" on the morning when 01:00 becomes 02:00 is 02:30.
        """
        return self.moments_after(now, zone)[0]

    def moments_after(self, now: datetime, zone: ZoneInfo) -> list[datetime]:
        """Give the moments of today and tomorrow that are still to come, the earliest first."""
        today = now.astimezone(zone).date()
        hours = {self.time.hour, (self.time.hour + 12) % 24} if self.either_half else {self.time.hour}
        faces = [
            (today + timedelta(days), self.time.replace(hour=hour)) for days in (0, 1, 2) for hour in sorted(hours)
        ]
        return sorted(moment for day, face in faces for moment in shown_at(day, face, zone) if moment > now)


def shown_at(day: date, face: time, zone: ZoneInfo) -> set[datetime]:
    """Give the moments (UTC) at which clocks in `zone` show this: two where they go back, else one."""
    local = datetime.combine(day, face.replace(fold=0), tzinfo=zone)
    first = local.astimezone(UTC)
    is_jumped_over = first.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None)
    return {first} if is_jumped_over else {first, local.replace(fold=1).astimezone(UTC)}


def read_wall_time(text: str, *, bare_hour: bool) -> WallTime | None:
    """Read "16:30", "4pm", "half past 3", "noon"; a bare hour such as "4" only where `bare_hour` allows it."""
    if text in _NAMED:
        return WallTime(_NAMED[text])
    if found := _RUN_TOGETHER.fullmatch(text):
        return _wall_time(found["hour"], found["minute"], None, is_24_hour=True)
    if found := _CLOCK.fullmatch(text):
        if bare_hour or found["minute"] or found["oclock"] or found["half"]:
            return _wall_time(found["hour"], found["minute"] or "0", found["half"])
        return None
    found = _SPOKEN.fullmatch(text)
    return _spoken(found) if found else None


def _spoken(found: re.Match[str]) -> WallTime | None:
    part, side = found["part"], found["side"] or "none"
    if side == "none" and part != "half":
        return None
    minutes = 30 if part == "half" else 15 if part.endswith("quarter") else int(part)
    hour = int(found["hour"])
    if minutes > 59 or not 1 <= hour <= 12:
        return None
    if side == "to":
        hour, minutes = (hour - 1) or 12, (60 - minutes) % 60
    return _wall_time(str(hour), str(minutes), found["half"])


def _wall_time(hour: str, minute: str, half: str | None, *, is_24_hour: bool = False) -> WallTime | None:
    hours, minutes = int(hour), int(minute)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        return None
    if is_24_hour or hours == 0 or hours > 12 or hour.startswith("0"):
        is_wrong_half = half is not None and hours > 12 and _is_morning(half)
        return None if is_wrong_half else WallTime(time(hours % 24, minutes))
    if half is None:
        return WallTime(time(hours % 12, minutes), either_half=True)
    return WallTime(time(hours % 12 + (0 if _is_morning(half) else 12), minutes))


def _is_morning(half: str) -> bool:
    return half[:2] in {"am", "a."} or half == "in the morning"

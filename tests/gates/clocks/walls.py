"""Quiet hours and weekly windows held against what a clock on the wall shows, minute by minute."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from mentorbot.domain.clockchanges import WHOLE_DAY
from mentorbot.domain.quiet import QuietHours, quiet_spans
from mentorbot.domain.weekly import Window, next_window
from tests.gates.clocks.nights import DAY, MINUTE, Night
from tests.gates.report import Report

SATURDAY = 5
LONGEST = 12 * 60


@dataclass(frozen=True, slots=True)
class Watch:
    """Looks at a wall from a day before a night's change of clocks, or less, until a day after it."""

    night: Night
    rng: Random
    report: Report

    def look(self) -> None:
        """Draw quiet hours and windows that begin or end near the change, and see what becomes of them."""
        begin = self.night.moment - self.rng.randint(0, 24 * 60) * MINUTE
        end = self.night.moment + self.rng.randint(60, 24 * 60) * MINUTE
        self._quiet(QuietHours(self._face(), self._face(), weekends=self.rng.random() < 0.5), begin, end)
        self._windows([self._window() for _ in range(self.rng.randint(1, 4))], begin, end)

    def some_window(self, now: datetime) -> tuple[Window, datetime, datetime] | None:
        """Draw a window that the wall shows to begin within a day or so, with its moments; None where it is not to be.

        None, too, where the wall stands within it, or has done so before clocks went back.
        """
        window = self._window()
        begins = self._first(window, now)
        ends = self._first(Window(window.weekday, min(window.end, WHOLE_DAY - 1), WHOLE_DAY), now)
        wall = now.astimezone(self.night.zone)
        stands_within = wall.weekday() == window.weekday and wall.hour * 60 + wall.minute >= window.start - 180
        if begins is None or ends is None or window.end == WHOLE_DAY or stands_within:
            return None
        return window, begins, ends

    def _first(self, window: Window, now: datetime) -> datetime | None:
        begins = begins_on_the_wall([window], self.night.zone, now, now + 2 * DAY)
        return begins[0] if begins else None

    def _quiet(self, hours: QuietHours, begin: datetime, end: datetime) -> None:
        spans = quiet_spans(hours, self.night.zone, begin, end)
        found = [moment for first, last in spans for moment, _ in walls(self.night.zone, first, last)]
        seen = [moment for moment, wall in walls(self.night.zone, begin, end) if _shows_quiet(hours, wall)]
        self.report.counts["quiet hours"] += 1
        if found != seen:
            self._fault(f"{hours} from {begin} to {end}: {spans}")

    def _windows(self, windows: list[Window], begin: datetime, end: datetime) -> None:
        found, at = list[datetime](), begin
        while (one := next_window(windows, self.night.zone, at)) and one[1] < end:
            at = one[1]
            found.append(at)
        self.report.counts["windows"] += len(windows)
        if found != begins_on_the_wall(windows, self.night.zone, begin, end):
            self._fault(f"{windows} from {begin} to {end} began at {found}")

    def _face(self) -> int:
        """Give minutes of a day: near the change, jumped over by it perhaps, or any."""
        local = (self.night.moment - MINUTE).astimezone(self.night.zone)
        near = local.hour * 60 + local.minute + self.rng.randint(-60, 90)
        return near % WHOLE_DAY if self.rng.random() < 0.6 else self.rng.randrange(WHOLE_DAY)

    def _window(self) -> Window:
        start = min(self._face(), WHOLE_DAY - 5)
        days = [moment.astimezone(self.night.zone).weekday() for moment in (self.night.moment, self.night.moment + DAY)]
        length = self.rng.choice((5, 30, 90, self.rng.randint(5, LONGEST)))
        return Window(self.rng.choice(days), start, min(start + length, WHOLE_DAY))

    def _fault(self, words: str) -> None:
        self.report.faults.append(f"{self.night.zone.key}, {self.night.moment:%Y-%m-%d %H:%M}Z: {words}")


def walls(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Give each minute with what the wall shows then."""
    while begin < end:
        yield begin, begin.astimezone(zone).replace(tzinfo=None)
        begin += MINUTE


def _shows_quiet(hours: QuietHours, wall: datetime) -> bool:
    minute = wall.hour * 60 + wall.minute
    since_start, length = (minute - hours.start) % WHOLE_DAY, (hours.end - hours.start) % WHOLE_DAY
    return since_start < length or (hours.weekends and wall.weekday() >= SATURDAY)


def begins_on_the_wall(windows: Sequence[Window], zone: ZoneInfo, begin: datetime, end: datetime) -> list[datetime]:
    """Watch the wall, and note when a window begins: its start is shown, or was jumped over, for the first time."""
    early = begin - timedelta(hours=6)  # so that an hour's second coming is known as such
    farthest = early.astimezone(zone).replace(tzinfo=None) - MINUTE
    starts = sorted(_starts(windows, farthest, end.astimezone(zone).replace(tzinfo=None)))
    seen: set[datetime] = set()
    for moment, wall in walls(zone, early, end):
        while starts and starts[0][0] <= wall:
            _, ends = starts.pop(0)
            if wall < ends and moment > begin:
                seen.add(moment)
    return sorted(seen)


def _starts(windows: Sequence[Window], after: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    for ahead in range((until.date() - after.date()).days + 1):
        day = datetime.combine(after.date(), datetime.min.time()) + ahead * DAY
        for window in windows:
            start, end = (day + timedelta(minutes=minute) for minute in (window.start, window.end))
            if day.weekday() == window.weekday and start > after:
                yield start, end

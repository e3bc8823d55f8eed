"""When night falls on a database: a moment at which hardly anybody asks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

THREE = 3


def last_night(now: datetime, zone: ZoneInfo) -> datetime:
    """Give the last three in the morning in this zone, in UTC."""
    local = now.astimezone(zone)
    three = local.replace(hour=THREE, minute=0, second=0, microsecond=0, fold=0)
    if three.astimezone(UTC) > now:
        three -= timedelta(days=1)  # of wall time: the day of a clock change has 23 or 25 hours
    return three.astimezone(UTC)

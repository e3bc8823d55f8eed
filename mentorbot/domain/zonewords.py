"""Which time zone somebody means by a city, a country or a zone's own name."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from mentorbot.domain.typeahead import TypeAhead
from mentorbot.domain.zones import all_zones, is_zone
from mentorbot.errors import Refused

MOST = 25
LONGEST_TEXT = 60
OFFICES = ("Etc/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/")  # old names of the same zones
# Where many teachers live, and no zone is called so.
ALSO = {
    "Europe/London": "uk; gb; britain; great britain; united kingdom; england; scotland; wales; northern ireland; bst; "
    "manchester; birmingham; leeds; liverpool; sheffield; bristol; newcastle; nottingham; leicester; edinburgh; "
    "glasgow; cardiff; swansea; aberdeen; york; oxford; cambridge; brighton; southampton; plymouth; norwich",
    "Europe/Dublin": "eire; republic of ireland; cork; galway; limerick",
    "Europe/Berlin": "munich; hamburg; cologne; frankfurt; cet",
    "Europe/Madrid": "barcelona; valencia; seville",
    "Europe/Rome": "milan; naples; turin",
    "Europe/Paris": "lyon; marseille; toulouse",
    "Europe/Amsterdam": "holland; rotterdam; the hague",
    "America/New_York": "usa; us; america; boston; washington; philadelphia; miami; atlanta",
    "America/Chicago": "usa; us; america; houston; dallas",
    "America/Denver": "usa; us; america",
    "America/Los_Angeles": "usa; us; america; san francisco; seattle; san diego",
    "Australia/Sydney": "australia; canberra",
    "Asia/Kolkata": "mumbai; delhi; new delhi; bangalore; chennai; calcutta",
    "Asia/Dubai": "uae; abu dhabi",
    "Asia/Shanghai": "beijing",
}


class UnknownPlace(Refused):
    """I don't know that place. Write a larger city near you, or your country, such as "London" or "Ireland"."""


def zones_meant(text: str, now: datetime) -> list[str]:
    """Give the zones that this may mean, the likeliest first; those that keep the same time all year stand for one."""
    wanted = _simple(text[: LONGEST_TEXT + 1])
    if not wanted:
        return []
    labels = _labels()
    found = labels.get(wanted, ())
    if not found:
        names = list(labels)
        meant = _spelling().meant(wanted)
        found = labels[names[meant]] if meant is not None else ()
    return list(_apart(found, now))[:MOST]


def place(zone: str) -> str:
    """Write "America/New_York" as "New York"."""
    return zone.rpartition("/")[2].replace("_", " ")


def _simple(text: str) -> str:
    """Give small letters and figures without accents, with single blanks for all else that parts words."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() or letter in "+-" else " " for letter in kept).split())


@cache
def _labels() -> dict[str, tuple[str, ...]]:
    """List what zones are called: their whole names, their cities, and countries, each with all that it may mean."""
    known = [zone for zone in all_zones() if is_zone(zone) and not zone.startswith(OFFICES)]
    found: dict[str, tuple[str, ...]] = {}
    pairs = [(label, zone) for zone, others in ALSO.items() for label in others.split("; ")]
    pairs += _countries(set(known))
    pairs += [(place(zone), zone) for zone in sorted(known, key=lambda zone: (zone.count("/"), zone))]
    pairs += [(zone, zone) for zone in known]
    for label, zone in pairs:
        simple = _simple(label)
        found[simple] = (*found.get(simple, ()), zone)
    return found


@cache
def _spelling() -> TypeAhead:
    return TypeAhead([[label] for label in _labels()])


def _countries(known: set[str]) -> Iterator[tuple[str, str]]:
    tables = files("tzdata") / "zoneinfo"
    names = dict(_rows((tables / "iso3166.tab").read_text("utf-8")))
    for code, rest in _rows((tables / "zone.tab").read_text("utf-8")):
        zone = rest.split("\t")[1]
        if zone in known:
            yield names[code], zone


def _rows(table: str) -> Iterator[tuple[str, str]]:
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _, rest = line.partition("\t")
            yield code, rest


def _apart(zones: Iterable[str], now: datetime) -> Iterator[str]:
    """Leave out every zone whose clocks will show the same all year as those of one before it."""
    seen: set[tuple[timedelta | None, ...]] = set()
    for zone in zones:
        times = _times(zone, now.astimezone(UTC).date().isoformat())
        if times not in seen:
            seen.add(times)
            yield zone


@lru_cache(maxsize=1000)
def _times(zone: str, day: str) -> tuple[timedelta | None, ...]:
    first = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return tuple((first + timedelta(weeks=week)).astimezone(ZoneInfo(zone)).utcoffset() for week in range(53))

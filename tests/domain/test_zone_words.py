"""Which time zone people mean by what they type."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.zones import all_zones, is_zone
from mentorbot.domain.zonewords import place, zones_meant

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("London", "Europe/London"),
        ("  london ", "Europe/London"),
        ("UK", "Europe/London"),
        ("Manchester", "Europe/London"),
        ("Lodnon", "Europe/London"),
        ("Ireland", "Europe/Dublin"),
        ("Germany", "Europe/Berlin"),
        ("Zürich", "Europe/Zurich"),
        ("new york", "America/New_York"),
        ("New_York", "America/New_York"),
        ("são paulo", "America/Sao_Paulo"),
        ("europe/london", "Europe/London"),
        ("Australia/Lord_Howe", "Australia/Lord_Howe"),
        ("UTC", "UTC"),
    ],
)
def test_a_city_a_country_or_a_zones_name_is_understood(text: str, zone: str) -> None:
    assert zones_meant(text, NOW) == [zone]


@pytest.mark.parametrize(
    ("text", "first", "others"),
    [
        ("Spain", "Europe/Madrid", {"Atlantic/Canary"}),
        ("New Zealand", "Pacific/Auckland", {"Pacific/Chatham"}),
        ("USA", "America/New_York", {"America/Chicago", "America/Denver", "America/Los_Angeles"}),
        ("Australia", "Australia/Sydney", {"Australia/Perth", "Australia/Lord_Howe"}),
    ],
)
def test_a_country_of_many_zones_offers_those_that_differ(text: str, first: str, others: set[str]) -> None:
    meant = zones_meant(text, NOW)
    assert meant[0] == first
    assert others <= set(meant[1:])


@pytest.mark.parametrize("text", ["", "?", "Hogwarts", "1", "x" * 500])
def test_what_is_no_place_means_none(text: str) -> None:
    assert zones_meant(text, NOW) == []


def test_every_zone_is_meant_by_its_own_name_and_has_a_place() -> None:
    for zone in filter(is_zone, all_zones()):
        if not zone.startswith(("Etc/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/")):
            assert zones_meant(zone, NOW) == [zone]
            assert place(zone)


@given(st.text(max_size=100))
def test_any_text_means_zones_that_there_are(text: str) -> None:
    meant = zones_meant(text, NOW)
    assert all(map(is_zone, meant))
    assert len(meant) <= 25

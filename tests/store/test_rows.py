"""Rows become values at the door, and values become columns."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.store.database import SqliteDatabase, Transaction
from mentorbot.store.rows import build, from_milliseconds, to_column


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Everything:
    at: datetime
    maybe_at: datetime | None
    yes: bool
    colour: Colour
    maybe_colour: Colour | None
    detail: dict[str, Any]
    text: str | None
    number: int


COLUMNS = ("at", "maybe_at", "yes", "colour", "maybe_colour", "detail", "text", "number")
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


async def test_a_row_comes_back_as_the_value_it_was(database: SqliteDatabase) -> None:
    value = Everything(NOON, None, True, Colour.RED, None, {"wave": 2, "text": "Zoë ✋"}, None, 2**62)

    async def there_and_back(tx: Transaction) -> Everything | None:
        values = [getattr(value, column) for column in COLUMNS]
        listed = ", ".join(f"${number} AS {column}" for number, column in enumerate(COLUMNS, 1))
        return await tx.one(Everything, f"SELECT {listed}", *values)

    assert await database.read(there_and_back) == value


def test_columns_may_come_in_any_order() -> None:
    row = (7, "red", None, 0, NOON.timestamp() * 1000, "{}", "words", 1000)
    names = ("number", "colour", "maybe_colour", "yes", "at", "detail", "text", "maybe_at")
    [built] = build(Everything, names, [row])
    assert (built.number, built.yes, built.at, built.maybe_at) == (7, False, NOON, from_milliseconds(1000))


def test_a_missing_column_is_an_error_and_not_a_silent_none() -> None:
    with pytest.raises(TypeError, match="number"):
        build(Everything, COLUMNS[:-1], [(0, None, 1, "red", None, "{}", None)])


@given(st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis wants naive bounds
def test_moments_are_kept_to_the_millisecond(moment: datetime) -> None:
    kept = to_column(moment)
    assert isinstance(kept, int)
    assert timedelta() <= moment - from_milliseconds(kept) < timedelta(milliseconds=1)


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    assert to_column(NOON) == to_column(NOON.astimezone(timezone(timedelta(hours=5, minutes=30))))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        to_column(NOON.replace(tzinfo=None))

"""Turns what a database returns into frozen dataclasses, and values into what it takes."""

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
Converter = Callable[[Any], Any]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_column(value: object) -> object:
    """Give `value` as a column holds it: moments in whole milliseconds since 1970, objects as JSON."""
    if isinstance(value, datetime):
        return (value - EPOCH) // timedelta(milliseconds=1)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value


def from_milliseconds(value: int) -> datetime:
    return EPOCH + timedelta(milliseconds=value)


def _converter(annotation: Any) -> Converter | None:
    """Say how a column becomes a field of this type; None where it is taken as it comes."""
    if isinstance(annotation, types.UnionType):
        inner = next(a for a in typing.get_args(annotation) if a is not type(None))
        convert = _converter(inner)
        return convert and (lambda value: None if value is None else convert(value))
    if annotation is datetime:
        return from_milliseconds
    if annotation is bool:
        return bool
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return annotation
    if typing.get_origin(annotation) is dict:
        return json.loads
    return None


@cache
def _converters(kind: type[Any]) -> dict[str, Converter | None]:
    hints = typing.get_type_hints(kind)
    return {field.name: _converter(hints[field.name]) for field in dataclasses.fields(kind)}


def build(kind: type[T], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[T]:
    """Make a `kind` of each row: a dataclass by column name, `int` or `str` from the only column, `tuple` as it is."""
    if kind is tuple:
        return [kind(row) for row in rows]
    if not dataclasses.is_dataclass(kind):
        return [row[0] for row in rows]
    converters = _converters(kind)
    plan = [(name, converters[name]) for name in columns]
    return [
        kind(**{name: convert(value) if convert else value for (name, convert), value in zip(plan, row, strict=True)})
        for row in rows
    ]

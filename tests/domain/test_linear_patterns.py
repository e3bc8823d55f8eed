"""No text can make a look at it slow: every pattern that looks for something has a bound to each of its repeats."""

import re
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any, cast

import pytest

parser: Any = import_module("re._parser")  # the only one that reads patterns as Python does
MODULES = [
    import_module(f"mentorbot.domain.{name}")
    for name in (
        *("contacts", "phone_numbers", "pupil_numbers", "school_classes", "reading_names", "own_names", "word_list"),
        "plainly",
    )
]
WORDS = {"[^\\W_]+(?:'[^\\W_]+)*", "[^\\W_]+(?:['-][^\\W_]+)*|[^\\w\\s]|\\n", "[IVX]+"}
"""They read a text word by word; a word's parts cannot begin with what the part before could take."""


def patterns(module: ModuleType) -> Iterator[re.Pattern[str]]:
    values: list[Any] = list(vars(module).values())
    for value in values:
        several = cast("tuple[Any, ...]", value if isinstance(value, tuple) else (value,))
        yield from (one for one in several if isinstance(one, re.Pattern))


def repeats(parsed: Any) -> Iterator[int]:
    """Give how often each part of a pattern may be repeated at most."""
    for operation, argument in parsed:
        if "REPEAT" in str(operation):
            yield int(argument[1])
        parts = cast("list[Any]", [*argument] if isinstance(argument, tuple | list) else [argument])
        for part in parts:
            several = cast("list[Any]", part if isinstance(part, list) else [part])
            for inner in several:
                if isinstance(inner, parser.SubPattern):
                    yield from repeats(inner)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_every_repeat_has_an_end(module: ModuleType) -> None:
    found = list(patterns(module))
    assert found
    for pattern in found:
        if pattern.pattern not in WORDS:
            assert max(repeats(parser.parse(pattern.pattern, pattern.flags)), default=1) <= 64, pattern.pattern


def test_an_endless_repeat_is_noticed() -> None:
    assert max(repeats(parser.parse(r"(?:a|(b+)c){1,2}"))) > 64

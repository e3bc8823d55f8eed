"""The topics that a new server starts with, read from `topics.toml` and checked."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import cast

from mentorbot.domain.topics import topic_key


class BadTopics(ValueError):
    """A topics file that contradicts itself; the message says where."""


@dataclass(frozen=True, slots=True)
class StarterTopic:
    """A topic before it has a number; `near` holds neighbours' keys, and each neighbour names it back."""

    key: str
    name: str
    area: str
    aliases: tuple[str, ...]
    near: tuple[str, ...]


@cache
def starter_topics() -> tuple[StarterTopic, ...]:
    """Give the shipped topics in the file's order."""
    return read_topics(_topics_file().read_text("utf-8"))


def _topics_file() -> Traversable:
    """Find the file inside the installed package, or in a clone where it stands in `data/`."""
    packaged = files(__name__).joinpath("topics.toml")
    return packaged if packaged.is_file() else Path(__file__).parents[2] / "data" / "topics.toml"


def read_topics(text: str) -> tuple[StarterTopic, ...]:
    """Read and check topics written as TOML; raise `BadTopics` with the topic and what is wrong."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise BadTopics(f"The topics file is not valid TOML: {wrong}") from wrong
    rows = tables.get("topic")
    if not isinstance(rows, list) or not rows:
        raise BadTopics("The topics file holds no [[topic]] table.")
    topics = [_topic(number, row) for number, row in enumerate(cast("list[object]", rows), start=1)]
    _check_names(topics)
    return _with_neighbours(topics)


def _topic(number: int, row: object) -> StarterTopic:
    if not isinstance(row, dict):
        raise BadTopics(f"Topic number {number} is not a table.")
    table = cast("dict[str, object]", row)
    where = f"Topic number {number} ({table.get('key', 'without a key')})"
    if unknown := table.keys() - {"key", "name", "area", "aliases", "near"}:
        raise BadTopics(f"{where} has {', '.join(sorted(unknown))}, which means nothing here.")
    key = _words(where, table, "key")
    if key != topic_key(key):
        raise BadTopics(f'{where}: write its key as "{topic_key(key)}", in small letters.')
    name, area = _words(where, table, "name"), _words(where, table, "area")
    return StarterTopic(key, name, area, _list(where, table, "aliases"), _list(where, table, "near"))


def _words(where: str, table: Mapping[str, object], field: str) -> str:
    value = table.get(field)
    if not isinstance(value, str) or not topic_key(value):
        raise BadTopics(f"{where} needs words for its {field}.")
    return value


def _list(where: str, table: Mapping[str, object], field: str) -> tuple[str, ...]:
    values = table.get(field, [])
    if not isinstance(values, list):
        raise BadTopics(f"{where}: {field} must be a list of words.")
    checked: list[str] = []
    for value in cast("list[object]", values):
        if not isinstance(value, str) or not topic_key(value):
            raise BadTopics(f"{where}: each of its {field} must be words.")
        checked.append(value)
    return tuple(checked)


def _check_names(topics: Sequence[StarterTopic]) -> None:
    """See that no key, name or alias could mean two topics, and that none is written twice."""
    owner: dict[str, str] = {}
    for topic in topics:
        own = {topic.key, topic_key(topic.name)}
        for alias in map(topic_key, topic.aliases):
            if alias in own:
                raise BadTopics(f'{topic.key}: "{alias}" is written twice.')
            own.add(alias)
        for word in sorted(own):
            if word in owner:
                raise BadTopics(f'"{word}" stands for two topics: {owner[word]} and {topic.key}.')
            owner[word] = topic.key


def _with_neighbours(topics: Sequence[StarterTopic]) -> tuple[StarterTopic, ...]:
    """Give each topic its neighbours in both directions, its own first and in the order written."""
    near: dict[str, dict[str, None]] = {topic.key: dict.fromkeys(topic.near) for topic in topics}
    for topic in topics:
        for neighbour in topic.near:
            if neighbour not in near:
                raise BadTopics(f'{topic.key} is near "{neighbour}", and there is no topic with that key.')
            if neighbour == topic.key:
                raise BadTopics(f"{topic.key} can't be near itself.")
            near[neighbour][topic.key] = None
    return tuple(StarterTopic(t.key, t.name, t.area, t.aliases, tuple(near[t.key])) for t in topics)

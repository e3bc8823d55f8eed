"""Collects what is wrong with a request, field by field, and refuses it as Discord does."""

from collections.abc import Sequence
from typing import Any, cast

from mentorbot.playground.errors import invalid_form
from mentorbot.playground.model import Json

REQUIRED = ("BASE_TYPE_REQUIRED", "This field is required")
Problem = tuple[str, str, str]


class Form:
    """Checks that add to one list of problems; `settle` raises if there are any."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def settle(self) -> None:
        if self.problems:
            raise invalid_form(self.problems)

    def wrong(self, path: str, code: str, words: str) -> None:
        self.problems.append((path, code, words))

    def text(self, owner: Json, key: str, path: str, *, most: int, least: int = 0, required: bool = False) -> None:
        """A text of at least and at most so many characters; null counts as absent."""
        value = owner.get(key)
        where = f"{path}.{key}" if path else key
        if value is None or (required and value == ""):
            if required:
                self.wrong(where, *REQUIRED)
        elif not isinstance(value, str):
            self.wrong(where, "BASE_TYPE_STRING", "Could not interpret as string.")
        elif len(value) > most and not least:
            self.wrong(where, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        elif not least <= len(value) <= most:
            self.wrong(where, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def number(self, owner: Json, key: str, path: str, *, least: int, most: int) -> None:
        value = owner.get(key)
        where = f"{path}.{key}" if path else key
        if value is None:
            return
        if not isinstance(value, int) or isinstance(value, bool):
            self.wrong(where, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif value < least:
            self.wrong(where, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")
        elif value > most:
            self.wrong(where, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")

    def count(self, items: Sequence[object], path: str, *, most: int, least: int = 0) -> None:
        if len(items) > most and not least:
            self.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        elif not least <= len(items) <= most:
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def choice(self, owner: Json, key: str, path: str, among: Sequence[object]) -> None:
        value = owner.get(key)
        if value is not None and value not in among:
            shown = "(" + ", ".join(str(option) for option in among) + ")"
            self.wrong(f"{path}.{key}" if path else key, "BASE_TYPE_CHOICES", f"Value must be one of {shown}.")

    def objects(self, value: Any, path: str) -> list[Json]:
        """The list of objects found at `path`; whatever else stands there is wrong."""
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        items = cast("list[Any]", value)
        for index, item in enumerate(items):
            if not isinstance(item, dict):
                self.wrong(f"{path}.{index}", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return [cast("Json", item) for item in items if isinstance(item, dict)]

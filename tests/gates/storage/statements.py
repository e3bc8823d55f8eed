"""Breaks the store on purpose: where it says one thing to SQLite, another is said."""

import sqlite3
from contextlib import AbstractContextManager
from functools import partial
from typing import Any
from unittest.mock import patch


def said_instead(instead: dict[str, str]) -> AbstractContextManager[object]:
    """Let connections that are opened meanwhile say these statements in place of others, for as long as they live."""

    class Misled(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
            return super().execute(instead.get(sql, sql), *given)

    return patch.object(sqlite3, "connect", partial(sqlite3.connect, factory=Misled))

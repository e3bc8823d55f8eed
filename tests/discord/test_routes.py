"""Everything that can be pressed has an answer, and every answer can be pressed."""

import ast
from pathlib import Path

import discord
import pytest

import mentorbot.rendering
from mentorbot.routes import Routes, answers
from tests.discord.staffroom import Staffroom

RENDERING = Path(mentorbot.rendering.__file__).parent
FIELDS = {
    "question",
    "topic",
    "topics",
    "note",
    "until",
    "choices",
    "hours",
    "windows",
    "place",
    "school",
    "text",
    "words",
}  # inside forms: nobody presses them


def _drawn() -> set[str]:
    """Read every word that rendering gives to a button, a menu or a form."""
    words: set[str] = set()
    for path in RENDERING.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            at = {"button": 1, "Form": 1, "topic_menu": 0, "area_menu": 0}.get(name)
            given = [node.args[at]] if at is not None else []
            given += [keyword.value for keyword in node.keywords if keyword.arg == "custom_id"]
            words |= {_first(value) for value in given}
    return words - FIELDS - {""}


def _first(value: ast.expr) -> str:
    if isinstance(value, ast.JoinedStr):
        value = value.values[0]
    return str(value.value).split(":")[0] if isinstance(value, ast.Constant) else ""


async def test_every_word_drawn_has_an_answer_and_every_answer_is_drawn(room: Staffroom) -> None:
    assert _drawn() == room.bot.routes.words
    assert len(_drawn()) > 15


def test_a_word_has_one_answer() -> None:
    class Cog:
        @answers("press")
        async def one(self, interaction: discord.Interaction) -> None: ...

        @answers("press")
        async def two(self, interaction: discord.Interaction) -> None: ...

    with pytest.raises(ValueError, match="two answers to 'press'"):
        Routes().include(Cog())


async def test_what_is_drawn_is_forgotten_by_discord_py(room: Staffroom) -> None:
    """Nothing is kept for messages that were sent: memory stays flat, and no message can break another's buttons."""
    await room.offer(room.ben)
    await room.claimed()
    await room.amira.slash(room.questions, "ask")
    await room.ben.slash(room.questions, "skills")
    assert not room.bot.persistent_views
    store = room.bot._connection._view_store  # pyright: ignore[reportPrivateUsage] - discord.py shows no count of its own
    kept = [view for views in (store._views, store._modals) for view in views]  # pyright: ignore[reportPrivateUsage] - as above
    assert kept == []

"""G12, as much of it as every run of CI can take, and how it fails."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import mentorbot.rendering
from mentorbot.routes import MARK
from tests.gates.g12 import ALIVE, BROKEN, FORMULAS, LOUD, SHARE, TRUSTING, bad_input
from tests.gates.inputs.forgery import FIELDS
from tests.gates.inputs.standing import FULL_OF
from tests.gates.report import Report
from tests.gates.shares import SEED, held

pytestmark = pytest.mark.gate

NOTICED = {
    FORMULAS: "a formula is live",
    LOUD: "anybody might be rung",
    ALIVE: "a mention came alive",
    TRUSTING: "something went wrong",
}
COMMANDS = (
    *("/ask", "/close", "/settings", "/privacy", "/mod lookup", "/mod assign", "/mod reports", "/mod pause"),
    *("/mentorbot config", "/mentorbot words add", "/mentorbot words remove"),
)


async def test_g12_whatever_is_sent_nothing_crashes_nobody_is_rung_and_no_formula_lives() -> None:
    report = Report("G12", SEED)
    await bad_input(SEED, SHARE, report)
    held(report)
    kinds = ("command", "typing", "press", "menu", "form", "letter", "readings and drawings", "lines exported")
    assert sum(report.counts[kind] for kind in kinds) == SHARE
    assert min(report.counts[kind] for kind in kinds) > 250
    assert report.counts["requests looked at"] > SHARE // 10
    assert [thrown for thrown in (*_words(), *FIELDS, *COMMANDS) if not report.steps[thrown]] == []
    assert [table for table in (*FULL_OF, "school") if not report.steps[f"a row of {table}"]] == []


def test_g12_throws_at_every_form_and_every_field_that_the_bot_draws() -> None:
    routes, fields = set[str](), set[str]()
    for file in Path(mentorbot.rendering.__path__[0]).glob("*.py"):
        for call in _calls(file):
            if isinstance(call.func, ast.Name) and call.func.id == "Form":
                routes.add(_beginning(call.args[1]).partition(":")[0])
            elif isinstance(call.func, ast.Subscript):
                fields |= {_beginning(named.value) for named in call.keywords if named.arg == "custom_id"}
    assert routes == set(FIELDS)
    drawn_in_messages = {"skill-remove", "zone-choose", "relay-choose:"}
    assert fields - drawn_in_messages <= {name for names in FIELDS.values() for name in names}
    assert len(fields) > 10


@pytest.mark.parametrize("broken", BROKEN)
async def test_g12_fails_when_a_guard_is_taken_away(broken: str) -> None:
    report = Report("G12", SEED)
    await bad_input(SEED, 2000, report, broken=broken)
    assert any(NOTICED[broken] in fault for fault in report.faults)


def _words() -> Iterator[str]:
    """Every word that can be pressed."""
    modules = [import_module(f"cogs.{module.name}") for module in iter_modules(import_module("cogs").__path__)]
    cogs = [cog for module in modules for cog in vars(module).values() if isinstance(cog, type)]
    return (getattr(method, MARK) for cog in cogs for method in vars(cog).values() if hasattr(method, MARK))


def _calls(file: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))


def _beginning(text: ast.expr) -> str:
    """The text that stands in the code, as far as it is the same each time."""
    first = text.values[0] if isinstance(text, ast.JoinedStr) else text
    return str(first.value) if isinstance(first, ast.Constant) else ""

"""What tests of several rooms share."""

import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from mentorbot import logs
from tests.canaries import CANARIES, Canaries, listen

LOOKED = "looked for tokens and questions"

settings.register_profile("patient", deadline=None)  # computers are shared, and a test measures no time
settings.register_profile("same", settings.get_profile("patient"), derandomize=True)  # what `.ci/run` decides by
settings.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "gate: a gate of docs/reliability.md; minutes long, so only -m gate runs it")
    config.stash[CANARIES] = Canaries()
    listen(config.stash[CANARIES])
    config.pluginmanager.register(Workers(config))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what a worker looked at to the process that sums up."""
    config = session.config
    if isinstance(output := getattr(config, "workeroutput", None), dict):
        output[LOOKED] = dict(config.stash[CANARIES].counts)


class Workers:
    """Takes in what the workers of pytest-xdist looked at."""

    def __init__(self, config: pytest.Config) -> None:
        self._counts = config.stash[CANARIES].counts

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self._counts.update(getattr(node, "workeroutput", {}).get(LOOKED, {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    counts = config.stash[CANARIES].counts
    if counts:
        looked = ", ".join(f"{number:,} {where}" for where, number in counts.items())
        terminalreporter.write_line(f"G13 looked for tokens and questions in {looked}")


@pytest.fixture(autouse=True)
def nothing_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which a token or a question got to where it does not belong (G13)."""
    canaries = request.config.stash[CANARIES]
    canaries.begin()
    yield
    if request.node.get_closest_marker("gate"):
        canaries.anonymity.begin()  # a gate plays many webs in one test, in which the same numbers are other people
    assert canaries.found() == []


@pytest.fixture
def canaries(request: pytest.FixtureRequest) -> Iterator[Canaries]:
    """The suite's own scanner, which forgets afterwards what was leaked to it on purpose."""
    heard = request.config.stash[CANARIES]
    heard.begin()
    yield heard
    heard.begin()


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """Undo `logs.configure` afterwards, which is meant for a whole process."""
    root, hook = logging.getLogger(), sys.excepthook
    kept, level = root.handlers[:], root.level
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:] = kept
    root.setLevel(level)
    sys.excepthook = hook
    for name in logs.OURS:
        logging.getLogger(name).setLevel(logging.NOTSET)

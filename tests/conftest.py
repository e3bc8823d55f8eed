"""What tests of several rooms share."""

import logging
import sys
from collections.abc import Iterator

import pytest

from mentorbot import logs


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "gate: a gate of docs/reliability.md; minutes long, so only -m gate runs it")


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

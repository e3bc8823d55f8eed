"""The services on a database of their own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mentorbot.services import recollection
from tests.played import Web, played


@pytest.fixture(autouse=True)
def memory_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody ask before what happened is read, which takes long on a busy computer."""
    monkeypatch.setattr(recollection, "PATIENCE", 10.0)


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    async with played(tmp_path) as opened:
        yield opened

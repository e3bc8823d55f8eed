"""The services on a database of their own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.played import Web, played


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    async with played(tmp_path) as opened:
        yield opened

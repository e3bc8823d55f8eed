"""An announcer at work."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.announcer.desk import Desk, Discord, hire
from tests.played import played


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncGenerator[Desk]:
    async with played(tmp_path) as web:
        opened = hire(web, Discord())
        await opened.announcer.start()
        yield opened
        await opened.announcer.stop()

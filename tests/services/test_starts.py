"""Logins are counted across restarts."""

from datetime import timedelta

import pytest

from mentorbot.domain.starts import Allowance
from mentorbot.services.starts import Starts, TooManyStarts
from tests.played import Web

SMALL = Allowance(total=16, remaining=16)


async def test_the_budget_outlives_the_process(web: Web) -> None:
    for _ in range(2):
        await Starts(web.database, web.clock).begin(SMALL)
    with pytest.raises(TooManyStarts) as refused:
        await Starts(web.database, web.clock).begin(SMALL)
    assert refused.value.until == web.clock.now() + timedelta(hours=1)
    web.clock.move(hours=1)
    await Starts(web.database, web.clock).begin(SMALL)
    assert await Starts(web.database, web.clock).lately() == 3
    web.clock.move(hours=23)
    assert await Starts(web.database, web.clock).lately() == 1

"""Who is called for a question without a name tells nothing of who asks; it counts among what they have open."""

import pytest

from mentorbot.services.asking import TooManyOpen
from tests.played import Web
from tests.services.unnamed import allow


@pytest.mark.parametrize("anonymous", [False, True])
async def test_whoever_helped_the_asker_lately_makes_room_only_where_a_name_is_shown(
    web: Web, *, anonymous: bool
) -> None:
    await allow(web)
    met = await web.claimed("Ben", "Amira")
    await web.parts.linking.close(web.person("Ben"), met.id)
    for name in ("Chloe", "Dora", "Finn"):
        await web.offer(name, "excel")
    other = (await web.ask("Zoe")).question.id
    await web.parts.asking.withdraw(web.person("Zoe"), other)
    await web.pass_time(minutes=31)
    await web.offer("Ben", "excel")
    asked = (await web.ask("Amira", anonymous=anonymous)).question.id
    [first] = await web.called(asked)
    assert ("Ben" in first) is anonymous, "the least called, as for anybody they never met"


async def test_whoever_asks_is_never_called_though_they_offer_the_topic(web: Web) -> None:
    await allow(web)
    await web.offer("Amira", "excel")
    unnamed = (await web.ask("Amira", anonymous=True)).question.id
    await web.pass_time(minutes=10)
    assert await web.called(unnamed) == []


async def test_questions_with_and_without_a_name_are_limited_together(web: Web) -> None:
    await allow(web)
    for anonymous in (True, False, True):
        await web.ask("Amira", anonymous=anonymous)
    for anonymous in (True, False):
        with pytest.raises(TooManyOpen):
            await web.ask("Amira", anonymous=anonymous)

"""What admins decide about asking without a name."""

from random import Random

import pytest

from mentorbot.domain.policy import Policy
from mentorbot.domain.servers import Anonymity
from mentorbot.parts import assemble
from mentorbot.sealing import UNSEALED
from mentorbot.services.asking import NotAnonymous
from mentorbot.services.safeguards import NoSecretKey
from tests.played import SERVER, Web


async def test_a_new_server_asks_by_name_and_lets_one_moderator_look(web: Web) -> None:
    server = await web.parts.servers.get(SERVER)
    assert (server.anonymous, server.second_moderator) == (Anonymity.OFF, False)
    with pytest.raises(NotAnonymous):
        await web.ask(anonymous=True)


async def test_what_is_decided_is_kept_and_logged(web: Web) -> None:
    elin = web.person("Elin")
    assert (await web.parts.safeguards.set_anonymous(elin, Anonymity.DEFAULT)).anonymous is Anonymity.DEFAULT
    assert (await web.parts.safeguards.set_second_moderator(elin, wanted=True)).second_moderator
    server = await web.parts.servers.get(SERVER)
    assert (server.anonymous, server.second_moderator) == (Anonymity.DEFAULT, True)
    assert await web.all(str, "SELECT detail FROM event WHERE kind = 'setting-changed' ORDER BY id") == [
        "anonymous default",
        "second moderator on",
    ]


async def test_without_a_key_it_can_be_switched_off_but_not_on(web: Web) -> None:
    await web.parts.safeguards.set_anonymous(web.person("Elin"), Anonymity.ON)
    parts = assemble(web.database, Policy(), web.clock, Random(1), web.look, sealing=UNSEALED)
    for wanted in (Anonymity.ON, Anonymity.DEFAULT):
        with pytest.raises(NoSecretKey, match="`mentorbot new-key`"):
            await parts.safeguards.set_anonymous(web.person("Elin"), wanted)
    assert (await parts.safeguards.set_anonymous(web.person("Elin"), Anonymity.OFF)).anonymous is Anonymity.OFF


async def test_what_was_asked_without_a_name_stays_so_when_it_is_switched_off(web: Web) -> None:
    elin = web.person("Elin")
    await web.parts.safeguards.set_anonymous(elin, Anonymity.ON)
    asked = await web.ask(anonymous=True)
    await web.parts.safeguards.set_anonymous(elin, Anonymity.OFF)
    assert (await web.question(asked.question.id)).anonymous

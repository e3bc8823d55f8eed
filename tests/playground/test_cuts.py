"""The ways in which a gateway's connection ends, and how it is taken up again after each."""

import aiohttp
import pytest

from mentorbot.playground.gateway import How
from mentorbot.playground.practice import Practice
from tests.playground.clients import GatewayClient, Rest


async def card_and_hand(practice: Practice, rest: Rest) -> None:
    await rest.send("questions", content="card")
    await practice.person("Ben").react(practice.channel("questions").messages[-1], "✋")


async def test_a_connection_can_be_closed_with_a_code_and_is_taken_up_again(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    practice.cut_gateway(how="closed", code=4001)
    assert await gateway.closing_code() == 4001
    await card_and_hand(practice, rest)
    await gateway.resume()
    assert (await gateway.receive())["t"] == "MESSAGE_REACTION_ADD"
    assert (await gateway.receive())["t"] == "RESUMED"
    assert practice.gateway.heard == {"identify": 1, "resume": 1}


@pytest.mark.parametrize(("how", "told"), [("reconnect", (7, None)), ("invalid", (9, True))])
async def test_a_bot_that_is_told_to_come_back_hears_what_it_missed(
    practice: Practice, rest: Rest, gateway: GatewayClient, how: How, told: tuple[int, bool]
) -> None:
    practice.cut_gateway(how=how)
    said = await gateway.receive()
    assert (said["op"], said["d"]) == told
    await card_and_hand(practice, rest)
    await gateway.resume()
    assert (await gateway.receive())["t"] == "MESSAGE_REACTION_ADD"


async def test_a_session_can_be_declared_invalid_for_good(practice: Practice, gateway: GatewayClient) -> None:
    practice.cut_gateway(resumable=False, how="invalid")
    assert (await gateway.receive())["d"] is False
    await gateway.resume()
    assert (await gateway.receive())["op"] == 9


async def test_a_dead_connection_answers_no_heartbeat(practice: Practice, gateway: GatewayClient) -> None:
    practice.cut_gateway(how="silent")
    await gateway.send(1, None)
    with pytest.raises(TimeoutError):
        await gateway.ws.receive(timeout=0.05)
    assert not gateway.ws.closed


async def test_the_replay_can_break_off_and_the_rest_is_told_the_next_time(
    practice: Practice, rest: Rest, gateway: GatewayClient
) -> None:
    practice.cut_gateway()
    await card_and_hand(practice, rest)
    await practice.person("Chloe").react(practice.channel("questions").messages[-1], "✋")
    practice.gateway.stumbles.append("resume")
    await gateway.resume()
    first = await gateway.receive()
    assert await gateway.closing_code() == 4000
    await gateway.resume()
    second = await gateway.receive()
    assert (first["t"], second["t"]) == ("MESSAGE_REACTION_ADD", "MESSAGE_REACTION_ADD")
    assert second["s"] == first["s"] + 1


async def test_a_handshake_can_break_off_before_the_greeting(practice: Practice, gateway: GatewayClient) -> None:
    practice.gateway.stumbles.append("hello")
    with pytest.raises((aiohttp.ClientError, TypeError)):  # aiohttp reads the end of a connection as no bytes
        await gateway.connect()
    await gateway.resume()
    assert (await gateway.receive())["t"] == "RESUMED"


async def test_a_login_can_break_off_before_the_bot_is_welcomed(practice: Practice) -> None:
    practice.gateway.stumbles.append("identify")
    async with GatewayClient(practice) as client:
        with pytest.raises(TypeError):  # aiohttp reads the end of a connection as no bytes
            await client.identify()
        assert practice.gateway.starts_left == practice.gateway.starts_a_day - 1
        assert not practice.gateway.sessions


async def test_while_the_gateway_is_shut_nobody_comes_in(practice: Practice, gateway: GatewayClient) -> None:
    practice.gateway.shut = True
    practice.cut_gateway()
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await gateway.connect()
    practice.gateway.shut = False
    await gateway.resume()
    assert (await gateway.receive())["t"] == "RESUMED"

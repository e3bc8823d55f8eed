"""Logging in: how often the bot may still do so today, and what a handshake that failed leaves behind."""

import asyncio
import threading
from datetime import timedelta

import aiohttp
import discord
from discord.gateway import KeepAliveHandler

from mentorbot.domain.starts import Allowance

PATIENCE = 10.0


async def todays_allowance(client: discord.Client) -> Allowance:
    """Give what Discord says, or what is usual where it does not say."""
    try:
        async with asyncio.timeout(PATIENCE):
            _, _, limit = await client.http.get_bot_gateway()
        return Allowance(limit["total"], limit["remaining"], timedelta(milliseconds=limit["reset_after"]))
    except (discord.GatewayNotFound, discord.RateLimited, OSError, aiohttp.ClientError, LookupError, TypeError):
        return Allowance()  # our own count must do


async def hang_up(client: discord.Client) -> None:
    """End the connections whose handshake failed: they never became the client's own and would beat on."""
    for thread in threading.enumerate():
        if isinstance(thread, KeepAliveHandler) and thread.ws._connection is client._connection:  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - discord.py tells in no other way whose a connection is
            await thread.ws.close()

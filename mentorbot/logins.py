"""Asks Discord how often the bot may still log in today."""

import asyncio
from datetime import timedelta

import aiohttp
import discord

from mentorbot.domain.starts import Allowance

PATIENCE = 10.0


async def todays_allowance(client: discord.Client) -> Allowance:
    """Give what Discord says, or what is usual where it does not say."""
    try:
        async with asyncio.timeout(PATIENCE):
            _, _, limit = await client.http.get_bot_gateway()
        return Allowance(limit["total"], limit["remaining"], timedelta(milliseconds=limit["reset_after"]))
    except (discord.GatewayNotFound, OSError, aiohttp.ClientError, LookupError, TypeError):
        return Allowance()  # our own count must do

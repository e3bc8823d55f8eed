"""The one place that points discord.py at a practice server, and at nothing but this computer."""

import ipaddress

import discord.gateway
import discord.http
import yarl


class NotLoopback(ValueError):
    """The practice server must be on this computer."""


def point_at(api: str, gateway: str) -> None:
    """Send every request and the gateway's websocket there. For a process that only ever practises."""
    for url in (api, gateway):
        _refuse_elsewhere(yarl.URL(url))
    discord.http.Route.BASE = api
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


def _refuse_elsewhere(url: yarl.URL) -> None:
    try:
        inside = ipaddress.ip_address(url.host or "").is_loopback
    except ValueError:
        inside = False
    if not inside or url.scheme not in ("http", "ws"):
        raise NotLoopback(f"{url} is not a practice server on this computer.")

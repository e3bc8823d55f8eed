"""Where things are on Discord, and what their ids tell."""

from datetime import UTC, datetime, timedelta

DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


def sent_at(message_id: int) -> datetime:
    """Give the moment when Discord took a message: its id holds it, by the same clock as all other ids."""
    return DISCORD_EPOCH + timedelta(milliseconds=message_id >> 22)


def message_link(server_id: int, channel_id: int, message_id: int) -> str:
    return f"https://discord.com/channels/{server_id}/{channel_id}/{message_id}"


def channel_link(server_id: int, channel_id: int) -> str:
    return f"https://discord.com/channels/{server_id}/{channel_id}"

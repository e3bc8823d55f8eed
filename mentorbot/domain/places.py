"""Where things are on Discord."""


def message_link(server_id: int, channel_id: int, message_id: int) -> str:
    return f"https://discord.com/channels/{server_id}/{channel_id}/{message_id}"


def channel_link(server_id: int, channel_id: int) -> str:
    return f"https://discord.com/channels/{server_id}/{channel_id}"

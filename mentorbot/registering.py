"""Tells Discord which slash commands there are."""

import hashlib
import json
from typing import Any

from discord import app_commands

from mentorbot.services.servers import Servers


async def register(tree: app_commands.CommandTree[Any], servers: Servers) -> None:
    """Tell the commands, if they are not those that were told last: Discord takes 200 new ones a day."""
    told = [command.to_dict(tree) for command in tree.get_commands()]
    text = json.dumps([tree.client.application_id, told], sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    if await servers.recall("commands") != digest:
        await tree.sync()
        await servers.keep("commands", digest)

"""Takes secrets out of text, by their shape and by name."""

import re
from collections.abc import Iterable

MARK = "[removed]"

# A bot's token is three parts: its id in base64, a time, a signature. Real ones are longer than these minima.
BOT_TOKEN = re.compile(r"[\w-]{18,}\.[\w-]{5,}\.[\w-]{20,}")
# An interaction's token lets whoever holds it speak as the bot for 15 minutes; its base64 begins with "interaction:".
INTERACTION_TOKEN = re.compile(r"aW50ZXJhY3Rpb246[\w-]+={0,2}")
# The same, and webhooks' tokens, where they stand in an address.
IN_ADDRESS = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s?\"']+")


def looks_like_a_bots_token(text: str) -> bool:
    return BOT_TOKEN.fullmatch(text) is not None


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """Give `text` back without `secrets` and without anything that looks like a token of Discord's."""
    for secret in filter(None, secrets):
        text = text.replace(secret, MARK)
    text = BOT_TOKEN.sub(MARK, text)
    text = INTERACTION_TOKEN.sub(MARK, text)
    return IN_ADDRESS.sub(rf"\1{MARK}", text)

"""Takes secrets out of text, by their shape and by name."""

import re
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar

MARK = "[removed]"
TELLING = 12  # what is shorter is hardly a secret, and may stand in a line for a reason of its own

# A bot's token is three parts: its id in base64, a time, a signature. Real ones are longer than these minima.
BOT_TOKEN = re.compile(r"[\w-]{18,}\.[\w-]{5,}\.[\w-]{20,}")
# An interaction's token lets whoever holds it speak as the bot for 15 minutes; its base64 begins with "interaction:".
INTERACTION_TOKEN = re.compile(r"aW50ZXJhY3Rpb246[\w-]+={0,2}")
# The same, and webhooks' tokens, where they stand in an address.
IN_ADDRESS = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s?\"']+")


_private: ContextVar[tuple[str, ...]] = ContextVar("private", default=())


@contextmanager
def hiding(texts: Iterable[str]) -> Generator[None]:
    """Take these texts, too, out of whatever is redacted meanwhile: an error may quote what somebody wrote."""
    telling = [text for text in texts if len(text.strip()) >= TELLING]
    before = _private.set(tuple(form for text in telling for form in (text, repr(text)[1:-1])))
    try:
        yield
    finally:
        _private.reset(before)


def looks_like_a_bots_token(text: str) -> bool:
    return BOT_TOKEN.fullmatch(text) is not None


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """Give `text` back without `secrets` and without anything that looks like a token of Discord's."""
    for secret in filter(None, (*secrets, *_private.get())):
        text = text.replace(secret, MARK)
    text = BOT_TOKEN.sub(MARK, text)
    text = INTERACTION_TOKEN.sub(MARK, text)
    return IN_ADDRESS.sub(rf"\1{MARK}", text)

"""What may stand in a message: no mention that rings, nothing beyond Discord's limits, nothing that cannot be sent."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from mentorbot.playground.errors import DiscordError
from mentorbot.playground.limits import messages, modals
from mentorbot.playground.limits.commands import check_choices

MODAL, CHOICES = 9, 8
_BOXES = re.compile(r"```.*?```", re.DOTALL)  # in a box nothing is alive
_ADDRESSES = re.compile(r"https?://[^\s<>]+")  # whose backticks open no box
_EVERYBODY = re.compile(r"@everyone|@here|<@&\d")
WENT_WRONG = "something went wrong"


def faults_of(body: dict[str, Any], strangers: Iterable[int] = ()) -> Iterator[str]:
    """Give what is wrong with a request that the bot sent; `strangers` are people whom nothing concerns."""
    try:
        _check_limits(body)
    except DiscordError as error:
        yield f"Discord would refuse it: {error.body()} in {str(body)[:300]!a}"
    message = cast("dict[str, Any]", body["data"]) if "type" in body and body.get("data") else body
    if any(_is_broken(text) for text in texts(message)):
        yield f"half a character was sent: {str(message)[:300]!a}"
    if "content" in message:
        yield from _loud(message, strangers)


def texts(value: Any) -> Iterator[str]:
    """Give every text in a body."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in cast("dict[str, Any]", value).values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in cast("list[Any]", value):
            yield from texts(inner)


def _check_limits(body: dict[str, Any]) -> None:
    kind = body.get("type") if "data" in body else None
    if kind == MODAL:
        modals.check(body["data"])
    elif kind == CHOICES:
        check_choices(body["data"])
    else:
        messages.check(body.get("data") or body)


def _without_ticks(address: re.Match[str]) -> str:
    return address[0].replace("`", "")


def _is_broken(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def _loud(message: dict[str, Any], strangers: Iterable[int]) -> Iterator[str]:
    allowed = message.get("allowed_mentions")
    if allowed is None or allowed.get("parse") != [] or allowed.get("roles"):
        yield f"anybody might be rung: {allowed}"
    shown = [str(message["content"] or ""), *texts(message.get("embeds") or [])]
    people = "|".join(map(str, strangers))
    live = "\n".join(_BOXES.sub("", _ADDRESSES.sub(_without_ticks, text)) for text in shown)
    if _EVERYBODY.search(live) or (people and re.search(rf"<@!?(?:{people})>", live)):
        yield f"a mention came alive: {live[:300]!a}"
    if WENT_WRONG in live:
        yield f"something went wrong: {live[:200]!a}"

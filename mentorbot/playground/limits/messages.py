"""What a message may hold, wherever the bot sends it."""

from typing import cast

from mentorbot.playground.errors import discord_error
from mentorbot.playground.limits import components, embeds
from mentorbot.playground.limits.form import Form
from mentorbot.playground.model import Json

EPHEMERAL, SUPPRESS_EMBEDS, QUIET, NEW_LAYOUT = 1 << 6, 1 << 2, 1 << 12, 1 << 15
MOST_CHARACTERS, MOST_FILES, MOST_BYTES = 2000, 10, 10 * 1024 * 1024


def check(body: Json, *, files: int = 0, flags: int = 0) -> None:
    """Refuse a body that Discord would refuse; `flags` are those that the message will have."""
    form = Form()
    new_layout = bool(flags & NEW_LAYOUT)
    form.text(body, "content", "", most=MOST_CHARACTERS)
    given = form.objects(body.get("embeds"), "embeds")
    embeds.check(form, given)
    if new_layout:
        _check_nothing_older(form, body)
    components.check_message(form, form.objects(body.get("components"), "components"), new_layout=new_layout)
    _check_mentions(form, body.get("allowed_mentions"))
    if isinstance(body.get("nonce"), str):
        form.text(body, "nonce", "", most=25)
    if files > MOST_FILES:
        form.wrong("attachments", "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_FILES} or fewer in length.")
    form.settle()


def check_not_empty(content: str, embeds: list[Json], components: list[Json], files: int) -> None:
    if not content.strip() and not embeds and not files and not components:
        raise discord_error(50006)


def _check_nothing_older(form: Form, body: Json) -> None:
    for key in ("content", "embeds"):
        if body.get(key):
            words = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.wrong(key, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)


def _check_mentions(form: Form, allowed: Json | None) -> None:
    if not allowed:
        return
    parse = cast("list[str]", allowed.get("parse") or [])
    for kind in parse:
        form.choice({"kind": kind}, "kind", "allowed_mentions.parse", ("roles", "users", "everyone"))
    for kind in ("users", "roles"):
        form.count(allowed.get(kind) or [], f"allowed_mentions.{kind}", most=100)
        if kind in parse and allowed.get(kind):
            words = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.wrong("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", words)

"""Discord's own description of its interface, held against what the bot sends and the practice server answers."""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

import jsonschema_rs
import pytest

from mentorbot.playground.realm import Recorded

DEFAULT = Path(__file__).parents[2].parent / "shared" / "discord" / "openapi.json"
NAMES = {
    "/webhooks/{application_id}/{token}": "/webhooks/{webhook_id}/{webhook_token}",
    "/interactions/{interaction_id}/{token}": "/interactions/{interaction_id}/{interaction_token}",
    "{emoji}": "{emoji_name}",
}
CALLBACKS = {
    4: "CreateMessageInteractionCallbackRequest",
    5: "CreateMessageInteractionCallbackRequest",
    6: "UpdateMessageInteractionCallbackRequest",
    7: "UpdateMessageInteractionCallbackRequest",
    8: "ApplicationCommandAutocompleteCallbackRequest",
    9: "ModalInteractionCallbackRequest",
}

NUMBERS_FOR_IDS = ("recipient_id", "users", "roles", "message_id", "channel_id", "guild_id")
"""Allowances: discord.py sends these ids as numbers, which Discord reads as well. They are checked as texts."""


def description() -> Path:
    """Where the description is, or a skip that says how to have it."""
    path = Path(os.environ.get("DISCORD_OPENAPI", DEFAULT))
    if not path.is_file():
        pytest.skip(f"Discord's OpenAPI description is not at {path}; name it in DISCORD_OPENAPI")
    return path


@cache
def _document(path: Path) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))


class Oracle:
    """Finds the schema for each recorded request and lists what does not fit."""

    def __init__(self, path: Path) -> None:
        self._document = _document(path)
        self._validators: dict[str, Any] = {}

    def complaints(self, entry: Recorded) -> list[str]:
        """What Discord's description has against a request and its answer; empty when all is well."""
        operation = self._operation(entry)
        found = list(self._about_request(entry, operation)) + list(self._about_response(entry, operation))
        return [f"{entry.route} → {complaint}" for complaint in found]

    def _operation(self, entry: Recorded) -> dict[str, Any]:
        method, path = entry.route.split(" ", 1)
        for ours, theirs in NAMES.items():
            path = path.replace(ours, theirs)
        if path.endswith("/messages/{message_id}") and entry.path.endswith("/messages/@original"):
            path = path.replace("{message_id}", "@original")
        if path.endswith("/thread-members/{user_id}") and entry.path.endswith("/@me"):
            path = path.replace("{user_id}", "@me")
        return cast("dict[str, Any]", self._document["paths"][path][method.lower()])

    def _about_request(self, entry: Recorded, operation: dict[str, Any]) -> Iterator[str]:
        if entry.json is None:
            return
        if entry.status >= 400:
            return  # what Discord refuses need not fit its description
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        if entry.route.endswith("/callback") and isinstance(entry.json, dict):
            schema = {"$ref": f"#/components/schemas/{CALLBACKS[entry.json['type']]}"}
        yield from self._check(schema, entry.json, "request")

    def _about_response(self, entry: Recorded, operation: dict[str, Any]) -> Iterator[str]:
        if entry.status == 204:
            if "204" not in operation["responses"]:
                yield "response: 204 is not among Discord's answers"
            return
        if entry.status >= 400:
            yield from self._check({"$ref": "#/components/schemas/Error"}, entry.response, "response")
            return
        answers = operation["responses"]
        if str(entry.status) not in answers:
            yield f"response: {entry.status} is not among Discord's answers"
            return
        schema = answers[str(entry.status)]["content"]["application/json"]["schema"]
        yield from self._check(schema, entry.response, "response")

    def _check(self, schema: dict[str, Any], value: object, what: str) -> Iterator[str]:
        for error in self._validator(schema).iter_errors(_ids_as_texts(value) if what == "request" else value):
            place = "".join(f"/{step}" for step in error.instance_path)
            yield f"{what}{place}: {error.message[:300]}"

    def _validator(self, schema: dict[str, Any]) -> Any:
        key = json.dumps(schema, sort_keys=True)
        if key not in self._validators:
            whole = schema | {"components": self._document["components"]}
            self._validators[key] = jsonschema_rs.validator_for(whole, validate_formats=False)
        return self._validators[key]


def _ids_as_texts(value: Any, *names: str) -> Any:
    """A copy with those ids as texts; `names` are the keys on the way there."""
    if isinstance(value, dict):
        return {key: _ids_as_texts(inner, *names, key) for key, inner in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_ids_as_texts(inner, *names) for inner in cast("list[Any]", value)]
    known = bool(names) and (names[-1] in NUMBERS_FOR_IDS or names[-2:] == ("attachments", "id"))
    return str(value) if known and isinstance(value, int) else value

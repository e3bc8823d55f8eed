"""Slash commands as the bot announces them, and the choices it offers while somebody types."""

import re

from mentorbot.playground.limits.form import Form
from mentorbot.playground.model import Json, listed

NAME = re.compile(r"^[-_'\w]{1,32}$")
MOST_COMMANDS, MOST_OPTIONS, MOST_CHOICES, MOST_CHARACTERS = 100, 25, 25, 8000
SLASH, SUBCOMMAND, GROUP, STRING = 1, 1, 2, 3


def check(commands: list[Json]) -> None:
    form = Form()
    form.count(commands, "", most=MOST_COMMANDS)
    seen: set[tuple[object, object]] = set()
    for index, command in enumerate(commands):
        kind = command.get("type", SLASH)
        key = (kind, command.get("name"))
        if key in seen:
            form.wrong(str(index), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        seen.add(key)
        if kind == SLASH:
            _check_slash(form, command, str(index))
        else:
            form.text(command, "name", str(index), least=1, most=32, required=True)
    form.settle()


def check_choices(data: Json) -> None:
    form = Form()
    choices = form.objects(data.get("choices"), "data.choices")
    form.count(choices, "data.choices", most=MOST_CHOICES)
    for index, choice in enumerate(choices):
        form.text(choice, "name", f"data.choices.{index}", least=1, most=100, required=True)
        if isinstance(choice.get("value"), str):
            form.text(choice, "value", f"data.choices.{index}", most=100)
    form.settle()


def _check_slash(form: Form, command: Json, path: str) -> None:
    _check_named(form, command, path)
    _check_options(form, command, path)
    if _length(command) > MOST_CHARACTERS:
        form.wrong(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MOST_CHARACTERS})")


def _check_named(form: Form, owner: Json, path: str) -> None:
    name = owner.get("name") or ""
    if not NAME.match(name) or name != name.lower():
        form.wrong(f"{path}.name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    form.text(owner, "description", path, least=1, most=100, required=True)


def _check_options(form: Form, owner: Json, path: str) -> None:
    options = form.objects(owner.get("options"), f"{path}.options")
    form.count(options, f"{path}.options", most=MOST_OPTIONS)
    names = [option.get("name") for option in options]
    if len(set(names)) < len(names):
        form.wrong(f"{path}.options", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option name already used")
    needed = [bool(option.get("required")) for option in options]
    if needed != sorted(needed, reverse=True):
        words = "Required options must be placed before non-required options"
        form.wrong(f"{path}.options", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", words)
    for index, option in enumerate(options):
        _check_option(form, option, f"{path}.options.{index}")


def _check_option(form: Form, option: Json, path: str) -> None:
    _check_named(form, option, path)
    choices = form.objects(option.get("choices"), f"{path}.choices")
    form.count(choices, f"{path}.choices", most=MOST_CHOICES)
    for index, choice in enumerate(choices):
        form.text(choice, "name", f"{path}.choices.{index}", least=1, most=100, required=True)
    if option.get("autocomplete") and choices:
        words = "Choices and autocomplete are mutually exclusive"
        form.wrong(path, "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", words)
    if option.get("type") in (SUBCOMMAND, GROUP):
        _check_options(form, option, path)


def _length(owner: Json) -> int:
    own = len(owner.get("name") or "") + len(owner.get("description") or "")
    choices = sum(len(str(c.get("name"))) + len(str(c.get("value"))) for c in listed(owner, "choices"))
    return own + choices + sum(_length(option) for option in listed(owner, "options"))

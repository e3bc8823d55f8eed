"""From what a person typed after a slash to the options that Discord sends."""

from typing import Any

from mentorbot.playground.model import Json, State, listed
from mentorbot.playground.people import NotAllowed
from mentorbot.playground.permissions import EVERYTHING, in_server

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = range(1, 11)
IN_SERVER, IN_BOT_DM = 0, 1


def find(state: State, name: str) -> Json:
    """The slash command whose first word this is."""
    for command in state.commands:
        if command["type"] == 1 and command["name"] == name.split(" ", maxsplit=1)[0]:
            return command
    raise NotAllowed(f"There is no command /{name} here.", 404)


def may_use(state: State, user_id: int, command: Json, *, dm: bool = False) -> bool:
    """Whether Discord shows the command to this person at all."""
    contexts = command.get("contexts")
    if dm:
        return IN_BOT_DM in contexts if contexts is not None else bool(command.get("dm_permission", True))
    if contexts is not None and IN_SERVER not in contexts:
        return False
    needed = command.get("default_member_permissions")
    if needed is None:
        return user_id in state.members
    bits = in_server(state, user_id)
    return bits == EVERYTHING or (int(needed) != 0 and bits & int(needed) == int(needed))


def branch(command: Json, words: list[str]) -> list[Json]:
    """The subcommands that the words name, from the command itself to the leaf."""
    path = [command]
    for word in words:
        inner = [o for o in listed(path[-1], "options") if o["type"] in (SUBCOMMAND, GROUP) and o["name"] == word]
        if not inner:
            raise NotAllowed(f"/{command['name']} has no part called “{word}”.", 404)
        path.append(inner[0])
    if any(option["type"] in (SUBCOMMAND, GROUP) for option in listed(path[-1], "options")):
        raise NotAllowed(f"/{' '.join(part['name'] for part in path)} needs one more word.", 400)
    return path


def given(leaf: Json, values: Json, *, complete: bool = True) -> list[Json]:
    """The options as sent; `complete` refuses what Discord's own program would not let anybody send."""
    known = {option["name"]: option for option in listed(leaf, "options")}
    for name in values:
        if name not in known:
            raise NotAllowed(f"There is no option “{name}” here.", 400)
    found: list[Json] = []
    for name, option in known.items():
        value = values.get(name)
        if value is None or value == "":
            if option.get("required") and complete:
                raise NotAllowed(f"The option “{name}” is required.", 400)
            continue
        found.append({"name": name, "type": option["type"], "value": _value(option, value, complete=complete)})
    return found


def nested(path: list[Json], options: list[Json]) -> list[Json]:
    """Wrap the leaf's options in its subcommands."""
    for part in reversed(path[1:]):
        options = [{"name": part["name"], "type": part["type"], "options": options}]
    return options


def _value(option: Json, value: Any, *, complete: bool) -> Any:
    try:
        read = _read(option["type"], value)
    except ValueError:
        if not complete:
            return str(value)
        raise NotAllowed(f"“{value}” does not fit the option “{option['name']}”.", 400) from None
    if complete:
        _check_range(option, read)
    return read


def _read(kind: int, value: Any) -> Any:
    if kind == BOOLEAN:
        if str(value).lower() not in ("true", "false"):
            raise ValueError(value)
        return str(value).lower() == "true"
    if kind == INTEGER:
        return int(value)
    if kind == NUMBER:
        return float(value)
    if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
        return str(int(value))
    return str(value)


def _check_range(option: Json, value: Any) -> None:
    name = option["name"]
    if isinstance(value, str):
        least, most = option.get("min_length", 0), option.get("max_length", 6000)
        if not least <= len(value) <= most:
            raise NotAllowed(f"The option “{name}” takes {least} to {most} characters; this has {len(value)}.", 400)
    elif not isinstance(value, bool):
        low, high = option.get("min_value"), option.get("max_value")
        if (low is not None and value < low) or (high is not None and value > high):
            raise NotAllowed(f"The option “{name}” does not take {value}.", 400)
    choices = [choice["value"] for choice in listed(option, "choices")]
    if choices and value not in choices:
        raise NotAllowed(f"The option “{name}” does not take “{value}”.", 400)

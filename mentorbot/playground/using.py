"""How people use the bot: commands, buttons, menus and forms, each becoming an interaction."""

from typing import Any, cast

from mentorbot.playground import command_options
from mentorbot.playground.interactions import Interaction, Sort
from mentorbot.playground.limits import components as parts
from mentorbot.playground.limits.modals import fields
from mentorbot.playground.model import Channel, Json, Kind, Message, User, inner, listed
from mentorbot.playground.payloads.interactions import resolved
from mentorbot.playground.people import NotAllowed, People
from mentorbot.playground.permissions import P
from mentorbot.playground.rules import require, visible_channel
from mentorbot.playground.wording import excerpt, place

USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
OPTION_KIND = {USER_SELECT: 6, ROLE_SELECT: 8, MENTIONABLE_SELECT: 9, CHANNEL_SELECT: 7}


class Using:
    """Begins interactions on behalf of people."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._realm = people.realm
        self._world = people.world

    def slash(self, person: User, channel: Channel, name: str, options: Json) -> Interaction:
        command, path = self._command(person, channel, name)
        given = command_options.given(path[-1], options)
        told = "".join(f" {option['name']}: {excerpt(str(option['value']), 40)}" for option in given)
        self._people.note(person, f"used /{name}{told} in {place(channel, self._world)}")
        return self._begin_command(Sort.COMMAND, person, channel, command, path, given)

    def autocomplete(self, person: User, channel: Channel, name: str, option: str, options: Json) -> Interaction:
        """Ask the bot for choices for the option that is being typed; `options` holds what was typed so far."""
        command, path = self._command(person, channel, name)
        given = command_options.given(path[-1], {option: ""} | options, complete=False)
        focused = [one for one in given if one["name"] == option]
        if not focused:
            given.append({"name": option, "type": command_options.STRING, "value": ""})
        for one in given:
            if one["name"] == option:
                one["focused"] = True
        return self._begin_command(Sort.AUTOCOMPLETE, person, channel, command, path, given)

    def press(self, person: User, message: Message, custom_id: str) -> Interaction:
        channel, button = self._part(person, message, custom_id)
        if button["type"] != parts.BUTTON:
            raise NotAllowed("This is not a button.", 400)
        label = button.get("label") or inner(button, "emoji").get("name") or "a button"
        self._people.note(person, f"pressed “{label}” in {place(channel, self._world)}")
        data: Json = {"custom_id": custom_id, "component_type": parts.BUTTON, "id": button["id"]}
        return self._realm.interactions.begin(Sort.COMPONENT, person.id, channel, data, source=message)

    def select(self, person: User, message: Message, custom_id: str, values: list[str]) -> Interaction:
        channel, menu = self._part(person, message, custom_id)
        if menu["type"] not in parts.SELECTS:
            raise NotAllowed("This is not a menu.", 400)
        chosen = check_chosen(menu, values)
        self._people.note(person, f"chose {_labels(menu, chosen)} in {place(channel, self._world)}")
        data: Json = {"custom_id": custom_id, "component_type": menu["type"], "id": menu["id"], "values": chosen}
        if menu["type"] in OPTION_KIND:
            named: list[Json] = [{"type": OPTION_KIND[menu["type"]], "value": value} for value in chosen]
            data["resolved"] = resolved(self._world.state, named, channel)
        return self._realm.interactions.begin(Sort.COMPONENT, person.id, channel, data, source=message)

    def submit(self, person: User, interaction_id: int, values: Json) -> Interaction:
        """Send the form that answered an interaction; `values` go by the inputs' custom ids."""
        cause = self._realm.interactions.find(interaction_id)
        if cause is None or cause.modal is None or cause.user_id != person.id:
            raise NotAllowed("This form is no longer open.", 404)
        modal = cause.modal
        channel = self._world.state.channels.get(cause.channel_id)
        self._people.check(lambda: visible_channel(self._world, person.id, cause.channel_id), channel)
        filled = [_filled(part, values) for part in modal["components"]]
        _check_known(modal, values)
        self._people.note(person, f"sent the form “{modal['title']}”")
        data: Json = {"custom_id": modal["custom_id"], "components": filled}
        source = self._world.message(cause.source_id) if cause.source_id else None
        where = self._world.state.channels[cause.channel_id]
        return self._realm.interactions.begin(Sort.MODAL, person.id, where, data, source=source, cause=cause)

    def _command(self, person: User, channel: Channel, name: str) -> tuple[Json, list[Json]]:
        world = self._world
        self._people.check(lambda: visible_channel(world, person.id, channel.id), channel)
        command = command_options.find(world.state, name)
        dm = channel.kind is Kind.DM
        if not command_options.may_use(world.state, person.id, command, dm=dm):
            raise NotAllowed(f"/{name} is not for you here.")
        if not dm:
            self._people.check(lambda: require(world, person.id, channel, P.USE_APPLICATION_COMMANDS), channel)
        return command, command_options.branch(command, name.split(" ")[1:])

    def _begin_command(
        self, sort: Sort, person: User, channel: Channel, command: Json, path: list[Json], given: list[Json]
    ) -> Interaction:
        data: Json = {"id": command["id"], "name": command["name"], "type": 1}
        options = command_options.nested(path, given)
        if options:
            data["options"] = options
        found = resolved(self._world.state, given, channel)
        if found:
            data["resolved"] = found
        return self._realm.interactions.begin(sort, person.id, channel, data)

    def _part(self, person: User, message: Message, custom_id: str) -> tuple[Channel, Json]:
        channel = self._people.channel_of(person, message)
        for part in parts.everything(message.components):
            if part.get("custom_id") == custom_id:
                if part.get("disabled"):
                    raise NotAllowed("This is switched off.", 400)
                return channel, part
        raise NotAllowed("This is no longer on the message.", 404)


def check_chosen(menu: Json, values: list[str]) -> list[str]:
    """The chosen values, in number and kind as the menu allows."""
    least, most = menu.get("min_values", 1), menu.get("max_values", 1)
    if not least <= len(values) <= most:
        raise NotAllowed(f"Choose {least} to {most}." if least != most else f"Choose {least}.", 400)
    offered = {option["value"] for option in listed(menu, "options")}
    if menu["type"] == parts.STRING_SELECT and not set(values) <= offered:
        raise NotAllowed("This is not one of the choices.", 400)
    return values


def _labels(menu: Json, values: list[str]) -> str:
    labels = {option["value"]: option["label"] for option in listed(menu, "options")}
    return ", ".join(f"“{labels.get(value, value)}”" for value in values) or "nothing"


def _filled(part: Json, values: Json) -> Json:
    """One part of a form as it is sent: only kind, id and what was entered."""
    head: Json = {"type": part["type"], "id": part["id"]}
    if part["type"] == parts.LABEL:
        return head | {"component": _entered(part["label"], part["component"], values)}
    if part["type"] == parts.ROW:
        return head | {"components": [_entered(item["label"], item, values) for item in part["components"]]}
    return head


def _entered(label: str, item: Json, values: Json) -> Json:
    head: Json = {"type": item["type"], "id": item["id"], "custom_id": item["custom_id"]}
    value = values.get(item["custom_id"])
    if item["type"] == parts.TEXT_INPUT:
        return head | {"value": _checked_text(label, item, item.get("value", "") if value is None else str(value))}
    if item["type"] in parts.SELECTS:
        return head | {"values": _checked_choice(item, value)}
    raise NotAllowed(f"The practice server cannot fill in “{label}”.", 400)


def _checked_choice(item: Json, value: Any) -> list[str]:
    if value is None:
        chosen = [option["value"] for option in listed(item, "options") if option.get("default")]
    else:
        chosen = cast("list[str]", value) if isinstance(value, list) else [str(value)]
    needed = item.get("required", item["type"] == parts.STRING_SELECT)
    return chosen if not chosen and not needed else check_chosen(item, chosen)


def _checked_text(label: str, item: Json, text: str) -> str:
    if not text:
        if item.get("required", True):
            raise NotAllowed(f"“{label}” is required.", 400)
        return text
    least, most = item.get("min_length") or 0, item.get("max_length") or 4000
    if not least <= len(text) <= most:
        raise NotAllowed(f"“{label}” takes {least} to {most} characters; this has {len(text)}.", 400)
    return text


def _check_known(modal: Json, values: Json) -> None:
    known = {item["custom_id"] for _, item in fields(modal)}
    for name in values:
        if name not in known:
            raise NotAllowed(f"The form has no field “{name}”.", 400)

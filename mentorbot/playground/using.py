"""How people use the bot: commands, buttons, menus and forms, each becoming an interaction."""

from mentorbot.playground import command_options
from mentorbot.playground.formfilling import OPTION_KIND, check_chosen, filled_in, menus_in, named_by
from mentorbot.playground.interactions import Interaction, Sort
from mentorbot.playground.limits import components as parts
from mentorbot.playground.model import Channel, Json, Kind, Message, User, inner, listed
from mentorbot.playground.payloads.interactions import resolved
from mentorbot.playground.people import NotAllowed, People
from mentorbot.playground.permissions import P
from mentorbot.playground.rules import require, visible_channel
from mentorbot.playground.wording import excerpt, place


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
        found = named_by([(menu, chosen)], self._world.state, channel)
        self._people.note(person, f"chose {_labels(menu, chosen, found)} in {place(channel, self._world)}")
        data: Json = {"custom_id": custom_id, "component_type": menu["type"], "id": menu["id"], "values": chosen}
        if menu["type"] in OPTION_KIND:
            data["resolved"] = found
        return self._realm.interactions.begin(Sort.COMPONENT, person.id, channel, data, source=message)

    def submit(self, person: User, interaction_id: int, values: Json) -> Interaction:
        """Send the form that answered an interaction; `values` go by the inputs' custom ids."""
        cause = self._realm.interactions.find(interaction_id)
        if cause is None or cause.modal is None or cause.user_id != person.id:
            raise NotAllowed("This form is no longer open.", 404)
        modal = cause.modal
        self._people.check(
            lambda: visible_channel(self._world, person.id, cause.channel_id),
            self._world.state.channels.get(cause.channel_id),
        )
        channel = self._world.state.channels[cause.channel_id]
        data: Json = {"custom_id": modal["custom_id"], "components": filled_in(modal, values)}
        found = named_by(menus_in(data["components"]), self._world.state, channel)
        if found:
            data["resolved"] = found
        self._people.note(person, f"sent the form “{modal['title']}”")
        source = self._world.message(cause.source_id) if cause.source_id else None
        return self._realm.interactions.begin(Sort.MODAL, person.id, channel, data, source=source, cause=cause)

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


def _labels(menu: Json, values: list[str], found: Json) -> str:
    labels = {option["value"]: option["label"] for option in listed(menu, "options")}
    labels |= {number: user["global_name"] or user["username"] for number, user in inner(found, "users").items()}
    return ", ".join(f"“{labels.get(value, value)}”" for value in values) or "nothing"

"""What people see, for tests: messages, rooms, answers and forms with words instead of payloads."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorbot.playground.interactions import Interaction
from mentorbot.playground.limits import components as parts
from mentorbot.playground.limits.modals import fields
from mentorbot.playground.limits.shapes import texts
from mentorbot.playground.model import Attachment, Channel, Json, Kind, Message, inner, listed
from mentorbot.playground.world import World

UPDATED = 7


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it stands now: it follows later edits."""

    world: World
    message: Message

    @property
    def id(self) -> int:
        return self.message.id

    @property
    def gone(self) -> bool:
        return self.world.message(self.message.id) is None

    @property
    def author(self) -> str:
        return self.world.state.users[self.message.author_id].name

    @property
    def private(self) -> bool:
        return self.message.private_to is not None

    @property
    def text(self) -> str:
        """Every text on it, in reading order, without the words on buttons."""
        found = [self.message.content]
        for embed in self.message.embeds:
            found += [embed.get("title", ""), embed.get("description", "")]
            found += [f"{field['name']}\n{field['value']}" for field in listed(embed, "fields")]
            found += [inner(embed, "footer").get("text", "")]
        return "\n".join(text for text in [*found, *texts(self.message.components)] if text)

    @property
    def buttons(self) -> list[str]:
        """The words on each button that can be pressed."""
        return [_words(part) for part in self._parts(parts.BUTTON) if not part.get("disabled")]

    @property
    def menus(self) -> list[Json]:
        return [part for kind in parts.SELECTS for part in self._parts(kind)]

    @property
    def reactions(self) -> dict[str, list[str]]:
        users = self.world.state.users
        return {emoji: [users[user].name for user in who] for emoji, who in self.message.reactions.items()}

    @property
    def attachments(self) -> list[Attachment]:
        return self.message.attachments

    @property
    def thread(self) -> "Room | None":
        channel = self.world.state.channels.get(self.message.thread_id or 0)
        return Room(self.world, channel) if channel else None

    def custom_id(self, button: str) -> str:
        """The id behind a button's words, or behind its emoji, or the id itself."""
        for part in self._parts(parts.BUTTON):
            if button in (_words(part), part.get("label"), part.get("custom_id")):
                return str(part["custom_id"])
        raise LookupError(f"There is no button “{button}”; there are: {', '.join(self.buttons) or 'none'}.")

    def menu(self, choices: list[str]) -> tuple[str, list[str]]:
        """The menu that offers all these labels or values, and their values."""
        for menu in self.menus:
            values = chosen_values(menu, choices)
            if values is not None:
                return str(menu["custom_id"]), values
        raise LookupError(f"No menu offers {', '.join(choices)}.")

    def _parts(self, kind: int) -> list[Json]:
        return [part for part in parts.everything(self.message.components) if part.get("type") == kind]


@dataclass(frozen=True, slots=True)
class Room:
    """A channel, thread or direct conversation as it stands now."""

    world: World
    channel: Channel

    @property
    def id(self) -> int:
        return self.channel.id

    @property
    def name(self) -> str:
        return self.channel.name

    @property
    def gone(self) -> bool:
        return self.channel.id not in self.world.state.channels

    @property
    def private(self) -> bool:
        return self.channel.kind is Kind.PRIVATE_THREAD

    @property
    def archived(self) -> bool:
        return bool(self.channel.thread and self.channel.thread.archived)

    @property
    def locked(self) -> bool:
        return bool(self.channel.thread and self.channel.thread.locked)

    @property
    def members(self) -> list[str]:
        return [self.world.state.users[user].name for user in self.channel.members]

    @property
    def messages(self) -> list[Shown]:
        """What everybody who can see the room sees, oldest first."""
        return [Shown(self.world, m) for m in self.world.history(self.channel.id).values() if m.private_to is None]

    @property
    def threads(self) -> list["Room"]:
        found = [c for c in self.world.threads() if c.thread and c.thread.parent_id == self.channel.id]
        return [Room(self.world, channel) for channel in found]


@dataclass(frozen=True, slots=True)
class Form:
    """A form that the bot opened, by the labels that people read."""

    interaction_id: int
    modal: Json

    @property
    def title(self) -> str:
        return str(self.modal["title"])

    @property
    def labels(self) -> list[str]:
        return [label for label, _ in fields(self.modal)]

    def values(self, by_label: Mapping[str, str | list[str]]) -> Json:
        """Values by custom id, from values by label (or custom id), with menus' labels turned to values."""
        found: Json = {}
        for key, value in by_label.items():
            item = self._field(key)
            if item["type"] in parts.SELECTS:
                choices = [value] if isinstance(value, str) else value
                found[item["custom_id"]] = chosen_values(item, choices) or choices
            else:
                found[item["custom_id"]] = value
        return found

    def _field(self, key: str) -> Json:
        for label, item in fields(self.modal):
            if key in (label, item["custom_id"]):
                return item
        raise LookupError(f"The form has no field “{key}”; it has: {', '.join(self.labels)}.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a command, press, choice or form."""

    world: World
    interaction: Interaction

    @property
    def failed(self) -> bool:
        """The bot did not answer within three seconds."""
        return self.interaction.refused

    @property
    def message(self) -> Shown | None:
        message = self.world.message(self.interaction.original_id or 0)
        return Shown(self.world, message) if message else None

    @property
    def follow_ups(self) -> list[Shown]:
        found = [self.world.message(number) for number in self.interaction.follow_ups]
        return [Shown(self.world, message) for message in found if message]

    @property
    def text(self) -> str:
        """The words of the answer and of whatever followed it."""
        return "\n".join(shown.text for shown in [self.message, *self.follow_ups] if shown)

    @property
    def private(self) -> bool:
        return bool(self.message and self.message.private)

    @property
    def updated(self) -> bool:
        """The answer changed the message that was used."""
        return self.interaction.answered == UPDATED

    @property
    def form(self) -> Form | None:
        return Form(self.interaction.id, self.interaction.modal) if self.interaction.modal else None

    @property
    def attachments(self) -> list[Attachment]:
        return [a for shown in [self.message, *self.follow_ups] if shown for a in shown.attachments]

    @property
    def settled(self) -> bool:
        """Nothing is still being thought about."""
        message = self.message
        return message is None or not message.message.thinking


def chosen_values(menu: Json, choices: list[str]) -> list[str] | None:
    """The values of these labels or values; None when the menu lacks one. Menus of people take ids as they are."""
    if menu["type"] != parts.STRING_SELECT:
        return choices
    known = {option["value"]: str(option["value"]) for option in menu["options"]}
    known |= {option["label"]: str(option["value"]) for option in menu["options"]}
    return [known[choice] for choice in choices] if all(choice in known for choice in choices) else None


def _words(button: Json) -> str:
    emoji = inner(button, "emoji").get("name") or ""
    return " ".join(text for text in (button.get("label") or "", "" if button.get("label") else emoji) if text)

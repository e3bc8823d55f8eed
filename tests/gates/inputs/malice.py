"""G12 in the large: whatever people, and clients that lie, can send to the whole bot, many at a time."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from logging import WARNING
from pathlib import Path
from random import Random
from typing import Any, cast

from simcord import interactions
from simcord.backend import serializers
from simcord.backend.models import Interaction
from simcord.enums import InteractionType

from mentorbot.domain.quoting import whole
from tests.discord.played import PlayedClock
from tests.discord.playing import listening, maker, playing, settings_for
from tests.discord.staffroom import Staffroom, is_refusal
from tests.gates.inputs.forgery import Forgery
from tests.gates.inputs.nasty import Nasty
from tests.gates.inputs.silence import WENT_WRONG, faults_of, texts
from tests.gates.inputs.standing import filled, make_room, numbers, numbers_taken, strangers_known
from tests.gates.report import Report

# People are Any for the reason that staffroom.py gives; simcord's payloads are its own affair.
# pyright: reportUnknownMemberType=false, reportPrivateUsage=false

AT_ONCE = 20
CANARY = "zebrafinch"  # stands in every question, which nobody of another server may read
OPEN_LIMIT, LOOK_AGAIN = 25, 60
IN_PRIVATE = 0.25


async def mischief(seed: int, count: int, report: Report) -> None:
    """Send this many bad commands, presses, menus, forms and half-typed options."""
    clock = PlayedClock()
    with tempfile.TemporaryDirectory(prefix="mentorbot-gate-") as folder, listening(WARNING) as heard:
        settings = settings_for(Path(folder) / "mentorbot.db", open_limit=OPEN_LIMIT, cooldown_minutes=0)
        make = maker(settings, clock)
        async with playing(make(), clock) as env:
            room = Staffroom(env, make, clock, heard)
            try:
                await Mischief(seed, room, report).go(count)
            finally:
                await room.bot.close()
        report.faults += [f"logged: {line[:1500]!a}" for line in heard.errors]


class Mischief:
    """Draws what is sent, sends twenty at a time, and looks at everything that the bot sent meanwhile."""

    def __init__(self, seed: int, room: Staffroom, report: Report) -> None:
        self._room, self._env, self._report = room, room.env, report
        self._rng = Random(f"{seed} mischief")
        self._stranger: Any = room.member("Gus", room.moderator)  # who does nothing, so nobody may ring him
        gus, role, place = self._stranger.id, room.moderator.id, room.moderators.id
        mentions = (f"<@{gus}>", f"<@!{gus}>", f"<@&{role}>", f"<#{place}>")
        self._nasty = Nasty(self._rng, mentions)
        self._elsewhere: Any = self._another_server()
        self._members = [room.amira, room.ben, room.chloe]
        self._forgery = Forgery(self._nasty, numbers_taken(room.bot.routes))
        self._known: dict[str, Sequence[int]] = {}
        self._kinds: tuple[Callable[[Any, Any], Interaction | None], ...] = (
            *(self._command, self._command, self._typing, self._press, self._press, self._form, self._form),
            *(self._menu, self._letter),
        )

    async def go(self, count: int) -> None:
        await self._room.elin.slash(self._room.questions, "mentorbot panel")
        await self._room.elin.slash(self._room.questions, "mentorbot config", moderators=self._room.moderators)
        await self._elsewhere.slash(self._there, "mentorbot panel")
        for sent in range(0, count, AT_ONCE):
            for table, rows in (await filled(self._room)).items():
                self._report.steps[f"a row of {table}"] += rows > 0
            if not sent % LOOK_AGAIN:
                await self._look_around()
            self._rename()
            batch = [self._one() for _ in range(min(AT_ONCE, count - sent))]
            await self._quiet()
            for answered, words in batch:
                self._judge_answer(answered, words)
            self._judge_requests()
            self._judge_rings()
        if await strangers_known(self._room, self._elsewhere):
            self._fault("somebody of another server is a member here", self._elsewhere.name)
        self._report.faults += [f"unhandled: {error!r}" for error in self._env.errors if not is_refusal(error)]

    async def _quiet(self) -> None:
        """Wait until all is answered."""
        await self._env.settle()

    def _another_server(self) -> Any:
        """Give an admin of another server, who knows the numbers of this one's questions."""
        guild = self._env.create_guild(name="Elsewhere")
        head = guild.create_role("Head", permissions=self._room.admins)
        fay = guild.add_member(self._env.create_user("Fay"), roles=[head])
        self._there: Any = guild.create_text_channel("there")
        return fay

    async def _look_around(self) -> None:
        """Undo what would keep people from going on, and see which numbers stand for something now."""
        await make_room(self._room)
        amira, ben, chloe = self._members
        await self._begin_link(amira, ben, chloe, unnamed=True)
        await self._begin_link(chloe, ben, amira)
        await self._begin_link(ben, amira, chloe)
        self._known = await numbers(self._room)

    async def _begin_link(self, asker: Any, helper: Any, third: Any, *, unnamed: bool = False) -> None:
        """Let somebody ask and claim, a third offer to join and be wished for, as far as settings let them."""
        await self._room.ask(f"{CANARY}: what does this mean?", by=asker, topic="Excel", anonymous=unnamed)
        [newest] = await self._room.query("SELECT max(id) FROM question")
        self._send(helper, self._room.questions, InteractionType.MESSAGE_COMPONENT, _pressed(f"claim:{newest}"))
        await self._quiet()
        [link] = await self._room.query("SELECT coalesce(max(id), 0) FROM link")
        self._forgery.people = (third,)
        wished = self._forgery.wished(f"hand-over-to:{link}")
        for who, data in ((third, _pressed(f"offer-too:{newest}")), (helper, wished)):
            self._send(who, self._room.questions, InteractionType.MESSAGE_COMPONENT, data)
        await self._quiet()

    def _one(self) -> tuple[Interaction | None, str]:
        kind = self._rng.choice(self._kinds)
        who = self._rng.choice((*self._members, *self._members, self._room.dev, self._room.elin, self._elsewhere))
        place = self._there if who is self._elsewhere else self._room.questions
        held, ours = self._room.bot.looking._drafts._held, self._env.backend.messages[who.user.dm_channel.id]
        self._forgery.known = self._known | {
            "number": [number for number, one in held.items() if one.writer == who.id] or (1, 2),
            "message": [message.id for message in ours.values() if message.author_id == who.id],
        }
        self._forgery.people = (self._elsewhere,) if who is self._elsewhere else self._members
        self._forgery.canary = CANARY if who is not self._elsewhere else "elsewhere"
        record = kind(who, place)
        self._report.counts[kind.__name__.strip("_")] += 1
        return record, self._said

    def _rename(self) -> None:
        for who in self._members:
            self._env.backend.get_guild(self._room.guild.id).members[who.id].nick = self._nasty.name()

    def _send(self, who: Any, place: Any, kind: int, data: dict[str, Any], **extra: Any) -> Interaction:
        here = None if place.id == who.user.dm_channel.id else who.guild.id
        record, payload = interactions.base_payload(
            self._env.backend, type=kind, channel_id=place.id, guild_id=here, user_id=who.id, data=data
        )
        self._said = f"{who.name}: {str(data)[:600]!a}"
        self._env.backend.emit("INTERACTION_CREATE", payload | extra)
        return record

    def _command(self, who: Any, place: Any) -> Interaction:
        """Any command, with options as Discord lets them through."""
        root, path, leaf = self._rng.choice(list(self._leaves(who)))
        self._threw("/" + " ".join(path))
        options = self._forgery.options(leaf, (self._room.questions, self._room.moderators), place)
        built, resolved = interactions.build_options(who, leaf["name"], leaf, options, channel_id=place.id)
        return self._send(who, place, InteractionType.APPLICATION_COMMAND, _data(root, path, built, resolved))

    def _typing(self, who: Any, place: Any) -> Interaction:
        """An option half typed."""
        found = [(root, path, leaf) for root, path, leaf in self._leaves(who) if _suggesting(leaf)]
        root, path, leaf = self._rng.choice(found)
        option = self._rng.choice(_suggesting(leaf))
        typed = {"name": option["name"], "type": option["type"], "value": self._forgery.value(option), "focused": True}
        return self._send(who, place, InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE, _data(root, path, [typed], {}))

    def _press(self, who: Any, place: Any) -> Interaction:
        return self._under_message(who, place, _pressed(self._forgery.custom_id()))

    def _menu(self, who: Any, place: Any) -> Interaction:
        if self._rng.random() < 0.2:
            return self._under_message(who, place, self._forgery.people_chosen())
        data = {"custom_id": self._forgery.custom_id(), "component_type": 3, "values": self._forgery.values()}
        return self._under_message(who, place, data)

    def _form(self, who: Any, place: Any) -> Interaction:
        data = self._forgery.form()
        if self._rng.random() < 0.5:
            return self._under_message(who, place, data, InteractionType.MODAL_SUBMIT)
        self._threw(data["custom_id"])
        return self._send(who, self._somewhere(who, place), InteractionType.MODAL_SUBMIT, data)

    def _letter(self, who: Any, _: Any) -> None:
        """Something written to the bot in private, sometimes in reply to what it wrote."""
        place = who.user.dm_channel
        ours, reference = self._ours(place), None
        if ours and self._rng.random() < 0.5:
            replied = {"channel_id": str(place.id), "message_id": str(self._rng.choice(ours).id)}
            reference = self._env.backend.normalize_message_reference(place.id, replied)
        self._said = f"{who.name} writes"
        self._env.backend.create_message(place.id, who.id, whole(self._forgery.letter()), reference=reference)
        self._env._mark_mutation()

    def _somewhere(self, who: Any, place: Any) -> Any:
        """Where it is said to have been done: sometimes in private messages, where no server is named."""
        return who.user.dm_channel if self._rng.random() < IN_PRIVATE else place

    def _under_message(
        self, who: Any, place: Any, data: dict[str, Any], kind: int = InteractionType.MESSAGE_COMPONENT
    ) -> Interaction:
        """A press, choice or form that says it was made under one of the bot's messages."""
        self._threw(data["custom_id"])
        where = self._somewhere(who, place)
        ours = self._ours(where)
        if not ours:
            return self._send(who, where, kind, data)
        under = self._rng.choice(ours)
        shown = dict(serializers.message_payload(self._env.backend, under))
        record = self._send(who, where, kind, data, message=shown)
        record.source_message_id = under.id
        return record

    def _ours(self, place: Any) -> list[Any]:
        backend = self._env.backend
        us = backend.bot_user.id
        return [message for message in backend.messages[place.id].values() if message.author_id == us]

    def _threw(self, what: str) -> None:
        word = what.partition(":")[0]
        if what.startswith("/") or word in self._room.bot.routes.words:
            self._report.steps[word] += 1

    def _leaves(self, who: Any) -> Iterator[tuple[dict[str, Any], list[str], dict[str, Any]]]:
        groups = {self._room.elin: {"mod", "mentorbot"}, self._elsewhere: {"mod", "mentorbot"}, self._room.dev: {"mod"}}
        hidden = {"mod", "mentorbot"} - groups.get(who, set())
        for command in self._room.bot.tree.get_commands():
            root = self._env.backend.find_command(command.name, who.guild.id, type=1)
            if root is not None and command.name not in hidden:
                for path, leaf in interactions.command_leaves(root):
                    yield root, path, leaf

    def _judge_answer(self, answered: Interaction | None, words: str) -> None:
        if answered is None:
            return
        typing = answered.type == InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE
        if not answered.responded and not (typing and answered.autocomplete_choices is not None):
            self._fault("never answered", words)
        for number in filter(None, [answered.message_id, *answered.followup_ids]):
            shown = self._env.backend.messages.get(answered.channel_id, {}).get(number)
            if shown is None:
                continue
            if WENT_WRONG in shown.content:
                self._fault("something went wrong", words)
            told = "\n".join(texts([shown.content, shown.embeds]))
            if answered.user_id == self._elsewhere.id and CANARY in told:
                self._fault("another server's question was shown", f"{words}: {told[:300]!a}")

    def _judge_requests(self) -> None:
        for entry in self._env.http_requests:
            if entry.method in ("POST", "PATCH") and isinstance(entry.json, dict):
                for fault in faults_of(cast("dict[str, Any]", entry.json), [self._stranger.id]):
                    self._fault(entry.path, fault)
                self._report.counts["requests looked at"] += 1
        self._env.http_requests.clear()

    def _judge_rings(self) -> None:
        for channel in self._env.backend.messages.values():
            for message in channel.values():
                if message.author_id != self._env.backend.bot_user.id:
                    continue  # what people write rings as it likes
                if message.mention_everyone or message.ping_role_ids or self._stranger.id in message.ping_user_ids:
                    self._fault("somebody was rung", f"{message.content[:200]!a}")

    def _fault(self, what: str, words: str) -> None:
        self._report.faults.append(f"{what}: {words}")


def _suggesting(leaf: dict[str, Any]) -> list[dict[str, Any]]:
    options: list[dict[str, Any]] = leaf.get("options") or []
    return [option for option in options if option.get("autocomplete")]


def _pressed(custom_id: str) -> dict[str, Any]:
    return {"custom_id": custom_id, "component_type": 2}


def _data(
    root: dict[str, Any], path: list[str], built: list[dict[str, Any]], resolved: dict[str, Any]
) -> dict[str, Any]:
    nested = interactions.nest_options(root, path[1:], built)
    data = {"id": root["id"], "name": root["name"], "type": 1, "options": nested}
    return data | {"resolved": resolved} if resolved else data

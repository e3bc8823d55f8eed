"""Who may do what where, by Discord's own computation."""

from mentorbot.playground.model import Overwrite
from mentorbot.playground.permissions import EVERYTHING, P, in_channel, named
from mentorbot.playground.practice import Practice
from tests.playground.clients import Rest


def test_the_moderators_room_is_seen_by_moderators_admins_and_the_bot_only(practice: Practice) -> None:
    room = practice.channel("moderators").channel
    seen_by = {
        user.name for user in practice.world.state.users.values() if in_channel(practice.world.state, user.id, room)
    }
    assert seen_by == {"Dev", "Elin", "mentorbot", "Head office"}


def test_a_members_own_overwrite_beats_a_roles(practice: Practice) -> None:
    state, room, amira = practice.world.state, practice.channel("staffroom").channel, practice.person("Amira")
    room.overwrites = [
        Overwrite(state.guild_id, of_member=False, deny=int(P.SEND_MESSAGES)),
        Overwrite(amira.id, of_member=True, allow=int(P.SEND_MESSAGES)),
    ]
    assert in_channel(state, amira.id, room) & P.SEND_MESSAGES
    assert not in_channel(state, practice.person("Ben").id, room) & P.SEND_MESSAGES


def test_a_roles_allowance_beats_everyones_denial(practice: Practice) -> None:
    state, room = practice.world.state, practice.channel("staffroom").channel
    mentor = next(role for role in state.roles.values() if role.name == "Mentor")
    room.overwrites = [
        Overwrite(state.guild_id, of_member=False, deny=int(P.ADD_REACTIONS)),
        Overwrite(mentor.id, of_member=False, allow=int(P.ADD_REACTIONS)),
    ]
    assert in_channel(state, practice.person("Ben").id, room) & P.ADD_REACTIONS
    assert not in_channel(state, practice.person("Amira").id, room) & P.ADD_REACTIONS


def test_without_seeing_a_channel_nothing_else_counts(practice: Practice) -> None:
    assert in_channel(practice.world.state, practice.person("Amira").id, practice.channel("moderators").channel) == 0


def test_administrators_may_do_everything(practice: Practice) -> None:
    state, ben = practice.world.state, practice.person("Ben")
    next(role for role in state.roles.values() if role.name == "Mentor").permissions = int(P.ADMINISTRATOR)
    assert in_channel(state, ben.id, practice.channel("moderators").channel) == EVERYTHING


def test_who_may_not_send_may_not_embed_or_attach(practice: Practice) -> None:
    practice.deny_bot("questions", "Send Messages")
    bits = in_channel(practice.world.state, practice.world.bot.id, practice.channel("questions").channel)
    assert not bits & (P.SEND_MESSAGES | P.EMBED_LINKS | P.ATTACH_FILES)


def test_permissions_are_found_by_the_names_of_discords_settings() -> None:
    assert named("Send Messages in Threads") is P.SEND_MESSAGES_IN_THREADS
    assert P.MANAGE_THREADS.words == "Manage Threads"


async def test_the_bot_is_refused_with_the_code_for_what_it_lacks(practice: Practice, rest: Rest) -> None:
    practice.deny_bot("questions", "Send Messages")
    assert (await rest.send("questions", content="hello")).code == 50013
    practice.deny_bot("questions", "View Channel")
    assert (await rest.send("questions", content="hello")).code == 50001
    practice.deny_bot("questions", "Embed Links")
    assert (await rest.send("questions", embeds=[{"title": "hello"}])).code == 50013
    practice.deny_bot("questions")
    assert (await rest.send("questions", embeds=[{"title": "hello"}])).status == 200

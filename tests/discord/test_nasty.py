"""Whatever people write, in every command and form: no error, no ping beyond those meant, text stays text."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorbot.domain.quoting import name
from tests.discord.staffroom import Staffroom

PIECES = [
    *(
        "**bold**",
        "__",
        "||",
        "`",
        "```",
        ">>> ",
        "# ",
        "-# ",
        "1. ",
        "[a](https://b.example)",
        "\\",
        "@everyone",
        "@here",
    ),
    *(
        "<@{dev}>",
        "<@&{role}>",
        "<#{channel}>",
        "<t:0:R>",
        "</ask:1>",
        "\n",
        "\t",
        "\x00",
        "\x1b[31m",
        "\u200b",
        "\u202e",
    ),
    *(
        "\u2066",
        "https://c.example/x_y",
        "🙂",
        "excel",
        "help ",
        "a" * 300,
        "\ud7ff",
        "\U0010ffff",
        "'; DROP TABLE",
        "=1+1",
    ),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=10), min_size=1)
together = texts.map("".join).filter(lambda text: text.strip() != "")
tried = settings(
    max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@tried
@given(text=together)
async def test_commands_of_members(room: Staffroom, text: str) -> None:
    text = _named(room, text)
    place, amira, ben = room.questions, room.amira, room.ben
    await ben.slash(place, "offer", until_or_for=text, topics=text)
    await ben.slash(place, "available", topic=text)
    await ben.slash(place, "skills", add=text)
    await ben.slash(place, "skills", add="Excel", note=text[:100])
    await room.offer(ben)
    await room.offer(room.chloe)
    await amira.slash(place, "available")
    await amira.slash(place, "ask", question=text, topic=text)
    asked = await amira.slash(place, "ask", question=f"{text[:1400]} …", topic="Excel")
    assert "Your question is posted" in asked.response.content
    assert room.pings(room.card) <= {ben.id, room.chloe.id}
    await amira.slash(place, "questions", mine=True)
    await ben.click(room.card, label="More…")
    await ben.click(room.card, label="I can help")
    assert room.pings(room.opening) == {amira.id, ben.id}
    await amira.slash(room.thread, "close", note=text[:200])
    for option in ("until_or_for", "topics"):
        await ben.autocomplete(place, "offer", option, text)
    await amira.autocomplete(place, "ask", "topic", text)
    _check(room)


@tried
@given(text=together)
async def test_forms(room: Staffroom, text: str) -> None:
    text = _named(room, text)
    ask = await room.amira.slash(room.questions, "ask")
    await room.amira.submit_modal(ask, {"question": f"{text[:1400]} …", "topic": text[:60]})
    again = await room.amira.slash(room.questions, "ask", topic=text)
    await room.amira.submit_modal(again, {"question": f"{text[:1400]} …"})
    for question in [*room.cards][-1:]:
        await room.amira.click((await room.amira.click(question, label="More…")).response, label="Withdraw")
    shown = await room.ben.slash(room.questions, "help")
    offer = await room.ben.click(shown.response, label="Offer help")
    await room.ben.submit_modal(offer, {"until": text[:40], "topics": text[:200]})
    menu = await room.ben.slash(room.questions, "skills")
    await room.ben.click(menu.response, label="Add a skill")
    skill = await room.ben.click(menu.response, label="Write a topic instead")
    await room.ben.submit_modal(skill, {"topic": text[:60], "note": text[:100]})
    skill = await room.ben.click(menu.response, label="Write a topic instead")
    await room.ben.submit_modal(skill, {"topic": "Scratch", "note": text[:100]})
    _check(room)


@tried
@given(text=together)
async def test_commands_of_moderators_and_admins(room: Staffroom, text: str) -> None:
    text = _named(room, text)
    elin, place = room.elin, room.questions
    await room.dev.slash(place, "mod export", period=text)
    await elin.slash(place, "mentorbot config", zone=text)
    await elin.slash(place, "mentorbot topics add", name=f"{text[:58]}xy", aliases=text, area=text[:40])
    await elin.slash(place, "mentorbot topics list")
    await elin.slash(place, "mentorbot topics merge", topic=f"{text[:58]}xy", into=text)
    shown = await elin.slash(place, "available", topic=f"{text[:58]}xy")
    assert shown.response.content
    await elin.slash(place, "mentorbot topics retire", topic=f"{text[:58]}xy")
    for command, option in (("mentorbot config", "zone"), ("mentorbot topics merge", "into")):
        await elin.autocomplete(place, command, option, text)
    await room.dev.autocomplete(place, "mod export", "period", text)
    _check(room)


async def test_names_that_mean_mischief(room: Staffroom) -> None:
    for nick in ("**@everyone**", "<@&1> `x`", "\u202eneB", "[win](https://e.example)", "# Head", "-# small", "||x||"):
        helper = room.guild.add_member(room.env.create_user("helper"), nick=nick)
        asker = room.guild.add_member(room.env.create_user("asker"), nick=nick)
        await room.offer(helper)
        await room.ask(by=asker)
        await helper.click(room.card, label="I can help")
        late = await room.chloe.click(room.card, label="More…")
        assert late.ephemeral
        await room.chloe.react(room.card, "✋")
        for shown in (room.card.content, room.now_on_card, room.told(room.chloe)[-1].content):
            assert name(nick) in shown
        await asker.slash(room.thread, "close")
    _check(room)


def _named(room: Staffroom, text: str) -> str:
    """Put in the ids of somebody, a role and a channel that are there."""
    ids = {"{dev}": room.dev.id, "{role}": room.moderator.id, "{channel}": room.moderators.id}
    for mark, number in ids.items():
        text = text.replace(mark, str(number))
    return text[:6000]


def _check(room: Staffroom) -> None:
    """Nobody but those meant was rung, and no message relied on Discord's default for mentions."""
    room.check_nothing_went_wrong()
    for channel in room.env.backend.messages.values():
        for message in channel.values():
            assert not message.mention_everyone
            assert not message.ping_role_ids
            assert not {room.dev.id, room.elin.id} & set(message.ping_user_ids)
    for entry in room.env.http_requests:
        body: Any = entry.json or {}
        sent = body.get("data", body) if entry.path.endswith("/callback") else body
        if sent and "content" in sent:
            assert sent["allowed_mentions"].get("parse") == [], entry.path

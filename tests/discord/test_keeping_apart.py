"""Not being brought together again: asked twice, done in silence, listed, undone."""

from typing import Any

from tests.discord.staffroom import Staffroom
from tests.discord.test_forged import forged

LABEL = "Don't bring us together again"


async def part(room: Staffroom, who: Any, card: Any = None) -> Any:
    """Press through it from a card's menu; give the message as it stands at the end."""
    menu = await who.click(card or room.card, label="More…")
    asked = await who.click(menu.response, label=LABEL)
    assert asked.ephemeral
    await who.click(asked.response, label="Keep us apart")
    return asked.response


async def finished(room: Staffroom) -> None:
    """Let Ben help Amira to the end."""
    await room.claimed()
    await room.amira.click(room.opening, label="Sorted")


async def test_it_is_explained_first_and_can_be_left(room: Staffroom) -> None:
    await finished(room)
    menu = await room.amira.click(room.card, label="More…")
    asked = await room.amira.click(menu.response, label=LABEL)
    assert asked.response.content.startswith("**Never bring you and Ben together again?**")
    assert "They are not told." in asked.response.content
    await room.amira.click(asked.response, label="Leave it")
    assert asked.response.content == "Nothing was changed."
    assert await room.query("SELECT count(*) FROM block") == [0]


async def test_whoever_is_kept_away_reads_only_what_anybody_may_read(room: Staffroom) -> None:
    await finished(room)
    before = len(room.told(room.ben))
    assert (await part(room, room.amira)).content.startswith("Done: I won't bring you and Ben together again.")
    assert len(room.told(room.ben)) == before
    await room.pass_time(hours=1)
    await room.offer(room.ben)
    await room.ask("How do I sort a table?")
    assert room.pings(room.card) == set()
    refused = await room.ben.click(room.card, label="I can help")
    assert refused.response.content.startswith("Thank you for offering! I can't give you this one.")
    assert "That can have many reasons" in refused.response.content
    await room.ben.react(room.card, "✋")
    assert room.told(room.ben)[-1].content.startswith("Thank you for offering! I can't give you this one.")
    menu = (await room.ben.click(room.card, label="More…")).response.content
    assert "I didn't call you for this one. You're welcome to help all the same" in menu
    assert "Ben" in (await room.amira.slash(room.questions, "available")).response.content


async def test_it_is_listed_and_undone_by_name(room: Staffroom) -> None:
    await finished(room)
    done = await part(room, room.ben)
    kept = await room.ben.click(done, label="People I keep apart from you")
    assert "I don't bring you together with Amira." in kept.response.content
    await room.ben.select(kept.response, [str(room.amira.id)], custom_id="apart-undo")
    assert kept.response.content == "I keep nobody apart from you."
    await room.ask("How do I sort a table?")
    await room.ben.click(room.card, label="I can help")
    assert "Ben is helping" in room.card.content


async def test_an_anonymous_asker_is_kept_away_without_a_name_anywhere(room: Staffroom) -> None:
    await room.ask(by=room.elin)
    await room.change("UPDATE server SET anonymous = 'on'")
    await room.ask(anonymous=True)
    await room.ben.click(room.card, label="I can help")
    menu = await room.amira.click(room.card, label="More…")
    assert LABEL in str(menu.response.components)
    await room.amira.click(menu.response, label="It's sorted")
    done = await part(room, room.ben)
    assert "whoever asked question 2" in done.content
    await room.pass_time(hours=1)
    await room.ask("How do I sort a table?", anonymous=True)
    assert "I can't give you this one" in (await room.ben.click(room.card, label="I can help")).response.content
    kept = (await room.ben.click(done, label="People I keep apart from you")).response
    assert "whoever asked question 2" in kept.content
    assert "Amira" not in kept.content + done.content
    await room.ben.select(kept, ["2"], custom_id="apart-undo-unnamed")
    await room.ben.click(room.card, label="I can help")
    assert "Ben is helping" in room.card.content


async def test_who_never_met_an_anonymous_asker_is_not_offered_it_and_cannot_make_it_up(room: Staffroom) -> None:
    await room.ask(by=room.elin)
    await room.change("UPDATE server SET anonymous = 'on'")
    await room.ask(anonymous=True)
    menu = (await room.chloe.click(room.card, label="More…")).response
    assert "Tell the moderators" in str(menu.components)
    assert LABEL not in str(menu.components)
    for custom_id in ("apart:2", "apart-now:2"):
        assert "There is nobody here to keep apart from you." in await forged(room, room.chloe, custom_id)
    assert "That choice isn't there any more." in await forged(room, room.chloe, "apart-undo", ["x"])
    assert await room.query("SELECT count(*) FROM unnamed_block") == [0]


async def test_a_running_thread_goes_on(room: Staffroom) -> None:
    await room.claimed()
    await part(room, room.amira)
    assert not room.thread_is("archived")
    await room.amira.click(room.opening, label="Sorted")
    assert room.thread_is("archived", "locked")


async def test_the_list_is_empty_for_whoever_keeps_nobody_away(room: Staffroom) -> None:
    assert await forged(room, room.chloe, "kept-apart") == "I keep nobody apart from you."


async def test_who_is_kept_apart_reads_the_same_as_whoever_finds_a_helper_at_rest(room: Staffroom) -> None:
    await room.ask()
    more = await room.ben.click(room.card, label="More…")
    await room.ben.click((await room.ben.click(more.response, label=LABEL)).response, label="Keep us apart")
    await room.offer(room.ben)
    kept = await room.ask("Where is the macro menu?", topic="Excel")
    assert room.pings(room.card) == set()
    await room.ask("What is a pivot table?", by=room.chloe, topic="Excel")
    assert room.pings(room.card) == {room.ben.id}
    resting = await room.ask("How do I print on one page?", by=room.dev, topic="Excel")
    assert room.pings(room.card) == set()
    words = [answer.response.content.partition("\n")[2] for answer in (kept, resting)]
    assert words[0] == words[1]
    assert words[0].startswith("One person is available for Excel, but can't be called just now")
    assert "Ben until" in (await room.amira.slash(room.questions, "available")).response.content

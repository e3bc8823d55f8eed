"""Nobody sees by the bot's messages which anonymous questions were asked by somebody who has just been erased."""

from typing import Any

from tests.discord.staffroom import QUESTION, Staffroom
from tests.discord.test_privacy import erase
from tests.discord.unnamed import SHY, claimed


def shown(message: Any) -> str:
    """Everything that stands in a message."""
    embeds = [embed.to_dict() for embed in message.embeds]
    return f"{message.content} {embeds} {[row.to_dict() for row in message.components]}"


async def test_the_named_card_changes_at_once_and_the_anonymous_one_only_later_without_saying_why(
    room: Staffroom,
) -> None:
    await claimed(room)
    unnamed, thread, opening = room.card, room.thread, room.opening
    before = shown(unnamed), shown(opening)
    await room.ask(QUESTION)
    told = await erase(room, room.amira)
    assert "goes within three days" in told.content
    assert "erased at the wish of whoever asked" in room.card.embeds[0].description
    assert (shown(room.cards[0]), shown(room.opening)) == before
    await room.pass_time(hours=12)
    assert "Withdrawn by the asker" in room.cards[0].embeds[0].fields[0].value
    assert room.cards[0].embeds[0].description == unnamed.embeds[0].description
    await room.pass_time(hours=60)
    assert "no longer kept" in room.cards[0].embeds[0].description
    assert "What was asked is no longer kept." in room.opening.content
    assert SHY not in str([message.content for message in thread.history()])
    assert "erased" not in room.opening.content + str(room.cards[0].embeds[0].to_dict())


async def test_whoever_erases_themselves_is_told_what_could_not_be_opened_without_its_key(room: Staffroom) -> None:
    await claimed(room)
    assert "secret key" not in (await erase(room, room.ben)).content
    await room.change("UPDATE identity SET sealed = x'00'")
    assert "my secret key is missing" in (await erase(room, room.amira)).content

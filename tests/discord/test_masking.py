"""Switching on that members may ask without their name: an admin reads what Discord's policy says first."""

from pathlib import Path
from typing import Any

import pytest

from mentorbot.settings import Settings
from tests.discord.playing import settings_for
from tests.discord.staffroom import Staffroom
from tests.discord.test_forged import forged


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    chosen = settings_for(tmp_path / "mentorbot.db")
    return chosen.model_copy(update={"secret_key": request.param}) if hasattr(request, "param") else chosen


async def config(room: Staffroom, **options: Any) -> Any:
    return (await room.elin.slash(room.questions, "mentorbot config", **options)).response


async def test_a_new_server_asks_by_name_and_the_overview_says_so(room: Staffroom) -> None:
    shown = (await config(room)).content
    assert "Asking without a name: off. Every question says who asked." in shown
    assert "One moderator is enough to look up who asked anonymously." in shown


@pytest.mark.parametrize(("choice", "words"), [("on", "Members may choose it"), ("default", "shows no name unless")])
async def test_it_is_explained_and_only_the_button_switches_it_on(room: Staffroom, choice: str, words: str) -> None:
    asked = await config(room, anonymous=choice)
    assert "apps must not mask people's identities" in asked.content
    assert "`/mod lookup`" in asked.content
    assert "30 days" in asked.content
    assert "Asking without a name: off" in (await config(room)).content
    await room.elin.click(asked, label="I understand: switch it on")
    assert words in asked.content
    assert asked.components == []
    assert words in (await config(room)).content
    assert (await room.query("SELECT detail FROM event WHERE kind = 'setting-changed'"))[-1] == f"anonymous {choice}"


async def test_it_can_be_left_off(room: Staffroom) -> None:
    asked = await config(room, anonymous="on")
    await room.elin.click(asked, label="Leave it off")
    assert asked.content.startswith("It stays off")
    assert await room.query("SELECT anonymous FROM server") == ["off"]


async def test_what_is_on_is_changed_and_switched_off_at_once(room: Staffroom) -> None:
    await room.elin.click(await config(room, anonymous="on"), label="I understand: switch it on")
    assert "shows no name unless" in (await config(room, anonymous="default")).content
    assert "Asking without a name: off" in (await config(room, anonymous="off")).content


async def test_two_moderators_can_be_required(room: Staffroom) -> None:
    shown = (await config(room, second_moderator=True)).content
    assert "Another moderator has to agree to look up who asked anonymously." in shown
    assert "One moderator is enough" in (await config(room, second_moderator=False)).content


@pytest.mark.parametrize("settings", [None], indirect=True)
async def test_without_a_key_it_says_kindly_who_has_to_do_what(room: Staffroom) -> None:
    told = (await config(room, anonymous="on")).content
    assert "`mentorbot new-key`" in told
    assert "Whoever runs me" in told
    pressed = await forged(room, room.elin, "anonymous-on:1")
    assert "`mentorbot new-key`" in pressed
    assert await room.query("SELECT anonymous FROM server") == ["off"]
    assert "off" in (await config(room, anonymous="off")).content


async def test_nobody_but_an_admin_switches_it_on_by_a_made_up_press(room: Staffroom) -> None:
    for who in (room.amira, room.dev):
        assert "for the people who run this server" in await forged(room, who, "anonymous-on:1")
    assert "That choice isn't there any more." in await forged(room, room.elin, "anonymous-on:7")
    assert await room.query("SELECT anonymous FROM server") in ([], ["off"])

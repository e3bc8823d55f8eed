"""A practice that goes on another day, and one that leaves nothing behind."""

from pathlib import Path

import pytest

from mentorbot.playground.practice import Practice
from mentorbot.playground.storage import Unreadable
from tests.playground.clients import Rest


async def test_a_later_start_continues(tmp_path: Path) -> None:
    async with Practice(tmp_path, bot="external") as first, Rest(first) as rest:
        await rest("PUT", f"/applications/{first.world.bot.id}/commands", [{"name": "ask", "description": "Ask"}])
        sent = await rest.send("questions", content="card", embeds=[{"title": "Question 1"}])
        await rest("POST", f"/channels/{sent.body['channel_id']}/messages/{sent.body['id']}/threads", {"name": "talk"})
        card = first.channel("questions").messages[-1]
        await first.person("Ben").react(card, "✋")
        await first.person("Chloe").close_dms()
        await first.advance(3600)
        kept = (card.text, card.reactions, first.world.now())
    async with Practice(tmp_path, bot="external") as second, Rest(second) as rest:
        card = second.channel("questions").messages[-1]
        assert (card.text, card.reactions) == kept[:2]
        assert card.thread
        assert card.thread.name == "talk"
        assert second.world.now() >= kept[2]
        assert second.realm.knows_commands
        assert not second.person("Chloe").user.dms_open
        again = await rest.send("questions", content="newer")
        assert int(again.body["id"]) > card.id


async def test_changes_are_on_disk_soon_even_if_the_server_is_killed(tmp_path: Path) -> None:
    async with Practice(tmp_path, bot="external") as practice:
        await practice.person("Amira").say("questions", "remember me")
        saved = practice.server.saved
        assert saved
        await saved.wait()
        assert "remember me" in (tmp_path / "world.json").read_text(encoding="utf-8")


async def test_files_are_kept_too(tmp_path: Path) -> None:
    async with Practice(tmp_path, bot="external") as practice:
        practice.world.files[7] = b"a,b"
    assert (tmp_path / "files" / "7").read_bytes() == b"a,b"


async def test_without_a_folder_nothing_is_left_behind() -> None:
    async with Practice(bot="external") as practice:
        folder = practice.database.parent
        assert folder.is_dir()
    assert not folder.exists()


async def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "world.json").write_text("my holiday photos", encoding="utf-8")
    with pytest.raises(Unreadable, match="Move it away"):
        Practice(tmp_path, bot="external")
    assert (tmp_path / "world.json").read_text(encoding="utf-8") == "my holiday photos"


async def test_starting_again_clears_world_and_database(tmp_path: Path) -> None:
    async with Practice(tmp_path, bot="external") as practice:
        practice.database.write_text("old", encoding="utf-8")
        await practice.person("Amira").say("questions", "old")
        await practice.advance(3600)
        await practice.server.course.start_again()
        assert practice.channel("questions").messages == []
        assert practice.world.clock.offset.total_seconds() == 0
        assert not practice.database.exists()

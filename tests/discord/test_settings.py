"""/settings: every page, button, menu and form; and what comes of the choices."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from mentorbot.sealing import new_key
from mentorbot.settings import Settings
from tests.discord.playing import settings_for
from tests.discord.staffroom import Staffroom

# simcord's first day is a Thursday, the first of January 2026, and the tests begin at noon.


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A bot with a key, so that schools can be kept."""
    return settings_for(tmp_path / "mentorbot.db").model_copy(update={"secret_key": SecretStr(new_key())})


async def opened(room: Staffroom, page: str | None = None) -> Any:
    """Open Ben's settings, and a page of them."""
    menu = await room.ben.slash(room.questions, "settings")
    if page:
        await room.ben.click(menu.response, label=page)
    return menu


async def press(room: Staffroom, menu: Any, label: str) -> str:
    await room.ben.click(menu.response, label=label)
    return str(menu.response.content)


async def fill_in(room: Staffroom, menu: Any, label: str, **fields: str) -> str:
    form = await room.ben.click(menu.response, label=label)
    answer = await room.ben.submit_modal(form, fields)
    shown = answer.response if answer.response is not None else menu.response
    return str(shown.content)


async def test_the_first_page_shows_everything_at_a_glance_to_oneself_alone(room: Staffroom) -> None:
    menu = await opened(room)
    assert menu.ephemeral
    assert menu.response.content.splitlines() == [
        "**Your settings.** Nothing here has to be changed, and nobody else sees it.",
        "• Quiet from 19:00 to 08:00 and at weekends (London, 12:00 now)",
        "• At most 2 questions at once, 2 hours a week; 30 minutes' rest after helping",
        "• Called in the channel, only while you're offering help",
        "• Weekly times: none",
        "• Your school: not given",
        "• When you ask: I call people at once; I ask you later whether it worked",
    ]


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("Quiet hours", "**Quiet hours**: from 19:00 to 08:00 and at weekends"),
        ("How much", "**How much?** At most 2 questions at once"),
        ("Calls", "**How I call you**: in the channel"),
        ("Weekly times", "**You have no weekly times.**"),
        ("Time zone", "**Time zone**: London, 12:00 now. That is this server's clock."),
        ("School", "**I don't know your school.**"),
        ("When I ask", "**When you ask**: I call people at once"),
        ("All as at first…", "**Go back to what everybody begins with?**"),
    ],
)
async def test_each_page_opens_and_leads_back(room: Staffroom, page: str, says: str) -> None:
    menu = await opened(room, page)
    assert menu.response.content.startswith(says)
    assert (await press(room, menu, "Back")).startswith("**Your settings.**")


async def test_quiet_hours_are_written_as_people_say_them(room: Staffroom) -> None:
    menu = await opened(room, "Quiet hours")
    assert "from 18:30 to 07:00 and at weekends" in await fill_in(room, menu, "Change the hours", hours="6.30pm - 7")
    assert "from 18:30 to 07:00. It's 12:00 in London." in await press(room, menu, "Weekends: call me")
    assert "**Quiet hours**: never" in await press(room, menu, "None at all")
    assert "**Quiet hours**: at weekends" in await press(room, menu, "Weekends: quiet")
    assert "from 19:00 to 08:00 and at weekends" in await press(room, menu, "As at first")
    assert "**Quiet hours**: at weekends" in await fill_in(room, menu, "Change the hours", hours="")


async def test_hours_that_are_none_are_refused_and_given_back(room: Staffroom) -> None:
    menu = await opened(room, "Quiet hours")
    answer = await fill_in(room, menu, "Change the hours", hours="after tea")
    assert "I couldn't read that as hours." in answer
    assert "after tea" in answer
    assert "That would be the whole day." in await fill_in(room, menu, "Change the hours", hours="8am-8am")


async def test_limits_are_chosen_from_menus_and_go_back_to_the_usual(room: Staffroom) -> None:
    menu = await opened(room, "How much")
    await room.ben.select(menu.response, ["1"], custom_id="limit-links")
    await room.ben.select(menu.response, ["60"], custom_id="limit-week")
    await room.ben.select(menu.response, ["0"], custom_id="limit-rest")
    assert menu.response.content.startswith(
        "**How much?** At most one question at once, 1 hour a week; no rest after helping."
    )
    assert "This week so far: 0 minutes." in menu.response.content
    await room.ben.select(menu.response, ["10080"], custom_id="limit-week")
    assert "no limit a week" in menu.response.content
    await room.ben.select(menu.response, ["60"], custom_id="limit-rest")
    assert "1 hour's rest after helping" in menu.response.content
    await room.ben.select(menu.response, ["240"], custom_id="limit-rest")
    assert "4 hours' rest after helping" in menu.response.content
    assert "At most 2 questions at once, 2 hours a week" in await press(room, menu, "As at first")


async def test_calls_may_come_privately_and_outside_offers(room: Staffroom) -> None:
    menu = await opened(room, "Calls")
    assert "in the channel and privately, only" in await press(room, menu, "Write to me privately too")
    assert "privately, outside your offers too" in await press(room, menu, "Outside my offers too")
    assert "in the channel, outside" in await press(room, menu, "Only in the channel")
    assert "only while you're offering help" in await press(room, menu, "Only in my offers")


async def test_a_city_or_a_country_is_enough_for_the_time_zone(room: Staffroom) -> None:
    menu = await opened(room, "Time zone")
    said = await fill_in(room, menu, "Change", place="berlin")
    assert said.startswith("**Time zone**: Berlin, 13:00 now. Your own choice.")
    assert "Madrid" not in said
    assert "There are several clocks there." in await fill_in(room, menu, "Change", place="Spain")
    await room.ben.select(menu.response, ["Atlantic/Canary"], custom_id="zone-choose")
    assert "Canary, 12:00 now" in menu.response.content
    assert "I don't know that place." in await fill_in(room, menu, "Change", place="Hogwarts")
    assert "That is this server's clock." in await press(room, menu, "The server's")


async def test_a_school_is_shown_as_known_and_never_by_its_name(room: Staffroom) -> None:
    menu = await opened(room, "School")
    said = await fill_in(room, menu, "Name it", school="Hilltop Primary")
    assert said.startswith("**Your school is set.** I keep it as a code.")
    assert "Hilltop" not in said
    home = await press(room, menu, "Back")
    assert "• Your school: known, as a code" in home
    await press(room, menu, "School")
    assert "**I don't know your school.**" in await press(room, menu, "Forget it")


async def test_weekly_times_begin_offers_by_themselves(room: Staffroom) -> None:
    await room.ben.slash(room.questions, "skills", add="Excel")
    menu = await opened(room, "Weekly times")
    said = await fill_in(room, menu, "Write them", windows="Thursdays 1-2pm; Fridays 15:30-17:00")
    assert said.startswith("**Weekly times**: Thursdays 13:00 to 14:00; Fridays 15:30 to 17:00 (London, 12:00 now).")
    assert "Next: <t:" in said
    await room.pass_time(hours=1)
    listed = await room.ben.slash(room.questions, "available")
    assert "That's your weekly time." in listed.response.content
    assert room.told(room.ben) == [], "nobody is told of what they wished themselves"
    await room.ask()
    assert room.pings(room.card) == {room.ben.id}
    await room.pass_time(hours=1)
    assert "Nobody is offering" in (await room.amira.slash(room.questions, "available")).response.content
    await press(room, menu, "None any more")
    assert menu.response.content.startswith("**You have no weekly times.**")


async def test_weekly_times_survive_a_restart_and_begin_late(room: Staffroom) -> None:
    await room.ben.slash(room.questions, "skills", add="Excel")
    menu = await opened(room, "Weekly times")
    await fill_in(room, menu, "Write them", windows="Thursdays 13:00-14:00")
    await room.restart(hours=1, minutes=30)
    assert "Ben until" in (await room.amira.slash(room.questions, "available")).response.content
    await room.pass_time(minutes=30)
    assert "Nobody is offering" in (await room.amira.slash(room.questions, "available")).response.content


async def test_weekly_times_that_cannot_be_read_are_given_back(room: Staffroom) -> None:
    menu = await opened(room, "Weekly times")
    answer = await fill_in(room, menu, "Write them", windows="Thursdays after school")
    assert 'read "thursdays after school" as times of a day.' in answer
    assert "Thursdays after school" in answer
    without = await fill_in(room, menu, "Write them", windows="Thursdays 15:30-17:00")
    assert "You have no skills yet" in without


async def test_trying_first_and_being_asked_later_are_switched(room: Staffroom) -> None:
    menu = await opened(room, "When I ask")
    assert "you try first, for five minutes" in await press(room, menu, "I'll try first")
    assert "I don't ask you later" in await press(room, menu, "Don't ask me later")
    assert "I ask you later" in await press(room, menu, "Ask me later")
    assert "I call people at once" in await press(room, menu, "Call people at once")


async def test_everything_goes_back_to_how_it_was_at_first(room: Staffroom) -> None:
    menu = await opened(room, "Quiet hours")
    before = await press(room, menu, "Back")
    await press(room, menu, "Quiet hours")
    await press(room, menu, "None at all")
    await press(room, menu, "Back")
    await press(room, menu, "Calls")
    await press(room, menu, "Write to me privately too")
    await press(room, menu, "Back")
    await press(room, menu, "All as at first…")
    assert await press(room, menu, "Yes, all as at first") == before


async def test_whoever_asked_for_it_is_called_in_a_private_message_with_the_reason(room: Staffroom) -> None:
    menu = await opened(room, "Calls")
    await press(room, menu, "Write to me privately too")
    await room.offer(room.ben)
    await room.offer(room.chloe)
    await room.ask()
    (call,) = room.told(room.ben)
    link = f"https://discord.com/channels/{room.guild.id}/{room.questions.id}/{room.card.id}"
    assert call.content.startswith(f"A question about Excel is waiting: {link}\nI called you because you offered Excel")
    assert room.told(room.chloe) == []
    assert room.pings(room.card) == {room.ben.id, room.chloe.id}


async def test_somebody_who_takes_no_private_messages_is_called_in_the_channel_alone(room: Staffroom) -> None:
    menu = await opened(room, "Calls")
    await press(room, menu, "Write to me privately too")
    await room.offer(room.ben)
    room.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    await room.ask()
    assert room.told(room.ben) == []
    assert room.pings(room.card) == {room.ben.id}


async def test_whoever_offers_while_full_or_in_quiet_hours_is_told_what_that_means(room: Staffroom) -> None:
    menu = await opened(room, "How much")
    await room.ben.select(menu.response, ["1"], custom_id="limit-links")
    await room.claimed()
    full = await room.offer(room.ben)
    assert "You're helping with as much at once as you wanted" in full.response.content
    evening = await room.offer(room.chloe, until="8 hours")
    assert "Your quiet hours begin at <t:" in evening.response.content
    await room.pass_time(hours=8)
    late = await room.offer(room.chloe)
    assert "You offered, so I call you although these are your quiet hours." in late.response.content


async def test_whoever_helped_enough_this_week_reads_no_promise_to_be_called(room: Staffroom) -> None:
    menu = await opened(room, "How much")
    await room.ben.select(menu.response, ["30"], custom_id="limit-week")
    await room.pass_time(hours=10)
    await room.claimed()
    await room.pass_time(hours=1)
    await room.ben.click(room.opening, label="Sorted")
    offered = (await room.offer(room.ben)).response.content
    assert "so I won't call you. /settings can change that." in offered
    assert "so I call you" not in offered

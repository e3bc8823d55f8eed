"""The page of `/settings` on how much somebody wants to help."""

from collections.abc import Callable, Iterable
from typing import Any

import discord

from mentorbot.domain.durations import length_in_words
from mentorbot.rendering.parts import Sheet, button
from mentorbot.services.choosing import MOST_LINKS, WEEK_MINUTES, Chosen

WEEKS = (30, 60, 90, 120, 180, 240, 360, 600, WEEK_MINUTES[-1])
RESTS = (0, 15, 30, 60, 120, 240, 1440)


def limits(chosen: Chosen) -> Sheet:
    """Draw a menu for each limit; what somebody helped so far is shown to them alone."""
    helped = length_in_words(chosen.load.minutes)
    lines = [
        f"**How much?** {at_once(chosen)}, {week_of(chosen)}; {rest_of(chosen)}.",
        f"This week so far: {helped}. A thread counts until its end, an hour at the most.",
        "I call you for nothing beyond that. You may take questions uncalled, within your number at once.",
    ]
    menus = (
        _menu(
            custom_id="limit-links",
            values=MOST_LINKS,
            now=links_of(chosen),
            words=lambda number: f"{_questions(number)} at once",
        ),
        _menu(custom_id="limit-week", values=WEEKS, now=minutes_of(chosen), words=_week),
        _menu(custom_id="limit-rest", values=RESTS, now=cool_down_of(chosen), words=_rest),
    )
    usual = (button("As at first", "limit-usual"), button("Back", "settings"))
    return Sheet("\n".join(lines), (), (*((menu,) for menu in menus), usual))


def at_once(chosen: Chosen) -> str:
    return f"At most {_questions(links_of(chosen))} at once"


def week_of(chosen: Chosen) -> str:
    return _week(minutes_of(chosen))


def rest_of(chosen: Chosen) -> str:
    return _rest(cool_down_of(chosen))


def links_of(chosen: Chosen) -> int:
    return chosen.rest.most_links if chosen.member.most_links is None else chosen.member.most_links


def minutes_of(chosen: Chosen) -> int:
    return chosen.rest.week_minutes if chosen.member.week_minutes is None else chosen.member.week_minutes


def cool_down_of(chosen: Chosen) -> int:
    usual = int(chosen.rest.after_helping.total_seconds() // 60)
    return usual if chosen.member.cool_down is None else chosen.member.cool_down


def _questions(number: int) -> str:
    return "one question" if number == 1 else f"{number} questions"


def _week(minutes: int) -> str:
    return "no limit a week" if minutes >= WEEK_MINUTES[-1] else f"{length_in_words(minutes)} a week"


def _rest(minutes: int) -> str:
    length = length_in_words(minutes)
    of = "'" if length.endswith("s") else "'s"
    return f"{length}{of} rest after helping" if minutes else "no rest after helping"


def _menu(*, custom_id: str, values: Iterable[int], now: int, words: Callable[[int], str]) -> discord.ui.Select[Any]:
    options = [
        discord.SelectOption(label=words(value)[0].upper() + words(value)[1:], value=str(value), default=value == now)
        for value in sorted({*values, now})
    ]
    return discord.ui.Select(custom_id=custom_id, options=options[:25])

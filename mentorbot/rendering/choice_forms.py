"""The forms of `/settings`."""

import discord

from mentorbot.domain.dayspans import in_figures_of_a_clock
from mentorbot.domain.quiet import QuietHours
from mentorbot.domain.schools import LONGEST as LONGEST_SCHOOL
from mentorbot.domain.weekly import LONGEST_TEXT, Window, shown
from mentorbot.forms import Form


def quiet_form(hours: QuietHours) -> Form:
    now = f"{in_figures_of_a_clock(hours.start)} to {in_figures_of_a_clock(hours.end)}"
    field = discord.ui.TextInput[Form](
        custom_id="hours",
        required=False,
        max_length=60,
        default=now if hours.start != hours.end else None,
        placeholder="19:00 to 08:00",
    )
    label = discord.ui.Label(
        text="Quiet from when to when?", description="Leave it empty for no quiet hours by day.", component=field
    )
    return Form("Quiet hours", "quiet-form", label)


def weekly_form(windows: list[Window]) -> Form:
    field = discord.ui.TextInput[Form](
        custom_id="windows",
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=LONGEST_TEXT,
        default=shown(windows) or None,
        placeholder="Thursdays 15:30-17:00; Mon, Wed 8-8.30am",
    )
    label = discord.ui.Label(
        text="Days and times", description="Leave it empty for none. By the clock of your time zone.", component=field
    )
    return Form("Weekly times", "weekly-form", label)


def zone_form() -> Form:
    field = discord.ui.TextInput[Form](custom_id="place", max_length=60, placeholder="London")
    label = discord.ui.Label(
        text="Where are you?", description="A larger city near you, or your country.", component=field
    )
    return Form("Time zone", "zone-form", label)


def school_form() -> Form:
    field = discord.ui.TextInput[Form](
        custom_id="school", min_length=4, max_length=LONGEST_SCHOOL, placeholder="LS1 4AB"
    )
    label = discord.ui.Label(
        text="Your school's postcode or name",
        description="Its postcode is best: your colleagues have to write the same.",
        component=field,
    )
    return Form("Your school", "school-form", label)

"""The private menu of `/settings`: one page for each thing that somebody can choose, all reached from the first."""

from typing import Any

import discord

from mentorbot.domain.dayspans import in_figures_of_a_clock
from mentorbot.domain.quiet import QuietHours, is_quiet
from mentorbot.domain.weekly import shown
from mentorbot.domain.zonewords import place
from mentorbot.rendering.limits import at_once, rest_of, week_of
from mentorbot.rendering.parts import Sheet, button, on
from mentorbot.services.choosing import Chosen

USUAL = "As at first"


def home(chosen: Chosen) -> Sheet:
    """Draw everything at a glance, with a button for each page."""
    lines = [
        "**Your settings.** Nothing here has to be changed, and nobody else sees it.",
        f"• Quiet {quiet_in_words(chosen.hours)} ({_clock(chosen)})",
        f"• {at_once(chosen)}, {week_of(chosen)}; {rest_of(chosen)}",
        f"• Called {_calls(chosen)}",
        f"• Weekly times: {shown(chosen.windows) or 'none'}",
        f"• Your school: {'known, as a code' if chosen.member.school else 'not given'}",
        f"• When you ask: {_asking(chosen)}",
    ]
    first = (button("Quiet hours", "set-quiet"), button("How much", "set-limits"), button("Calls", "set-calls"))
    second = (button("Weekly times", "set-weekly"), button("Time zone", "set-zone"), button("School", "set-school"))
    third = (
        button("When I ask", "set-asking"),
        button("People I keep apart from you", "kept-apart"),
        button("All as at first…", "set-anew"),
    )
    return Sheet("\n".join(lines), (), (first, second, third))


def quiet(chosen: Chosen) -> Sheet:
    hours = chosen.hours
    lines = [
        f"**Quiet hours**: {quiet_in_words(hours)}. It's {_time(chosen)} in {place(chosen.zone.key)}.",
        "I don't call you then. If you offer help within them, I call you while that offer lasts.",
    ]
    weekends = button(
        "Weekends: call me" if hours.weekends else "Weekends: quiet", "quiet-weekends", int(not hours.weekends)
    )
    change = button("Change the hours", "quiet-write", style=discord.ButtonStyle.primary)
    rest = (button("None at all", "quiet-never"), button(USUAL, "quiet-usual"), _back())
    return Sheet("\n".join(lines), (), ((change, weekends), rest))


def quiet_in_words(hours: QuietHours) -> str:
    """Write "from 19:00 to 08:00 and at weekends"."""
    night = f"from {in_figures_of_a_clock(hours.start)} to {in_figures_of_a_clock(hours.end)}"
    parts = [night] * (hours.start != hours.end) + ["at weekends"] * hours.weekends
    return " and ".join(parts) or "never"


def calls(chosen: Chosen) -> Sheet:
    member = chosen.member
    lines = [
        f"**How I call you**: {_calls(chosen)}.",
        "A private message comes beside the call in the channel, never in your quiet hours.",
    ]
    message = "Only in the channel" if member.by_message else "Write to me privately too"
    outside = "Only in my offers" if member.call_outside else "Outside my offers too"
    row = (
        button(message, "calls-message", int(not member.by_message)),
        button(outside, "calls-outside", int(not member.call_outside)),
        _back(),
    )
    return Sheet("\n".join(lines), (), (row,))


def weekly(chosen: Chosen) -> Sheet:
    lines = ["**You have no weekly times.** With some, you need not type /offer each week."]
    if chosen.windows:
        lines = [f"**Weekly times**: {shown(chosen.windows)} ({_clock(chosen)})."]
    lines.append("You're available then without typing anything, with all your skills. /available has a Stop button.")
    if chosen.next_window:
        begin = chosen.next_window[1]
        lines.append(f"Next: {on(begin)}.")
        if is_quiet(chosen.hours, chosen.zone, begin):
            lines.append("That begins within your quiet hours: I call you then all the same, since you say so.")
    if chosen.windows and not chosen.skilled:
        lines.append("You have no skills yet: add some with /skills, or nothing will happen then.")
    elif chosen.windows and chosen.member.paused:
        lines.append("Your skills are paused: nothing happens until you resume them with /skills.")
    change = button("Change" if chosen.windows else "Write them", "weekly-write", style=discord.ButtonStyle.primary)
    none = (button("None any more", "weekly-none"),) if chosen.windows else ()
    return Sheet("\n".join(lines), (), ((change, *none, _back()),))


def zone(chosen: Chosen) -> Sheet:
    whose = "Your own choice." if chosen.member.zone else "That is this server's clock."
    text = f"**Time zone**: {_clock(chosen)}. {whose}\nQuiet hours and weekly times are meant by it."
    change = button("Change", "zone-write", style=discord.ButtonStyle.primary)
    server = (button("The server's", "zone-usual"),) if chosen.member.zone else ()
    return Sheet(text, (), ((change, *server, _back()),))


def which_zone(zones: list[tuple[str, str]]) -> Sheet:
    """Ask which of several zones is meant; each comes with the time there."""
    options = [discord.SelectOption(label=f"{place(name)}, {time} now"[:100], value=name[:100]) for name, time in zones]
    menu: discord.ui.Select[Any] = discord.ui.Select(
        custom_id="zone-choose", placeholder="Which of these?", options=options
    )
    return Sheet("There are several clocks there. Which one is yours?", (), ((menu,), (_back(),)))


def school(chosen: Chosen) -> Sheet:
    known = chosen.member.school is not None
    head = "**Your school is set.** I keep it as a code." if known else "**I don't know your school.** It's up to you."
    lines = [
        head,
        "With it you can ask and leave your own school out: nobody from there is called or can take the question.",
        "I keep a code made from what you write, not the name, and show it to nobody.",
    ]
    if not chosen.keeps_schools:
        lines.append("It can't be kept here yet: whoever runs me has to set a secret key first.")
    write = button("Name another" if known else "Name it", "school-write", style=discord.ButtonStyle.primary)
    forget = (button("Forget it", "school-forget"),) if known else ()
    return Sheet("\n".join(lines), (), ((write, *forget, _back()),))


def asking(chosen: Chosen) -> Sheet:
    member = chosen.member
    text = f"**When you ask**: {_asking(chosen)}.\nYou can still choose otherwise for each question in /ask."
    first = "Call people at once" if member.try_first else "I'll try first"
    later = "Don't ask me later" if member.follow_up else "Ask me later"
    row = (
        button(first, "asking-first", int(not member.try_first)),
        button(later, "asking-later", int(not member.follow_up)),
        _back(),
    )
    return Sheet(text, (), (row,))


def anew() -> Sheet:
    """Ask again before everything goes."""
    text = "**Go back to what everybody begins with?** Your weekly times and your school go too. Your skills stay."
    yes = button("Yes, all as at first", "anew-now", style=discord.ButtonStyle.danger)
    return Sheet(text, (), ((yes, _back()),))


def _clock(chosen: Chosen) -> str:
    return f"{place(chosen.zone.key)}, {_time(chosen)} now"


def _time(chosen: Chosen) -> str:
    return f"{chosen.now.astimezone(chosen.zone):%H:%M}"


def _calls(chosen: Chosen) -> str:
    member = chosen.member
    where = "in the channel and privately" if member.by_message else "in the channel"
    when = "outside your offers too" if member.call_outside else "only while you're offering help"
    return f"{where}, {when}"


def _asking(chosen: Chosen) -> str:
    first = "you try first, for five minutes" if chosen.member.try_first else "I call people at once"
    later = "I ask you later whether it worked" if chosen.member.follow_up else "I don't ask you later"
    return f"{first}; {later}"


def _back() -> discord.ui.Button[Any]:
    return button("Back", "settings")

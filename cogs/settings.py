"""`/settings`: what somebody chooses for themselves. Each press changes one thing and draws its page anew."""

from zoneinfo import ZoneInfo

from discord import app_commands
from discord.ext import commands

from mentorbot.answering import Interaction, person, redraw, say
from mentorbot.bot import MentorBot
from mentorbot.clock import Clock
from mentorbot.domain.quiet import USUAL, read_quiet, weekends_too
from mentorbot.domain.weekly import parse_windows
from mentorbot.domain.zonewords import UnknownPlace, zones_meant
from mentorbot.forms import chosen, chosen_numbers, written
from mentorbot.rendering import choice_forms as forms
from mentorbot.rendering import settings as drawn
from mentorbot.rendering.limits import limits
from mentorbot.routes import answers
from mentorbot.services.choosing import Choosing
from mentorbot.services.skills import SkillBook


class SettingsCog(commands.Cog):
    """One's own choices."""

    def __init__(self, choosing: Choosing, skills: SkillBook, clock: Clock) -> None:
        self._choosing = choosing
        self._skills = skills
        self._clock = clock

    @app_commands.command()
    @app_commands.guild_only()
    async def settings(self, interaction: Interaction) -> None:
        """Quiet hours, how much, how I call you, weekly times, your school."""
        await say(interaction, drawn.home(await self._choosing.of(person(interaction))))

    @answers("settings")
    async def home(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.home(await self._choosing.of(person(interaction))))

    @answers("set-quiet")
    async def quiet(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.quiet(await self._choosing.of(person(interaction))))

    @answers("quiet-write")
    async def write_quiet(self, interaction: Interaction) -> None:
        now = await self._choosing.of(person(interaction))
        await interaction.response.send_modal(forms.quiet_form(now.hours))

    @answers("quiet-form")
    async def quiet_form(self, interaction: Interaction) -> None:
        who = person(interaction)
        before = await self._choosing.of(who)
        hours = read_quiet(written(interaction).get("hours", ""), weekends=before.hours.weekends)
        await redraw(interaction, drawn.quiet(await self._choosing.be_quiet(who, hours)))

    @answers("quiet-weekends")
    async def quiet_weekends(self, interaction: Interaction, on: int) -> None:
        who = person(interaction)
        before = await self._choosing.of(who)
        hours = weekends_too(before.hours, on=bool(on))
        await redraw(interaction, drawn.quiet(await self._choosing.be_quiet(who, hours)))

    @answers("quiet-never")
    async def quiet_never(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.quiet(await self._choosing.never_be_quiet(person(interaction))))

    @answers("quiet-usual")
    async def quiet_usual(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.quiet(await self._choosing.be_quiet(person(interaction), USUAL)))

    @answers("set-limits")
    async def limits(self, interaction: Interaction) -> None:
        await redraw(interaction, limits(await self._choosing.of(person(interaction))))

    @answers("limit-links")
    async def limit_links(self, interaction: Interaction) -> None:
        most = chosen_numbers(interaction)[0]
        await redraw(interaction, limits(await self._choosing.limit_links(person(interaction), most)))

    @answers("limit-week")
    async def limit_week(self, interaction: Interaction) -> None:
        minutes = chosen_numbers(interaction)[0]
        await redraw(interaction, limits(await self._choosing.limit_week(person(interaction), minutes)))

    @answers("limit-rest")
    async def limit_rest(self, interaction: Interaction) -> None:
        minutes = chosen_numbers(interaction)[0]
        await redraw(interaction, limits(await self._choosing.cool_down(person(interaction), minutes)))

    @answers("limit-usual")
    async def usual_limits(self, interaction: Interaction) -> None:
        await redraw(interaction, limits(await self._choosing.usual_limits(person(interaction))))

    @answers("set-calls")
    async def calls(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.calls(await self._choosing.of(person(interaction))))

    @answers("calls-message")
    async def call_by_message(self, interaction: Interaction, on: int) -> None:
        now = await self._choosing.call_by_message(person(interaction), on=bool(on))
        await redraw(interaction, drawn.calls(now))

    @answers("calls-outside")
    async def call_outside(self, interaction: Interaction, on: int) -> None:
        who = person(interaction)
        await self._skills.choose(who, call_outside=bool(on))
        await redraw(interaction, drawn.calls(await self._choosing.of(who)))

    @answers("set-weekly")
    async def weekly(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.weekly(await self._choosing.of(person(interaction))))

    @answers("weekly-write")
    async def write_weekly(self, interaction: Interaction) -> None:
        now = await self._choosing.of(person(interaction))
        await interaction.response.send_modal(forms.weekly_form(now.windows))

    @answers("weekly-form")
    async def weekly_form(self, interaction: Interaction) -> None:
        windows = parse_windows(written(interaction).get("windows", ""))
        await redraw(interaction, drawn.weekly(await self._choosing.set_windows(person(interaction), windows)))

    @answers("weekly-none")
    async def no_weekly(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.weekly(await self._choosing.set_windows(person(interaction), [])))

    @answers("set-zone")
    async def zone(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.zone(await self._choosing.of(person(interaction))))

    @answers("zone-write")
    async def write_zone(self, interaction: Interaction) -> None:
        await interaction.response.send_modal(forms.zone_form())

    @answers("zone-form")
    async def zone_form(self, interaction: Interaction) -> None:
        now = self._clock.now()
        meant = zones_meant(written(interaction).get("place", ""), now)
        if not meant:
            raise UnknownPlace
        if len(meant) > 1:
            times = [(zone, f"{now.astimezone(ZoneInfo(zone)):%H:%M}") for zone in meant]
            await redraw(interaction, drawn.which_zone(times))
            return
        await redraw(interaction, drawn.zone(await self._choosing.live_in(person(interaction), meant[0])))

    @answers("zone-choose")
    async def choose_zone(self, interaction: Interaction) -> None:
        now = await self._choosing.live_in(person(interaction), chosen(interaction)[0])
        await redraw(interaction, drawn.zone(now))

    @answers("zone-usual")
    async def usual_zone(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.zone(await self._choosing.live_in(person(interaction), None)))

    @answers("set-school")
    async def school(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.school(await self._choosing.of(person(interaction))))

    @answers("school-write")
    async def write_school(self, interaction: Interaction) -> None:
        await interaction.response.send_modal(forms.school_form())

    @answers("school-form")
    async def school_form(self, interaction: Interaction) -> None:
        name = written(interaction).get("school", "")
        await redraw(interaction, drawn.school(await self._choosing.name_school(person(interaction), name)))

    @answers("school-forget")
    async def forget_school(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.school(await self._choosing.forget_school(person(interaction))))

    @answers("set-asking")
    async def asking(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.asking(await self._choosing.of(person(interaction))))

    @answers("asking-first")
    async def try_first(self, interaction: Interaction, on: int) -> None:
        await redraw(interaction, drawn.asking(await self._choosing.try_first(person(interaction), on=bool(on))))

    @answers("asking-later")
    async def follow_up(self, interaction: Interaction, on: int) -> None:
        await redraw(interaction, drawn.asking(await self._choosing.follow_up(person(interaction), on=bool(on))))

    @answers("set-anew")
    async def ask_again(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.anew())

    @answers("anew-now")
    async def begin_anew(self, interaction: Interaction) -> None:
        await redraw(interaction, drawn.home(await self._choosing.begin_anew(person(interaction))))


async def setup(bot: MentorBot) -> None:
    await bot.add_cog(SettingsCog(bot.parts.choosing, bot.parts.skills, bot.clock))

"""Reports: the form, its receipt, and what moderators read."""

from collections.abc import Sequence
from typing import Any

import discord

from mentorbot.domain.places import message_link
from mentorbot.domain.questions import DIRECTION_MARKS
from mentorbot.domain.safety import LONGEST_REPORT, Report, Reportable, Subject
from mentorbot.forms import Form, ticked, written
from mentorbot.rendering.parts import WAITING, Sheet, ago, button, link_button, name, quoted
from mentorbot.services.reporting import Reported

ROOM = 5000  # of the 6,000 characters that a message's embeds may have
MOST_SHOWN = 5
LONGEST_LABEL = 100
URGENT = "A child at risk? Tell your safeguarding lead now, not here. Moderators read this when they are next here."


def report_form(subjects: Reportable, *server: int) -> Form:
    """Draw the form in which somebody says what isn't right."""
    text = discord.ui.TextInput[Form](
        custom_id="report",
        style=discord.TextStyle.paragraph,
        min_length=3,
        max_length=LONGEST_REPORT,
        placeholder="What happened, and where? Please name no pupil.",
    )
    parts: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay(URGENT)]
    options = _options(subjects)
    if len(options) > 1:
        about = discord.ui.Select[Form](custom_id="about", options=options)
        parts.append(discord.ui.Label(text="What is it about?", component=about))
    parts.append(discord.ui.Label(text="What is wrong?", component=text))
    carried = "".join(f":{number}" for number in server)
    return Form("Tell the moderators", f"report-form:{subjects.question}{carried}", *parts)


def _options(subjects: Reportable) -> list[discord.SelectOption]:
    options: list[discord.SelectOption] = []
    if subjects.asker:
        who = _unquoted(subjects.asker_name)
        options.append(discord.SelectOption(label=f"Whoever asked{who}", value=Subject.ASKER))
    if subjects.helper:
        options.append(
            discord.SelectOption(label=f"Whoever helped{_unquoted(subjects.helper_name)}", value=Subject.HELPER)
        )
    options.append(discord.SelectOption(label="Something else about this question", value=Subject.QUESTION))
    return options


def _unquoted(who: str | None) -> str:
    # A menu shows what it is given letter by letter; only what would turn it round has to go.
    return f": {''.join(c for c in who if c not in DIRECTION_MARKS)}"[: LONGEST_LABEL - 20] if who else ""


def read_report(interaction: discord.Interaction[Any]) -> tuple[Subject, str]:
    """Read what was sent with `report_form`."""
    chosen = next(iter(ticked(interaction, "about")), Subject.QUESTION)
    subject = Subject(chosen) if chosen in {subject.value for subject in Subject} else Subject.QUESTION
    return subject, written(interaction).get("report", "")


def received(report: Reported) -> Sheet:
    """Tell whoever reported, truthfully, who will read it and how soon."""
    where = (
        "I've passed it on to the moderators, in their channel, with your name unless you asked that question "
        "anonymously."
        if report.told
        else "The moderators find it when they use `/mod reports`. They have no channel in which I could tell them, so "
        "if it is urgent, please write to one of them yourself."
    )
    return Sheet(
        f"Thank you. Your report about question {report.question} is kept. {where}\n"
        "Whoever it is about is not told. If you'd rather not meet them again, press **More…** on the card, then "
        "**Don't bring us together again**."
    )


def for_moderators(report: Report) -> Sheet:
    """Draw what moderators read in their channel."""
    row: list[discord.ui.Item[Any]] = [button("Close report", "close-report", report.id)]
    if report.card_id is not None:
        row.append(link_button("Go to the card", message_link(report.server_id, report.channel_id, report.card_id)))
    return Sheet(f"For the moderators: {_title(report)}", (_embed(report),), (tuple(row),))


def closed(report: Report) -> Sheet:
    """Draw the same once it is closed."""
    return Sheet(f"Closed: the report about question {report.question_id}. Whoever reported it is not told.")


def listed(reports: Sequence[Report]) -> Sheet:
    """Draw the reports that are not closed, the oldest first, as many as a message holds."""
    if not reports:
        return Sheet("There are no open reports. That's good news!")
    shown: list[Report] = []
    embeds: list[discord.Embed] = []
    for report in reports[:MOST_SHOWN]:
        embed = _embed(report)
        embed.title = f"Report {report.id}"
        if embeds and sum(map(len, embeds)) + len(embed) > ROOM:
            break
        shown.append(report)
        embeds.append(embed)
    lines = [f"Report {report.id}, {ago(report.reported_at)}: {_title(report)}" for report in shown]
    if len(shown) < len(reports):
        lines.append(f"… and {len(reports) - len(shown)} more: close one of these to see the next.")
    row = tuple(button(f"Close report {report.id}", "close-report", report.id) for report in shown)
    return Sheet("\n".join(lines), tuple(embeds), (row,))


def _title(report: Report) -> str:
    asker = f"whoever asked question {report.question_id} anonymously"
    who = asker if report.reporter_unnamed else name(report.reporter_name)
    about = asker if report.about_unnamed else name(report.about_name)
    what = f"question {report.question_id}" if report.about_id is None else f"{about} (question {report.question_id})"
    hint = f" `/mod lookup question:{report.question_id}` shows who that is."
    return f"{who} reports {what}.{hint if report.reporter_unnamed or report.about_unnamed else ''}"


def _embed(report: Report) -> discord.Embed:
    return discord.Embed(description=quoted(report.text or "(no longer kept)"), colour=WAITING)

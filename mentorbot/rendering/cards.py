"""The card: a question's public message, from waiting to its ending."""

from typing import Any

import discord

from mentorbot.domain.cards import Card, SignedCard
from mentorbot.domain.questions import Outcome, Status, excerpt
from mentorbot.rendering.askers import asked_by, asker, is_erased
from mentorbot.rendering.parts import ACCENT, QUIET, WAITING, Sheet, ago, button, name, quoted
from mentorbot.store.callouts import CallOut

ENDINGS = {
    Outcome.SORTED: "Sorted",
    Outcome.QUIET: "Tidied away after a quiet while",
    Outcome.WITHDRAWN: "Withdrawn by the asker",
    Outcome.UNANSWERED: "Nobody was free in time; the moderators know",
    Outcome.ASKER_LEFT: "Closed, because the asker left the server",
    Outcome.CARD_DELETED: "Closed, because its card was deleted",
    Outcome.THREAD_DELETED: "Closed, because its thread was deleted",
    Outcome.MODERATOR: "Closed by a moderator",
    Outcome.NOT_POSTED: "Not posted",
    Outcome.HELPER_LEFT: "Its helper left the server",
    Outcome.ERASED: "Closed",
    Outcome.HANDED_BACK: "Handed back",
    Outcome.HANDED_OVER: "Handed over",
}


def card(shown: Card, called: list[CallOut]) -> Sheet:
    """Draw a question's card; the people called in its first wave are pinged when it is posted."""
    users = tuple(call.user_id for call in called if call.user_id is not None)
    return Sheet(_headline(shown, users), (_embed(shown),), (_buttons(shown),), users)


def _headline(shown: Card, users: tuple[int, ...]) -> str:
    # What a phone shows in its notification: the key fact comes first.
    about = f" about {name(shown.topic)}" if shown.topic else ""
    if shown.status is Status.OPEN:
        urgent = "Urgent question" if shown.urgent else "New question"
        line = f"{urgent}{about}: {quoted(excerpt(shown.text))}"
        whom = "you" if len(users) == 1 else "one of you"
        return f"{line}\n{' '.join(f'<@{user}>' for user in users)} could {whom} help?" if users else line
    state = f"{name(shown.helper_name)} is helping with this" if shown.status is Status.CLAIMED else "Closed"
    return f"{state}: question{about}"


def _embed(shown: Card) -> discord.Embed:
    colour = {Status.OPEN: WAITING, Status.CLAIMED: ACCENT, Status.CLOSED: QUIET}[shown.status]
    signed = isinstance(shown, SignedCard)  # of whoever asked without a name it would tell that they are gone
    kept = "(erased at the wish of whoever asked)" if signed and is_erased(shown) else "(no longer kept)"
    embed = discord.Embed(description=quoted(shown.text or kept), colour=colour)
    embed.add_field(name="Now", value=_state(shown), inline=False)
    embed.set_footer(text=f"Question {shown.question}")
    return embed


def _state(shown: Card) -> str:
    asked = f"{asked_by(shown)} {ago(shown.asked_at)}"
    if shown.status is Status.OPEN:
        return f"{asked} · waiting for a mentor{_also(shown)}\nPress **I can help** or react with ✋."
    if shown.status is Status.CLAIMED:
        return f"{asked} · {name(shown.helper_name)} is helping{_where(shown)}{_also(shown)}"
    return _ending(shown) if is_erased(shown) else f"{asked} · {_ending(shown)}"


def _also(shown: Card) -> str:
    """Say how many others wait for the answer, never who."""
    if not shown.also:
        return ""
    others = "1 other person" if shown.also == 1 else f"{shown.also} others"
    return f"\n{others} would like to know, too."


def _where(shown: Card) -> str:
    if shown.private:
        return " in a private thread"
    return f" in <#{shown.thread_id}>" if shown.thread_id else " in a thread"


def _ending(shown: Card) -> str:
    ending = ENDINGS[shown.outcome] if shown.outcome else "Closed"
    return f"{ending} {ago(shown.closed_at)}" if shown.closed_at else ending


def _buttons(shown: Card) -> tuple[discord.ui.Button[Any], ...]:
    more = button("More…", "more", shown.question)
    if shown.status is Status.OPEN:
        help_ = button("I can help", "claim", shown.question, style=discord.ButtonStyle.success, emoji="✋")
        return (help_, button("Me too", "me-too", shown.question), more)
    if is_erased(shown):
        return ()
    if shown.status is Status.CLOSED:
        return (button("Open again", "reopen", shown.question), more)
    return (more,)


def call_out(shown: Card, called: list[CallOut], wave: int) -> Sheet:
    """Draw the reply to a card that calls a later wave."""
    users = tuple(call.user_id for call in called if call.user_id is not None)
    about = f" about {name(shown.topic)}" if shown.topic else ""
    people = " ".join(f"<@{user}>" for user in users)
    text = f"A question{about} is still waiting: {people} could you look at it?"
    help_ = button("I can help", "claim", shown.question, style=discord.ButtonStyle.success, emoji="✋")
    why = button("Why me?", "why", shown.question, wave)
    return Sheet(text, (), ((help_, why),), users)


def call_over(shown: Card) -> Sheet:
    """Draw a later call-out once the question waits no more: thanks, and nothing to press."""
    about = f" about {name(shown.topic)}" if shown.topic else ""
    if shown.status is Status.CLAIMED:
        return Sheet(f"Thank you! {name(shown.helper_name)} is helping with the question{about} now.")
    return Sheet(f"Thank you! The question{about} isn't waiting any more.")


def for_everybody(shown: Card) -> Sheet:
    """Draw the same as `for_moderators` where a server has named no channel for them: anybody here may help."""
    about = f" about {name(shown.topic)}" if shown.topic else ""
    help_ = button("I can help", "claim", shown.question, style=discord.ButtonStyle.success, emoji="✋")
    return Sheet(
        f"A question{about} is still waiting. Does anybody here know, or know somebody who does?", (), ((help_,),)
    )


def for_moderators(shown: Card, reason: str, link: str | None) -> Sheet:
    """Draw what moderators are told about a question that nobody picked up."""
    about = f" about {name(shown.topic)}" if shown.topic else ""
    place = f" {link}" if link else ""
    if reason == "unanswered":
        text = f"A question{about} was closed without an answer. Could you see that {asker(shown)} gets one?"
    elif reason == "out-of-sight":
        text = (
            f"I can't look into the thread of a question{about}. Could you see whether the two are done, and close it?"
        )
    else:
        text = f"A question{about} is waiting and there is nobody left to call. Could you find somebody?"
    return Sheet(f"For the moderators: {text}{place}", (), ((button("More…", "more", shown.question),),))

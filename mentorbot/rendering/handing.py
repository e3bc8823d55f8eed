"""What is said when a question changes hands, or gets a second helper."""

from typing import Any

import discord

from mentorbot.domain.cards import Card
from mentorbot.domain.questions import Status, excerpt
from mentorbot.rendering.askers import asker_alone
from mentorbot.rendering.parts import Sheet, button, name, quoted
from mentorbot.services.waiting import Standing
from mentorbot.store.handing import Joining

LONGEST_NAME = 60
MOST_ROWS = 3


def about(shown: Card) -> str:
    return f" about {name(shown.topic)}" if shown.topic else ""


def ways(standing: Standing, *, moderator: bool) -> tuple[discord.ui.Button[Any], ...]:
    """Draw what somebody can do about who helps with a question."""
    shown = standing.card
    if shown.status is not Status.CLAIMED or shown.link is None or shown.link_closed:
        return ()
    if standing.is_helper:
        return (button("Hand back", "hand-back", shown.link), button("Hand over…", "hand-over", shown.link))
    if standing.is_second:
        return (button("Step out", "hand-back", shown.link),)
    row = () if standing.is_asker else (button("Offer to help too", "offer-too", shown.question),)
    return (*row, button("Let it wait again", "hand-back", shown.link)) if moderator else row


def answers_to(standing: Standing, *, moderator: bool) -> list[tuple[discord.ui.Button[Any], ...]]:
    """Draw an asker's answers to those who would help, too: a row for each. Moderators may say yes for them."""
    link = standing.card.link
    if link is None or not (standing.is_asker or moderator):
        return []
    return [_answers(standing, link, offer) for offer in standing.offers[:MOST_ROWS]]


def _answers(standing: Standing, link: int, offer: Joining) -> tuple[discord.ui.Button[Any], ...]:
    who, server = " ".join((offer.name or "them").split())[:LONGEST_NAME], standing.card.server_id
    yes = button(f"Let {who} join", "let-join", link, offer.member_id, server)
    return (yes, button("No, thank you", "no-join", link, offer.member_id, server)) if standing.is_asker else (yes,)


def sure(link: int) -> Sheet:
    """Ask once more before a question is handed back."""
    text = (
        "Hand it back? It waits for somebody else then, and I ask others at once. I tell whoever asked kindly, "
        "without a reason, and nothing counts it against you."
    )
    return Sheet(text, (), ((button("Yes, hand it back", "hand-back-now", link, style=discord.ButtonStyle.primary),),))


def handed_back(*, waits: bool) -> Sheet:
    if waits:
        return Sheet("It's waiting for somebody else now. Thank you for what you did!")
    return Sheet("You're out of it now, and somebody else goes on. Thank you for what you did!")


def whom(link: int) -> Sheet:
    """Let a helper choose who could take over."""
    menu: discord.ui.UserSelect[Any] = discord.ui.UserSelect(
        custom_id=f"hand-over-to:{link}", placeholder="Who could take over?"
    )
    text = "Who could take over? You keep the question until they say yes, and nobody hears it if they don't."
    return Sheet(text, (), ((menu,),))


def asked_over(who: str, *, quiet: bool) -> Sheet:
    """Say the same whether or not anything keeps this person from it."""
    text = f"I'll ask {name(who)}, if it can be given to them. It stays yours until they say yes."
    if quiet:
        text += " It may take a while: they have their quiet hours now, so I wait until those are over."
    return Sheet(text)


def take_over(shown: Card, link: int, helper: str | None) -> Sheet:
    """Ask somebody to take over a question."""
    text = (
        f"Could you take over a question{about(shown)} from {name(helper)}? “{quoted(excerpt(shown.text, 300))}”\n"
        "Nobody hears it if you'd rather not."
    )
    yes = button("I'll take it", "take-over", link, shown.server_id, style=discord.ButtonStyle.success)
    return Sheet(text, (), ((yes, button("Not now", "not-now", link, shown.server_id)),))


def taken() -> Sheet:
    return Sheet("It's yours. Thank you! Its thread is waiting for you.")


def declined() -> Sheet:
    return Sheet("That's fine, thank you for looking. Nobody was told.")


def waits_again(shown: Card) -> Sheet:
    """Tell an asker whose helper handed the question back."""
    return Sheet(
        f"Your question{about(shown)} is waiting again: whoever took it can't go on after all. "
        "I'm asking others now, and you need not do anything."
    )


def join_asked(shown: Card, link: int, member: int, who: str | None) -> Sheet:
    """Ask whether somebody may help, too."""
    users = asker_alone(shown)
    hello = "".join(f"<@{user}> " for user in users)
    text = f"{hello}{name(who)} offers to help with your question{about(shown)}, too. Would you like that?"
    return Sheet(text, (), (join_buttons(shown, link, member),), users)


def join_buttons(shown: Card, link: int, member: int) -> tuple[discord.ui.Button[Any], ...]:
    return (
        button("Let them join", "let-join", link, member, shown.server_id, style=discord.ButtonStyle.success),
        button("No, thank you", "no-join", link, member, shown.server_id),
    )


def offered_too() -> Sheet:
    return Sheet("Thank you! I've passed that on. You'll be told as soon as there is an answer.")


def joined(user: int | None, who: str | None) -> Sheet:
    """Bring a second helper into the thread: being mentioned adds them."""
    users = (user,) if user is not None else ()
    hello = f"<@{user}>" if user is not None else name(who)
    text = f"Welcome, {hello}! You're helping here, too, now. **More…** on the first message lets you step out again."
    return Sheet(text, (), (), users)


def let_in(who: str | None) -> Sheet:
    return Sheet(f"{name(who)} is joining. Thank you!")


def join_answered() -> Sheet:
    return Sheet("Answered. Thank you for offering!")


def join_declined(shown: Card) -> Sheet:
    """Tell whoever offered, in neutral words."""
    return Sheet(f"Thank you for offering to help with the question{about(shown)}! They are fine as they are for now.")


def assigned(shown: Card, place: str | None) -> Sheet:
    """Tell somebody to whom a moderator gave a question."""
    where = f" Your thread: {place}" if place else " Your thread is opening now."
    text = (
        f"A moderator thought of you for a question{about(shown)}: “{quoted(excerpt(shown.text, 300))}”{where}\n"
        "If it doesn't suit you, press **More…** in its thread and hand it back: nothing counts that against you."
    )
    return Sheet(text)


def suggested(shown: Card, place: str | None) -> Sheet:
    """Tell somebody of whom a moderator thought for a question without a name."""
    text = (
        f"A moderator thought of you for a question{about(shown)}: “{quoted(excerpt(shown.text, 300))}” {place or ''}\n"
        "Press **I can help** there if you like; nobody hears it if you'd rather not."
    )
    return Sheet(text)

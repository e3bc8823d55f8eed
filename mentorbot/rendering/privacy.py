"""What `/privacy` says: what is kept, what erasing does, and that it is done."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import discord
from discord.utils import format_dt

from mentorbot.rendering.parts import Sheet, button, fitted, listed, name
from mentorbot.store.traces import Kept

NOTHING = (
    "I keep nothing about you. That begins when you first ask, offer, or press one of my buttons.\n"
    "I can't read your messages or threads, only what you write into my commands and forms."
)
ALWAYS = "The log holds a random number in your place, and no text. I can't read your messages or threads."
CHOICES = "What you chose in /settings is kept too: of your school a code, not its name."
WHAT_ERASING_DOES = (
    "**Erase everything about you?** This can't be undone.",
    "• Your waiting questions end. The texts of all your questions go, from their cards and threads too.",
    "• Open threads end. The other person is told, without your name; a question you helped with waits for others.",
    "• Your offer ends; your skills, notes and choices go. Messages of mine that name you are deleted or changed.",
    "• Your Discord id and name go. The log keeps its lines under a random number that leads to nobody.",
    "• What you asked without your name goes within three days, bit by bit: going now, it would show it was yours.",
)
AFTERWARDS = (
    "What you wrote into channels and threads yourself stays until you delete it. If you ask or offer again, you are "
    "new to me."
)
ERASED = (
    "Everything about you is erased. It takes a few minutes until the last message of mine has changed. What you asked "
    "without your name, if anything, goes within three days: now it would show that it was yours."
)
NOT_WHOLE = (
    "There are questions without a name that I can't open now: my secret key is missing. If one is yours, it goes as "
    "soon as whoever runs me puts the key back; without it nobody can tell whose it is."
)
KEPT_AS_IT_WAS = "Nothing was erased."


def kept(servers: Sequence[Kept], nights: int) -> Sheet:
    """Draw in plain words how much is kept about somebody."""
    if not servers:
        return Sheet(NOTHING)
    lines = ["**What I keep about you**", *(_server(kept) for kept in servers), CHOICES, ALWAYS, *_backups(nights)]
    row = (button("Download", "privacy-download"), button("Erase…", "privacy-erase"))
    return Sheet(fitted(lines), (), (row,))


def _server(kept: Kept) -> str:
    since = f" since {_day(kept.since)}" if kept.since else ""
    return f"• Your Discord id, your name (as {name(kept.name)}){since}, and {listed(list(_counts(kept)))}."


def _counts(kept: Kept) -> Iterator[str]:
    yield _count(kept.questions, "question with its text", "questions with their texts")
    yield _count(kept.links, "thread you were in", "threads you were in")
    yield _count(kept.skills, "skill", "skills")
    yield _count(kept.offers, "offer", "offers")
    yield _count(kept.call_outs, "time I called you", "times I called you")
    yield _count(kept.lines, "line of the log", "lines of the log")


def _count(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"


def _backups(nights: int) -> Iterator[str]:
    if nights:
        yield (
            f"Backups made each night hold you until they are thrown away, after {nights} nights. If one is put back "
            "after you erased yourself, you are erased from it again."
        )


def _day(moment: datetime) -> str:
    return format_dt(moment, "D")


def ask_again(nights: int) -> Sheet:
    """Draw what erasing does, and the button that does it."""
    row = (
        button("Erase everything", "privacy-erase-now", style=discord.ButtonStyle.danger),
        button("Keep it", "privacy-keep"),
    )
    lines = [*WHAT_ERASING_DOES, *(f"• {line}" for line in _backups(nights)), f"-# {AFTERWARDS}"]
    return Sheet("\n".join(lines), (), (row,))


def erased(nights: int, *, whole: bool = True) -> Sheet:
    """Draw that it is done; `whole` unless something couldn't be opened to see whose it is."""
    return Sheet("\n".join([ERASED, *([] if whole else [NOT_WHOLE]), *_backups(nights), AFTERWARDS]))


def kept_as_it_was() -> Sheet:
    return Sheet(KEPT_AS_IT_WAS)


def downloaded() -> Sheet:
    return Sheet("Here is everything I keep about you. Only you can see this message, so save the file now.")

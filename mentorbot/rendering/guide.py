"""What `/help` says."""

from dataclasses import dataclass

import discord

from mentorbot.rendering.parts import ACCENT, Sheet, button


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    text: str


PAGES = {
    "asking": Page(
        "Asking a question",
        "Type `/ask` and your question, or `/ask` alone for a larger form. I post it in the channel and call up to "
        "three people who offer that topic right now. Whoever presses **I can help** or reacts with ✋ first gets a "
        "thread with you. When it's sorted, press **Sorted** and the thread closes; **Open again** on the card takes "
        "that back. Nobody free? Your question stays open, and whoever offers that topic next is called at once.\n"
        "Before I post anything of yours I look it over: if it may name a pupil, or holds an e-mail address, a phone "
        "number or a postcode, I show you first, and you decide.\n"
        "`/questions mine:True` shows your own and lets you withdraw them. Any teacher may ask anything.",
    ),
    "helping": Page(
        "Helping others",
        "Tell me once what you know with `/skills`, with a scope note if you like. Whenever you have time, type "
        "`/offer 45m`. I only call you while your offer lasts, for what you know, and never twice in half an hour. "
        "You need not answer, and nobody sees that you didn't. You may help without being called, too.\n"
        "`/available` shows who is offering, with buttons to extend or stop your own offer. **More…** on a card says "
        "why you were called.\n"
        "`/settings` keeps your own work first: quiet hours, how much at once and in a week, and weekly times in which "
        "you're available without typing anything. At first I call nobody between 19:00 and 08:00 or at weekends.",
    ),
    "sharing": Page(
        "Together, and in turn",
        "Can't go on with a question? **More…** in its thread lets you hand it back: it waits for others at once, I "
        "tell whoever asked kindly, and nothing counts it against you. Or hand it over to somebody who says yes. "
        "Would you help with a question that somebody has already? **More…** on its card: the asker decides.\n"
        "**Me too** on a waiting card: I tell you privately how it ends. The card shows how many, never who.\n"
        "After **Sorted** you can say thank you: only your helper reads it, and nothing counts it. You may also be "
        "asked whether you could help with that topic next.\n"
        "Rather try yourself first? `/ask try_first:True` has me wait five minutes before I call anybody.",
    ),
    "privacy": Page(
        "What I keep",
        "I keep questions, skills and offers in a database run by this server's admins. I can't read your threads. "
        "The interaction log that moderators can export holds numbers instead of names, and no text. There are no "
        "points, ranks or leaderboards, and there never will be. To choose whom to call I look at who answered such "
        "questions, and show that to nobody.\n"
        "`/privacy` shows what I keep about you, gives it to you as a file, and erases it.\n"
        "Please give no details that identify a pupil. Safeguarding concerns go to your safeguarding lead.",
    ),
    "safety": Page(
        "When something isn't right",
        "**More…** on a question's card, while it waits and afterwards, has two buttons. **Tell the moderators** opens "
        "a form; whoever it is about is not told. **Don't bring us together again** keeps the two of you apart from "
        "then on: neither is called for the other's questions or can take them. Nobody but you reads that.\n"
        "Where admins allow it, you may ask without your name. Moderators can look up who asked: with a reason, and "
        "you are told unless it is about safeguarding.\n"
        "A child at risk? Tell your safeguarding lead, not me.",
    ),
    "moderating": Page(
        "For moderators",
        "`/mod export` gives you the interaction log of a period as a file for a spreadsheet: pseudonymous, no text. "
        "`/mod questions` shows all that is open, `/mod assign` finds a helper for one that waits (they can hand it "
        "back), `/mod close` ends one with a line for whoever asked. **More…** on a card lets a question wait again "
        "that somebody can't go on with. `/mod pause` has me call nobody for a while; questions stay open. When "
        "nobody is left to call, I tell you in the channel that `/mentorbot config` names.\n"
        "`/mod reports` lists what members reported. `/mod lookup` shows who asked a question without a name: it takes "
        "a reason, is logged, and whoever asked is told unless it is about safeguarding.",
    ),
    "administering": Page(
        "For admins",
        "`/mentorbot check` names every permission I lack. `/mentorbot panel` posts the panel with buttons, "
        "`/mentorbot config` sets channels, limits, how evenly calls are spread and whether members may ask without "
        "their name; `/mentorbot topics` adds, merges and retires topics, `/mentorbot words` lists words that are "
        "never posted here.",
    ),
}
FOR_MODERATORS, FOR_ADMINS = "moderating", "administering"


def guide(page: str | None, *, moderator: bool, admin: bool) -> Sheet:
    """Draw one page, or those that concern this person."""
    keys = [page] if page else ["asking", "helping", "sharing", "safety", "privacy"]
    if page is None:
        keys += [FOR_MODERATORS] * moderator + [FOR_ADMINS] * admin
    embed = discord.Embed(colour=ACCENT)
    for key in keys:
        embed.add_field(name=PAGES[key].title, value=PAGES[key].text, inline=False)
    row = (button("Ask", "ask", style=discord.ButtonStyle.primary), button("Offer help", "offer"))
    return Sheet("", (embed,), (row,))

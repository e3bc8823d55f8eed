"""What is said when a question was sorted: thanks, the invitation to offer its topic, and news for those who waited."""

import discord

from mentorbot.domain.cards import Card, UnsignedCard
from mentorbot.domain.questions import Outcome
from mentorbot.domain.thanks import LONGEST_THANKS
from mentorbot.domain.topics import Topic
from mentorbot.forms import Form
from mentorbot.rendering.handing import about
from mentorbot.rendering.parts import Sheet, button, name, quoted

LONGEST_LABEL = 80
COULD = "Could you help the next person with {topic}? Fresh eyes explain best."
HELPED: dict[str, str] = {
    Outcome.SORTED: "It's sorted",
    Outcome.QUIET: "Somebody helped, then it went quiet",
}
UNHELPED: dict[str, str] = {
    Outcome.WITHDRAWN: "Taken back by whoever asked it",
    Outcome.MODERATOR: "Closed by a moderator",
}
UNNAMED_COULD = f"{COULD} Add it with /skills whenever you like: tomorrow is best, so that nobody guesses who asked."


def farewell(
    server: int, link: int, topic: int | None, topic_name: str | None, *, unnamed: bool, by_other: bool = False
) -> Sheet:
    """Offer an asker whose question was sorted to say thank you, and to offer its topic next.

    Whoever asked without a name adds the topic by hand: a skill noted just after would tell who asked.
    """
    lines = ["Your question is marked as sorted." if by_other else "Glad that's sorted!"]
    row = [button("Say thank you", "thank", link, server)]
    if topic and topic_name:
        lines.append((UNNAMED_COULD if unnamed else COULD).format(topic=name(topic_name)))
        if not unnamed:
            row.append(button(f"I could help with {topic_name}"[:LONGEST_LABEL], "could-help", topic, server))
        row.append(button("Don't ask me that", "no-invite", link, server))
    return Sheet("\n".join(lines), (), (tuple(row),))


def thanks_form(link: int, server: int, words: str = "") -> Form:
    field = discord.ui.TextInput[Form](
        custom_id="words",
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=LONGEST_THANKS,
        default=words or None,
        placeholder="That saved my lesson!",
    )
    more = "You can leave it empty. Only they will read it."
    label = discord.ui.Label[Form](text="A few words", description=more, component=field)
    return Form("Say thank you", f"thanks:{link}:{server}", label)


def thanked() -> Sheet:
    return Sheet("I'm passing that on privately. Nobody else sees it, and nothing counts it.")


def thanks(shown: Card, words: str, by: str | None) -> Sheet:
    """Pass thanks on to a helper."""
    who = "Whoever asked" if isinstance(shown, UnsignedCard) else name(by)
    text = f"{who} says thank you for your help with the question{about(shown)}!"
    return Sheet(f"{text}\n> {quoted(' '.join(words.split()))}" if words else text)


def unthanked(shown: Card) -> Sheet:
    return Sheet(
        f"I could not pass on your thanks for the question{about(shown)}: they take no private messages from me. "
        "Nobody else has seen it."
    )


def could_help(topic: Topic, *, here: bool) -> Sheet:
    """Say that a topic is a skill now; the button works on a server only."""
    text = f"Lovely: {name(topic.name)} is among your skills now. I call you only while you offer help, with /offer."
    return Sheet(text, (), ((button("Offer help", "offer"),),) if here else ())


def asked_no_more() -> Sheet:
    return Sheet("I won't ask you that again.")


def waits_along(question: int, *, new: bool) -> Sheet:
    text = "I'll tell you privately how it ends. Nobody sees that you asked." if new else "You are on the list already."
    return Sheet(text, (), ((button("Don't tell me after all", "me-too-off", question),),))


def waits_no_more() -> Sheet:
    return Sheet("All right: I won't tell you how it ends.")


def ended(shown: Card, how: str, thread: str | None) -> Sheet:
    """Tell somebody who waited along how a question ended."""
    what = f"the question{about(shown)} that you wanted to know about, too"
    if how in HELPED:
        place = f"Read along here: {thread}" if thread and not shown.private else "Its thread was private."
        return Sheet(f"{HELPED[how]}: {what}. {place}")
    return Sheet(f"{UNHELPED.get(how, 'Ended without an answer here')}: {what}. You can ask it yourself with /ask.")

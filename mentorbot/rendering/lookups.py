"""What is said about looks at who asked anonymously, to moderators and to whoever asked."""

from collections.abc import Sequence
from datetime import datetime

from mentorbot.domain.questions import excerpt
from mentorbot.domain.safety import AGREE_WITHIN, SHOWN_FOR, LookUp
from mentorbot.rendering.parts import Sheet, button, name, on, quoted, when
from mentorbot.services.looking_up import Requested, Seen
from mentorbot.store.look_ups import Unnamed

LONGEST_CHOICE, MOST_CHOICES = 100, 25


def seen(look: Seen) -> Sheet:
    """Draw the name, for the moderator alone."""
    who = f"<@{look.asker.user_id}> ({name(look.asker.name)})" if look.asker.user_id else name(look.asker.name)
    hears = (
        "They are told privately that a moderator looked, with your reason, not who."
        if look.told
        else "They are not told, because you said that it is about safeguarding. The log says so."
    )
    return Sheet(
        f"Question {look.question} was asked by {who}.\n{hears} This look is in the log. You can see it again until "
        f"{when(look.until)}. Please keep it to yourself: nobody else is shown it."
    )


def requested(request: Requested) -> Sheet:
    return Sheet(
        f"Another moderator has to agree first: I've asked in <#{request.channel_id}>, with your reason. Once they "
        "have pressed **Agree**, press **Show me** there, or use `/mod lookup` again, within an hour. After a day "
        "without an answer this lapses."
    )


def request(look: LookUp) -> Sheet:
    """Draw what moderators read in their channel: who wants to see it and why, and nothing of whoever asked."""
    title = f"{name(look.moderator_name, 'A moderator')} asks to see who asked question {look.question_id} anonymously."
    lines = [title, f"Reason: “{quoted(look.reason or '')}”", _consequence(look)]
    if look.granted_at is None:
        lines.append(f"Another moderator has to agree, until {on(look.asked_at + AGREE_WITHIN)}.")
        return Sheet("\n".join(lines), (), ((button("Agree", "look-up-agree", look.id),),))
    until = when(look.granted_at + SHOWN_FOR)
    lines.append(f"**Agreed.** Only whoever asked for it can press **Show me**, until {until}.")
    return Sheet("\n".join(lines), (), ((button("Show me", "look-up-show", look.id),),))


def _consequence(look: LookUp) -> str:
    if look.safeguarding:
        return "It is about safeguarding: whoever asked is not told, and the log says so."
    return "Whoever asked is told that a moderator looked, with this reason."


def told(look: LookUp) -> Sheet:
    """Draw what whoever asked reads privately."""
    why = f"Their reason: “{quoted(look.reason)}”" if look.reason else "Their reason is not kept any more."
    return Sheet(
        f"A moderator has looked up that you asked question {look.question_id}, and knows it now. {why}\n"
        "Nobody else was shown your name, and the look is in the log. If you think that this was not right, ask an "
        "admin of your server."
    )


def choices(questions: Sequence[Unnamed], typed: str, now: datetime) -> list[tuple[str, str]]:
    """Give what to choose from, as pairs of words and number: the newest questions that what was typed fits."""
    wanted = typed.casefold().strip()
    lines = [(_line(question, now), str(question.id)) for question in questions]
    return [line for line in lines if wanted in line[0].casefold()][:MOST_CHOICES]


def _line(question: Unnamed, now: datetime) -> str:
    about = question.topic or "no topic"
    days = (now - question.asked_at).days
    age = "today" if days < 1 else "yesterday" if days == 1 else f"{days} days ago"
    return f"{question.id} · {about} · {age} · {excerpt(question.text)}"[:LONGEST_CHOICE]

"""Private answers to whoever asked: what was understood and what happens next."""

from collections.abc import Sequence
from datetime import timedelta

from mentorbot.domain.durations import length_in_words
from mentorbot.domain.places import message_link
from mentorbot.domain.questions import Question
from mentorbot.domain.topics import Topic
from mentorbot.rendering.menus import area_menu, topic_menu
from mentorbot.rendering.parts import Sheet, button, name, on, when
from mentorbot.services.asking import Asked

NUMBERS = {1: "One person is", 2: "Two people are", 3: "Three people are"}


def asked(receipt: Asked, card_id: int | None, topics: Sequence[Topic]) -> Sheet:
    """Draw the asker's receipt; where no topic was found, with a menu to choose one of the server's."""
    question = receipt.question
    link = message_link(question.server_id, question.channel_id, card_id) if card_id else ""
    unnamed = " without your name" if question.anonymous else ""
    posted = (
        f"Your question is posted{unnamed}: {link}" if link else "Your question is safe and will appear in a moment."
    )
    if receipt.topic is None and not topics:
        return Sheet(f"{posted}\nThis server has no topics, so I call nobody. Whoever reads it may help all the same.")
    if receipt.topic is None:
        text = f"{posted}\nI couldn't tell what it is about. Choose a topic, and I'll call people who know it."
        return Sheet(text, (), ((area_menu(f"about-area:{question.id}", topics),),))
    topic = name(receipt.topic.name)
    if receipt.held_until is not None:
        return held(receipt, posted)
    if receipt.paused_until is not None:
        return paused(receipt, posted)
    if not receipt.called:
        return Sheet(
            f"{posted}\n{_uncalled(receipt, topic)} Your question is safe and stays open until "
            f"{on(question.expires_at)}. I'll ask people who know {topic} as they arrive, and if nobody comes I'll "
            f"look further afield, then tell the moderators. {_usually(receipt)}{_privacy(question)}"
        )
    return Sheet(f"{posted}\n{_available(receipt)} {_usually(receipt)}{_privacy(question)}")


def _usually(receipt: Asked) -> str:
    """Say how long questions on this topic usually wait."""
    assert receipt.topic is not None
    topic = name(receipt.topic.name)
    if receipt.usual is None:
        return f"There is not enough data yet to say how long questions on {topic} usually wait."
    return f"Questions on {topic} are usually picked up within {_in_words(receipt.usual)}."


def _in_words(wait: timedelta) -> str:
    days = wait // timedelta(days=1)
    return length_in_words(wait // timedelta(minutes=1)) if days < 1 else "a day" if days == 1 else f"{days} days"


def paused(receipt: Asked, posted: str) -> Sheet:
    """Draw the receipt of a question asked while the moderators let nobody be called."""
    assert receipt.paused_until is not None
    return Sheet(
        f"{posted}\nThe moderators have paused my calls until {on(receipt.paused_until)}; then I ask people. Your "
        f"question is safe, and whoever sees it may help all the same.{_privacy(receipt.question)}"
    )


def held(receipt: Asked, posted: str) -> Sheet:
    """Draw the receipt of somebody who tries first."""
    assert receipt.held_until is not None
    assert receipt.topic is not None
    question, topic = receipt.question, name(receipt.topic.name)
    there = f"{_number(receipt)} available for {topic}." if receipt.available else _uncalled(receipt, topic)
    text = (
        f"{posted}\nI call nobody until {when(receipt.held_until)}, so that you can try first. Whoever sees your "
        f"question may help all the same. {there} {_usually(receipt)}{_privacy(question)}"
    )
    found = button("I've found it: withdraw", "withdraw", question.id)
    return Sheet(text, (), ((button("Call people now", "call-now", question.id), found),))


def withdrawn(question: Question) -> Sheet:
    """Say that a question was taken back; whoever tried first has found it, and is pleased."""
    well = "Well done! " if question.held_until is not None else ""
    again = "If you change your mind, press Open again on its card within a week."
    return Sheet(f"{well}Your question is withdrawn. {again}")


def _privacy(question: Question) -> str:
    if question.anonymous:
        return "\n-# Don't write in its thread or press ✋ there: both would show your name. I pass on what you write."
    if not question.private:
        return ""
    return "\n-# The thread will be private; the question itself, with your name, is on the card for everybody here."


def _uncalled(receipt: Asked, topic: str) -> str:
    """Say why nobody was called: people who offer may rest, or be kept apart, which nobody is told."""
    if not receipt.available:
        return f"Nobody is offering {topic} just now."
    return f"{_number(receipt)} available for {topic}, but can't be called just now: helpers have breaks, too."


def _number(receipt: Asked) -> str:
    return NUMBERS.get(receipt.available, f"{receipt.available} people are")


def _available(receipt: Asked) -> str:
    assert receipt.topic is not None
    topic, count, called = name(receipt.topic.name), receipt.available, len(receipt.called)
    who = "them" if called == count else f"{called} of them"
    told = "I'll write to you" if receipt.question.anonymous else "You'll get a thread"
    return f"{_number(receipt)} available for {topic}, and I've asked {who}. {told} as soon as somebody can help."


def topics_of(question: int, area: str, topics: Sequence[Topic]) -> Sheet:
    """Draw the second step of saying what a question is about."""
    menu = topic_menu(f"about:{question}", "What is it about?", area, topics)
    return Sheet("And which topic is nearest?", (), ((menu,), (button("Back", "about-back", question),)))


def areas(question: int, topics: Sequence[Topic]) -> Sheet:
    """Draw the first step again."""
    return Sheet("What is your question about?", (), ((area_menu(f"about-area:{question}", topics),),))


def topic_chosen(receipt: Asked) -> Sheet:
    """Draw the receipt again once its topic is known."""
    assert receipt.topic is not None
    topic = name(receipt.topic.name)
    if receipt.called:
        return Sheet(f"{_available(receipt)} {_usually(receipt)}")
    if receipt.held_until is not None:
        return held(receipt, f"It's about {topic}.")
    if receipt.paused_until is not None:
        return paused(receipt, "That's noted.")
    return Sheet(
        f"It's about {topic}. {_uncalled(receipt, 'it' if receipt.available else 'that')} Your question stays open "
        f"until {on(receipt.question.expires_at)}, and I'll ask people who know {topic} as they arrive. "
        f"{_usually(receipt)}"
    )

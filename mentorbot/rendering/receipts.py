"""Private answers to whoever asked or offered: what was understood and what happens next."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import discord

from mentorbot.domain.cards import Card, UnsignedCard
from mentorbot.domain.durations import length_in_words
from mentorbot.domain.matching import Full
from mentorbot.domain.offers import Offer
from mentorbot.domain.places import message_link
from mentorbot.domain.questions import Question, Status, excerpt
from mentorbot.domain.topics import Topic
from mentorbot.rendering.handing import answers_to, ways
from mentorbot.rendering.keeping_apart import safety_row
from mentorbot.rendering.menus import area_menu, topic_menu
from mentorbot.rendering.parts import Sheet, at, button, fitted, link_button, listed, name, on, quoted, when
from mentorbot.services.asking import Asked
from mentorbot.services.offering import Offered
from mentorbot.services.waiting import Standing
from mentorbot.store.callouts import CallOut
from mentorbot.store.offers import Available

MOST_OFFERS = 3
ROOM_FOR_ROWS = 1800
NUMBERS = {1: "One person is", 2: "Two people are", 3: "Three people are"}
STAGES = {"neighbour": "you offered a neighbouring topic", "opted-in": "you said I may call you outside your offers"}


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


def offered(offer: Offered, ends_at: datetime) -> Sheet:
    """Draw the receipt of an offer, with the question that was waiting for it."""
    topics = listed([name(topic) for topic in offer.topics[:8]])
    more = f" and {len(offer.topics) - 8} more" if len(offer.topics) > 8 else ""
    lines = [f"Thank you! You're available for {topics}{more} until {when(ends_at)}."]
    if offer.new_skills:
        lines.append(f"I've added {listed([name(topic) for topic in offer.new_skills])} to your skills.")
    if offer.question is not None and offer.question.card_id is not None:
        question = offer.question
        link = message_link(question.server_id, question.channel_id, offer.question.card_id)
        lines.append(f"Somebody is waiting for you: {link} “{quoted(excerpt(question.text))}”")
    elif offer.full is None:
        lines.append("I'll call you when somebody asks, never more than once in half an hour.")
    lines += _limits(offer)
    return Sheet("\n".join(lines), (), (offer_buttons(offer.offer.id),))


def _limits(offer: Offered) -> Iterator[str]:
    """Say what keeps somebody from being called though they offer, or what does not."""
    if offer.full is Full.WEEK:
        yield "You've helped as long this week as you wanted, so I won't call you. /settings can change that."
        return
    if offer.full is Full.HANDS:
        yield "You're helping with as much at once as you wanted, so I'll call you when one of them is sorted."
    if offer.offer.lifts_quiet:
        yield "You offered, so I call you although these are your quiet hours."
    elif offer.quiet_from is not None:
        yield f"Your quiet hours begin at {at(offer.quiet_from)}: I don't call you then."


def offer_buttons(offer_id: int) -> tuple[discord.ui.Button[Any], ...]:
    return (
        button("30 minutes more", "extend", offer_id),
        button("Stop", "stop", offer_id, style=discord.ButtonStyle.danger),
    )


def extended(offer: Offer) -> Sheet:
    return Sheet(f"You're available until {when(offer.ends_at)}.", (), (offer_buttons(offer.id),))


def stopped() -> Sheet:
    return Sheet("You've stopped offering. Thank you for your time! Nobody will be sent your way now.")


def available(rows: Sequence[Available], topic: Topic | None, mine: Offer | None) -> Sheet:
    """Draw who is offering what, until when; with the buttons of one's own offer, which may be lost elsewhere."""
    if not rows:
        about = f"{name(topic.name)} " if topic else ""
        text = f"Nobody is offering {about}help just now. You can still ask: your question waits for them."
        return Sheet(text, (), ((button("Ask", "ask", style=discord.ButtonStyle.primary),),))
    lines: list[str] = []
    for title in dict.fromkeys(row.topic for row in rows):
        people = [_person(row) for row in rows if row.topic == title]
        lines.append(f"**{name(title)}**: {listed(people[:10])}")
    if mine is None:
        return Sheet(fitted(lines))
    how = " That's your weekly time." if mine.weekly else ""
    own = f"You're offering until {when(mine.ends_at)}.{how}"
    return Sheet(f"{fitted(lines, ROOM_FOR_ROWS)}\n{own}", (), (offer_buttons(mine.id),))


def _person(row: Available) -> str:
    note = f" ({quoted(row.note)})" if row.note else ""
    return f"{name(row.name)}{note} until {at(row.ends_at)}"


def questions(cards: Sequence[Card], *, mine: bool) -> Sheet:
    """Draw open questions, each with where to find it and, for one's own, how to take it back."""
    if not cards:
        text = "You have no open questions." if mine else "No question is waiting just now. That's good news!"
        return Sheet(text, (), ((button("Ask", "ask", style=discord.ButtonStyle.primary),),))
    lines = [_line(card) for card in cards]
    waiting = [card for card in cards if card.status is Status.OPEN][:5] if mine else []
    row = tuple(button(f"Withdraw {card.question}", "withdraw", card.question) for card in waiting)
    unseen = [card for card in cards if card.status is Status.CLAIMED and isinstance(card, UnsignedCard)][:5]
    passed = tuple(button(f"What was passed on about {card.question}", "more", card.question) for card in unseen)
    return Sheet(fitted(lines), (), tuple(filter(None, (row, passed if mine else ()))))


def _line(card: Card) -> str:
    about = f"**{name(card.topic)}** " if card.topic else ""
    state = "urgent, " if card.urgent else ""
    state += f"{name(card.helper_name)} is helping" if card.status is Status.CLAIMED else "waiting"
    link = message_link(card.server_id, card.channel_id, card.card_id) if card.card_id else "(being posted)"
    return f"{card.question}. {about}{quoted(excerpt(card.text))} · {state} · {link}"


def why(call: CallOut | None) -> str:
    """Answer "why me?"."""
    if call is None:
        return "I didn't call you for this one. You're welcome to help all the same: press **I can help**."
    alike = ", and you have answered questions like this one" if call.alike else ""
    if call.stage == "offering" and call.until is not None and call.topic:
        return f"I called you because you offered {name(call.topic)} until {at(call.until)}{alike}."
    reason = STAGES.get(call.stage, "you know this topic")
    topic = f" ({name(call.topic)})" if call.topic else ""
    return f"I called you because nobody offering the topic itself was left, and {reason}{topic}{alike}."


def more(standing: Standing, *, moderator: bool, can_part: bool = False) -> Sheet:
    """Draw what one person can do about a question, beside claiming it."""
    shown = standing.card
    lines = [f"Question {shown.question}: “{quoted(excerpt(shown.text))}”"]
    row: list[discord.ui.Item[Any]] = []
    if standing.is_asker:
        lines.append("It's yours." + (" You can take it back." if shown.status is Status.OPEN else ""))
    elif standing.call_out is not None or shown.status is Status.OPEN:
        lines.append(why(standing.call_out))
    else:
        lines.append(f"{name(shown.helper_name)} is helping." if shown.status is Status.CLAIMED else "It's closed.")
    if shown.status is Status.OPEN and standing.is_asker:
        row.append(button("Withdraw", "withdraw", shown.question, style=discord.ButtonStyle.danger))
    if shown.status is Status.OPEN and moderator and not standing.is_asker:
        row.append(button("Close it", "close-waiting", shown.question, style=discord.ButtonStyle.danger))
    if shown.link is not None and not shown.link_closed and (standing.is_asker or moderator):
        row.append(button("Close it", "sorted", shown.link))
    if shown.thread_id is not None:
        row.append(link_button("Go to the thread", message_thread(shown)))
    lines += [f"{name(offer.name)} offers to help, too." for offer in standing.offers[:MOST_OFFERS]]
    rows = [
        tuple(row),
        ways(standing, moderator=moderator),
        *answers_to(standing),
        safety_row(shown.question, can_part=can_part),
    ]
    return Sheet("\n".join(lines), (), tuple(row for row in rows if row))


def message_thread(shown: Card) -> str:
    return f"https://discord.com/channels/{shown.server_id}/{shown.thread_id}"

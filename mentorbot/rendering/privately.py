"""Which private message is drawn for each thing that one is about, beside news of one's own question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mentorbot.domain.cards import Card, UnsignedCard
from mentorbot.domain.members import Member
from mentorbot.domain.places import channel_link, message_link
from mentorbot.rendering import handing, sharing
from mentorbot.rendering.parts import Sheet


@dataclass(frozen=True, slots=True)
class News:
    """What a private message is drawn from; `winner` is whom it names, `topic` the name of the topic it speaks of."""

    card: Card
    link: int
    detail: Mapping[str, Any]
    winner: Member | None
    topic: str | None

    @property
    def named(self) -> str | None:
        return self.winner and self.winner.name

    @property
    def thread(self) -> str | None:
        return channel_link(self.card.server_id, self.card.thread_id) if self.card.thread_id else None

    @property
    def place(self) -> str | None:
        if self.card.card_id is None:
            return None
        return message_link(self.card.server_id, self.card.channel_id, self.card.card_id)


DRAWN: dict[str, Callable[[News], Sheet]] = {
    "handed-back": lambda news: handing.waits_again(news.card),
    "take-over": lambda news: handing.take_over(news.card, news.link, news.named),
    "join-asked": lambda news: handing.join_asked(
        news.card, news.link, news.winner.id if news.winner else 0, news.named
    ),
    "join-declined": lambda news: handing.join_declined(news.card),
    "assigned": lambda news: handing.assigned(news.card, news.thread),
    "suggested": lambda news: handing.suggested(news.card, news.place),
    "sorted": lambda news: sharing.farewell(
        news.card.server_id,
        news.link,
        news.detail.get("topic"),
        news.topic,
        unnamed=isinstance(news.card, UnsignedCard),
        by_other=True,
    ),
    "thanks": lambda news: sharing.thanks(news.card, str(news.detail.get("text", "")), news.named),
    "unthanked": lambda news: sharing.unthanked(news.card),
    "me-too": lambda news: sharing.ended(news.card, str(news.detail.get("outcome")), news.thread),
}


def drawn(news: News) -> Sheet | None:
    """Draw a private message; None where it is news of the reader's own question."""
    draw = DRAWN.get(str(news.detail.get("about")))
    return draw(news) if draw else None

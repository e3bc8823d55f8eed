"""Who asked, as far as a card tells: by name, or nothing at all."""

from mentorbot.domain.cards import Card, SignedCard
from mentorbot.rendering.parts import name

SOMEBODY = "whoever asked"


def asked_by(shown: Card) -> str:
    return f"Asked by {name(shown.asker_name)}" if isinstance(shown, SignedCard) else "Asked anonymously"


def asker(shown: Card) -> str:
    """Name the asker within a sentence."""
    return name(shown.asker_name) if isinstance(shown, SignedCard) else SOMEBODY


def is_erased(shown: Card) -> bool:
    """Say whether everything about whoever asked has been erased."""
    return shown.asker_user is None if isinstance(shown, SignedCard) else shown.text is None


def pair(shown: Card) -> tuple[int, ...]:
    """Give those of a link's two people who may be mentioned in its thread."""
    asker_user = shown.asker_user if isinstance(shown, SignedCard) else None
    return tuple(user for user in (asker_user, shown.helper_user) if user is not None)


def asker_alone(shown: Card) -> tuple[int, ...]:
    """Give the asker, where they may be mentioned."""
    asker_user = shown.asker_user if isinstance(shown, SignedCard) else None
    return (asker_user,) if asker_user is not None else ()


def pair_names(shown: Card) -> str:
    """Name a link's two people, as far as they are named."""
    asker_name = shown.asker_name if isinstance(shown, SignedCard) else None
    return " and ".join(name(who) for who in (asker_name, shown.helper_name) if who)

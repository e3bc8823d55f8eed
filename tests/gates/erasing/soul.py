"""One of the people of G14."""

from dataclasses import dataclass

from mentorbot.playground.actor import Actor


@dataclass(slots=True, eq=False)
class Soul:
    """`mark` is in their name and in every text of theirs, and nowhere else."""

    actor: Actor
    mark: str
    open_to_messages: bool = True

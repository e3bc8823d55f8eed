"""Everything that the services write, scene by scene."""

from tests.gates.scenes import links, offers, outbox, questions, servers
from tests.gates.scenes.book import SCENES, Deed

__all__ = ["SCENES", "Deed", "links", "offers", "outbox", "questions", "servers"]

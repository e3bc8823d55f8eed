"""Everything that the services write, scene by scene."""

from tests.gates.scenes import choices, handing, links, offers, outbox, questions, safety, servers, unnamed
from tests.gates.scenes.book import SCENES, Deed

__all__ = [
    "SCENES",
    "Deed",
    "choices",
    "handing",
    "links",
    "offers",
    "outbox",
    "questions",
    "safety",
    "servers",
    "unnamed",
]

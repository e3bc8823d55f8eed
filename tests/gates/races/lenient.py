"""Ways to be lenient on purpose about who may help: a race that passes with these proves nothing."""

from collections.abc import Mapping

from mentorbot.services.apart import Distance
from mentorbot.store import load
from mentorbot.store.database import Transaction

BREAK = "GATE_BREAK_APART"
MIXING = "mixing"  # nobody is kept away from anybody
ENDLESS = "endless"  # nobody's hands are ever full


def break_if_asked(environment: Mapping[str, str]) -> None:
    how = environment.get(BREAK)
    if how == MIXING:
        Distance.keeps_away = _never
    elif how == ENDLESS:
        load.other_links = _none


def _never(self: Distance, member: object) -> bool:
    return False


async def _none(tx: Transaction, member_id: int, question_id: int) -> int:
    return 0

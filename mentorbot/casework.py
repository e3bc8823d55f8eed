"""How the moderators' cases are shown on Discord: looks at who asked anonymously, and reports."""

from mentorbot.domain.safety import LookUp, Report
from mentorbot.messages import Messages, NotNeeded, Order, Shown
from mentorbot.rendering import lookups, reports
from mentorbot.rendering.parts import Sheet


class Casework:
    """Shows them in the moderators' channel, and nowhere else."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    async def look_up(self, order: Order) -> Shown:
        look = order.briefing.case
        if not isinstance(look, LookUp) or look.reason is None:
            raise NotNeeded("whoever wanted to look is not known any more")
        return await self._to_moderators(order, lookups.request(look))

    async def report(self, order: Order) -> Shown:
        report = order.briefing.case
        if not isinstance(report, Report) or report.text is None or report.closed_at is not None:
            raise NotNeeded("the report is closed, or its text is not kept any more")
        return await self._to_moderators(order, reports.for_moderators(report))

    async def _to_moderators(self, order: Order, sheet: Sheet) -> Shown:
        place = order.briefing.card.moderator_channel if order.briefing.card else None
        if place is None:
            raise NotNeeded("there is no channel for moderators")
        return await self._messages.send(order, place, sheet)

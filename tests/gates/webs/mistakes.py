"""Mistakes made on purpose in the bot's own code: a model that does not notice them proves nothing."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from mentorbot.domain import matching
from mentorbot.domain.jobs import Job
from mentorbot.domain.links import Link
from mentorbot.domain.matching import Candidate, Wanted
from mentorbot.domain.members import Person
from mentorbot.domain.questions import Question
from mentorbot.services.announcing import Announcing
from mentorbot.services.calling import Calling
from mentorbot.services.joining import Joining
from mentorbot.services.linking import Linking
from mentorbot.services.nudging import Nudging
from mentorbot.services.offering import Offering
from mentorbot.store.candidates import Search
from mentorbot.store.database import Transaction

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


async def _claim_anyway(tx: Transaction, question_id: int, helper_id: int) -> Question | None:
    """Forget to ask whether it is still open."""
    return await tx.one(
        Question,
        "UPDATE question SET status = 'claimed', helper_id = $2 WHERE id = $1 AND asker_id <> $2 RETURNING *",
        question_id,
        helper_id,
    )


def _choose_four(candidates: Iterable[Candidate], wanted: Wanted) -> list[Candidate]:
    return matching.choose(candidates, wanted, 4)


def _choose_the_tired(candidates: Iterable[Candidate], wanted: Wanted) -> list[Candidate]:
    return matching.choose(candidates, replace(wanted, patient=True))


async def _never_ends(self: Offering, job: Job) -> str:
    return "ended"


async def _never_dissolves(self: Nudging, tx: Transaction, link: object) -> str:
    return "dissolved"


async def _nothing_waits(self: Announcing) -> list[object]:
    return []


async def _never_put(*_: object) -> bool:
    return False


async def _forgets_to_cancel(*_: object) -> None:
    return


def _nobody_is(*_: object) -> bool:
    return False


async def _anybody_agrees(_: Joining, tx: Transaction, person: Person, link_id: int, **__: object) -> Link:
    """Forget to ask whether it is the asker who lets somebody join."""
    return await Linking.of_person(tx, person, link_id)


async def _never(*_: object, **__: object) -> None:
    return


async def _leaves_the_window(*_: object) -> str:
    return "no skills"


async def _nobody_waits(*_: object) -> list[int]:
    return []


def _not_held(*_: object) -> None:
    return


_search = Calling._search  # pyright: ignore[reportPrivateUsage] - the one place where waves are told what to leave out
_by_message = Calling.by_message
_CALLING = "mentorbot.services.calling"


async def _since_ever(self: Calling, *given: Any) -> Search:
    return replace(await _search(self, *given), opened_at=LONG_AGO)


async def _rested(self: Calling, *given: Any) -> Search:
    return replace(await _search(self, *given), patient=True)


async def _at_any_hour(self: Calling, *given: Any) -> None:
    with patch(f"{_CALLING}.is_quiet", _nobody_is):
        await _by_message(self, *given)


MISTAKES: dict[str, dict[str, object]] = {
    "claimed-anyway": {"mentorbot.store.questions.claim": _claim_anyway},
    "four-called": {f"{_CALLING}.choose": _choose_four, f"{_CALLING}.PLACES": 4},
    "tired-called": {f"{_CALLING}.choose": _choose_the_tired, f"{_CALLING}.Calling._search": _rested},
    "old-calls-kept": {f"{_CALLING}.Calling._search": _since_ever},
    "endless-offers": {"mentorbot.services.offering.Offering.end": _never_ends},
    "endless-links": {"mentorbot.services.nudging.Nudging._dissolve": _never_dissolves},
    "forgetful-outbox": {"mentorbot.services.announcing.Announcing.pending": _nothing_waits},
    "moderators-told-again": {"mentorbot.store.announcements.was_put": _never_put},
    "jobs-left": {"mentorbot.services.agenda.Agenda.cancel": _forgets_to_cancel},
    "nobody-apart": {"mentorbot.services.apart.Distance.keeps_away": _nobody_is},
    "consent-not-asked": {"mentorbot.services.joining.Joining._asked_by": _anybody_agrees},
    "helpers-never-rest": {"mentorbot.store.callouts.rest_after_helping": _never},
    "windows-left-out": {"mentorbot.services.offering.Offering.begin_window": _leaves_the_window},
    "waiting-in-vain": {"mentorbot.store.me_too.take": _nobody_waits},
    "put-down-called": {"mentorbot.store.links.put_down_by": _nobody_waits},
    "asked-at-night": {"mentorbot.services.handing.Handing._quiet_until": _never},
    "written-to-at-night": {f"{_CALLING}.Calling.by_message": _at_any_hour},
    "pauses-forgotten": {"mentorbot.domain.servers.Server.is_paused": _nobody_is, f"{_CALLING}._held_back": _not_held},
    "pauses-not-moved": {"mentorbot.store.jobs.planned_at": _never},
    "waiting-left-out": {f"{_CALLING}.Calling._plan_unless_planned": _never},
    "followed-up-unwanted": {"mentorbot.store.members.set_follow_up": _never},
}
"""What each mistake puts in the place of what."""


@contextmanager
def mistaken(name: str) -> Generator[None]:
    """Make a mistake for a while; "" is none."""
    patches = [patch(where, what) for where, what in MISTAKES.get(name, {}).items()]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in reversed(patches):
            one.stop()

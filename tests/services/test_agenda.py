"""What is due is done once, again after a failure, and given up aloud."""

from datetime import datetime, timedelta
from random import Random

import pytest

from mentorbot.domain.jobs import Job, JobKind
from mentorbot.services.agenda import Agenda
from mentorbot.store.database import Transaction
from tests.played import MONDAY_NOON, Web

HOUR = timedelta(hours=1)


class Diary:
    """An agenda on its own, and what it did; subjects in `failing` fail."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.done: list[int] = []
        self.given_up: list[int] = []
        self.failing: set[int] = set()
        self.agenda = Agenda(web.database, web.clock, Random(3))
        self.agenda.take_on(JobKind.NUDGE, self.do)
        self.agenda.on_given_up(self.give_up)

    async def do(self, job: Job) -> str:
        if job.subject_id in self.failing:
            raise OSError("not now")
        self.done.append(job.subject_id)
        return "done"

    async def give_up(self, job: Job) -> None:
        self.given_up.append(job.subject_id)

    async def plan(self, subject: int, due_at: datetime) -> None:
        async def planned(tx: Transaction) -> None:
            await self.agenda.plan(tx, JobKind.NUDGE, subject, due_at)

        await self.web.database.write(planned)

    async def cancel(self, subject: int) -> None:
        async def cancelled(tx: Transaction) -> None:
            await self.agenda.cancel(tx, subject, JobKind.NUDGE)

        await self.web.database.write(cancelled)


class Killed(BaseException):
    """What ends a process in the middle of a job."""


async def killed_amid_a_job(diary: Diary) -> None:
    """Begin a job, and never come to its end."""

    async def die(_: Job) -> str:
        raise Killed

    diary.agenda.take_on(JobKind.NUDGE, die)
    await diary.plan(1, MONDAY_NOON)
    with pytest.raises(Killed):
        await diary.agenda.do_due()


@pytest.fixture
def diary(web: Web) -> Diary:
    return Diary(web)


async def test_what_is_due_is_done_in_order_and_once_and_the_rest_waits(diary: Diary) -> None:
    await diary.plan(1, MONDAY_NOON + 2 * HOUR)
    await diary.plan(2, MONDAY_NOON + HOUR)
    await diary.plan(3, MONDAY_NOON + 3 * HOUR)
    assert await diary.agenda.next_due() == MONDAY_NOON + HOUR
    diary.web.clock.move(hours=2)
    assert await diary.agenda.do_due() == 2
    assert await diary.agenda.do_due() == 0
    assert diary.done == [2, 1]
    assert await diary.agenda.next_due() == MONDAY_NOON + 3 * HOUR


async def test_planning_again_moves_the_job_instead_of_adding_one(diary: Diary) -> None:
    await diary.plan(1, MONDAY_NOON + HOUR)
    await diary.plan(1, MONDAY_NOON + 2 * HOUR)
    diary.web.clock.move(hours=1)
    assert await diary.agenda.do_due() == 0
    diary.web.clock.move(hours=1)
    assert await diary.agenda.do_due() == 1


async def test_a_job_may_plan_itself_anew_and_is_not_marked_as_done(diary: Diary) -> None:
    async def again(job: Job) -> str:
        diary.done.append(job.subject_id)
        await diary.plan(job.subject_id, diary.web.clock.now() + HOUR)
        return "again"

    diary.agenda.take_on(JobKind.NUDGE, again)
    await diary.plan(1, MONDAY_NOON)
    await diary.agenda.do_due()
    diary.web.clock.move(hours=1)
    await diary.agenda.do_due()
    assert diary.done == [1, 1]
    assert await diary.agenda.next_due() == MONDAY_NOON + 2 * HOUR


async def test_a_job_cancelled_or_moved_while_its_turn_had_come_is_left_alone(diary: Diary) -> None:
    async def cancel_the_others(job: Job) -> str:
        diary.done.append(job.subject_id)
        await diary.cancel(2)
        await diary.plan(3, MONDAY_NOON + HOUR)
        return "done"

    diary.agenda.take_on(JobKind.NUDGE, cancel_the_others)
    for subject in (1, 2, 3):
        await diary.plan(subject, MONDAY_NOON)
    await diary.agenda.do_due()
    assert diary.done == [1]
    diary.web.clock.move(hours=1)
    await diary.agenda.do_due()
    assert diary.done == [1, 3]


async def test_whoever_wakes_the_agenda_hears_of_a_new_job_only_once_it_is_kept(diary: Diary) -> None:
    heard: list[datetime] = []
    diary.agenda.on_planned(heard.append)

    async def change_of_mind(tx: Transaction) -> None:
        await diary.agenda.plan(tx, JobKind.NUDGE, 1, MONDAY_NOON)
        raise LookupError

    with pytest.raises(LookupError):
        await diary.web.database.write(change_of_mind)
    assert heard == []
    await diary.plan(1, MONDAY_NOON + HOUR)
    assert heard == [MONDAY_NOON + HOUR]


async def test_a_failure_is_tried_again_with_longer_pauses_and_the_others_go_on(diary: Diary) -> None:
    diary.failing = {1}
    await diary.plan(1, MONDAY_NOON)
    await diary.plan(2, MONDAY_NOON)
    await diary.agenda.do_due()
    assert diary.done == [2]
    pauses: list[float] = []
    for _ in range(12):
        due = await diary.agenda.next_due()
        assert due is not None
        pauses.append((due - diary.web.clock.now()).total_seconds())
        diary.web.clock.move(seconds=pauses[-1])
        await diary.agenda.do_due()
    assert pauses[0] <= 3
    assert pauses[4] > 10
    assert all(300 <= pause <= 900 for pause in pauses[-2:])
    diary.failing.clear()
    diary.web.clock.move(hours=1)
    await diary.agenda.do_due()
    assert diary.done == [2, 1]
    assert diary.given_up == []


async def test_what_fails_for_a_day_is_given_up_aloud_and_once(diary: Diary) -> None:
    diary.failing = {1}
    await diary.plan(1, MONDAY_NOON)
    for _ in range(60):
        await diary.agenda.do_due()
        diary.web.clock.move(minutes=30)
    assert diary.given_up == [1]
    assert await diary.agenda.next_due() is None
    assert await diary.web.all(str, "SELECT result FROM job") == ["failed"]


async def test_a_month_late_and_failing_once_it_is_still_tried_again(diary: Diary) -> None:
    diary.failing = {1}
    await diary.plan(1, MONDAY_NOON)
    diary.web.clock.move(days=30)
    await diary.agenda.do_due()
    diary.failing.clear()
    diary.web.clock.move(minutes=1)
    await diary.agenda.do_due()
    assert (diary.done, diary.given_up) == ([1], [])


async def test_what_a_process_had_begun_when_it_died_is_taken_over_by_the_next(diary: Diary) -> None:
    await killed_amid_a_job(diary)
    after = Diary(diary.web)
    assert await after.agenda.do_due() == 0, "somebody else may be doing it"
    await after.agenda.take_over()
    assert await after.agenda.do_due() == 1
    assert after.done == [1]


async def test_a_lease_that_ran_out_is_free_again(diary: Diary) -> None:
    await killed_amid_a_job(diary)
    diary.web.clock.move(minutes=3)
    after = Diary(diary.web)
    assert await after.agenda.do_due() == 1

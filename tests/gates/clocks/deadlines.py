"""What is due when, as whoever caused it would say, and when it was done: each once, within seconds, never before."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mentorbot.domain.jobs import Job, JobKind
from mentorbot.services.agenda import Duty
from tests.gates.clocks.fastforward import SteppedClock

AT_MOST = timedelta(seconds=5)
DONE = frozenset({"ended", "unanswered", "nudged", "dissolved", "moderators told", "too late", "begun"})
Key = tuple[JobKind, int]


@dataclass(slots=True)
class Deadlines:
    """Promises by kind and subject, with the loop's time since which they stand; `done` is what was seen to be done."""

    clock: SteppedClock
    time: Callable[[], float]
    due: dict[Key, tuple[datetime, float]] = field(default_factory=dict[Key, tuple[datetime, float]])
    done: dict[Key, list[tuple[float, str]]] = field(default_factory=lambda: defaultdict(list))
    latest: timedelta = timedelta()

    def promise(self, kind: JobKind, subject: int, due: datetime) -> None:
        self.due[kind, subject] = (due, self.time())

    def forget(self, subject: int, *kinds: JobKind) -> None:
        for kind in kinds:
            self.due.pop((kind, subject), None)

    def noted(self, duty: Duty) -> Duty:
        """Do a duty, and note when it was done."""

        async def done(job: Job) -> str:
            result = await duty(job)
            self.done[job.kind, job.subject_id].append((self.time(), result))
            return result

        return done

    def kept(self) -> Counter[str]:
        return Counter(kind.value for kind, _ in self.due)

    def faults(self) -> Iterator[str]:
        for key, (due, since) in self.due.items():
            what = f"{key[0]} {key[1]}, due at {due:%Y-%m-%d %H:%M:%S}Z,"
            times = [at for at, result in self.done[key] if result in DONE]
            if len(times) != 1:
                yield f"{what} was done {len(times)} times: {self.done[key]}"
                continue
            late = self.clock.overdue(due, since, times[0])
            if late is None:
                yield f"{what} was done before its time"
            elif late > AT_MOST:
                yield f"{what} was {late.total_seconds():.1f} s late"
            else:
                self.latest = max(self.latest, late)
        for key, times in self.done.items():
            if key not in self.due and any(result in DONE for _, result in times):
                yield f"{key[0]} {key[1]} was done, and nobody had it to be done: {times}"

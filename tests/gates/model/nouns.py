"""What the model knows of people, offers, questions and links; moments are whole milliseconds since 1970."""

from dataclasses import dataclass, field

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

WAVE, URGENT_WAVE = 10 * MINUTE, 2 * MINUTE
REST = 30 * MINUTE
PATIENCE = 72 * HOUR
QUIET = 24 * HOUR
WEEK = 7 * DAY
REOPENABLE = 7 * DAY
NOT_YET = 14 * DAY
LONGEST_PAUSE = DAY
MET = 30 * DAY
LONGEST_OFFER = 12 * HOUR
FORGOTTEN = 30 * DAY
PLACES = 3
LONGEST_COUNTED = HOUR
LOOKED_AT = 5


class Wrong(AssertionError):
    """Something happened that product.md does not allow, or did not happen though it should have."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many questions somebody may have open; how long people are left alone after a call and after helping.

    `most_links` and `week_minutes` are as much as they help at once, and in a week.
    """

    rest: int = REST
    open_limit: int = 3
    most_links: int = 2
    week_minutes: int = 120


@dataclass(frozen=True, slots=True, order=True)
class Weekly:
    """A window of each week: Monday is 0, `start` and `end` are minutes after midnight."""

    weekday: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chose; None where the server's clock or the usual limits hold.

    `quiet` is from when to when, in minutes after midnight, and whether weekends are quiet too. Whoever is called
    `by_message` reads of it in private too; `follow_up` is asked whether it worked.
    """

    zone: str | None = None
    quiet: tuple[int, int, bool] = (19 * 60, 8 * 60, True)
    most_links: int | None = None
    week_minutes: int | None = None
    cool_down: int | None = None
    school: str | None = None
    windows: tuple[Weekly, ...] = ()
    by_message: bool = False
    follow_up: bool = True


@dataclass(slots=True)
class Person:
    """A member; `called` holds when they were called, `helped` when they last finished helping.

    `blocked` are those with whom they are never to be brought together, as are `wished`, whom they met as an unnamed
    asker; `shunned` is the same by their question, where the others asked without a name. Their school was named or
    changed at `school_since`. `windows` holds when each of their weekly windows begins next.
    """

    number: int
    choices: Choices = Choices()
    windows: dict[Weekly, int] = field(default_factory=dict[Weekly, int])
    blocked: set[int] = field(default_factory=set[int])
    wished: set[int] = field(default_factory=set[int])
    school_since: int = 0
    shunned: dict[int, int] = field(default_factory=dict[int, int])
    skills: set[str] = field(default_factory=set[str])
    outside: bool = False
    paused: bool = False
    called: list[int] = field(default_factory=list[int])
    helped: int | None = None

    @property
    def away(self) -> set[int]:
        return self.blocked | self.wished


@dataclass(slots=True)
class Promise:
    """An offer: `topics` are those it may be called for, `named` says whether it named them.

    One that was begun within quiet hours lifts them.
    """

    number: int
    member: int
    topics: set[str]
    named: bool
    ends: int
    lifts_quiet: bool
    ended: int | None = None


@dataclass(slots=True)
class Call:
    member: int
    wave: int
    stage: str
    at: int


@dataclass(slots=True)
class Second:
    """Somebody who helps with a link, too, since `since`; until they stepped out."""

    member: int
    since: int
    until: int | None = None


@dataclass(slots=True)
class Asked:
    """A question; `wave_due` is when its next wave is due, None where none is planned.

    `asker` is whom the log names, a stand-in where it was asked anonymously, and `by` who asked, None once forgotten.
    While it is `held` the asker tries first. Those who have `put_down` their part in it are not called for it again;
    those who are `along` wait for its answer too, and `gone` are those of them who left unseen. `card` says what is
    known of its card: "coming", "stands", "none", or "perhaps" where only rows are left to judge.
    """

    number: int
    asker: int
    by: int | None
    topic: str | None
    urgent: bool
    not_my_school: bool
    asked_at: int
    opened: int
    expires: int
    held: int | None = None
    unnamed: bool = False
    put_down: set[int] = field(default_factory=set[int])
    along: set[int] = field(default_factory=set[int])
    gone: set[int] = field(default_factory=set[int])
    card: str = "coming"
    status: str = "open"
    helper: int | None = None
    outcome: str | None = None
    closed: int | None = None
    wave: int = 0
    wave_due: int | None = None
    calls: list[Call] = field(default_factory=list[Call])
    called_aloud: bool = False
    moderators_told: bool = False
    reposted: bool = False

    @property
    def pause(self) -> int:
        return URGENT_WAVE if self.urgent else WAVE

    def was_called(self, member: int) -> bool:
        """Whether this member was called since the question was last opened."""
        return any(call.member == member and call.at >= self.opened for call in self.calls)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the log does not tell of a question, because it holds no choices: `by` whom it was asked, and how."""

    by: int | None
    urgent: bool = False
    not_my_school: bool = False
    held: int | None = None


@dataclass(slots=True)
class Tie:
    """A link; `active` is the last sign of life, `nudged` when it was asked about since.

    `follow_up` is when its asker is asked next whether it did work. `seconds` help too, those first who joined first;
    `offered` would. `wished` was asked to take over, or is asked at `ask_at`, when their quiet hours are past.
    """

    number: int
    question: int
    asker: int
    helper: int
    opened: int
    active: int
    nudged: int | None = None
    closed: int | None = None
    outcome: str | None = None
    follow_up: int | None = None
    seconds: list[Second] = field(default_factory=list[Second])
    offered: set[int] = field(default_factory=set[int])
    wished: int | None = None
    ask_at: int | None = None

    def second(self, member: int) -> Second | None:
        """Somebody who helps too."""
        return next((one for one in self.seconds if one.member == member and one.until is None), None)

    def helps(self, member: int) -> bool:
        return self.closed is None and (self.helper == member or self.second(member) is not None)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the interaction log."""

    at: int
    kind: str
    member: int | None
    other: int | None
    question: int | None
    topic: str | None
    wave: int | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """An announcement that belongs to what happened; `about` is its wave, its reason or its news.

    `optional` ones depend on what the model can't know when only rows are left to judge.
    """

    kind: str
    question: int | None = None
    link: int | None = None
    member: int | None = None
    about: str | None = None
    optional: bool = False

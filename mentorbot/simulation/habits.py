"""How a community behaves, as figures that can be doubted and changed. docs/simulation.md gives the reasons."""

from dataclasses import dataclass, field, fields

HOUR, DAY, WEEK = 60.0, 1440.0, 10080.0  # every time in the simulation is in minutes since a Monday at midnight


def _figure(default: float, low: float, high: float, words: str) -> float:
    return field(default=default, metadata={"low": low, "high": high, "words": words})


def _number(default: int, low: int, high: int, words: str) -> int:
    return field(default=default, metadata={"low": low, "high": high, "words": words})


@dataclass(frozen=True, slots=True)
class Habits:
    """What people do whoever calls them.

    `*_moments` are minutes into the week at which a server's members really asked and offered; where there are none,
    they are drawn from school days.
    """

    members: int = _number(60, 3, 2000, "members")
    topics: int = _number(12, 1, 100, "topics, as popular as 1, 1/2, 1/3 …")
    skills: float = _figure(2.5, 1, 20, "topics a member knows, on average")
    helping: float = _figure(0.6, 0, 1, "share of members who ever offer help")
    outside: float = _figure(0.2, 0, 1, "share of them who may be called outside their offers")
    questions: float = _figure(25, 0.1, 2000, "questions a week, of all members together")
    urgent: float = _figure(0.1, 0, 1, "share of questions that are urgent")
    offers: float = _figure(3, 0, 50, "offers a week of one who helps")
    offer_minutes: float = _figure(75, 5, 1440, "mean length of an offer")
    looks: float = _figure(5, 0, 100, "times a week a member looks at the open questions uncalled")
    willing: float = _figure(0.75, 0, 1, "chance that somebody called while offering says yes")
    willing_away: float = _figure(0.25, 0, 1, "the same for somebody who is not offering")
    unlike: float = _figure(0.7, 0, 3, "how unlike people are in that: 0 is all alike")
    off_topic: float = _figure(0.1, 0, 1, "how likely, beside those who know it, others take a question")
    mentor_off_topic: float = _figure(0.7, 0, 1, "the same for somebody's permanent mentor")
    crowd: float = _figure(0.25, 0, 1, "called as one of n, the chance is divided by n to this power")
    tolerance: float = _figure(15, 0.5, 10000, "calls in one week after which the chance fell to a third")
    notice_minutes: float = _figure(4, 0.5, 1440, "median time to answer a call while offering")
    away_minutes: float = _figure(90, 0.5, 10080, "the same for somebody who is not offering")
    link_minutes: float = _figure(25, 1, 1440, "median time that one answer takes both")
    patience_hours: float = _figure(24, 0.1, 720, "mean time until an asker gives up")
    question_moments: tuple[float, ...] = ()
    offer_moments: tuple[float, ...] = ()


def words_for(name: str) -> str:
    return next(entry.metadata["words"] for entry in fields(Habits) if entry.name == name)


def bounds(name: str) -> tuple[float, float] | None:
    """Give the least and most that a figure may be, None where there is no figure of this name."""
    found = {entry.name: entry.metadata for entry in fields(Habits) if entry.metadata}
    return (found[name]["low"], found[name]["high"]) if name in found else None


def is_whole(name: str) -> bool:
    return any(entry.name == name and entry.type is int for entry in fields(Habits))


def figure_names() -> list[str]:
    return [entry.name for entry in fields(Habits) if entry.metadata]

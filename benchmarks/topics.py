"""What a key typed and a question read cost among a server's topics, held against building their index anew."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.figures import Figure, Report, median, percentile, worked
from mentorbot.domain.topics import Topic, TopicIndex
from mentorbot.starter import starter_topics

MOST_KEY, MOST_QUESTION = 0.2, 0.05
QUESTION = "My Year 9 class won't stop talkng over me in {} and the projector has stopped working again. "


@dataclass(frozen=True, slots=True)
class Size:
    """How many topics there are, how often their index is built, and how many of each look are timed."""

    topics: int = 200
    builds: int = 20
    looks: int = 1_000


FULL, QUICK = Size(), Size(topics=50, builds=3, looks=20)


async def measure(*, quick: bool) -> Report:
    size, rng = QUICK if quick else FULL, random.Random(1)
    topics = _topics(size.topics)
    index = TopicIndex(topics)
    names = [rng.choice(topics).name for _ in range(size.looks)]
    typed = [_slipped(rng, name[: rng.randint(1, len(name))]) for name in names]
    builds = [_timed(lambda: TopicIndex(topics)) for _ in range(size.builds)]
    keys = [_timed(lambda text=text: index.suggest(text)) for text in typed]
    questions = [_timed(lambda name=name: index.infer(QUESTION.format(name) * 2)) for name in names]
    figures = [
        Figure("One key typed, in times of building the index", median(keys) / median(builds), "times", MOST_KEY),
        Figure(
            "One question read, in times of building the index",
            median(questions) / median(builds),
            "times",
            MOST_QUESTION,
        ),
    ]
    timed = {"a key": keys, "a question": questions, "building": builds}
    notes = [f"{size.topics} topics; milliseconds of the processor"]
    notes += [
        f"{what}: {percentile(took, 50):.2f} (p50), {percentile(took, 99):.2f} (p99)" for what, took in timed.items()
    ]
    return Report("Finding topics", figures, notes)


def _topics(number: int) -> list[Topic]:
    """Give so many topics that are called much like the starter topics, which are fewer."""
    starters = starter_topics()
    rows = [starters[place % len(starters)] for place in range(number)]
    return [
        Topic(place, f"{row.key} {place}", f"{row.name} {place}", row.area, row.aliases)
        for place, row in enumerate(rows, 1)
    ]


def _slipped(rng: random.Random, text: str) -> str:
    """Let two letters change their places, as a hand in a hurry does."""
    at = rng.randrange(len(text))
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _timed(act: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    return worked(begun) * 1000

"""How often one of five people called really answered, and how concentrated the calls are, in real histories."""

import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure, Report, percentile, worked
from benchmarks.histories import DATA, Question, collection, course
from mentorbot.domain.routing import LOAD, Memory
from mentorbot.domain.wording import words_of

CALLED = 5
WANTED = {"dlt1": 0.519, "dlt2": 0.190, "history": 0.271}  # activity and a BM25 vote, with the same load penalty
MOST_LOAD = 0.25
MOST_MILLISECONDS = 10
MEMBERS, VOCABULARY, ASKED = 10_000, 5_000, 4_000
QUICK = 300
OTHER = "MENTORBOT_BENCHMARK_QUESTIONS"


@dataclass(frozen=True, slots=True)
class Walk:
    """`share` of the scored questions was answered by one of those called; `top` had the person called most."""

    share: float
    top: float


async def measure(*, quick: bool) -> Report:
    speed = _speed(quick=quick)
    histories = _histories()
    figures, notes = list[Figure](), list[str]()
    for name, every in histories.items():
        questions = every[:QUICK] if quick else every
        walk, free = walked(questions), walked(questions, load=0)
        figures.append(Figure(f"{name}: answered by one of five called (S@5)", walk.share, "", least=WANTED.get(name)))
        figures.append(Figure(f"{name}: questions on which the person called most is called", walk.top, "", MOST_LOAD))
        notes.append(
            f"{name}: S@5 {walk.share:.3f}, top load {walk.top:.2f}; without the load {free.share:.3f}, {free.top:.2f}"
        )
    if not histories:
        notes.append(f"No history to walk through: {DATA.name} is not beside the clone. Set MENTORBOT_BENCHMARK_DATA.")
    return Report("Routing by what people really answered", [*figures, speed], notes)


def _histories() -> dict[str, list[Question]]:
    found = dict[str, list[Question]]()
    if DATA.is_dir():
        found = {f"dlt{number}": course(DATA, number) for number in (1, 2)}
        found["history"] = collection(DATA / "history" / "questions.jsonl")
    if other := os.environ.get(OTHER):
        found[Path(other).stem] = collection(Path(other))
    return found


def walked(questions: Sequence[Question], load: float = LOAD) -> Walk:
    """Walk a history in its order, knowing at each question only what was answered before it; score the last half."""
    memory, coming = Memory(), _answers(questions)
    answer = next(coming, None)
    hits, top = 0, Counter[int]()
    for number, question in enumerate(questions):
        while answer is not None and answer[0] < question.at:
            memory.answer(answer[1], answer[2])
            answer = next(coming, None)
        words = _words(question.text)
        called = list(memory.likely(words, CALLED, without={question.asker}, load=load))
        memory.ask(question.asker, words, called)
        if number >= len(questions) // 2:
            hits += not {one.member for one in question.answers}.isdisjoint(called)
            top.update(called)
    scored = len(questions) - len(questions) // 2
    return Walk(hits / scored, max(top.values(), default=0) / scored)


def _answers(questions: Sequence[Question]) -> Iterator[tuple[float, int, int]]:
    """Give every answer with its question's number, in the order of time."""
    every = [(one.at, number, one.member) for number, question in enumerate(questions) for one in question.answers]
    return iter(sorted(every, key=lambda answer: answer[0]))


def _speed(*, quick: bool) -> Figure:
    """Time a question in a community of 10,000 of whom everybody answered one of the last 200 questions."""
    rng, memory = random.Random(1), Memory()
    members, asked = (500, 200) if quick else (MEMBERS, ASKED)
    each = members // 200
    texts = [_text(rng) for _ in range(asked)]
    for turn, text in enumerate(texts):
        number = memory.ask(rng.randrange(members), _words(text))
        for one in range(each):
            memory.answer(number, (turn * each + one) % members)
    times = [_timed(memory, _text(rng)) for _ in range(20 if quick else 200)]
    name = f"One question among {members:,} members who all answered lately, p99 of the processor"
    return Figure(name, percentile(times, 99), "ms", MOST_MILLISECONDS)


def _text(rng: random.Random) -> str:
    return " ".join(f"word{int(rng.paretovariate(0.6)) % VOCABULARY}" for _ in range(rng.randint(5, 60)))


def _words(text: str) -> list[str]:
    return [word.text for word in words_of(text)]


def _timed(memory: Memory, text: str) -> float:
    begun = time.process_time()
    memory.leaning(_words(text))
    return worked(begun) * 1000

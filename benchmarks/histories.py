"""Histories of real communities: who asked what, and who really answered, in the order in which it happened."""

import csv
import json
import os
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

DATA = Path(os.environ.get("MENTORBOT_BENCHMARK_DATA", Path(__file__).parents[2] / "shared" / "data"))
TITLE_COUNTS = 2  # a title says what a question is about more densely than its body


@dataclass(frozen=True, slots=True)
class Answer:
    """`at` is in the history's own time."""

    at: float
    member: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question, in words that may repeat, with everybody who answered it."""

    at: float
    asker: int
    text: str
    answers: tuple[Answer, ...]


class _Members:
    """Numbers for whatever a history calls its people."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers))


def course(folder: Path, number: int) -> list[Question]:
    """Read one of the two online courses for teachers: a thread is a question, replies by others are its answers.

    The one who started a thread is not in the file; whoever the first reply is to stands for them.
    """
    threads: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (folder / "dlt_teachers" / f"dlt{number}-edges.csv").open(encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            plain = {name.replace(" ", "").lower(): value for name, value in row.items()}
            threads[plain["discussionid"]].append(plain)
    members = _Members()
    questions = [_thread(sorted(rows, key=_moment), members) for rows in threads.values()]
    return sorted((question for question in questions if question.answers), key=lambda question: question.at)


def _moment(row: dict[str, str]) -> float:
    form = "%m/%d/%y %H:%M" if ":" in row["timestamp"] else "%m/%d/%y"
    return datetime.strptime(row["timestamp"], form).replace(tzinfo=UTC).timestamp()


def _thread(rows: list[dict[str, str]], members: _Members) -> Question:
    first = rows[0]
    asker = first.get("receiver") or first["reciever"]
    title = first.get("discussiontitle") or first.get("title") or ""
    category = " ".join(
        first.get(name) or "" for name in ("discussioncategory", "category", "parentcategory", "parent")
    )
    answers = [Answer(_moment(row), members.number(row["sender"])) for row in rows if row["sender"] != asker]
    text = " \n".join([title] * TITLE_COUNTS + [category])
    return Question(_moment(first), members.number(asker), text, tuple(answers))


def collection(file: Path) -> list[Question]:
    """Read a file in the form of `history/questions.jsonl`, in which ids rise with time."""
    members, questions = _Members(), list[Question]()
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                questions.append(_question(json.loads(line), members))
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(
                    f"{file.name}, line {number}: not in the form of questions.jsonl ({error!r})"
                ) from None
    answered = [question for question in questions if question.answers]
    if not answered:
        raise ValueError(f"{file.name} holds no question that anybody answered")
    return sorted(answered, key=lambda question: question.at)


def _question(given: dict[str, Any], members: _Members) -> Question:
    text = " \n".join([str(given["title"]), " ".join(given["tags"])] * TITLE_COUNTS + [str(given["body"])])
    answers = tuple(Answer(float(answer["post"]), members.number(str(answer["user"]))) for answer in given["answers"])
    return Question(float(given["id"]), members.number(str(given["asker"])), text, answers)

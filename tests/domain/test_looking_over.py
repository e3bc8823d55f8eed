"""A text is looked over before others read it: what is seen, and what is left in peace."""

import csv
import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.looking_over import Finding, FindingKind, look_over

HERE = Path(__file__).parent
SENTENCES: dict[str, list[str]] = tomllib.loads((HERE / "looked_over.toml").read_text(encoding="utf-8"))
TOPIC_QUESTIONS: dict[str, dict[str, list[str]]] = tomllib.loads(
    (HERE / "topic_questions.toml").read_text(encoding="utf-8")
)
SHARED = HERE.parents[2] / "shared" / "data"
PIECES = [
    *("Jamie", "Ella B.", "in", "year 4", "7B", "(", ")", ",", ".", "pupil", "called", "'s", "EHCP", "J.B.", "\n", " "),
    *(
        "07700 900123",
        "+44",
        "(0)",
        "a@b.example",
        " at ",
        " dot ",
        "sw1a 1aa",
        "dob",
        "1/2/2015",
        "\u200b",
        "**",
        "\\",
    ),
    *("<@1>", "\u0301", "\uff10", "\ufdfa", "\ud800", "Will", "is", "my", "A123456789012", "-", "0", "\U0010ffff"),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=25).map("".join)


def kinds(text: str) -> set[FindingKind]:
    return {one.kind for one in look_over(text)}


def seen(text: str, kind: FindingKind) -> list[str]:
    return [one.found for one in look_over(text) if one.kind is kind]


@pytest.mark.parametrize(("sort", "least"), [("names_a_pupil", 0.97), ("held_out_names", 0.9)])
def test_texts_that_name_a_pupil_are_seen(sort: str, least: float) -> None:
    missed = [text for text in SENTENCES[sort] if FindingKind.PUPIL not in kinds(text)]
    assert len(missed) <= (1 - least) * len(SENTENCES[sort]), missed


@pytest.mark.parametrize("sort", ["ordinary", "held_out_ordinary"])
def test_ordinary_questions_are_left_in_peace(sort: str) -> None:
    flagged = {text: look_over(text) for text in SENTENCES[sort] if look_over(text)}
    assert not flagged


def test_questions_about_topics_are_left_in_peace() -> None:
    texts = [text for part in TOPIC_QUESTIONS.values() for text in part]
    assert not [text for text in texts if look_over(text)]


def test_hardly_any_real_question_is_held_up() -> None:
    history, faq = SHARED / "history" / "questions.jsonl", SHARED / "stackfaq" / "stackExchange-FAQ.json"
    lists = [SHARED / "dlt_teachers" / f"{name}-edges.csv" for name in ("dlt1", "dlt2")]
    if not all(path.exists() for path in (history, faq, *lists)):
        pytest.skip("the shared data are not beside this repository")
    asked = [json.loads(line) for line in history.read_text(encoding="utf-8").splitlines()]
    threads = json.loads(faq.read_text(encoding="utf-8"))["root"]["qapair"]
    bodies = [f"{question['title']}\n{question['body']}" for question in asked]
    phrased = [text for thread in threads for text in (thread["question"], *thread["rephr"]) if text]
    titles = {line[3] for path in lists for line in csv.reader(path.read_text(encoding="latin-1").splitlines()[1:])}
    for real in (bodies, phrased, sorted(titles)):
        assert sum(bool(look_over(text)) for text in real) < 0.005 * len(real)


def test_what_is_seen_is_shown_as_it_stands_there() -> None:
    text = "Jamie B in year 4 rang from 07700 900123, write to jo@school.example, SW1A 1AA. Jamie B in year 4!"
    assert look_over(text) == [
        Finding(FindingKind.PUPIL, "Jamie B in year 4"),
        Finding(FindingKind.EMAIL, "jo@school.example"),
        Finding(FindingKind.PHONE, "07700 900123"),
        Finding(FindingKind.POSTCODE, "SW1A 1AA"),
    ]


@given(texts)
def test_no_text_is_too_strange_to_be_looked_over(text: str) -> None:
    found = look_over(text, words=["damn", "in year"], own_names=["Ella B", "\u200b", "Will"], own_user_id=1)
    assert all(one.found.strip() for one in found)
    assert len({(one.kind, one.found.casefold()) for one in found}) == len(found)


@given(texts, st.text(max_size=30))
def test_unseen_signs_hide_nothing(text: str, rest: str) -> None:
    hidden = f"{text} \n \nring 07\u200b700\u2060 9\u00ad00123 \n{rest}"
    assert "07700 900123" in seen(hidden, FindingKind.PHONE) or len(hidden) > 4000


def test_only_two_kinds_are_never_posted() -> None:
    assert {kind for kind in FindingKind if kind.is_refused} == {FindingKind.WORD, FindingKind.OWN_ID}

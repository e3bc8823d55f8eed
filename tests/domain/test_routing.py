"""Routing: who really answered counts, lately and on the like; who is called often makes room for others."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.routing import Memory, Weights, first

AMIRA, BEN, CHLOE, DEV = 1, 2, 3, 4
FREE = Weights(load=0)
EXCEL = ["macro", "excel", "column"]
PHONICS = ["phonics", "reading", "blending"]


def answered(memory: Memory, words: list[str], *members: int) -> None:
    number = memory.ask(AMIRA, words)
    for member in members:
        memory.answer(number, member)


def test_whoever_answered_the_like_comes_first() -> None:
    memory = Memory(FREE)
    for _ in range(5):
        answered(memory, EXCEL, BEN)
        answered(memory, PHONICS, CHLOE)
    assert first(memory.likely(EXCEL), 1, without={AMIRA}) == [BEN]
    assert first(memory.likely(PHONICS), 1, without={AMIRA}) == [CHLOE]


def test_whoever_answered_lately_comes_before_whoever_did_long_ago() -> None:
    memory = Memory(FREE)
    answered(memory, EXCEL, BEN)
    for _ in range(30):
        answered(memory, ["other"])
    answered(memory, PHONICS, CHLOE)
    assert first(memory.likely(["unheard"]), 1, without={AMIRA}) == [CHLOE]


def test_whoever_is_called_again_and_again_makes_room() -> None:
    memory = Memory(Weights(load=0.3))
    for _ in range(10):
        answered(memory, EXCEL, BEN)
    answered(memory, EXCEL, CHLOE)
    called = Counter[int]()
    for _ in range(20):
        [one] = first(memory.likely(EXCEL, among=[BEN, CHLOE]), 1)
        called[one] += 1
        memory.ask(AMIRA, EXCEL, [one])
    assert called[BEN] < 20
    assert called[CHLOE] > 0


def test_without_the_knob_the_same_person_is_called_for_everything() -> None:
    memory = Memory(FREE)
    for _ in range(10):
        answered(memory, EXCEL, BEN)
    answered(memory, EXCEL, CHLOE)
    for _ in range(20):
        assert first(memory.likely(EXCEL, among=[BEN, CHLOE]), 1) == [BEN]
        memory.ask(AMIRA, EXCEL, [BEN])


def test_calls_older_than_the_window_cost_nothing() -> None:
    memory = Memory(Weights(load_window=3))
    memory.ask(AMIRA, EXCEL, [BEN])
    assert memory.load(BEN) > 0
    for _ in range(3):
        memory.ask(AMIRA, EXCEL)
    assert memory.load(BEN) == 0


def test_only_the_last_questions_are_kept_and_an_answer_to_an_older_one_still_shows_activity() -> None:
    memory = Memory(Weights(kept=2))
    old = memory.ask(AMIRA, EXCEL)
    memory.answer(old, BEN)
    for _ in range(2):
        memory.ask(AMIRA, PHONICS)
    memory.answer(old, CHLOE)
    fresh = memory.likely(EXCEL, among=[BEN, CHLOE])
    assert fresh[CHLOE] > fresh[BEN], "the vote for Ben is forgotten, and Chloe answered later"


def test_whoever_was_silent_for_ages_counts_as_nought_unless_the_question_reads_like_theirs() -> None:
    memory = Memory(FREE)
    answered(memory, EXCEL, BEN)
    answered(memory, PHONICS, CHLOE)
    for _ in range(int(10 * FREE.half_life) + 1):
        memory.ask(AMIRA, ["other"])
    assert BEN in memory.likely(EXCEL)
    assert CHLOE not in memory.likely(EXCEL)
    assert CHLOE not in memory.likely(EXCEL, among=[BEN, CHLOE, DEV])


STEP = st.tuples(
    st.sampled_from(["ask", "answer", "see"]), st.integers(1, 6), st.lists(st.sampled_from(EXCEL + PHONICS), max_size=6)
)


@given(st.lists(STEP, max_size=60), st.floats(0, 1))
def test_scores_never_exceed_one_and_looking_changes_nothing(
    steps: list[tuple[str, int, list[str]]], load: float
) -> None:
    memory = Memory(Weights(load=load, kept=10, load_window=5))
    for what, member, words in steps:
        if what == "ask":
            memory.ask(member, words, first(memory.likely(words), 3))
        elif what == "answer":
            memory.answer(max(0, memory.now - member), member)
        else:
            memory.see(member)
        scores = memory.likely(words)
        assert all(score <= 1 + 1e-9 for score in scores.values())
        assert memory.likely(words) == scores
        assert set(memory.likely(words, among=[member])) <= {member}

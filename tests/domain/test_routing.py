"""Routing: who really answered counts, lately and on the like; who is called often makes room for others."""

from collections import Counter
from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.routing import Memory, Weights

AMIRA, BEN, CHLOE, DEV = 1, 2, 3, 4
EXCEL = ["macro", "excel", "column"]
PHONICS = ["phonics", "reading", "blending"]
HORIZON = int(10 * Weights().half_life)


def answered(memory: Memory, words: list[str], *members: int) -> None:
    number = memory.ask(AMIRA, words)
    for member in members:
        memory.answer(number, member)


def first(memory: Memory, words: list[str], *, load: float = 0, without: Collection[int] = (AMIRA,)) -> int:
    return next(iter(memory.likely(words, 1, without=without, load=load)))


def test_whoever_answered_the_like_comes_first() -> None:
    memory = Memory()
    for _ in range(5):
        answered(memory, EXCEL, BEN)
        answered(memory, PHONICS, CHLOE)
    assert first(memory, EXCEL) == BEN
    assert first(memory, PHONICS) == CHLOE


def test_whoever_answered_lately_comes_before_whoever_did_long_ago() -> None:
    memory = Memory()
    answered(memory, EXCEL, BEN)
    for _ in range(30):
        answered(memory, ["other"])
    answered(memory, PHONICS, CHLOE)
    assert first(memory, ["unheard"]) == CHLOE


def test_whoever_is_called_again_and_again_makes_room() -> None:
    memory = Memory()
    for _ in range(10):
        answered(memory, EXCEL, BEN)
    answered(memory, EXCEL, CHLOE)
    called = Counter[int]()
    for _ in range(20):
        one = first(memory, EXCEL, load=0.3)
        called[one] += 1
        memory.ask(AMIRA, EXCEL, [one])
    assert called[BEN] < 20
    assert called[CHLOE] > 0


def test_without_the_knob_the_same_person_is_called_for_everything() -> None:
    memory = Memory()
    for _ in range(10):
        answered(memory, EXCEL, BEN)
    answered(memory, EXCEL, CHLOE)
    for _ in range(20):
        assert first(memory, EXCEL) == BEN
        memory.ask(AMIRA, EXCEL, [BEN])


def test_calls_older_than_the_window_cost_nothing() -> None:
    memory = Memory(Weights(load_window=3))
    number = memory.ask(AMIRA, EXCEL, [BEN])
    memory.answer(number, BEN)
    burdened = memory.likely(EXCEL, 5, load=1)[BEN]
    for _ in range(2):
        memory.ask(AMIRA, EXCEL)
    assert memory.likely(EXCEL, 5, load=1)[BEN] < 1
    memory.ask(AMIRA, EXCEL)
    assert burdened < 1
    assert memory.likely(EXCEL, 5, load=1)[BEN] == 1


def test_each_call_costs_whichever_question_it_was_for() -> None:
    memory = Memory()
    answered(memory, EXCEL, BEN)
    memory.call([BEN])
    once = memory.likely(EXCEL, 5, load=1)[BEN]
    memory.call([BEN, CHLOE])
    assert memory.likely(EXCEL, 5, load=1)[BEN] < once


def test_an_unnamed_asker_gives_no_sign_and_the_text_counts_all_the_same() -> None:
    memory = Memory()
    number = memory.ask(None, EXCEL)
    assert memory.likely(EXCEL, 5) == {}
    memory.answer(number, BEN)
    answered(memory, PHONICS, CHLOE)
    assert first(memory, EXCEL) == BEN


def test_only_the_last_questions_are_kept_and_an_answer_to_an_older_one_still_shows_activity() -> None:
    memory = Memory(Weights(kept=2))
    old = memory.ask(AMIRA, EXCEL)
    memory.answer(old, BEN)
    for _ in range(2):
        memory.ask(AMIRA, PHONICS)
    memory.answer(old, CHLOE)
    assert first(memory, EXCEL) == CHLOE, "the vote for Ben is forgotten, and Chloe answered later"


def test_whoever_was_silent_for_ages_counts_as_nought_unless_the_question_reads_like_theirs() -> None:
    memory = Memory()
    answered(memory, EXCEL, BEN)
    answered(memory, PHONICS, CHLOE)
    for _ in range(HORIZON + 1):
        memory.ask(AMIRA, ["other"])
    assert set(memory.likely(EXCEL, 9)) == {BEN}


def test_a_question_leans_to_few_people_in_bands_and_never_to_whom_the_load_outweighs() -> None:
    memory = Memory()
    for member in range(10, 60):
        answered(memory, EXCEL, member)
    leaning = memory.leaning(EXCEL, load=0).bands
    assert len(leaning) == 25
    assert leaning[59] == 10, "the likeliest are in the best band"
    assert sorted(leaning.values(), reverse=True) == list(leaning.values())
    assert all(1 <= band <= 10 for band in leaning.values())
    assert len(set(leaning.values())) < 10, "people who are alike share a band"
    memory.call([59] * 20)
    assert 59 not in memory.leaning(EXCEL, load=0.3).bands


def test_nobody_is_leant_to_where_nothing_is_known() -> None:
    assert Memory().leaning(EXCEL).bands == {}
    assert Memory().likely([], 3) == {}


def test_a_question_leans_to_nobody_who_never_answered_however_lively_they_are() -> None:
    memory = Memory()
    answered(memory, EXCEL, BEN)
    memory.see(CHLOE)
    memory.call([CHLOE])
    assert set(memory.leaning(PHONICS).bands) == {BEN}


def test_who_answered_the_like_is_told_from_who_only_answered_lately() -> None:
    memory = Memory()
    answered(memory, EXCEL, BEN)
    answered(memory, PHONICS, CHLOE)
    leaning = memory.leaning(EXCEL)
    assert set(leaning.bands) == {BEN, CHLOE}
    assert leaning.alike == {BEN}


STEP = st.tuples(
    st.sampled_from(["ask", "unnamed", "answer", "see", "call"]),
    st.integers(1, 8),
    st.lists(st.sampled_from(EXCEL + PHONICS), max_size=6),
)
STEPS = st.lists(STEP, max_size=60)


def lived(steps: list[tuple[str, int, list[str]]]) -> Memory:
    memory = Memory(Weights(half_life=1, recency=2, kept=10, load_window=5))
    for what, member, words in steps:
        if what == "ask":
            memory.ask(member, words)
        elif what == "unnamed":
            memory.ask(None, words)
        elif what == "answer":
            memory.answer(max(0, memory.now - member), member)
        elif what == "see":
            memory.see(member)
        else:
            memory.call([member])
    return memory


@given(STEPS, st.lists(st.sampled_from(EXCEL + PHONICS), max_size=6), st.floats(0, 1))
def test_scores_never_exceed_one_and_looking_changes_nothing(
    steps: list[tuple[str, int, list[str]]], words: list[str], load: float
) -> None:
    memory = lived(steps)
    scores = memory.likely(words, 9, load=load)
    assert all(score <= 1 + 1e-9 for score in scores.values())
    assert list(memory.likely(words, 9, load=load).items()) == list(scores.items())
    assert memory.leaning(words, load=load) == lived(steps).leaning(words, load=load)


@given(STEPS, st.lists(st.sampled_from(EXCEL + PHONICS), max_size=6), st.integers(0, 9), st.sets(st.integers(1, 8)))
def test_looking_for_few_gives_the_beginning_of_the_whole_list(
    steps: list[tuple[str, int, list[str]]], words: list[str], places: int, without: set[int]
) -> None:
    memory = lived(steps)
    everybody = [one for one in memory.likely(words, 9).items() if one[0] not in without]
    assert list(memory.likely(words, places, without=without).items()) == everybody[:places]


def test_two_questions_that_share_only_everyday_words_are_not_alike() -> None:
    memory = Memory()
    answered(memory, ["how", "can", "i", "record", "a", "macro", "in", "the", "sheet"], BEN)
    assert memory.leaning(["how", "can", "i", "teach", "fractions", "in", "the", "hall"]).alike == frozenset()
    assert memory.leaning(["a", "macro", "in", "the", "sheet"]).alike == {BEN}
    assert memory.leaning(["a", "macro", "for", "my", "class", "list", "again"]).alike == frozenset(), "one word is few"
    assert memory.leaning(["macro"]).alike == {BEN}, "but not where a question hardly has another"

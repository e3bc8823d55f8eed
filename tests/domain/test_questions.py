"""What may be asked, and how it is shortened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.questions import (
    DIRECTION_MARKS,
    LONGEST_EXCERPT,
    LONGEST_QUESTION,
    TooLong,
    TooShort,
    checked_text,
    excerpt,
)


def test_a_question_is_kept_as_it_was_written() -> None:
    text = "How do I enable macros?\n\n\tIt says «blocked» ✋🏽"
    assert checked_text(f"  {text}\n ") == text


@pytest.mark.parametrize("text", ["", "  ", "hm", "\u202e\u202e\u202eok", "a\0\0\0b"])
def test_a_question_of_fewer_than_three_letters_is_asked_for_again(text: str) -> None:
    with pytest.raises(TooShort):
        checked_text(text)


def test_a_question_longer_than_a_card_holds_is_refused() -> None:
    assert len(checked_text("x" * LONGEST_QUESTION)) == LONGEST_QUESTION
    assert checked_text(" " * 99 + "x" * LONGEST_QUESTION) == "x" * LONGEST_QUESTION
    with pytest.raises(TooLong):
        checked_text("x" * (LONGEST_QUESTION + 1))


def test_text_cannot_be_turned_around() -> None:
    assert checked_text("pay \u202egnihton\u202c now") == "pay gnihton now"


@given(st.text())
def test_what_is_kept_holds_no_control_or_direction_marks_and_checking_again_changes_nothing(text: str) -> None:
    try:
        kept = checked_text(text)
    except (TooShort, TooLong):
        return
    assert not DIRECTION_MARKS & set(kept)
    assert all(letter >= " " or letter in "\n\t" for letter in kept)
    assert checked_text(kept) == kept


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (None, ""),
        ("", ""),
        ("One line", "One line"),
        ("Two\n  lines", "Two lines"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        (f"fractions, {'really ' * 9}", f"fractions, {'really ' * 5}really…"),
    ],
)
def test_an_excerpt_is_one_line_cut_at_a_word(text: str | None, short: str) -> None:
    assert excerpt(text) == short


@given(st.text(), st.integers(10, 100))
def test_an_excerpt_is_never_longer_than_asked_for(text: str, length: int) -> None:
    assert len(excerpt(text, length)) <= length
    assert "\n" not in excerpt(text)
    assert len(excerpt(text)) <= LONGEST_EXCERPT

"""A question's number is read from what people choose or type, and everything else is answered in kind words."""

import pytest

from mentorbot.suggesting import UnknownQuestion, numbered


@pytest.mark.parametrize("typed", ["12", " 12 ", "#12", "question 12", "Question #12", "12 · Excel: How do I…"])
def test_a_question_is_known_by_its_number(typed: str) -> None:
    assert numbered(typed) == 12


@pytest.mark.parametrize("typed", ["", "#", "-2", "12th", "the one about macros", "9" * 16, "9" * 5000, "١٢"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(UnknownQuestion):
        numbered(typed)

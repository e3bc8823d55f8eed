"""An event that comes twice is known; what was long ago is forgotten, so that memory stays flat."""

from mentorbot.heard import Heard


def test_the_second_time_is_known() -> None:
    heard = Heard()
    assert [heard.before(number) for number in (1, 2, 1, 2, 3)] == [False, False, True, True, False]


def test_only_the_newest_are_remembered() -> None:
    heard = Heard(most=2)
    assert [heard.before(number) for number in (1, 2, 3, 2, 1)] == [False, False, False, True, False]


def test_what_was_forgotten_is_news_again() -> None:
    heard = Heard()
    assert [heard.before(number) for number in (1, 2)] == [False, False]
    heard.forget(1)
    assert [heard.before(number) for number in (1, 2)] == [False, True]
    heard.clear()
    assert not heard.before(2)

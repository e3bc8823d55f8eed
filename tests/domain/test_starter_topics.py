"""The topics that a new server starts with."""

import pytest

from mentorbot.domain.topics import topic_key
from mentorbot.starter import BadTopics, read_topics, starter_topics

EXCEL = '[[topic]]\nkey = "excel"\nname = "Excel"\narea = "applications"\n'
SHEETS = '[[topic]]\nkey = "sheets"\nname = "Sheets"\narea = "applications"\n'


def test_there_is_a_topic_for_each_corner_of_school_life() -> None:
    areas = {topic.area for topic in starter_topics()}
    assert areas == {
        *("applications", "technology", "subjects", "phases", "behaviour", "inclusion"),
        *("assessment", "planning", "parents", "wellbeing", "career"),
    }
    assert len(starter_topics()) >= 60


def test_neighbours_name_each_other_and_nobody_is_alone() -> None:
    topics = {topic.key: topic for topic in starter_topics()}
    for topic in topics.values():
        assert topic.near, f"{topic.key} has no neighbour"
        for neighbour in topic.near:
            assert topic.key in topics[neighbour].near


def test_everything_a_topic_is_called_fits_a_menu() -> None:
    for topic in starter_topics():
        assert all(len(label) <= 60 for label in (topic.name, *topic.aliases))
        assert topic.key == topic_key(topic.key)


def test_one_direction_is_enough_in_the_file() -> None:
    excel, sheets = read_topics(EXCEL + 'near = ["sheets"]\n' + SHEETS)
    assert (excel.near, sheets.near) == (("sheets",), ("excel",))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no [[topic]]"),
        ("[[topic", "not valid TOML"),
        ("topic = [1]", "number 1 is not a table"),
        (EXCEL + EXCEL, '"excel" stands for two topics'),
        (EXCEL + SHEETS + 'aliases = ["EXCEL"]', '"excel" stands for two topics: excel and sheets'),
        (EXCEL + 'aliases = ["Pivot", "pivot"]', '"pivot" is written twice'),
        (EXCEL + 'aliases = ["Excel"]', '"excel" is written twice'),
        (EXCEL + 'near = ["word"]', 'near "word", and there is no topic'),
        (EXCEL + 'near = ["excel"]', "can't be near itself"),
        (EXCEL + 'colour = "green"', "colour, which means nothing here"),
        (EXCEL + "aliases = [5]", "each of its aliases must be words"),
        (EXCEL + 'aliases = "xls"', "aliases must be a list"),
        (EXCEL.replace('"Excel"', '" "'), "needs words for its name"),
        (EXCEL.replace('"excel"', '"Excel"'), 'write its key as "excel"'),
        (EXCEL.replace('area = "applications"', ""), "needs words for its area"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_with_the_place(text: str, words: str) -> None:
    with pytest.raises(BadTopics) as refused:
        read_topics(text)
    assert words in str(refused.value)

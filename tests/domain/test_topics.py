"""Topics are found by name, while somebody types, and in a question's text."""

import string
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from mentorbot.domain.everyday import ORDINARY
from mentorbot.domain.topics import Topic, TopicIndex, topic_key
from mentorbot.starter import starter_topics

ANY_TEXT = st.text(max_size=200) | st.text(st.characters(categories=["L", "Cf", "Zs", "Mn", "Po"]), max_size=80)


@cache
def index() -> TopicIndex:
    rows = enumerate(starter_topics(), start=1)
    return TopicIndex(Topic(number, row.key, row.name, row.area, row.aliases) for number, row in rows)


def found(text: str) -> str | None:
    topic = index().find(text)
    return topic.key if topic else None


def suggested(text: str) -> list[str]:
    return [topic.key for topic in index().suggest(text)]


def inferred(text: str) -> list[str]:
    return [topic.key for topic in index().infer(text)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  Google   SHEETS ", "google sheets"),
        ("\uff25\uff58\uff43\uff45\uff4c", "excel"),
        ("ex\u200bcel\u202e", "excel"),
        ("caf\u0065\u0301", "café"),
        ("\u200b \n", ""),
        ("x" * 70, "x" * 60),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_a_key_is_how_a_name_is_compared(text: str, key: str) -> None:
    assert topic_key(text) == key


@given(ANY_TEXT)
def test_a_key_is_its_own_key(text: str) -> None:
    assert topic_key(topic_key(text)) == topic_key(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("VLOOKUP", "excel"),
        ("Math", "maths"),
        ("behavior", "behaviour"),
        ("low level disruption", "behaviour"),
        ("parents evening", "parents"),
        ("Parents\u2019 Evening", "parents"),
        ("smartboard", "interactive whiteboards"),
        ("exel", "excel"),
        ("pwoerpoint", "powerpoint"),
        ("safeguarding", None),
        ("KS7", None),
        ("GCSE and KS5", None),
        ("", None),
        ("\u202e", None),
    ],
)
def test_a_choice_is_found_by_name_alias_or_slip(text: str, key: str | None) -> None:
    assert found(text) == key


def test_every_label_finds_its_topic() -> None:
    for topic in index().topics:
        assert [index().find(label) for label in topic.labels] == [topic] * len(topic.labels)


def test_a_slip_with_two_explanations_is_left_alone() -> None:
    both = TopicIndex([Topic(1, "tennis", "Tennis", "subjects"), Topic(2, "dennis", "Dennis", "subjects")])
    assert both.find("xennis") is None
    assert both.find("tennsi") == both.find("Tennis")


@given(st.data())
def test_a_name_of_five_letters_or_more_is_found_with_one_slip(data: st.DataObject) -> None:
    names = [topic for topic in index().topics if len(topic.name) >= 5]
    topic = data.draw(st.sampled_from(names))
    letters = [place for place, letter in enumerate(topic.name) if letter.isalpha()]
    at = data.draw(st.sampled_from(letters))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    before, after = topic.name[:at], topic.name[at + 1 :]
    slip = data.draw(st.sampled_from([before + after, before + letter + after, before + letter + topic.name[at:]]))
    found = index().find(slip)
    assert found == topic or (found is None and _may_mean_another(slip, topic)), slip


def _may_mean_another(slip: str, topic: Topic) -> bool:
    """Say whether the slip is as near to another topic, as "priting" is to writing and to printing."""
    labels = [label for other in index().topics if other != topic for label in other.labels]
    return any(OSA.distance(topic_key(slip), topic_key(label)) <= 1 for label in labels)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("exc", "excel"),
        ("exel", "excel"),
        ("sheets", "google sheets"),
        ("goggle cl", "google classroom"),
        ("whiteb", "interactive whiteboards"),
        ("behavoi", "behaviour"),
        ("classroom google", "google classroom"),
        ("nqt", "ect"),
        ("KS2", "ks2"),
        ("ebdings", None),
    ],
)
def test_the_topic_meant_stands_first_while_typing(typed: str, first: str | None) -> None:
    assert next(iter(suggested(typed)), None) == first


def test_names_stand_before_aliases_that_begin_the_same() -> None:
    assert suggested("sc")[:3] == ["trips", "science", "scratch"]


def test_nothing_typed_gives_the_alphabet() -> None:
    names = [topic.name for topic in index().suggest("", limit=5)]
    assert names == sorted(names, key=str.casefold)
    assert len(names) == 5


@given(ANY_TEXT)
def test_no_text_is_too_odd(text: str) -> None:
    assert len(index().suggest(text)) <= 25
    chosen = index().find(text)
    assert chosen is None or chosen in index().topics
    seen = index().infer(text)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    "text",
    [
        "How do I send it to you?",
        "I want to put them into teams of four",
        "in a word, no",
        "Word of warning: the gate is locked early",
        "WHAT SHOULD I SEND IT IN",
        "Should Teams Share The Word With Others",
        "we are starting from scratch",
        "Has anyone got a spare table and chairs?",
        "I am planning to write to the paper",
        "A level playing field would be nice",
    ],
)
def test_everyday_words_are_no_topics(text: str) -> None:
    assert inferred(text) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("the table in Word jumps about", ["word"]),
        ("how do i use styles in word", ["word"]),
        ("my teams meeting has no sound", ["teams"]),
        ("Our SEND register is out of date", ["send"]),
        ("I teach IT lessons and RE", ["computing", "re"]),
        ("Is this an A level question?", ["sixth form"]),
        ("year 11s and excell", ["excel", "ks4"]),
        ("google sheets, not excel", ["google sheets", "excel"]),
        ("help with gogle clasroom", ["google classroom"]),
        ("Y4 behaviour", ["behaviour", "ks2"]),
        ("excell or powerpoint", ["powerpoint", "excel"]),
        ("powerpoint, then a mail merge", ["word", "powerpoint"]),
    ],
)
def test_topics_are_seen_in_a_text(text: str, keys: list[str]) -> None:
    assert inferred(text) == keys


@pytest.mark.parametrize("word", sorted(ORDINARY))
def test_a_word_spelt_as_meant_is_no_slip(word: str) -> None:
    assert inferred(f"something about the {word} here") == []


def test_a_very_long_text_is_read_to_its_end() -> None:
    chatter = " ".join(f"{letter}blergh" for letter in string.ascii_lowercase * 4)
    assert inferred(f"{chatter} powerpoint") == ["powerpoint"]


def test_a_topic_that_moderators_add_is_seen_too() -> None:
    lego = TopicIndex([Topic(1, "lego club", "Lego Club", "clubs", ("Brick Club",)), Topic(2, "c#", "C#", "coding")])
    assert [topic.name for topic in lego.infer("Where do brick clubs get their lego?")] == ["Lego Club"]
    assert lego.infer("plan C is to go home") == []
    assert lego.find("c#") is not None


def test_a_server_without_topics_sees_none() -> None:
    none = TopicIndex([])
    assert (none.find("excel"), none.suggest("exc"), none.infer("excel"), none.suggest("")) == (None, [], [], [])


def test_what_topics_are_called_is_worked_out_once_and_not_at_each_key(monkeypatch: pytest.MonkeyPatch) -> None:
    topics, worked_out = index(), list[str]()

    def counted(text: str) -> str:
        worked_out.append(text)
        return topic_key(text)

    monkeypatch.setattr("mentorbot.domain.topics.topic_key", counted)
    for typed in ("b", "be", "beh"):
        topics.suggest(typed)
    assert worked_out == ["b", "be", "beh"], "only what is typed is new"

"""A listed word is seen whole, however it is dressed up; a name is seen only where somebody hides it."""

import pytest

from mentorbot.domain.looking_over import FindingKind, look_over
from mentorbot.domain.word_list import word_key


def listed(text: str, *words: str) -> list[str]:
    return [one.found for one in look_over(text, words=words) if one.kind is FindingKind.WORD]


@pytest.mark.parametrize(
    "text",
    [
        *("What the heck is this", "HECK!", "h\u00e9ck", "he\u0301ck", "he\u200bck", "h\u00adeck", "\uff28eck"),
        *("**he**ck", "h_e_c_k", "h||e||ck", "`heck`", "\u04bb\u0435\u0441k", "h\u03b5ck", "oh,heck", "he\\ck"),
        "\U0001d421\U0001d41e\U0001d41c\U0001d424",
    ],
)
def test_a_listed_word_is_seen_in_disguise(text: str) -> None:
    assert listed(text, "Heck") == ["Heck"]


@pytest.mark.parametrize("text", ["check", "heckle", "hec k", "", "he-ck", "hecks"])
def test_only_whole_words_count(text: str) -> None:
    assert not listed(text, "heck")


def test_a_listed_phrase_counts_whatever_stands_between_its_words() -> None:
    assert listed("a load  of\nold Rubbish!", "load of old rubbish") == ["load of old rubbish"]
    assert not listed("a load of rubbish", "load of old rubbish")


def test_a_shorter_word_within_a_phrase_is_seen_too() -> None:
    assert listed("load of rubbish", "load of rubbish", "load", "tosh") == ["load of rubbish", "load"]


def test_words_of_other_alphabets_can_be_listed() -> None:
    assert listed("\u0414\u0423\u0420\u0410\u041a!", "\u0434\u0443\u0440\u0430\u043a") == [
        "\u0434\u0443\u0440\u0430\u043a"
    ]


def test_what_counts_as_the_same_word_has_the_same_key() -> None:
    assert word_key(" Caf\u00c9 ") == word_key("cafe") == "cafe"
    assert word_key("Don't  you") == "dont you"
    assert word_key("!?") == ""


def own(text: str, *names: str) -> list[str]:
    return [one.found for one in look_over(text, own_names=names) if one.kind is FindingKind.OWN_NAME]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("amira khan asks: which macros?", ["amira khan"]),
        ("Which macros? Thanks, Amira", ["Amira"]),
        ("which macros? thanks amira", ["amira"]),
        ("Ask Amira or Ms Khan in the office please", ["Amira", "Khan"]),
        ("could amira have macros please", ["amira"]),
        ("AM\u200bIRA wants macros", ["AMIRA"]),
        ("write to amira_k92 please", ["amira_k92"]),
    ],
)
def test_somebody_who_hides_their_name_is_told_where_it_stands(text: str, found: list[str]) -> None:
    assert own(text, "Amira Khan", "amira_k92") == found


@pytest.mark.parametrize(
    "text",
    [
        "Mark in green pen?",
        "Green or purple pen for marking",
        "Will this work with marks",
        "I mark greens",
        "Miss, look!",
    ],
)
def test_everyday_words_are_nobodys_name(text: str) -> None:
    assert not own(text, "Miss Green", "Mark Will")


def test_names_are_not_looked_for_where_they_are_shown_anyway() -> None:
    assert not look_over("Thanks, Amira <@123456789>")


@pytest.mark.parametrize("text", ["<@123456789>", "<@!123456789>", "I am 123456789", "\uff11\uff12\uff13456789"])
def test_the_id_of_somebody_who_hides_their_name_is_seen(text: str) -> None:
    assert [one.kind for one in look_over(text, own_user_id=123456789)] == [FindingKind.OWN_ID]


def test_other_ids_are_not() -> None:
    assert not look_over("<@1234567890> 0123456789", own_user_id=123456789)

"""What people wrote is shown as they wrote it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.quoting import ZERO_WIDTH_SPACE, copyable, name, quoted

PIECES = [
    *("**", "__", "~~", "||", "`", "```", "> ", ">>> ", "# ", "### ", "-# ", "- ", "* ", "+ ", "1. ", "12. "),
    *("[a](https://b.example)", "[", "]", "(", ")", "\\", "<@1>", "<@&2>", "<#3>", "<t:0:R>", "</ask:4>", "<:a:5>"),
    *("<id:guide>", "@everyone", "@here", "\n", " ", "\t", "\u200b", "\u202e", "\u2066", "https://c.example/_d_*e*"),
    *("word", "3.14", "a < b", "é", "🙂", "<https://e.example>", "\u0301" * 5, "=1+1", "#"),
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=20).map("".join)
ADDRESS = re.compile(r"https?://[^\s<>]+")
LIVE = re.compile(r"(?<!\\)(?:\\\\)*[*_~|`\[\]()]")
LIVE_LINE = re.compile(r"^\s*(?:-#|#{1,3}|>{1,3}|[-*+]|\d+\.)(?:\s|$)", re.MULTILINE)


@given(texts)
def test_nothing_quoted_comes_alive(text: str) -> None:
    shown = quoted(text)
    assert not LIVE.search(ADDRESS.sub("", shown))
    assert not re.search(r"<[^\s\u200b]", shown)
    assert "@everyone" not in shown
    assert "@here" not in shown
    assert not LIVE_LINE.search(shown)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", shown)


@given(texts.filter(lambda text: "\\" not in text and "\u200b" not in text and "http" not in text))
def test_every_letter_is_still_there(text: str) -> None:
    shown = re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", quoted(text)).replace(ZERO_WIDTH_SPACE, "")
    assert shown == re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. first", "1\\. first"),
        ("- item", "\\- item"),
        ("-# small", "\\-# small"),
        ("# Loud", "\\# Loud"),
        ("> said", "\\> said"),
        ("\u202e> hidden", "\\> hidden"),
        ("[x](y) [win](https://e.example)", "\\[x\\]\\(y\\) \\[win\\]\\(https://e.example)"),
        ("see https://a.example/b_c_d", "see https://a.example/b_c_d"),
        ("<@1> @everyone", f"<{ZERO_WIDTH_SPACE}@1> @{ZERO_WIDTH_SPACE}everyone"),
        ("Year 4 - phonics (set 2)", "Year 4 - phonics \\(set 2\\)"),
    ],
)
def test_examples(text: str, shown: str) -> None:
    assert quoted(text) == shown


@given(texts)
def test_a_name_stays_on_one_line(text: str) -> None:
    assert "\n" not in name(text)
    assert len(name(text)) <= 3 * 60


def test_somebody_without_a_name() -> None:
    assert name(None) == name("") == "Somebody"


@given(texts)
def test_a_box_to_copy_from_cannot_be_left(text: str) -> None:
    inside = copyable(text).removeprefix("```\n").removesuffix("\n```")
    assert "```" not in inside
    assert inside.replace(ZERO_WIDTH_SPACE, "") == text.replace(ZERO_WIDTH_SPACE, "")

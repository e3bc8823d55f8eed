"""A server's list of words: added, removed, looked for, and never told of in the log."""

import pytest

from mentorbot.domain.looking_over import FindingKind
from mentorbot.services.words import ListFull, NoWord, WordListed, WordNotListed, WordTooLong
from tests.played import SERVER, Web


async def test_a_word_is_listed_as_it_was_written_and_taken_off_however_it_is(web: Web) -> None:
    elin = web.person("Elin")
    assert await web.parts.words.add(elin, "  Blooming   H\u00e9ck ") == "Blooming H\u00e9ck"
    assert await web.parts.words.listed(SERVER) == ["Blooming H\u00e9ck"]
    assert await web.parts.words.remove(elin, "blooming heck") == "Blooming H\u00e9ck"
    assert await web.parts.words.listed(SERVER) == []


async def test_a_word_stands_on_the_list_once(web: Web) -> None:
    await web.parts.words.add(web.person("Elin"), "heck")
    with pytest.raises(WordListed):
        await web.parts.words.add(web.person("Dev"), "H\u00c9CK")
    assert await web.parts.words.listed(SERVER) == ["heck"]


@pytest.mark.parametrize("word", ["", " ", "!?", "\u200b", "\u0301"])
async def test_a_word_needs_a_letter_or_a_figure(web: Web, word: str) -> None:
    with pytest.raises(NoWord):
        await web.parts.words.add(web.person("Elin"), word)


async def test_a_word_has_an_end(web: Web) -> None:
    with pytest.raises(WordTooLong):
        await web.parts.words.add(web.person("Elin"), "x" * 61)


async def test_a_list_has_an_end(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentorbot.services.words.MOST_WORDS", 2)
    for word in ("one", "two"):
        await web.parts.words.add(web.person("Elin"), word)
    with pytest.raises(ListFull):
        await web.parts.words.add(web.person("Elin"), "three")


async def test_a_word_that_is_not_listed_cannot_be_taken_off(web: Web) -> None:
    with pytest.raises(WordNotListed):
        await web.parts.words.remove(web.person("Elin"), "heck")


async def test_the_log_tells_that_the_list_changed_and_no_word(web: Web) -> None:
    await web.parts.words.add(web.person("Elin"), "quagga")
    await web.parts.words.remove(web.person("Elin"), "quagga")
    kinds = await web.all(str, "SELECT kind FROM event WHERE kind LIKE 'word-%' ORDER BY id")
    assert kinds == ["word-added", "word-removed"]
    assert await web.all(str, "SELECT kind FROM event WHERE detail LIKE '%quagga%' OR topic LIKE '%quagga%'") == []


async def test_a_text_is_looked_over_with_the_servers_own_list(web: Web) -> None:
    await web.parts.words.add(web.person("Elin"), "heck")
    amira = web.person("Amira")
    found = await web.parts.words.look(amira, "What the HECK, Amira?", hidden_names=["Amira"])
    assert [(one.kind, one.found) for one in found] == [(FindingKind.WORD, "heck")]


async def test_names_and_id_are_looked_for_where_they_are_hidden(web: Web) -> None:
    amira = web.person("Amira")
    text = f"Thanks, Amira <@{amira.user_id}>"
    assert await web.parts.words.look(amira, text, hidden_names=["Amira"]) == []
    found = await web.parts.words.look(amira, text, hidden_names=["Amira"], without_name=True)
    assert [one.kind for one in found] == [FindingKind.OWN_NAME, FindingKind.OWN_ID]


async def test_looking_keeps_nothing(web: Web) -> None:
    await web.parts.words.look(web.person("Amira"), "Jamie in 7B", without_name=True)
    for table in ("member", "question", "event", "job", "announcement"):
        assert await web.all(int, f"SELECT count(*) FROM {table}") == [0]

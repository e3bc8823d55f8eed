"""A school that is named after a question was asked counts for it as one that isn't known: nobody tries them out."""

import pytest

from mentorbot.services.claiming import NotThisOne
from tests.played import Web
from tests.services.unnamed import allow

SCHOOLS = ("Elm Park", "Oak Lane", "Ash Road")


async def named(web: Web, name: str, school: str) -> None:
    await web.parts.choosing.name_school(web.person(name), school)


async def asked(web: Web) -> int:
    """Let Amira, of Oak Lane, ask without her name, and not her own school."""
    await allow(web)
    await named(web, "Amira", "Oak Lane")
    return (await web.ask(anonymous=True, not_my_school=True)).question.id


async def test_naming_one_school_after_the_other_gives_no_question_to_anybody(web: Web) -> None:
    await named(web, "Ben", "Oak Lane")
    question = await asked(web)
    for school in SCHOOLS:
        await web.pass_time(minutes=1)
        await named(web, "Ben", school)
        with pytest.raises(NotThisOne):
            await web.parts.claiming.claim(web.person("Ben"), question)


async def test_whoever_named_another_school_before_is_called_and_takes_it(web: Web) -> None:
    await named(web, "Ben", "Elm Park")
    await named(web, "Chloe", "Oak Lane")
    await web.offer("Ben", "excel")
    await web.offer("Chloe", "excel")
    await web.pass_time(minutes=1)
    question = await asked(web)
    assert await web.called(question) == [["Ben"]]
    await web.parts.claiming.claim(web.person("Ben"), question)


async def test_whoever_names_one_only_then_is_not_called_for_it(web: Web) -> None:
    question = await asked(web)
    await web.pass_time(minutes=1)
    await named(web, "Ben", "Elm Park")
    await web.offer("Ben", "excel")
    assert await web.called(question) == []


async def test_naming_the_same_school_once_more_changes_nothing(web: Web) -> None:
    await named(web, "Ben", "Elm Park")
    question = await asked(web)
    await web.pass_time(minutes=1)
    await named(web, "Ben", "elm park")
    await web.parts.claiming.claim(web.person("Ben"), question)


async def test_when_it_was_named_is_shown_to_its_owner_and_erased_with_it(web: Web) -> None:
    await named(web, "Ben", "Elm Park")
    assert "school_named_at" in await web.parts.privacy.download(web.person("Ben").user_id)
    number = (await web.member("Ben")).id
    await web.parts.privacy.erase(web.person("Ben").user_id)
    assert await web.all(int, f"SELECT count(*) FROM member WHERE id = {number} AND school_since IS NULL") == [1]

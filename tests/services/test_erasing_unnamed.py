"""Who asked anonymously is forgotten at once when they are erased; what they asked goes later: it would tell whose."""

from pathlib import Path
from random import Random

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.policy import Policy
from mentorbot.domain.questions import Outcome, Status
from mentorbot.parts import Parts, assemble
from mentorbot.sealing import UNSEALED
from mentorbot.services.claiming import NotThisOne
from mentorbot.services.looking_up import NotKnownAnyMore
from tests.played import SERVER, Web
from tests.services.test_erasing_safety import left
from tests.services.unnamed import allow, claimed, user

QUESTION = "How do I do this?"


async def erase(web: Web, name: str = "Amira") -> None:
    await web.parts.privacy.erase(user(web, name))


async def test_nothing_about_an_anonymous_question_changes_when_its_asker_is_erased(web: Web) -> None:
    await allow(web)
    waiting = (await web.ask(anonymous=True)).question
    link = await claimed(web, "Amira", "Chloe")
    await web.parts.relaying.pass_on(user(web, "Amira"), link.id, "I never learnt it.")
    ended = (await web.ask(anonymous=True)).question
    await web.parts.asking.withdraw(web.person("Amira"), ended.id)
    named = (await web.ask()).question
    before = [await web.question(number) for number in (waiting.id, link.question_id, ended.id)]
    told = len(web.told)
    await erase(web)
    assert {announcement.question_id for announcement, _ in web.told[told:]} == {named.id}
    assert [await web.question(one.id) for one in before] == before
    assert (await web.link_of(link.question_id)).closed_at is None
    about = await web.all(int, "SELECT coalesce(question, 0) FROM event ORDER BY id DESC LIMIT 2")
    assert not {one.id for one in before} & set(about), "the log does not tell, either"


async def test_who_asked_is_forgotten_at_once(web: Web, tmp_path: Path) -> None:
    link = await claimed(web)
    await erase(web)
    assert await web.all(int, "SELECT count(*) FROM identity") == [0]
    assert left(tmp_path / "mentorbot.db", str(user(web, "Amira")), "Amira") == []
    with pytest.raises(NotKnownAnyMore):
        await web.parts.looking_up.look(
            web.person("Dev"), link.question_id, "a reason that is long enough", safeguarding=False
        )


async def test_each_question_is_withdrawn_and_later_loses_its_text_at_moments_of_its_own(web: Web) -> None:
    await allow(web)
    first, second = [(await web.ask(anonymous=True)).question.id for _ in range(2)]
    await erase(web)
    moments = [job.due_at - web.clock.now() for kind in ("withdraw", "erase") for job in await web.jobs(kind)]
    hours = [moment.total_seconds() / 3600 for moment in moments]
    assert len(set(hours)) == 4
    assert all(1 <= hour <= 12 for hour in hours[:2])
    assert all(12 <= hour <= 72 for hour in hours[2:])
    await web.pass_time(hours=12)
    for number in (first, second):
        assert (await web.question(number)).outcome is Outcome.WITHDRAWN
        assert (await web.question(number)).text == QUESTION
    await web.pass_time(hours=60)
    for number in (first, second):
        assert (await web.question(number)).text is None


async def test_what_was_passed_on_and_thanked_for_goes_from_the_thread_and_the_database_with_it(
    web: Web, tmp_path: Path
) -> None:
    link = await claimed(web)
    await web.parts.relaying.pass_on(user(web, "Amira"), link.id, "quokka4711 was there")
    [passed] = web.said(AnnouncementKind.PASSED_ON)
    await web.parts.announcing.sent(passed, 5000, 900)
    await web.parts.relaying.pass_on(user(web, "Ben"), link.id, "Press here.")
    await erase(web)
    assert web.said(AnnouncementKind.TAKE_BACK) == []
    await web.pass_time(hours=72)
    assert passed.id in [taken.detail["of"] for taken in web.said(AnnouncementKind.TAKE_BACK)]
    assert web.said(AnnouncementKind.THREAD_ERASE)
    assert left(tmp_path / "mentorbot.db", "quokka4711") == []
    assert "Press here." in await web.all(str, "SELECT coalesce(text, '') FROM relay"), "the helper's own words stay"
    assert (await web.link_of(link.question_id)).outcome is Outcome.WITHDRAWN
    assert "erased" not in await web.all(str, f"SELECT detail FROM event WHERE question = {link.question_id}")


async def test_a_question_that_was_erased_is_closed_even_if_nothing_had_withdrawn_it(web: Web) -> None:
    await allow(web)
    number = (await web.ask(anonymous=True)).question.id
    await erase(web)
    [job] = await web.jobs("erase")
    await web.parts.privacy.erase_unnamed(job)
    assert (await web.question(number)).status is Status.CLOSED
    assert "forgotten" not in await web.log(), "so soon after its end it would tell that its asker was erased"
    assert await web.parts.privacy.erase_unnamed(job) == "not needed"
    await web.pass_time(days=31)
    assert (await web.log())[-1] == "forgotten"


async def test_whoever_leaves_and_is_erased_then_is_withdrawn_at_the_moment_that_was_drawn_first(web: Web) -> None:
    await allow(web)
    await web.ask(anonymous=True)
    await web.parts.reconciling.left(1, user(web, "Amira"))
    [job] = await web.jobs("withdraw")
    await erase(web)
    assert await web.jobs("withdraw") == [job]


async def test_moderators_who_compare_their_lists_do_not_see_whose_question_it_was(web: Web) -> None:
    link = await claimed(web)
    before = await web.parts.looking_up.unnamed(SERVER)
    await erase(web)
    assert await web.parts.looking_up.unnamed(SERVER) == before
    await web.pass_time(hours=72)
    assert await web.parts.looking_up.unnamed(SERVER) == []
    assert (await web.question(link.question_id)).text is None


async def test_trying_to_look_at_whoever_was_erased_is_recorded_like_any_look(web: Web) -> None:
    link = await claimed(web)
    await erase(web)
    with pytest.raises(NotKnownAnyMore):
        await web.parts.looking_up.look(web.person("Dev"), link.question_id, "a long enough reason", safeguarding=False)
    assert (await web.log())[-1] == "look-up-asked"


async def test_the_helper_can_still_keep_them_away_as_if_they_were_there(web: Web) -> None:
    link = await claimed(web)
    before = await web.parts.keeping_apart.other(web.person("Ben"), link.question_id)
    assert before is not None
    await erase(web)
    after = await web.parts.keeping_apart.part(web.person("Ben"), link.question_id)
    assert (after.question, after.name) == (before.question, before.name)
    assert (await web.parts.keeping_apart.all(web.person("Ben"))).unnamed == [link.question_id]
    await web.pass_time(hours=72)
    assert await web.parts.keeping_apart.other(web.person("Ben"), link.question_id) is None


async def test_whoever_could_not_have_a_question_can_not_have_it_once_its_asker_is_erased(web: Web) -> None:
    first = await claimed(web)
    await web.parts.linking.close(web.person("Ben"), first.id)
    await web.parts.keeping_apart.part(web.person("Ben"), first.question_id)
    later = (await web.ask(anonymous=True)).question.id
    for erased in (False, True):
        if erased:
            await erase(web)
        with pytest.raises(NotThisOne):
            await web.parts.claiming.claim(web.person("Ben"), later)


async def test_nobody_is_called_any_more_for_somebody_who_is_gone(web: Web) -> None:
    await allow(web)
    number = (await web.ask(anonymous=True)).question.id
    await erase(web)
    await web.offer("Ben", "excel")
    await web.pass_time(minutes=30)
    assert await web.called(number) == []
    assert web.said(AnnouncementKind.MODERATORS) == []


def keyless(web: Web) -> Parts:
    return assemble(web.database, Policy(), web.clock, Random(1), web.look, sealing=UNSEALED)


async def test_what_cannot_be_opened_without_the_key_is_said_and_goes_once_the_key_is_back(web: Web) -> None:
    link = await claimed(web)
    await web.parts.relaying.pass_on(user(web, "Amira"), link.id, "I never learnt it.")
    await web.parts.keeping_apart.part(web.person("Amira"), link.question_id)
    assert not await keyless(web).privacy.erase(user(web, "Amira"))
    assert await web.all(int, "SELECT count(*) FROM identity") == [1]
    assert await keyless(web).privacy.forget_again() == 0
    assert await web.all(int, "SELECT count(*) FROM identity") == [1], "nothing is guessed"
    await web.parts.privacy.forget_again()
    assert await web.all(int, "SELECT count(*) FROM identity") == [0]
    assert await web.all(int, "SELECT count(*) FROM unnamed_wish") == [0]
    await web.pass_time(hours=72)
    assert (await web.question(link.question_id)).text is None


async def test_whoever_erases_themselves_hears_of_no_missing_key_where_all_could_be_opened(web: Web) -> None:
    await claimed(web)
    assert await web.parts.privacy.erase(user(web, "Ben"))
    assert await web.parts.privacy.erase(user(web, "Amira"))

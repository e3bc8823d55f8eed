"""Did it work? Asked privately after a day and after a week, never late, and never of those who don't want it."""

import pytest

from mentorbot.domain.jobs import JobKind
from mentorbot.domain.questions import Outcome, Status
from mentorbot.services.asking import NotYourQuestion
from mentorbot.services.linking import NoLink
from mentorbot.services.waiting import NotClosed, TooLate
from tests.played import Web
from tests.services.unnamed import claimed, letters, notices, user


async def sorted_link(web: Web, *, anonymous: bool = True) -> int:
    link = await (claimed(web) if anonymous else web.claimed())
    await web.parts.linking.close(web.person("Ben"), link.id)
    web.told.clear()
    return link.id


@pytest.mark.parametrize("anonymous", [True, False])
async def test_it_is_asked_after_a_day_and_after_a_week_and_then_no_more(web: Web, *, anonymous: bool) -> None:
    link = await sorted_link(web, anonymous=anonymous)
    await web.pass_time(hours=23)
    assert letters(web) == []
    await web.pass_time(hours=1)
    assert [notice.detail for notice in notices(web)] == [{"letter": "follow-up", "again": False}]
    await web.pass_time(days=6)
    assert [notice.detail["again"] for notice in notices(web)] == [False, True]
    assert [job.kind for job in await web.jobs()] == [JobKind.FORGET] * anonymous
    asker = (await web.link_of(1)).asker_id
    assert {notice.member_id for notice in notices(web)} == {asker}
    assert (asker == (await web.member("Amira")).id) is not anonymous
    assert link == 1


async def test_what_is_more_than_a_day_late_is_left_out(web: Web) -> None:
    await sorted_link(web)
    web.clock.move(days=3)
    await web.parts.agenda.do_due()
    assert letters(web) == []
    await web.pass_time(days=4)
    assert letters(web) == ["follow-up"]


@pytest.mark.parametrize("outcome", [Outcome.QUIET, Outcome.MODERATOR, Outcome.THREAD_DELETED])
async def test_only_what_was_sorted_is_followed_up(web: Web, outcome: Outcome) -> None:
    link = await claimed(web)
    await web.parts.linking.end(link.id, outcome)
    assert await web.jobs(JobKind.FOLLOW_UP) == []


async def test_a_question_that_was_opened_again_is_not_followed_up(web: Web) -> None:
    link = await sorted_link(web)
    await web.parts.waiting.reopen(web.person("Amira"), (await web.link_of(link)).question_id)
    await web.pass_time(days=1)
    assert letters(web) == []


@pytest.mark.parametrize("anonymous", [True, False])
async def test_not_yet_opens_it_again_with_one_press_after_a_week_too(web: Web, *, anonymous: bool) -> None:
    link = await sorted_link(web, anonymous=anonymous)
    await web.pass_time(days=1)
    await web.pass_time(days=9)
    opened = await web.parts.following_up.not_yet(user(web, "Amira"), link)
    assert opened.status is Status.OPEN
    assert (await web.log())[-1] == "followed-up"
    with pytest.raises(NotClosed):
        await web.parts.following_up.not_yet(user(web, "Amira"), link)


async def test_not_yet_comes_too_late_after_two_weeks(web: Web) -> None:
    link = await sorted_link(web)
    web.clock.move(days=15)
    with pytest.raises(TooLate):
        await web.parts.following_up.not_yet(user(web, "Amira"), link)


async def test_stop_asking_me_this_is_kept_for_the_member_and_logged_under_nobodys_own_number(web: Web) -> None:
    link = await sorted_link(web)
    await web.pass_time(days=1)
    await web.parts.following_up.stop(user(web, "Amira"), link)
    amira = await web.member("Amira")
    assert not amira.follow_up
    assert await web.all(int, "SELECT count(*) FROM event WHERE member = $1", amira.id) == [0]
    await web.pass_time(days=6)
    assert letters(web) == ["follow-up"]


async def test_only_whoever_asked_can_answer(web: Web) -> None:
    link = await sorted_link(web)
    for act in (web.parts.following_up.worked, web.parts.following_up.not_yet, web.parts.following_up.stop):
        for name in ("Ben", "Nobody ever seen"):
            with pytest.raises(NotYourQuestion):
                await act(user(web, name), link)
        with pytest.raises(NoLink):
            await act(user(web, "Amira"), 99)


async def test_that_it_worked_is_one_line_of_the_log(web: Web) -> None:
    link = await sorted_link(web)
    await web.parts.following_up.worked(user(web, "Amira"), link)
    assert (await web.log())[-1] == "followed-up"


async def test_somebody_who_was_erased_is_not_followed_up(web: Web) -> None:
    await sorted_link(web)
    await web.parts.privacy.erase(user(web, "Amira"))
    web.told.clear()
    await web.pass_time(days=1)
    assert letters(web) == []


async def test_the_log_does_not_tell_for_which_question_without_a_name_somebody_wants_no_follow_ups(web: Web) -> None:
    link = await sorted_link(web)
    await web.pass_time(days=1)
    await web.parts.following_up.stop(user(web, "Amira"), link)
    lines = "SELECT count(*) FROM event WHERE kind = 'choice-changed' AND coalesce(member, question) IS "
    assert await web.all(int, f"{lines} NOT NULL") == [0], "their choice itself stands in their own row"
    assert await web.all(int, f"{lines} NULL") == [1]

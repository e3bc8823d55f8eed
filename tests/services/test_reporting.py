"""Reports: kept, told to moderators alone, closed by them; whoever asked anonymously reports so too."""

import pytest

from mentorbot.domain.announcements import AnnouncementKind
from mentorbot.domain.members import Person
from mentorbot.domain.safety import Report, Subject
from mentorbot.domain.servers import Anonymity
from mentorbot.services.asking import QuestionGone
from mentorbot.services.reporting import ClosedBefore, NoSuchReport, NothingSaid, ToldEnough
from tests.played import CHANNEL, SERVER, Web

WORDS = "They wrote something about a colleague that isn't kind"
MODERATORS = 11


async def channel(web: Web) -> None:
    await web.parts.servers.name_channels(web.person("Elin"), questions=CHANNEL, moderators=MODERATORS)


async def report(web: Web, by: str, question: int, subject: Subject = Subject.ASKER) -> Report:
    await web.parts.reporting.report(web.person(by), question, subject, WORDS)
    return (await web.parts.reporting.unclosed(SERVER))[-1]


async def test_a_report_is_kept_and_moderators_are_told_in_their_channel(web: Web) -> None:
    await channel(web)
    link = await web.claimed()
    reported = await web.parts.reporting.report(web.person("Ben"), link.question_id, Subject.ASKER, WORDS)
    assert reported.told
    [told] = web.said(AnnouncementKind.REPORT)
    assert WORDS not in str(told.detail)
    case = (await web.parts.announcing.brief(told)).case
    assert isinstance(case, Report)
    assert (case.reporter_name, case.about_name, case.text) == ("Ben", "Amira", WORDS)
    assert web.said(AnnouncementKind.NOTICE) == [], "whoever is reported is never told"


async def test_without_a_channel_it_is_kept_and_nobody_claims_that_moderators_know(web: Web) -> None:
    link = await web.claimed()
    reported = await web.parts.reporting.report(web.person("Amira"), link.question_id, Subject.HELPER, WORDS)
    assert not reported.told
    assert web.said(AnnouncementKind.REPORT) == []
    [kept] = await web.parts.reporting.unclosed(SERVER)
    assert (kept.reporter_name, kept.about_name) == ("Amira", "Ben")


async def test_whoever_asked_anonymously_reports_without_their_name(web: Web) -> None:
    await web.parts.safeguards.set_anonymous(web.person("Elin"), Anonymity.ON)
    question = (await web.ask(anonymous=True)).question.id
    await web.parts.claiming.claim(web.person("Ben"), question)
    kept = await report(web, "Amira", question, Subject.HELPER)
    assert (kept.reporter_name, kept.reporter_unnamed, kept.about_name) == (None, True, "Ben")
    amira = (await web.member("Amira")).id
    assert await web.all(int, "SELECT count(*) FROM event WHERE $1 IN (member, other)", amira) == [0]
    assert await web.all(int, "SELECT count(*) FROM report WHERE $1 IN (member_id, about_id)", amira) == [0]


async def test_whoever_asked_anonymously_is_reported_without_their_name(web: Web) -> None:
    await web.parts.safeguards.set_anonymous(web.person("Elin"), Anonymity.ON)
    question = (await web.ask(anonymous=True)).question.id
    kept = await report(web, "Ben", question)
    assert (kept.about_name, kept.about_unnamed) == (None, True)
    assert kept.about_id == (await web.question(question)).asker_id


async def test_nobody_reports_themselves(web: Web) -> None:
    link = await web.claimed()
    own = await web.parts.reporting.reportable(web.person("Amira"), link.question_id)
    assert (own.asker, own.helper, own.helper_name) == (False, True, "Ben")
    helpers = await web.parts.reporting.reportable(web.person("Ben"), link.question_id)
    assert (helpers.asker, helpers.asker_name, helpers.helper) == (True, "Amira", False)
    assert (await report(web, "Amira", link.question_id, Subject.ASKER)).about_id is None
    assert (await report(web, "Ben", link.question_id, Subject.HELPER)).about_id is None


async def test_a_report_says_something_and_there_are_not_many_of_the_same(web: Web) -> None:
    question = (await web.ask()).question.id
    with pytest.raises(NothingSaid):
        await web.parts.reporting.report(web.person("Ben"), question, Subject.ASKER, "\u202e \n")
    for _ in range(3):
        await report(web, "Ben", question)
    with pytest.raises(ToldEnough):
        await report(web, "Ben", question)
    await report(web, "Chloe", question)


async def test_moderators_close_a_report_once_and_only_their_own_servers(web: Web) -> None:
    question = (await web.ask()).question.id
    kept = await report(web, "Ben", question)
    await web.parts.servers.welcome(SERVER + 1)
    with pytest.raises(NoSuchReport):
        await web.parts.reporting.close(Person(SERVER + 1, 5, "Zoe"), kept.id)
    await web.parts.reporting.close(web.person("Dev"), kept.id)
    with pytest.raises(ClosedBefore):
        await web.parts.reporting.close(web.person("Dev"), kept.id)
    assert await web.parts.reporting.unclosed(SERVER) == []
    assert (await web.log())[-1] == "report-closed"


async def test_another_servers_question_cannot_be_reported(web: Web) -> None:
    question = (await web.ask()).question.id
    await web.parts.servers.welcome(SERVER + 1)
    with pytest.raises(QuestionGone):
        await web.parts.reporting.report(Person(SERVER + 1, 5, "Zoe"), question, Subject.ASKER, WORDS)


@pytest.mark.parametrize("who", ["Amira", "Ben"])
async def test_erasing_either_takes_the_text_and_the_moderators_message_away(web: Web, who: str) -> None:
    await channel(web)
    link = await web.claimed()
    await report(web, "Ben", link.question_id)
    [told] = web.said(AnnouncementKind.REPORT)
    await web.parts.announcing.sent(told, MODERATORS, 7001)
    await web.parts.privacy.erase(web.person(who).user_id)
    assert told.id in [back.detail["of"] for back in web.said(AnnouncementKind.TAKE_BACK)]
    [kept] = await web.parts.reporting.unclosed(SERVER)
    assert kept.text is None


async def test_erasing_whoever_asked_anonymously_takes_their_report_away(web: Web) -> None:
    await channel(web)
    await web.parts.safeguards.set_anonymous(web.person("Elin"), Anonymity.ON)
    question = (await web.ask(anonymous=True)).question.id
    await report(web, "Amira", question, Subject.QUESTION)
    [told] = web.said(AnnouncementKind.REPORT)
    await web.parts.privacy.erase(web.person("Amira").user_id)
    await web.pass_time(hours=72)
    assert told.id in [back.detail["of"] for back in web.said(AnnouncementKind.TAKE_BACK)]
    [kept] = await web.parts.reporting.unclosed(SERVER)
    assert kept.text is None

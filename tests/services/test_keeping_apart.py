"""Two people are kept apart at the wish of one: not called, not able to claim, and nothing anywhere tells."""

import pytest

from mentorbot.domain.servers import Anonymity
from mentorbot.services.asking import QuestionGone
from mentorbot.services.claiming import NotThisOne
from mentorbot.services.keeping_apart import NobodyToPartFrom
from tests.played import SERVER, Web


async def anonymous(web: Web, name: str = "Amira") -> int:
    await web.parts.safeguards.set_anonymous(web.person("Elin"), Anonymity.ON)
    return (await web.ask(name, anonymous=True)).question.id


async def part(web: Web, name: str, question: int) -> None:
    await web.parts.keeping_apart.part(web.person(name), question)


async def refused(web: Web, name: str, question: int) -> bool:
    """Say whether somebody is told that they can't have this one."""
    try:
        await web.parts.claiming.claim(web.person(name), question)
    except NotThisOne:
        return True
    return False


async def helped(web: Web, question: int, by: str = "Ben") -> None:
    """Let somebody help with a question to its end."""
    await web.parts.claiming.claim(web.person(by), question)
    link = await web.link_of(question)
    await web.parts.linking.close(web.person(by), link.id)


@pytest.mark.parametrize("who", ["Amira", "Ben"])
async def test_neither_is_called_for_or_given_the_others_questions(web: Web, who: str) -> None:
    await helped(web, (await web.ask()).question.id)
    await part(web, who, 1)
    await web.pass_time(hours=1)
    await web.offer("Ben", "excel")
    question = (await web.ask()).question.id
    assert await web.called(question) == []
    assert await refused(web, "Ben", question)
    await web.offer("Amira", "excel")
    theirs = (await web.ask("Ben")).question.id
    assert await web.called(theirs) == []
    assert await refused(web, "Amira", theirs)
    assert not await refused(web, "Chloe", question)


async def test_a_link_that_runs_goes_on(web: Web) -> None:
    link = await web.claimed()
    await part(web, "Amira", link.question_id)
    assert (await web.link_of(link.question_id)).closed_at is None
    await web.parts.linking.close(web.person("Amira"), link.id)


async def test_nobody_is_told_and_the_log_has_no_line_of_it(web: Web) -> None:
    link = await web.claimed()
    told, lines = len(web.told), await web.log()
    await part(web, "Ben", link.question_id)
    await web.parts.keeping_apart.undo(web.person("Ben"), users=[web.person("Amira").user_id], unnamed=[])
    assert (len(web.told), await web.log()) == (told, lines)


async def test_a_helper_keeps_away_whoever_asked_anonymously_without_learning_who(web: Web) -> None:
    first = await anonymous(web)
    await helped(web, first)
    await part(web, "Ben", first)
    later = await anonymous(web)
    others = await anonymous(web, "Chloe")
    await web.pass_time(hours=1)
    assert await refused(web, "Ben", later)
    assert not await refused(web, "Ben", others)
    assert await web.all(int, "SELECT count(*) FROM block") == [0]
    kept = await web.parts.keeping_apart.all(web.person("Ben"))
    assert (kept.named, kept.unnamed) == ([], [first])


async def test_a_question_by_name_does_not_tell_whoever_blocked_who_asked_the_anonymous_one(web: Web) -> None:
    first = await anonymous(web)
    await helped(web, first)
    await part(web, "Ben", first)
    await web.pass_time(hours=1)
    await web.offer("Ben", "excel")
    named = (await web.ask("Amira", anonymous=False)).question.id
    assert await web.called(named) == [["Ben"]]
    assert not await refused(web, "Ben", named)


async def test_only_whoever_helped_can_keep_an_anonymous_asker_away(web: Web) -> None:
    first = await anonymous(web)
    await web.offer("Chloe", "excel")
    assert await web.parts.keeping_apart.other(web.person("Chloe"), first) is None
    with pytest.raises(NobodyToPartFrom):
        await part(web, "Chloe", first)
    assert await web.all(int, "SELECT count(*) FROM unnamed_block") == [0]


async def test_an_anonymous_asker_keeps_a_helper_away_everywhere(web: Web) -> None:
    first = await anonymous(web)
    await helped(web, first)
    await part(web, "Amira", first)
    await web.pass_time(hours=1)
    assert await refused(web, "Ben", await anonymous(web))
    assert await refused(web, "Ben", (await web.ask("Amira", anonymous=False)).question.id)


async def test_an_asker_without_a_helper_has_nobody_to_be_kept_apart_from(web: Web) -> None:
    question = (await web.ask()).question.id
    assert await web.parts.keeping_apart.other(web.person("Amira"), question) is None
    with pytest.raises(NobodyToPartFrom):
        await part(web, "Amira", question)


async def test_anybody_can_keep_away_whoever_asked_with_their_name(web: Web) -> None:
    question = (await web.ask()).question.id
    await part(web, "Ben", question)
    assert await refused(web, "Ben", question)
    assert not await refused(web, "Chloe", question)


async def test_it_can_be_undone_by_name_and_by_question(web: Web) -> None:
    first = await anonymous(web)
    await helped(web, first)
    await part(web, "Ben", first)
    named = (await web.ask("Chloe")).question.id
    await part(web, "Ben", named)
    kept = await web.parts.keeping_apart.undo(web.person("Ben"), users=[web.person("Chloe").user_id], unnamed=[first])
    assert (kept.named, kept.unnamed) == ([], [])
    assert not await refused(web, "Ben", named)
    await web.pass_time(hours=1)
    assert not await refused(web, "Ben", await anonymous(web))


async def test_nobody_undoes_what_somebody_else_wanted(web: Web) -> None:
    question = (await web.ask()).question.id
    await part(web, "Ben", question)
    await web.parts.keeping_apart.undo(web.person("Amira"), users=[web.person("Ben").user_id], unnamed=[question])
    assert await refused(web, "Ben", question)
    kept = await web.parts.keeping_apart.all(web.person("Amira"))
    assert (kept.named, kept.unnamed) == ([], []), "whoever is kept away does not read it in their own list"


async def test_another_servers_question_does_not_exist(web: Web) -> None:
    question = (await web.ask()).question.id
    stranger = web.person("Zoe")
    with pytest.raises(QuestionGone):
        await web.parts.keeping_apart.other(type(stranger)(SERVER + 1, stranger.user_id, "Zoe"), question)


async def test_hints_at_other_questions_leave_out_those_of_people_kept_apart(web: Web) -> None:
    kept = (await web.ask("Amira")).question.id
    await part(web, "Ben", kept)
    claimed = (await web.ask("Chloe")).question.id
    await web.parts.claiming.claim(web.person("Dora"), claimed)
    with pytest.raises(Exception, match="Dora got there") as told:
        await web.parts.claiming.claim(web.person("Ben"), claimed)
    assert "still waiting" not in str(told.value)


async def test_whoever_begins_to_offer_is_not_sent_to_somebody_kept_apart(web: Web) -> None:
    question = (await web.ask()).question.id
    await part(web, "Ben", question)
    offered = await web.offer("Ben", "excel")
    assert offered.question is None
    assert await web.called(question) == []


@pytest.mark.parametrize("who", ["Amira", "Ben"])
async def test_erasing_either_forgets_it(web: Web, who: str) -> None:
    await helped(web, (await web.ask()).question.id)
    await part(web, "Ben", 1)
    await web.parts.privacy.erase(web.person(who).user_id)
    assert await web.all(int, "SELECT count(*) FROM block") == [0]


async def test_the_marks_of_two_questions_of_one_person_do_not_look_alike(web: Web) -> None:
    both = [await anonymous(web), await anonymous(web)]
    for question in both:
        await helped(web, question)
    for question in both:
        await part(web, "Ben", question)
    marks = await web.all(bytes, "SELECT tag FROM unnamed_block")
    assert len(set(marks)) == len(marks) == 2


async def test_nobody_finds_out_who_asked_by_blocking_somebody_and_trying(web: Web) -> None:
    named = (await web.ask()).question.id
    hidden = await anonymous(web)
    await part(web, "Ben", named)
    await web.offer("Ben", "excel")
    assert await web.called(hidden) == [["Ben"]], "called as if nothing kept them apart"
    assert await refused(web, "Ben", named)
    assert not await refused(web, "Ben", hidden)


async def test_whom_an_asker_blocked_by_name_gets_none_of_her_anonymous_questions(web: Web) -> None:
    link = await web.claimed()
    await part(web, "Amira", link.question_id)
    assert await refused(web, "Ben", await anonymous(web))


async def wished(web: Web) -> int:
    """Let Amira, who asked without her name, keep away Ben, who helped her."""
    question = await anonymous(web)
    await helped(web, question)
    await part(web, "Amira", question)
    await part(web, "Amira", question)
    await web.pass_time(hours=1)
    return question


async def test_what_an_asker_wanted_without_her_name_stands_in_no_row_that_tells_who_asked(web: Web) -> None:
    await wished(web)
    amira, ben = (await web.member("Amira")).id, (await web.member("Ben")).id
    assert await web.all(int, "SELECT count(*) FROM block") == [0]
    assert await web.all(int, "SELECT other_id FROM unnamed_wish") == [ben]
    [sealed] = await web.all(bytes, "SELECT sealed FROM unnamed_wish")
    assert amira.to_bytes(8) not in sealed
    assert await refused(web, "Ben", await anonymous(web))
    assert "Ben" in await web.parts.privacy.download(web.person("Amira").user_id)


async def test_it_holds_when_he_asks_and_long_after_it_is_forgotten_who_asked(web: Web) -> None:
    await wished(web)
    await web.pass_time(days=31)
    assert await web.all(int, "SELECT count(*) FROM identity") == [0]
    assert await refused(web, "Amira", (await web.ask("Ben", anonymous=False)).question.id)
    assert await refused(web, "Ben", (await web.ask("Amira", anonymous=False)).question.id)


async def test_it_stands_in_her_own_list_and_is_undone_there(web: Web) -> None:
    await wished(web)
    kept = await web.parts.keeping_apart.all(web.person("Amira"))
    assert [member.name for member in kept.named] == ["Ben"]
    kept = await web.parts.keeping_apart.undo(web.person("Amira"), users=[web.person("Ben").user_id], unnamed=[])
    assert kept.named == []
    assert not await refused(web, "Ben", await anonymous(web))


@pytest.mark.parametrize("who", ["Amira", "Ben"])
async def test_erasing_either_forgets_that_too(web: Web, who: str) -> None:
    await wished(web)
    await web.parts.privacy.erase(web.person(who).user_id)
    assert await web.all(int, "SELECT count(*) FROM unnamed_wish") == [0]


async def test_he_learns_nothing_of_it_from_handing_over_or_his_own_list(web: Web) -> None:
    await wished(web)
    await web.parts.claiming.claim(web.person("Ben"), (await web.ask("Chloe", anonymous=False)).question.id)
    link = (await web.all(int, "SELECT max(id) FROM link"))[0]
    await web.parts.handing.ask_over(web.person("Ben"), link, web.person("Amira"))
    assert await web.all(int, "SELECT count(*) FROM hand_over") == [0]
    assert (await web.parts.keeping_apart.all(web.person("Ben"))).named == []

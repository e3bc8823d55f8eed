"""What is passed on between the two of an anonymous question, and who may."""

import json
from typing import Any

import pytest

from mentorbot.domain.announcements import Announcement, AnnouncementKind
from mentorbot.domain.jobs import JobKind
from mentorbot.domain.questions import Outcome
from mentorbot.domain.relays import LONGEST_RELAY, MOST, NothingToPassOn, TooLongToPassOn, TooManyAtOnce
from mentorbot.errors import Refused
from mentorbot.services.linking import LinkOver, NoLink, NotTheirs
from mentorbot.store.database import Transaction
from tests.played import Web
from tests.services.unnamed import THREAD, allow, claimed, letters, notices, user


async def told(web: Web, announcement: Announcement) -> Any:
    return await web.parts.announcing.brief(announcement)


async def test_at_the_claim_whoever_asked_is_told_through_a_stand_in_and_nobody_else_learns_who_that_is(
    web: Web,
) -> None:
    link = await claimed(web)
    [notice] = notices(web)
    amira = await web.member("Amira")
    assert (notice.detail, notice.member_id, notice.link_id) == ({"letter": "claimed"}, link.asker_id, link.id)
    assert notice.member_id != amira.id
    briefing = await told(web, notice)
    assert (briefing.recipient, briefing.unnamed) == (amira, True)
    await web.parts.announcing.sent(notice, 77, 78)
    assert await web.all(int, "SELECT id FROM announcement WHERE channel_id = 77 OR message_id = 78") == []


async def test_a_named_asker_gets_no_such_message(web: Web) -> None:
    link = await web.claimed()
    await web.parts.linking.close(web.person("Ben"), link.id)
    assert letters(web) == []


async def test_what_the_asker_writes_stands_in_the_thread_and_is_told_to_nobody_else(web: Web) -> None:
    link = await claimed(web)
    seen = await web.parts.relaying.pass_on(user(web, "Amira"), link.id, "  I tried that\u202e.  ")
    assert [relay.text for relay in seen.passed] == ["I tried that."]
    assert seen.by_asker
    [passed] = web.said(AnnouncementKind.PASSED_ON)
    assert (passed.link_id, passed.member_id, passed.detail) == (link.id, None, {"relay": 1})
    assert letters(web) == ["claimed"]
    assert (await web.log())[-1] == "relayed"


async def test_what_the_helper_writes_goes_to_the_asker_and_stands_in_the_thread_under_their_name(web: Web) -> None:
    link = await claimed(web)
    ben = await web.member("Ben")
    seen = await web.parts.relaying.pass_on(user(web, "Ben"), link.id, "Press Alt and F11.")
    assert not seen.by_asker
    [passed], notice = web.said(AnnouncementKind.PASSED_ON), notices(web)[-1]
    assert passed.detail == {"relay": 1, "winner": ben.id}
    assert (notice.detail, notice.member_id) == ({"letter": "relay", "relay": 1, "winner": ben.id}, link.asker_id)
    briefing = await told(web, notice)
    assert briefing.relay.text == "Press Alt and F11."
    assert briefing.winner == ben


async def test_both_see_all_of_it_the_latest_first(web: Web) -> None:
    link = await claimed(web)
    for name, text in (("Amira", "one"), ("Ben", "two"), ("Amira", "three")):
        await web.parts.relaying.pass_on(user(web, name), link.id, text)
    for name in ("Amira", "Ben"):
        seen = await web.parts.relaying.conversation(user(web, name), link.id)
        assert [relay.text for relay in seen.passed] == ["three", "two", "one"]


async def test_a_helper_who_joined_may_write_too_once_the_asker_agreed(web: Web) -> None:
    link = await claimed(web)
    await web.offer("Chloe", "excel")
    chloe = await web.member("Chloe")

    async def join(tx: Transaction) -> None:
        await tx.run("INSERT INTO joining (link_id, member_id, asked_at) VALUES ($1, $2, 1)", link.id, chloe.id)

    async def agree(tx: Transaction) -> None:
        await tx.run("UPDATE joining SET agreed_at = 2")

    await web.database.write(join)
    with pytest.raises(NotTheirs):
        await web.parts.relaying.pass_on(user(web, "Chloe"), link.id, "I know!")
    await web.database.write(agree)
    await web.parts.relaying.pass_on(user(web, "Chloe"), link.id, "I know!")
    assert notices(web)[-1].detail["winner"] == chloe.id


@pytest.mark.parametrize("name", ["Chloe", "Nobody ever seen"])
async def test_others_are_refused_and_read_nothing(web: Web, name: str) -> None:
    link = await claimed(web)
    await web.offer("Chloe", "excel")
    for act in (web.parts.relaying.conversation(user(web, name), link.id), _write(web, name, link.id)):
        with pytest.raises(NotTheirs):
            await act


def _write(web: Web, name: str, link: int) -> Any:
    return web.parts.relaying.pass_on(user(web, name), link, "Who are you?")


async def test_nothing_is_passed_on_about_a_question_with_a_name(web: Web) -> None:
    link = await web.claimed()
    for name in ("Amira", "Ben"):
        with pytest.raises(NoLink):
            await _write(web, name, link.id)


async def test_a_closed_link_passes_nothing_on(web: Web) -> None:
    link = await claimed(web)
    await web.parts.linking.close(web.person("Ben"), link.id)
    with pytest.raises(LinkOver):
        await _write(web, "Amira", link.id)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", NothingToPassOn), (" \u202e\n", NothingToPassOn), ("x" * (LONGEST_RELAY + 1), TooLongToPassOn)],
)
async def test_nothing_and_too_much_are_refused(web: Web, text: str, refusal: type[Refused]) -> None:
    link = await claimed(web)
    with pytest.raises(refusal):
        await web.parts.relaying.pass_on(user(web, "Amira"), link.id, text)


async def test_nobody_is_flooded(web: Web) -> None:
    link = await claimed(web)
    for _ in range(MOST):
        await _write(web, "Amira", link.id)
    with pytest.raises(TooManyAtOnce):
        await _write(web, "Amira", link.id)
    await _write(web, "Ben", link.id)
    await web.pass_time(minutes=11)
    await _write(web, "Amira", link.id)


async def test_writing_is_a_sign_of_life(web: Web) -> None:
    link = await claimed(web)
    await web.pass_time(hours=23)
    await _write(web, "Amira", link.id)
    await web.pass_time(hours=23)
    assert web.said(AnnouncementKind.NUDGE) == []
    await web.pass_time(hours=1)
    assert len(web.said(AnnouncementKind.NUDGE)) == 1
    assert letters(web)[-1] == "nudge"


async def test_who_ends_it_tells_the_asker_unless_it_was_herself(web: Web) -> None:
    link = await claimed(web)
    closed = await web.parts.linking.close(await web.parts.relaying.as_known(user(web, "Amira"), link.id), link.id)
    assert closed.unnamed
    assert letters(web) == ["claimed"]
    other = await claimed(web, "Dora", thread=5001)
    assert not (await web.parts.linking.close(web.person("Ben"), other.id)).unnamed
    assert letters(web) == ["claimed", "claimed", "closed"]


async def test_handed_back_and_claimed_again_she_is_told_anew(web: Web) -> None:
    link = await claimed(web)

    async def leave() -> None:
        await web.parts.reconciling.left(1, user(web, "Ben"))

    await leave()
    assert letters(web) == ["claimed", "released"]
    await web.parts.claiming.claim(web.person("Chloe"), link.question_id)
    assert letters(web) == ["claimed", "released", "claimed"]


async def test_what_somebody_asked_is_found_on_all_servers_with_and_without_a_helper(web: Web) -> None:
    link = await claimed(web)
    await web.ask("Amira", anonymous=True)
    await web.ask("Amira")
    found = await web.parts.relaying.correspondence(user(web, "Amira"))
    assert ([shown.link for shown in found.links], found.waiting) == ([link.id], 1)
    for name in ("Ben", "Nobody ever seen"):
        nothing = await web.parts.relaying.correspondence(user(web, name))
        assert (nothing.links, nothing.waiting) == ([], 0)


async def test_her_download_holds_what_she_wrote_and_the_helpers_does_not(web: Web) -> None:
    link = await claimed(web)
    await web.parts.relaying.pass_on(user(web, "Amira"), link.id, "My year sevens are lost")
    await web.parts.relaying.pass_on(user(web, "Ben"), link.id, "Try a mini whiteboard")
    hers = await web.parts.privacy.download(user(web, "Amira"))
    his = await web.parts.privacy.download(user(web, "Ben"))
    assert "My year sevens are lost" in hers
    assert "mini whiteboard" not in hers
    assert "mini whiteboard" in his
    amira = await web.member("Amira")
    for told in ("My year sevens are lost", "Amira", str(link.asker_id), str(amira.id), str(amira.user_id)):
        assert told not in his, told


async def test_after_a_month_what_was_passed_on_is_forgotten(web: Web) -> None:
    link = await claimed(web)
    await _write(web, "Amira", link.id)
    await web.parts.linking.close(web.person("Ben"), link.id)
    await web.pass_time(days=31)
    assert await web.all(str, "SELECT coalesce(text, '-') FROM relay") == ["-"]
    assert await web.jobs(JobKind.FORGET) == []


async def test_no_line_of_the_log_and_no_row_but_the_sealed_one_tells_who_asked(web: Web) -> None:
    await allow(web)
    link = await claimed(web)
    await _write(web, "Amira", link.id)
    await _write(web, "Ben", link.id)
    await web.parts.linking.end(link.id, Outcome.QUIET)
    amira = await web.member("Amira")
    assert await web.all(int, "SELECT id FROM event WHERE $1 IN (member, other)", amira.id) == []
    rows = await web.all(str, "SELECT detail FROM announcement")
    assert not [row for row in rows if str(amira.id) in json.dumps(row)]


@pytest.mark.parametrize(("name", "taken_back", "kept"), [("Amira", [1, 3], [2]), ("Ben", [1, 2, 3], [1, 3])])
async def test_what_somebody_had_passed_on_is_erased_with_them_from_the_thread_too(
    web: Web, name: str, taken_back: list[int], kept: list[int]
) -> None:
    """What was passed on to a helper rings them by their Discord id, so that goes with them from the thread, too."""
    link = await claimed(web)
    for number, who in enumerate(("Amira", "Ben", "Amira"), 1):
        await _write(web, who, link.id)
        await web.parts.announcing.sent(web.said(AnnouncementKind.PASSED_ON)[-1], THREAD, 9000 + number)
    await web.parts.privacy.erase(user(web, name))
    await web.pass_time(hours=72)  # what she wrote goes later than she does: at once it would tell who that was
    passed = {sent.id: sent.detail["relay"] for sent in web.said(AnnouncementKind.PASSED_ON)}
    gone = [sent.detail["of"] for sent in web.said(AnnouncementKind.TAKE_BACK)]
    assert [passed[number] for number in gone if number in passed] == taken_back
    assert await web.all(int, "SELECT id FROM relay WHERE text IS NOT NULL ORDER BY id") == kept
    assert [sent.link_id for sent in web.said(AnnouncementKind.THREAD_ERASE)] == [link.id]


async def test_a_second_helpers_words_are_erased_with_them_and_with_nobody_else(web: Web) -> None:
    link = await claimed(web)
    await web.parts.joining.offer(web.person("Chloe"), link.question_id)
    await web.parts.joining.agree(web.person("Amira"), link.id, (await web.member("Chloe")).id)
    await _write(web, "Ben", link.id)
    await _write(web, "Chloe", link.id)
    await web.parts.privacy.erase(user(web, "Chloe"))
    assert await web.all(int, "SELECT id FROM relay WHERE text IS NOT NULL") == [1]
    given = await web.parts.privacy.download(user(web, "Ben"))
    assert len(json.loads(given)["servers"][0]["passed_on"]) == 1
    await web.parts.privacy.erase(user(web, "Ben"))
    assert await web.all(int, "SELECT id FROM relay WHERE text IS NOT NULL") == []

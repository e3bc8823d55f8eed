"""Drafts wait in memory: for a while, a bounded number, each for its writer alone."""

from datetime import UTC, datetime, timedelta

from mentorbot.drafts import LIFE, MOST, MOST_EACH, Drafts

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
AMIRA, BEN = 1, 2


def test_a_draft_is_given_to_its_writer_and_to_nobody_else() -> None:
    drafts: Drafts[str] = Drafts()
    number = drafts.hold(AMIRA, "mine", NOW)
    held = drafts.find(number, AMIRA, NOW)
    assert held is not None
    assert held.draft == "mine"
    assert drafts.find(number, BEN, NOW) is None
    drafts.drop(number, BEN)
    assert drafts.find(number, AMIRA, NOW) is not None
    drafts.drop(number, AMIRA)
    assert drafts.find(number, AMIRA, NOW) is None


def test_a_draft_is_forgotten_after_a_quarter_of_an_hour() -> None:
    drafts: Drafts[str] = Drafts()
    number = drafts.hold(AMIRA, "mine", NOW)
    assert drafts.find(number, AMIRA, NOW + LIFE - timedelta(seconds=1)) is not None
    assert drafts.find(number, AMIRA, NOW + LIFE) is None
    assert len(drafts) == 0


def test_somebody_who_writes_much_pushes_out_only_their_own() -> None:
    drafts: Drafts[int] = Drafts()
    bens = drafts.hold(BEN, 0, NOW)
    numbers = [drafts.hold(AMIRA, count, NOW) for count in range(MOST_EACH + 3)]
    kept = [number for number in numbers if drafts.find(number, AMIRA, NOW)]
    assert kept == numbers[-MOST_EACH:]
    assert drafts.find(bens, BEN, NOW) is not None


def test_there_are_never_more_than_so_many() -> None:
    drafts: Drafts[int] = Drafts()
    numbers = [drafts.hold(writer, writer, NOW) for writer in range(MOST + 20)]
    assert len(drafts) == MOST
    assert drafts.find(numbers[0], 0, NOW) is None
    assert drafts.find(numbers[-1], MOST + 19, NOW) is not None


def test_no_number_tells_the_next() -> None:
    drafts: Drafts[int] = Drafts()
    numbers = [drafts.hold(writer, 0, NOW) for writer in range(50)]
    assert len(set(numbers)) == 50
    assert max(numbers) > 2**50
    assert numbers != sorted(numbers)

"""The budget of logins."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies

from mentorbot.domain.starts import Allowance, not_before, recent

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
LIKELY = Allowance(total=1000, remaining=1000, reset_after=timedelta(hours=20))


def every(seconds: float, times: int) -> list[datetime]:
    return [NOON - timedelta(seconds=seconds) * n for n in range(times, 0, -1)]


def test_an_ordinary_day_is_never_held_up() -> None:
    assert not_before([], NOON, LIKELY) is None
    assert not_before(every(600, 100), NOON, LIKELY) is None


def test_a_crash_at_every_start_waits_for_the_hour_to_pass() -> None:
    starts = every(5, 125)
    assert not_before(starts, NOON, LIKELY) == starts[0] + timedelta(hours=1)
    assert not_before(starts[1:], NOON, LIKELY) is None


def test_a_day_of_crashes_stays_below_what_resets_the_token() -> None:
    starts = every(90, 900)
    assert not_before(starts, NOON, LIKELY) == starts[0] + timedelta(days=1)


def test_what_discord_says_comes_first() -> None:
    spent = Allowance(total=1000, remaining=100, reset_after=timedelta(hours=3))
    assert not_before([], NOON, spent) == NOON + timedelta(hours=3)


def test_a_clock_that_was_put_right_does_not_hold_it_up_for_ever() -> None:
    ahead = [NOON + timedelta(days=365)] * 1000
    assert not_before(ahead, NOON, LIKELY) is None
    assert recent(ahead, NOON) == []


@given(strategies.integers(1, 5000), strategies.lists(strategies.floats(0.1, 5000), max_size=400))
def test_whatever_happens_no_day_holds_more_than_nine_tenths(total: int, pauses: list[float]) -> None:
    allowance = Allowance(total=total, remaining=total + 1, reset_after=timedelta(hours=1))
    now, starts = NOON, list[datetime]()
    for pause in pauses:
        now += timedelta(seconds=pause)
        until = not_before(starts, now, allowance)
        if until is None:
            starts.append(now)
        else:
            assert now < until <= now + timedelta(days=1)
        assert len(recent(starts, now)) <= max(1, total - total // 10)

"""When a backup is due and which old ones stay: dates alone."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from coverage.operation.backup.schedule import Rule, hour_of, is_due, kept, rule_of

RULE = Rule(days=7, weeks=5, months=12)
TWO = time(2, 0)


def at(day: int, hour: int = 2, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


MOMENTS = st.integers(0, 1000 * 24).map(lambda hours: at(1) - timedelta(hours=hours))


def test_two_years_of_nights_leave_a_week_of_days_five_weeks_and_twelve_months() -> None:
    last = datetime(2026, 11, 29, 2, tzinfo=UTC)
    stay = sorted(kept([last - timedelta(days=count) for count in range(730)], RULE), reverse=True)
    assert [each.day for each in stay[:7]] == [29, 28, 27, 26, 25, 24, 23]
    # The week of the 29th ends with it; Sundays before it, then ends of months.
    assert [(each.month, each.day) for each in stay[7:11]] == [(11, 22), (11, 15), (11, 8), (11, 1)]
    assert [(each.month, each.day) for each in stay[11:13]] == [(10, 31), (9, 30)]
    assert len(stay) == 7 + 4 + 11
    assert (stay[-1].year, stay[-1].month) == (2025, 12)


def test_all_of_one_day_stay_a_week() -> None:
    both = [at(29, 9), at(29, 17)]
    assert kept(both, RULE) == set(both)


def test_days_without_a_backup_are_not_counted() -> None:
    rare = [at(1), at(10), at(20)]
    assert kept(rare, Rule(3, 0, 0)) == set(rare)


@given(st.sets(MOMENTS, min_size=1, max_size=60))
def test_the_newest_stays_whatever_the_rule(made: set[datetime]) -> None:
    assert kept(made, Rule(0, 0, 0)) == {max(made)}
    assert max(made) in kept(made, RULE)
    assert kept(kept(made, RULE), RULE) == kept(made, RULE)


@pytest.mark.parametrize(
    ("now", "last_good", "due"),
    [
        (at(29, 1, 59), at(28, 2, 1), False),
        (at(29, 2, 0), at(28, 2, 1), True),
        (at(29, 2, 5), at(29, 2, 1), False),
        (at(29, 8, 0), at(28, 2, 1), True),  # the machine was off at two
        (at(29, 8, 0), at(28, 17, 0), True),
        (at(29, 1, 0), at(27, 2, 1), True),
    ],
)
def test_one_is_due_when_the_hour_has_passed_since_the_last(
    now: datetime, last_good: datetime, due: bool
) -> None:
    assert is_due(now, TWO, last_good, last_tried=None) is due


def test_what_failed_is_tried_again_an_hour_later() -> None:
    assert not is_due(at(29, 2, 59), TWO, at(28), last_tried=at(29, 2, 0))
    assert is_due(at(29, 3, 0), TWO, at(28), last_tried=at(29, 2, 0))


def test_the_hour_is_one_of_a_day_or_off() -> None:
    assert hour_of("02:30") == time(2, 30)
    assert hour_of("off") is None
    for wrong in ("24:00", "2", "02:60", "２:00", "02:00:00"):
        with pytest.raises(ImproperlyConfigured, match="BACKUP_AT must be an hour such as"):
            hour_of(wrong)


def test_the_rule_is_three_numbers() -> None:
    assert rule_of("7, 5,12") == RULE
    for wrong in ("7,5", "7,5,12,1", "a,b,c", "-1,5,12"):
        with pytest.raises(ImproperlyConfigured, match="BACKUP_KEEP must be"):
            rule_of(wrong)

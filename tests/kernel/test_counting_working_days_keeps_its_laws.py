from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qulaq.kernel.workdays import Calendar

OFFICIAL = Calendar.official()
DAYS = st.dates(date(2024, 3, 1), date(2027, 5, 1))
COUNTS = st.integers(0, 60)


@given(DAYS, COUNTS)
def test_before_undoes_add_on_a_working_day(day: date, n: int) -> None:
    worked = OFFICIAL.roll(day)
    assert OFFICIAL.before(OFFICIAL.add(worked, n), n) == worked
    assert OFFICIAL.add(OFFICIAL.before(worked, min(n, 30)), min(n, 30)) == worked


@given(DAYS, COUNTS, COUNTS)
def test_terms_add_up(day: date, m: int, n: int) -> None:
    assert OFFICIAL.add(OFFICIAL.add(day, m), n) == OFFICIAL.add(day, m + n)


@given(DAYS, st.integers(1, 60))
def test_a_term_ends_on_a_working_day_and_a_longer_one_later(day: date, n: int) -> None:
    due = OFFICIAL.add(day, n)
    assert OFFICIAL.is_working(due)
    assert due < OFFICIAL.add(day, n + 1)


@given(DAYS, DAYS, COUNTS)
def test_who_comes_earlier_is_never_due_later(a: date, b: date, n: int) -> None:
    earlier, later = sorted((a, b))
    assert OFFICIAL.add(earlier, n) <= OFFICIAL.add(later, n)
    assert OFFICIAL.roll(earlier) <= OFFICIAL.roll(later)


@given(DAYS, COUNTS)
def test_the_days_counted_between_are_the_days_added(day: date, n: int) -> None:
    assert OFFICIAL.count_between(day, OFFICIAL.add(day, n)) == n
    assert OFFICIAL.count_between(OFFICIAL.add(day, n), day) == -n


@given(DAYS, st.integers(0, 100))
def test_counting_agrees_with_walking_day_by_day(day: date, span: int) -> None:
    end = day + timedelta(days=span)
    walked = [day + timedelta(days=i) for i in range(1, span + 1)]
    assert OFFICIAL.count_between(day, end) == len([d for d in walked if OFFICIAL.is_working(d)])


def test_a_negative_number_of_days_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="negative"):
        OFFICIAL.add(date(2026, 1, 5), -1)

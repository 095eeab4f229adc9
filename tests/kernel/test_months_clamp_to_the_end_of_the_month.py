from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qulaq.kernel.clock import add_months
from qulaq.kernel.errors import BadInput
from qulaq.kernel.workdays import Calendar


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-12-31", 2, "2027-02-28"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2026-03-31", 2, "2026-05-31"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2025-11-30", 6, "2026-05-30"),
        ("2026-06-11", 1, "2026-07-11"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -13, "2024-12-15"),
        ("2026-01-15", 0, "2026-01-15"),
    ],
)
def test_the_same_day_of_the_month_or_its_last(day: str, months: int, then: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(then)


def test_an_extension_of_two_months_ends_on_a_working_day() -> None:
    roll = Calendar.official().roll
    assert roll(add_months(date(2026, 3, 31), 2)) == date(2026, 6, 1), "A5"
    assert roll(add_months(date(2026, 12, 31), 2)) == date(2027, 3, 1), "A6"
    assert roll(add_months(date(2025, 11, 30), 3)) == date(2026, 3, 2), "A11"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-600, 600))
def test_months_are_counted_and_the_day_only_ever_shrinks(day: date, n: int) -> None:
    then = add_months(day, n)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == n
    assert then.day == min(day.day, monthrange(then.year, then.month)[1])


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(0, 99),
)
def test_an_earlier_day_never_ends_later(a: date, b: date, n: int) -> None:
    assert add_months(min(a, b), n) <= add_months(max(a, b), n)


def test_a_month_beyond_the_years_of_the_calendar_is_refused() -> None:
    with pytest.raises(BadInput):
        add_months(date(9999, 12, 1), 1)
    with pytest.raises(BadInput):
        add_months(date(1, 1, 1), -1)

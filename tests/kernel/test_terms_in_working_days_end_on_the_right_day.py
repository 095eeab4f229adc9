"""The vectors of knowledge/law.md 6.4 (K1 to K8) and 1.8 (A1 to A13), counted by hand from the decrees."""

from __future__ import annotations

from datetime import date

import pytest

from qulaq.kernel.workdays import Calendar

OFFICIAL = Calendar.official()


@pytest.mark.parametrize(
    ("event", "days", "due"),
    [
        pytest.param("2024-04-30", 5, "2024-05-10", id="K1 works on Saturday 4 May"),
        pytest.param("2024-12-30", 5, "2025-01-09", id="K2 works on Sunday 5 January"),
        pytest.param("2027-03-11", 5, "2027-03-19", id="K3 Constitution Day on 15 March"),
        pytest.param("2026-04-30", 5, "2026-05-12", id="K4"),
        pytest.param("2026-02-20", 15, "2026-03-16", id="K5"),
        pytest.param("2026-12-28", 15, "2027-01-21", id="K6 over the new year"),
        pytest.param("2026-10-23", 3, "2026-10-29", id="K7"),
        pytest.param("2026-06-30", 10, "2026-07-15", id="K8"),
        pytest.param("2026-03-06", 15, "2026-04-02", id="A1"),
        pytest.param("2026-03-10", 15, "2026-04-03", id="A2"),
        pytest.param("2026-03-06", 20, "2026-04-09", id="A3"),
        pytest.param("2026-03-18", 3, "2026-03-26", id="A4 redirect"),
        pytest.param("2026-03-26", 15, "2026-04-16", id="A4 from arrival"),
        pytest.param("2026-03-31", 3, "2026-04-03", id="A5"),
        pytest.param("2026-03-30", 2, "2026-04-01", id="A7 objection"),
        pytest.param("2026-04-10", 3, "2026-04-15", id="A8"),
        pytest.param("2026-04-30", 3, "2026-05-06", id="A9"),
        pytest.param("2026-05-06", 3, "2026-05-13", id="A10 forward"),
        pytest.param("2026-05-13", 20, "2026-06-11", id="A10 decide"),
        pytest.param("2025-12-29", 15, "2026-01-22", id="A12"),
        pytest.param("2026-08-24", 5, "2026-08-31", id="A13 31 August 2026 is worked"),
        pytest.param("2026-05-05", 5, "2026-05-14", id="I2"),
        pytest.param("2026-05-22", 3, "2026-05-28", id="I3"),
    ],
)
def test_the_nth_working_day_after_an_event(event: str, days: int, due: str) -> None:
    assert OFFICIAL.add(date.fromisoformat(event), days) == date.fromisoformat(due)


def test_three_working_days_before_an_act_is_the_third_one_back() -> None:
    assert OFFICIAL.before(date(2026, 4, 2), 3) == date(2026, 3, 30)


@pytest.mark.parametrize(
    ("last_day", "rolled"),
    [
        ("2026-05-31", "2026-06-01"),
        ("2027-02-28", "2027-03-01"),
        ("2026-02-28", "2026-03-02"),
        ("2026-05-30", "2026-06-01"),
        ("2026-05-27", "2026-05-28"),
        ("2026-07-11", "2026-07-13"),
        ("2026-07-13", "2026-07-13"),
    ],
)
def test_a_last_day_that_is_not_worked_rolls_to_the_next_that_is(last_day: str, rolled: str) -> None:
    assert OFFICIAL.roll(date.fromisoformat(last_day)) == date.fromisoformat(rolled)


def test_the_next_working_day_is_never_the_day_itself() -> None:
    assert OFFICIAL.next_working(date(2026, 3, 5)) == date(2026, 3, 6)
    assert OFFICIAL.next_working(date(2026, 3, 6)) == date(2026, 3, 10)

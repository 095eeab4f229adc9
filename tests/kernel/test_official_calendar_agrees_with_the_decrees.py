from __future__ import annotations

from datetime import date

import pytest

from qulaq.kernel.workdays import Calendar, NoCalendar

OFFICIAL = Calendar.official()

WEEKDAYS_OFF = {
    2024: "01-01 01-02 03-08 03-21 03-22 03-25 05-01 05-07 05-08 05-09 07-08 08-30 10-25 12-16",
    2025: "01-01 01-02 01-03 01-07 03-10 03-21 03-24 03-25 05-01 05-07 05-09 06-06 07-07 09-01 10-27 12-16",
    2026: "01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 10-26 12-16",
    2027: "01-01 01-04 01-07 03-08 03-15 03-22 03-23 03-24 05-03 05-07 05-10 07-06 10-25 12-16",
}


@pytest.mark.parametrize("year", WEEKDAYS_OFF)
def test_weekdays_off_are_exactly_those_of_the_year(year: int) -> None:
    off = {date.fromisoformat(f"{year}-{day}") for day in WEEKDAYS_OFF[year].split()}
    assert {day for day in OFFICIAL.weekdays_off if day.year == year} == off


def test_two_weekends_were_worked_in_exchange() -> None:
    assert OFFICIAL.weekends_worked == {date(2024, 5, 4), date(2025, 1, 5)}
    assert OFFICIAL.is_working(date(2024, 5, 4))
    assert not OFFICIAL.is_working(date(2024, 5, 8))
    assert OFFICIAL.is_working(date(2025, 1, 5))


def test_months_of_2026_have_the_published_numbers_of_working_days() -> None:
    assert OFFICIAL.month_lengths(2026) == (19, 20, 18, 22, 17, 22, 22, 21, 22, 21, 21, 22)


def test_constitution_day_moved_to_march_and_left_august() -> None:
    assert OFFICIAL.is_working(date(2026, 8, 31))
    assert not OFFICIAL.is_working(date(2027, 3, 15))


@pytest.mark.parametrize("year", [1, 2023, 2028, 9999])
def test_a_year_without_a_calendar_is_said_in_so_many_words(year: int) -> None:
    with pytest.raises(NoCalendar) as refused:
        OFFICIAL.is_working(date(year, 6, 1))
    assert str(refused.value) == f"no calendar for {year}"
    with pytest.raises(NoCalendar):
        OFFICIAL.month_lengths(year)
    with pytest.raises(NoCalendar):
        OFFICIAL.edition(year)


def test_counting_stops_where_the_known_years_stop() -> None:
    with pytest.raises(NoCalendar, match="no calendar for 2028"):
        OFFICIAL.add(date(2027, 12, 20), 15)
    with pytest.raises(NoCalendar, match="no calendar for 2023"):
        OFFICIAL.before(date(2024, 1, 9), 15)
    with pytest.raises(NoCalendar):
        OFFICIAL.add(date.max, 1)
    with pytest.raises(NoCalendar):
        OFFICIAL.before(date.min, 1)
    assert OFFICIAL.add(date(2023, 12, 31), 1) == date(2024, 1, 3), (
        "the day of the event itself is not judged"
    )


def test_the_version_names_where_the_days_come_from() -> None:
    assert OFFICIAL.version == OFFICIAL.edition(2026) != ""
    assert OFFICIAL.years == (2024, 2025, 2026, 2027)

from __future__ import annotations

from datetime import date

import pytest

from qulaq.kernel.errors import BadInput
from qulaq.kernel.workdays import Calendar

OFFICIAL = Calendar.official()
DECREE = """year,date,kind,note
2028,2028-01-03,holiday,for 1 January
2028,2028-01-04,holiday,for 2 January
2028,2028-01-07,holiday,
2028,2028-01-08,working,for 7 January
2028,2028-05-06,holiday,a Saturday anyway
"""


def test_a_decree_of_a_new_year_extends_the_calendar() -> None:
    longer = OFFICIAL.merged(Calendar.from_csv(DECREE, "decree-2028"))
    assert longer.years == (2024, 2025, 2026, 2027, 2028)
    assert longer.add(date(2027, 12, 31), 1) == date(2028, 1, 5)
    assert longer.is_working(date(2028, 1, 8))
    assert longer.version == f"{OFFICIAL.version}+decree-2028"
    assert longer.edition(2026) == OFFICIAL.version


def test_a_holiday_on_a_weekend_may_be_listed_and_changes_nothing() -> None:
    assert date(2028, 5, 6) not in Calendar.from_csv(DECREE, "d").weekdays_off


def test_a_newer_decree_replaces_the_whole_year() -> None:
    """The calendar of December 2025 had 31 August 2026 off; in March 2026 it became a working day."""
    withdrawn = OFFICIAL.with_year(2026, [{"date": "2026-08-31", "kind": "holiday"}], "december-2025")
    assert withdrawn.add(date(2026, 8, 24), 5) == date(2026, 9, 1), "the trap: this edition is out of date"
    assert withdrawn.is_working(date(2026, 3, 9)), "nothing of the replaced year is left"
    assert OFFICIAL.add(date(2026, 8, 24), 5) == date(2026, 8, 31)
    assert withdrawn.version != OFFICIAL.version
    assert withdrawn.merged(OFFICIAL) == OFFICIAL


def test_rows_of_another_year_are_refused() -> None:
    with pytest.raises(BadInput, match="rows of 2029 in a calendar of 2028"):
        OFFICIAL.with_year(2028, [{"date": "2029-01-01", "kind": "holiday"}], "x")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("date,kind\n2028-02-30,holiday\n", "decree.csv, line 2, date: '2028-02-30' is not a date"),
        (
            "date,kind\n2028-01-01,holiday\n2028-01-04,off\n",
            "decree.csv, line 3, kind: 'off'; write holiday or",
        ),
        (
            "date,kind\n2028-01-04,working\n",
            "decree.csv, line 2, kind: 2028-01-04 is a weekday, worked anyway",
        ),
        ("date,kind\n2028-01-04,holiday\n2028-01-04,holiday\n", "line 3, date: 2028-01-04 is listed twice"),
        ("year,date,kind\n2027,2028-01-04,holiday\n", "decree.csv, line 2, year: '2027' beside the date"),
        ("day,kind\n2028-01-04,holiday\n", "decree.csv, line 1, date: this column is missing"),
        ("date,kind\n", "decree.csv: no days in the calendar"),
        ("", "decree.csv, line 1, date: this column is missing"),
        ('date,kind\n"2028-01-04,holiday\n', "decree.csv, line 2: not readable as CSV"),
    ],
)
def test_a_mistake_in_a_decree_is_named_by_line_and_field(rows: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        Calendar.from_csv(rows, "decree", file="decree.csv")
    assert says in str(refused.value)


def test_a_decree_needs_one_version_a_year() -> None:
    with pytest.raises(BadInput, match="name a version"):
        Calendar.from_csv("date,kind\n2028-01-04,holiday\n")
    with pytest.raises(BadInput, match="two versions for 2028"):
        Calendar.from_csv("date,kind,version\n2028-01-04,holiday,a\n2028-01-05,holiday,b\n")


def test_a_file_saved_by_a_spreadsheet_is_read() -> None:
    assert Calendar.from_csv("\ufeffdate,kind,version\r\n2028-01-04 , holiday,a\r\n").years == (2028,)

"""The working calendar of a year: weekdays off, weekends worked, the edition it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from qulaq.cli.answer import Parser, emit
from qulaq.kernel.workdays import Calendar


def run(argv: Sequence[str]) -> int:
    parser = Parser("calendar", says=__doc__ or "", example="qulaq calendar 2026")
    parser.add_argument("year", type=int, metavar="YEAR")
    year = parser.parse_args(argv).year

    calendar = Calendar.official()
    version = calendar.edition(year)
    emit(
        {
            "year": year,
            "non_working": sorted(str(day) for day in calendar.weekdays_off if day.year == year),
            "working_weekends": sorted(str(day) for day in calendar.weekends_worked if day.year == year),
            "working_days": calendar.month_lengths(year),
            "version": version,
        }
    )
    return 0

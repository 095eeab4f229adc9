"""The working calendar of a year: weekdays off, weekends worked, its edition; or --adopt a new decree's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from qulaq.cli.answer import Parser, emit, start_django, tell
from qulaq.kernel.errors import BadInput
from qulaq.kernel.workdays import Calendar


def run(argv: Sequence[str]) -> int:
    parser = Parser("calendar", says=__doc__ or "", example="qulaq calendar 2026")
    parser.add_argument("year", type=int, metavar="YEAR", nargs="?", help="as this version knows it")
    parser.add_argument(
        "--adopt",
        metavar="FILE",
        type=Path,
        help="load a decree (CSV: date,kind[,year][,note]; kind holiday or working) for every year that it names, "
        "and recount what is open (needs the database)",
    )
    parser.add_argument("--version", metavar="CODE", help="with --adopt: the decree, as kz-2026-12-15")
    options = parser.parse_args(argv)
    if (options.adopt is None) == (options.year is None):
        parser.error("say either YEAR or --adopt FILE --version CODE")
    if (options.adopt is None) != (options.version is None):
        parser.error("--adopt FILE and --version CODE go together")
    if options.adopt is not None:
        return _adopt(options.adopt, options.version)
    _show(options.year)
    return 0


def _show(year: int) -> None:
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


def _adopt(path: Path, version: str) -> int:
    try:
        table = path.read_text("utf-8")
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise BadInput("is not UTF-8", file=str(path)) from error
    years = Calendar.from_csv(table, version, file=path.name).years
    start_django()
    from qulaq.ops.calendars import adopt

    moved = adopt(table=table, version=version, at=datetime.now(UTC))
    emit({"ok": True, "version": version, "years": years, "moved": len(moved), "due_days": moved})
    tell(f"{len(moved)} due days moved")
    return 0

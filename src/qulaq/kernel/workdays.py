"""Which days a Kazakh office works, and counting in them.

A five-day week, with dated exceptions: weekdays off (holidays, their moved days) and weekends worked in
exchange. The exceptions are data, because they change by decree within the year (31 August 2026 was a day
off in the calendar published in December 2025 and an ordinary Monday after March 2026) and because the
first day of Kurban-ait is set yearly. Rules behind the data: Law on Holidays 2001 No 267-II art. 5 (a
holiday on a day off moves to the next working day), Labour Code art. 84(5) (7 January and Kurban-ait do not
move) and 85(3) (days off moved by the ministry). Counting follows the Administrative Procedure Code (АППК)
art. 76: the day of the event is day 0, the count starts on the next day.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Final, Self

from qulaq.kernel.errors import BadInput

COLUMNS: Final = ("year", "date", "kind", "note", "version")
DAY: Final = timedelta(days=1)
SATURDAY: Final = 5


class NoCalendar(BadInput):
    """A day had to be judged in a year for which no calendar is loaded: a date made up would be worse than
    none.
    """

    def __init__(self, year: int) -> None:
        super().__init__(f"no calendar for {year}")
        self.year = year


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of some years.

    `editions` names for each year the decree or release its days come from; `version` changes whenever any
    of them does, so a due date stored with a version can be told to be stale. Outside its years every
    question raises `NoCalendar`.
    """

    editions: tuple[tuple[int, str], ...]
    weekdays_off: frozenset[date]
    weekends_worked: frozenset[date]

    # where calendars come from

    @classmethod
    def official(cls) -> Calendar:
        """The calendar that comes with Qulaq (read once a process)."""
        return _official()

    @classmethod
    def from_rows(
        cls, rows: Iterable[Mapping[str, str]], version: str | None = None, *, file: str | None = None
    ) -> Self:
        """A calendar of `date,kind[,year][,note][,version]` rows, kind `holiday` or `working`; covers the
        years it names.

        `version` wins over the column. A holiday on a weekend is allowed (decrees list them) and changes
        nothing. Errors: `BadInput` naming line (the first row is line 2, under the header) and field.
        """
        return cls._judged(enumerate(rows, start=2), version, file)

    @classmethod
    def from_csv(cls, text: str, version: str | None = None, *, file: str | None = None) -> Self:
        """The same from the text of a CSV file with a header, as an administrator uploads it (a byte-order
        mark is fine).
        """
        reader = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
        header = reader.fieldnames or []
        for name in ("date", "kind"):
            if name not in header:
                raise BadInput("this column is missing", file=file, line=1, field=name)
        try:
            numbered = [(reader.line_num, row) for row in reader]
        except csv.Error as error:
            raise BadInput(f"not readable as CSV: {error}", file=file, line=reader.reader.line_num) from error
        return cls._judged(numbered, version, file)

    @classmethod
    def _judged(
        cls, numbered: Iterable[tuple[int, Mapping[str, str]]], version: str | None, file: str | None
    ) -> Self:
        editions: dict[int, str] = {}
        days: dict[date, str] = {}
        for line, row in numbered:
            day, kind, edition = _row(row, version, file, line)
            if day in days:
                raise BadInput(f"{day} is listed twice", file=file, line=line, field="date")
            if editions.setdefault(day.year, edition) != edition:
                raise BadInput(f"two versions for {day.year}", file=file, line=line, field="version")
            days[day] = kind
        if not days:
            raise BadInput("no days in the calendar", file=file)
        return cls(
            editions=tuple(sorted(editions.items())),
            weekdays_off=frozenset(d for d, kind in days.items() if kind == "holiday" and not _is_weekend(d)),
            weekends_worked=frozenset(d for d, kind in days.items() if kind == "working"),
        )

    def merged(self, other: Calendar) -> Calendar:
        """Both calendars' years; where both know a year, `other` (the newer decree) replaces it whole."""
        theirs = {year for year, _ in other.editions}
        ours = tuple(pair for pair in self.editions if pair[0] not in theirs)
        return Calendar(
            editions=tuple(sorted(ours + other.editions)),
            weekdays_off=frozenset(d for d in self.weekdays_off if d.year not in theirs) | other.weekdays_off,
            weekends_worked=frozenset(d for d in self.weekends_worked if d.year not in theirs)
            | other.weekends_worked,
        )

    def with_year(self, year: int, rows: Iterable[Mapping[str, str]], version: str) -> Calendar:
        """This calendar with `year` replaced by the rows of a decree; rows of another year are `BadInput`."""
        decree = Calendar.from_rows(rows, version)
        if decree.years != (year,):
            raise BadInput(
                f"rows of {', '.join(map(str, decree.years))} in a calendar of {year}", field="year"
            )
        return self.merged(decree)

    # what it knows

    @property
    def version(self) -> str:
        """All editions in order of first year, joined by `+`."""
        return "+".join(dict.fromkeys(edition for _, edition in self.editions))

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(year for year, _ in self.editions)

    def edition(self, year: int) -> str:
        """The edition that `year` comes from."""
        for known, edition in self.editions:
            if known == year:
                return edition
        raise NoCalendar(year)

    def is_working(self, day: date) -> bool:
        self.edition(day.year)
        return day in self.weekends_worked if _is_weekend(day) else day not in self.weekdays_off

    # counting

    def next_working(self, day: date) -> date:
        """The first working day strictly after `day`."""
        return self.add(day, 1)

    def roll(self, day: date) -> date:
        """`day` itself if it is worked, else the next working day (АППК art. 76(5))."""
        return day if self.is_working(day) else self.next_working(day)

    def add(self, day: date, n: int) -> date:
        """The `n`-th working day after `day`, which is not counted itself; `n` = 0 is `day`."""
        return self._nth(day, n, _following)

    def before(self, day: date, n: int) -> date:
        """The `n`-th working day before `day`: the last permissible day of "not later than n working days
        before".
        """
        return self._nth(day, n, _preceding)

    def _nth(self, day: date, n: int, step: Callable[[date], date]) -> date:
        if n < 0:
            raise ValueError(f"a number of working days cannot be negative: {n}")
        while n:
            day = step(day)
            n -= self.is_working(day)
        return day

    def count_between(self, a: date, b: date) -> int:
        """Working days after `a` up to and including `b`, so `count_between(d, add(d, n)) == n`; negative
        if `b` < `a`.
        """
        if b < a:
            return -self.count_between(b, a)
        return sum(self.is_working(a + DAY * i) for i in range(1, (b - a).days + 1))

    def month_lengths(self, year: int) -> tuple[int, ...]:
        """Twelve numbers: the working days of each month."""
        lengths = [0] * 12
        for day in _days_of(year):
            lengths[day.month - 1] += self.is_working(day)
        return tuple(lengths)


@cache
def _official() -> Calendar:
    source = files("qulaq.kernel").joinpath("data", "workdays.csv")
    return Calendar.from_csv(source.read_text("utf-8"), file="workdays.csv")


def _row(row: Mapping[str, str], version: str | None, file: str | None, line: int) -> tuple[date, str, str]:
    """(day, kind, edition) of one row, or `BadInput` saying what is wrong with it."""

    def wrong(message: str, field: str) -> BadInput:
        return BadInput(message, file=file, line=line, field=field)

    said = {name: (row.get(name) or "").strip() for name in COLUMNS}
    try:
        day = date.fromisoformat(said["date"])
    except ValueError as error:
        raise wrong(f"{said['date']!r} is not a date like 2027-03-15", "date") from error
    if said["year"] and said["year"] != str(day.year):
        raise wrong(f"{said['year']!r} beside the date {day}", "year")
    if said["kind"] not in {"holiday", "working"}:
        raise wrong(f"{said['kind']!r}; write holiday or working", "kind")
    if said["kind"] == "working" and not _is_weekend(day):
        raise wrong(f"{day} is a weekday, worked anyway; only a weekend can be marked working", "kind")
    edition = version or said["version"]
    if not edition:
        raise wrong("which decree is this? name a version", "version")
    return day, said["kind"], edition


def _is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def _following(day: date) -> date:
    if day == date.max:
        raise NoCalendar(MAXYEAR + 1)
    return day + DAY


def _preceding(day: date) -> date:
    if day == date.min:
        raise NoCalendar(MINYEAR - 1)
    return day - DAY


def _days_of(year: int) -> Iterator[date]:
    if not MINYEAR <= year <= MAXYEAR:
        raise NoCalendar(year)
    day, last = date(year, 1, 1), date(year, 12, 31)
    while day < last:
        yield day
        day += DAY
    yield last

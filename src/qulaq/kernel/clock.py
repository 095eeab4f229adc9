"""Moments and days in the one time zone of the country, months that clamp, and the day on which an office
registers.

Kazakhstan has been one zone, UTC+5, since 1 March 2024 (IANA `Asia/Almaty`, tzdata 2024a or newer). An
operating system with an older table would be an hour off, so this module refuses to be imported there.
Registration: Administrative Procedure Code (АППК) art. 64(3): the day of receipt; after the end of the
working day or on a day off, the next working day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from qulaq.kernel.errors import BadInput
from qulaq.kernel.workdays import Calendar

ALMATY: Final = ZoneInfo("Asia/Almaty")
if datetime(2024, 3, 2, tzinfo=ALMATY).utcoffset() != timedelta(hours=5):
    raise RuntimeError(
        "the time zone table of this system is older than 2024; set PYTHONTZPATH= to use the package tzdata"
    )

_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_HOURS: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})\s*[-–]\s*([0-9]{1,2}):([0-9]{2})")


def parse_moment(text: str) -> datetime:
    """The moment written as `2026-03-06`, `2026-03-06T10:00` or with an offset, in Almaty time.

    Without an offset it is Almaty's clock. A date alone is its first minute, 00:00, which before opening
    counts for that same day (see `registration_day`). The hour that the clock showed twice on 29 February
    2024 is read as the first one.
    """
    if not _MOMENT.fullmatch(text.strip()):
        raise BadInput(f"{text!r} is not a moment like 2026-03-06T10:00")
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.replace(tzinfo=ALMATY) if moment.tzinfo is None else moment.astimezone(ALMATY)
    except (ValueError, OverflowError) as error:
        raise BadInput(f"{text!r} is not a moment that exists: {error}") from error


def local(moment: datetime) -> datetime:
    """The same moment on Almaty's clock. A moment without a zone is refused: nobody can know when it was."""
    if moment.utcoffset() is None:
        raise BadInput(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(ALMATY)


def add_months(day: date, n: int) -> date:
    """The same day of the month `n` months later (earlier if negative), clamped to the month's end: 31
    December + 2 = 28 February.
    """
    years, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not MINYEAR <= years <= MAXYEAR:
        raise BadInput(f"{day} and {n} months leave the calendar")
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When an office opens and closes on a working day. 18:30 is the end of the working day in most
    bodies.
    """

    opens: time = time(9, 0)
    closes: time = time(18, 30)

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise BadInput(f"an office cannot close at {self.closes:%H:%M} and open at {self.opens:%H:%M}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Hours written as `09:00-18:30`."""
        match = _HOURS.fullmatch(text.strip())
        if not match:
            raise BadInput(f"{text!r} are not office hours like 09:00-18:30")
        opens_h, opens_m, closes_h, closes_m = map(int, match.groups())
        try:
            opens, closes = time(opens_h, opens_m), time(closes_h, closes_m)
        except ValueError as error:
            raise BadInput(f"{text!r} are not office hours like 09:00-18:30: {error}") from error
        return cls(opens, closes)

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"


def registration_day(moment: datetime, calendar: Calendar, hours: OfficeHours | None = None) -> date:
    """The day on which what came at `moment` is registered: that day if it is worked and not past closing,
    else the next working day.

    Exactly at closing time still counts (the law says *after* the end of the working day); before opening
    counts for that day.
    """
    here = local(moment)
    closes = (hours or OfficeHours()).closes
    if calendar.is_working(here.date()) and here.time() <= closes:
        return here.date()
    return calendar.next_working(here.date())

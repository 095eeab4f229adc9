from __future__ import annotations

from datetime import date, time

import pytest

from qulaq.kernel.clock import OfficeHours, parse_moment, registration_day
from qulaq.kernel.errors import BadInput
from qulaq.kernel.workdays import Calendar

OFFICIAL = Calendar.official()


@pytest.mark.parametrize(
    ("moment", "registered"),
    [
        pytest.param("2026-03-06T11:00", "2026-03-06", id="A1 within hours"),
        pytest.param("2026-03-06T19:10", "2026-03-10", id="A2 Friday evening before a long weekend"),
        pytest.param("2026-03-06T18:30", "2026-03-06", id="exactly at closing still counts"),
        pytest.param("2026-03-06T18:30:01", "2026-03-10", id="a second after does not"),
        pytest.param("2026-03-06T07:15", "2026-03-06", id="before opening counts for that day"),
        pytest.param("2026-03-06", "2026-03-06", id="a date alone"),
        pytest.param("2026-03-07T11:00", "2026-03-10", id="Saturday"),
        pytest.param("2026-03-09T11:00", "2026-03-10", id="holiday"),
        pytest.param("2024-05-04T11:00", "2024-05-04", id="a worked Saturday"),
        pytest.param("2024-05-04T19:00", "2024-05-06", id="the evening of a worked Saturday"),
        pytest.param("2026-03-06T16:00+03:00", "2026-03-06", id="18:00 in Almaty"),
        pytest.param("2026-03-06T20:00Z", "2026-03-10", id="already Saturday in Almaty"),
    ],
)
def test_the_day_of_registration(moment: str, registered: str) -> None:
    assert registration_day(parse_moment(moment), OFFICIAL) == date.fromisoformat(registered)


def test_an_office_may_keep_other_hours() -> None:
    hours = OfficeHours.parse("08:30-17:30")
    assert (hours.opens, hours.closes, str(hours)) == (time(8, 30), time(17, 30), "08:30-17:30")
    moment = parse_moment("2026-03-05T18:00")
    assert registration_day(moment, OFFICIAL, hours) == date(2026, 3, 6)
    assert registration_day(moment, OFFICIAL) == date(2026, 3, 5)


@pytest.mark.parametrize(
    "text", ["", "9-18", "09:00", "18:30-09:00", "09:00-09:00", "09:00-25:00", "09:60-18:00"]
)
def test_hours_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        OfficeHours.parse(text)

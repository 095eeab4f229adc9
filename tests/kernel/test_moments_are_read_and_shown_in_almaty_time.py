from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from qulaq.kernel.clock import ALMATY, local, parse_moment
from qulaq.kernel.errors import BadInput


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-03-06T10:00", "2026-03-06T10:00:00+05:00"),
        ("2026-03-06 10:00:30", "2026-03-06T10:00:30+05:00"),
        ("2026-03-06T10:00Z", "2026-03-06T15:00:00+05:00"),
        ("2026-03-06T23:30:00+03:00", "2026-03-07T01:30:00+05:00"),
        ("2026-03-06", "2026-03-06T00:00:00+05:00"),
        (" 2026-03-06T10:00:00.250 ", "2026-03-06T10:00:00.250000+05:00"),
    ],
)
def test_a_moment_is_read(text: str, iso: str) -> None:
    assert parse_moment(text).isoformat() == iso


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "06.03.2026", "2026-03-06T", "2026-03-06T25:00", "2026-02-30", "20260306", "2026-W10-5",
     "2026-03-06T10", "0001-01-01T00:00+14:00", "2026-03-06T10:00+99:00", "٢٠٢٦-03-06"],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="is not a moment"):
        parse_moment(text)


def test_the_whole_country_is_five_hours_ahead_since_march_2024() -> None:
    before = datetime(2024, 2, 29, 12, tzinfo=ALMATY)
    after = datetime(2024, 3, 1, 12, tzinfo=ALMATY)
    assert before.utcoffset() == timedelta(hours=6)
    assert after.utcoffset() == timedelta(hours=5)
    assert datetime(2027, 7, 1, tzinfo=ALMATY).utcoffset() == timedelta(hours=5), "no summer time"


def test_a_moment_elsewhere_is_shown_on_the_local_clock() -> None:
    assert local(datetime(2026, 3, 6, 20, 0, tzinfo=UTC)).isoformat() == "2026-03-07T01:00:00+05:00"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(BadInput, match="no time zone"):
        local(datetime(2026, 3, 6, 20, 0))  # noqa: DTZ001

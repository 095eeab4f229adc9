"""Days, moments, numbers and sizes in three languages, as design/README "Writing" asks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qulaq.web import saying

NB = "\u00a0"
DAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", f"2026{NB}жылғы 19{NB}қараша"),
        ("ru", f"19{NB}ноября 2026{NB}года"),
        ("en", f"19{NB}November 2026"),
        ("ru-kz", f"19{NB}ноября 2026{NB}года"),
        ("de", f"2026{NB}жылғы 19{NB}қараша"),
    ],
)
def test_a_day_is_said_in_the_reader_s_language_and_in_kazakh_when_unknown(language: str, said: str) -> None:
    assert saying.day(DAY, language) == said


@pytest.mark.parametrize(
    ("then", "kk", "ru", "en"),
    [
        (date(2027, 1, 21), f"21{NB}қаңтарға дейін", f"до{NB}21{NB}января", f"by 21{NB}January"),
        (date(2026, 7, 3), f"3{NB}шілдеге дейін", f"до{NB}3{NB}июля", f"by 3{NB}July"),
        (date(2026, 9, 30), f"30{NB}қыркүйекке дейін", f"до{NB}30{NB}сентября", f"by 30{NB}September"),
    ],
)
def test_until_takes_the_right_ending(then: date, kk: str, ru: str, en: str) -> None:
    assert [saying.until(then, code) for code in ("kk", "ru", "en")] == [kk, ru, en]


def test_a_moment_is_shown_in_the_country_s_own_time() -> None:
    late = datetime(2026, 11, 5, 20, 24, tzinfo=UTC)
    assert saying.moment(late, "kk") == f"6{NB}қараша, 01:24"
    assert saying.day_figures(late) == "06.11.2026"


@pytest.mark.parametrize(
    ("value", "kk", "en"),
    [(12418, f"12{NB}418", "12,418"), (8.4, "8,4", "8.4"), (0, "0", "0"), (-1300, f"-1{NB}300", "-1,300")],
)
def test_numbers_are_grouped_with_a_space_that_never_breaks(value: float, kk: str, en: str) -> None:
    assert saying.number(value, "kk") == saying.number(value, "ru") == kk
    assert saying.number(value, "en") == en


def test_shares_and_sizes() -> None:
    assert saying.per_cent(0.64, "kk") == f"64{NB}%"
    assert saying.per_cent(0.64, "en") == "64%"
    assert saying.size(240 * 1024, "ru") == f"240{NB}КБ"
    assert saying.size(1_887_437, "ru") == f"1,8{NB}МБ"


@given(st.dates(), st.sampled_from(["kk", "ru", "en"]))
def test_no_date_breaks_between_its_number_and_its_month(then: date, language: str) -> None:
    assert f"{then.day}{NB}" in saying.day_short(then, language)
    assert " " not in saying.day_short(then, language)

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qulaq.kernel.numbers import check_bin, check_digit, check_iin


def completed(eleven: str) -> str:
    digit = check_digit(eleven)
    assert digit is not None
    return f"{eleven}{digit}"


@pytest.mark.parametrize("number", ["900101300017", "900101300027", "900101300811", "850101412035"])
def test_good_numbers_pass_on_the_first_or_the_second_weights(number: str) -> None:
    assert check_iin(number).valid
    assert check_iin(number).why == ""


@pytest.mark.parametrize("last", "0123456789")
def test_a_number_that_both_weights_refuse_was_never_issued(last: str) -> None:
    assert check_iin(f"90010130080{last}").why == "never issued: no check digit exists for it"


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("900101300018", "wrong check digit"),
        ("90010130001", "not 12 digits"),
        ("9001013000170", "not 12 digits"),
        ("", "not 12 digits"),
        ("90010130001x", "not 12 digits"),
        ("٩٠٠١٠١٣٠٠٠١٧", "not 12 digits"),
        ("900001300017", "no such birth date"),
        ("901301300017", "no such birth date"),
        ("900230300017", "no such birth date"),
        ("000229100017", "no such birth date"),
        ("900101700017", "seventh digit 7 names no century"),
        ("900140300017", "no such birth date; this looks like a BIN"),
    ],
)
def test_a_bad_number_is_told_why(number: str, why: str) -> None:
    answer = check_iin(number)
    assert (answer.valid, answer.why, answer.born, answer.sex) == (False, why, None, None)


@pytest.mark.parametrize(
    ("eleven", "born", "sex"),
    [
        ("85010141203", date(1985, 1, 1), "female"),
        ("90010130001", date(1990, 1, 1), "male"),
        ("04022950001", date(2004, 2, 29), "male"),
        ("10123160001", date(2010, 12, 31), "female"),
        ("99010110001", date(1899, 1, 1), "male"),
        ("99010120001", date(1899, 1, 1), "female"),
    ],
)
def test_birth_and_sex_are_read(eleven: str, born: date, sex: str) -> None:
    answer = check_iin(completed(eleven))
    assert (answer.valid, answer.born, answer.sex) == (True, born, sex)


def test_a_foreigners_number_has_no_century_and_is_no_error() -> None:
    answer = check_iin(completed("90010100001"))
    assert (answer.valid, answer.born, answer.sex, answer.age(date(2026, 1, 1))) == (True, None, None, None)


def test_age_is_full_years_on_a_day() -> None:
    leap = check_iin(completed("04022950001"))
    assert [leap.age(date(2022, 2, 28)), leap.age(date(2022, 3, 1)), leap.age(date(2024, 2, 29))] == [
        17,
        18,
        20,
    ]


def test_a_bin_has_its_own_shape() -> None:
    good = completed("05064000123")
    assert check_bin(good).valid
    assert check_bin(f" {good} ").number == good
    assert check_bin("050610001234").why == "fifth digit 1 names no kind of organisation"
    assert check_bin("050647001234").why == "sixth digit 7 names no kind of unit"
    assert check_bin("051340001234").why == "no such month of registration"
    assert check_bin(good[:-1] + str((int(good[-1]) + 1) % 10)).why == "wrong check digit"
    assert not check_iin(good).valid


@given(st.text())
def test_no_text_makes_the_check_raise(text: str) -> None:
    assert check_iin(text).valid in {True, False}
    assert check_bin(text).valid in {True, False}


@given(st.text("0123456789", min_size=11, max_size=11), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_in_the_first_ten_is_seen_when_the_first_weights_decide(
    eleven: str, place: int, shift: int
) -> None:
    wrong = f"{eleven[:place]}{(int(eleven[place]) + shift) % 10}{eleven[place + 1 :]}"
    weighed = [sum(int(d) * w for w, d in enumerate(digits, 1)) % 11 for digits in (eleven, wrong)]
    if 10 not in weighed:
        assert check_digit(eleven) != check_digit(wrong)

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qulaq.kernel import masking

LETTERS = st.text("абвгдеәғқңөұүіжзклмнопрст", min_size=2, max_size=12)
DIGITS = st.text("0123456789", min_size=0, max_size=25)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Әлімова Дана Серікқызы", "Дана Ә."),
        ("Дана Серікқызы Әлімова", "Дана Ә."),
        ("ӘЛІМОВА ДАНА", "Дана Ә."),
        ("Сулейменов Ерлан Маратович", "Ерлан С."),
        ("Ким Анна-Мария", "Анна-Мария К."),
        ("Әлімова Д.С.", "Д.С. Ә."),
        ("Дана", "Д."),
        (" ", ""),
    ],
)
def test_a_name_is_the_first_name_and_a_letter(name: str, shown: str) -> None:
    assert masking.first_name_and_letter(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+7 701 234 14 20", "+7 7•• ••• 14 20"),
        ("87012341420", "+7 7•• ••• 14 20"),
        ("8 (7262) 45-14-20", "+7 7•• ••• 14 20"),
        ("+44 20 7946 0958", "••• 58"),
        ("109", "•••"),
        ("", "•••"),
    ],
)
def test_a_phone_keeps_its_last_digits(number: str, shown: str) -> None:
    assert masking.phone(number) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("dana.alimova@gmail.com", "d•••@gmail.com"),
        ("Dana@Mail.ru", "D•••@mail.ru"),
        ("dana@alimova.kz", "d•••@•••.kz"),
        ("not an address", "•••"),
        ("@mail.ru", "•••"),
        ("dana@localhost", "•••"),
    ],
)
def test_an_email_keeps_its_first_letter(address: str, shown: str) -> None:
    assert masking.email(address) == shown


def test_numbers_keep_two_or_four_digits_and_no_birth_date() -> None:
    assert masking.iin_or_bin("850101412035") == "••••••••••35"
    assert masking.iin_or_bin("8501") == "•••"
    assert masking.card("4242 4242 4242 4242") == "•••• 4242"
    assert masking.card("4242") == "•••"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Жамбыл облысы, Тараз қ., Төле би к-сі, 12-үй, 5-пәтер", "Жамбыл облысы, Тараз қ., •••"),
        ("г. Тараз, ул. Толе би, д. 12", "г. Тараз, •••"),
        ("г. Тараз ул. Толе би", "•••"),
        ("г. Тараз мкр Астана дом пять", "•••"),
        ("Толе би 12", "•••"),
        ("Алматинская область, г. Қонаев", "Алматинская область, г. Қонаев"),
        ("Бәйтерек ауылы, Абай көшесі", "Бәйтерек ауылы, •••"),
        ("", "•••"),
    ],
)
def test_an_address_stops_at_the_settlement(text: str, shown: str) -> None:
    assert masking.address(text) == shown


@given(LETTERS, LETTERS, LETTERS)
def test_a_surname_is_never_longer_than_its_letter(surname: str, given_name: str, patronymic: str) -> None:
    full = f"{surname.title()} {given_name.title()} {patronymic.title()}ұлы"
    shown = masking.first_name_and_letter(full)
    assert shown == f"{given_name.title()} {surname[0].upper()}." or given_name.endswith(("улы", "кызы"))


@given(DIGITS)
def test_few_digits_of_any_number_are_shown(digits: str) -> None:
    shown = masking.phone(digits).removeprefix("+7 ")
    assert len(re.sub(r"\D", "", shown)) <= 1 + 4, "one of the operator, four of the person"
    assert len(re.sub(r"\D", "", masking.iin_or_bin(digits))) <= 2
    assert len(re.sub(r"\D", "", masking.card(digits))) <= 4


@given(st.text(), DIGITS)
def test_no_digit_of_an_address_is_shown(text: str, digits: str) -> None:
    assert not any(
        letter.isdigit() for letter in masking.address(f"{text} {digits}, қаласы {digits}, {text}")
    )


@given(st.text())
def test_no_text_makes_a_mask_fail(text: str) -> None:
    for mask in (masking.phone, masking.email, masking.iin_or_bin, masking.card, masking.address):
        assert "•" in mask(text) or mask is masking.address
    masking.first_name_and_letter(text)

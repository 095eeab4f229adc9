from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qulaq.kernel.folding import fold, unmixed


@pytest.mark.parametrize(
    "spellings",
    [
        "Көктал коктал КӨКТАЛ Koktal Köktal Kóktal KÖKTAL",
        "Қызылорда Кызылорда кизилорда Qyzylorda Kyzylorda Qızılorda",
        "Жамбыл Jambyl Zhambyl жамбыл",
        "Шымкент Shymkent Şymkent Šymkent",
        "Өскемен Оскемен Öskemen Oskemen",
        "Түркістан Туркистан Turkistan Türkıstan Türkistan",
        "Баянауыл баянауыл Bayanauyl Baianauyl",
        "Аягөз Аягоз Ayagoz Aiagöz",
        "Щучинск Shchuchinsk",
        "Есік Yesik Esik",
        "Ғалымжан Галымжан Ghalymzhan Ğalymjan",
        "һарун харун",
        "ёлка елка",
        "Қостанай Костанай Qostanai Kostanay",
        "Усть-Каменогорск Ust-Kamenogorsk Ust'-Kamenogorsk",
    ],
)
def test_spellings_fold_to_one(spellings: str) -> None:
    assert len({fold(word) for word in spellings.split()}) == 1


def test_what_is_typed_on_a_russian_keyboard_is_itself() -> None:
    assert fold("Көктал, 12-үй") == "коктал, 12-уи"
    assert fold("ӘҒҚҢӨҰҮҺІ") == "агкноуухи"


def test_latin_letters_inside_a_cyrillic_word_are_seen_through() -> None:
    assert fold("Aлмaты") == fold("Алматы")
    assert unmixed("Кoктал") == "Коктал"
    assert unmixed("Coctail") == "Coctail"


def test_letters_in_two_parts_are_the_same_letters() -> None:
    for word in ("й", "ё", "Köktal", "Ұзынағаш"):
        assert fold(unicodedata.normalize("NFD", word)) == fold(word)


def test_different_words_stay_different() -> None:
    words = ["тас", "тұз", "тіс", "қала", "көл", "бала", "бала-бақша", "5-мектеп", "6-мектеп", ""]
    assert len({fold(word) for word in words}) == len(words)


@given(st.text(alphabet="абвгдежзклмнопрстуфхчшәғқңөұүһі -0123456789", max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_capitals_never_matter_and_no_text_makes_it_fail(text: str) -> None:
    fold(text)
    kazakh = "".join(letter for letter in text if "\u0430" <= letter <= "\u044f")
    assert fold(kazakh.upper()) == fold(kazakh)

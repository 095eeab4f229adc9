from __future__ import annotations

from time import process_time

import pytest

from qulaq.kernel.kato import Gazetteer

OFFICIAL = Gazetteer.official()
ZHAMBYL, ZHETISU = "310000000", "330000000"


def names(text: str, **where: str) -> list[str]:
    return [place.name("kk") for place in OFFICIAL.search(text, **where)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["коктал", "Көктал", "Koktal", "KÖKTAL", "с. Коктал", "Көктал ауылы", "село коктал"]
)
def test_koktal_is_several_villages_and_those_at_home_come_first(text: str) -> None:
    found = OFFICIAL.search(text, within=ZHAMBYL)
    assert [place.code for place in found[:2]] == ["313644100", "316238100"]
    assert {place.name("kk") for place in found[:2]} == {"Көктал ауылы"}
    everywhere = OFFICIAL.search(text, limit=50)
    assert {"313644100", "334043300", "334639100"} <= {place.code for place in everywhere}, (
        "the three of the mock"
    )
    at_home = OFFICIAL.search(text, within=ZHETISU)
    assert {place.code for place in at_home[:2]} == {"334043300", "334639100"}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Алматы", "Алматы қаласы"),
        ("алматы облысы", "Алматы облысы"),
        ("Алматинская область", "Алматы облысы"),
        ("Жамбылская обл.", "Жамбыл облысы"),
        ("Zhambyl region", "Жамбыл облысы"),
        ("тараз", "Тараз қаласы"),
        ("г.Тараз", "Тараз қаласы"),
        ("Байзакский район", "Байзақ ауданы"),
        ("р-н Байзак", "Байзақ ауданы"),
        ("Рыскулов ауданы", "Тұрар Рысқұлов ауданы"),
        ("Qyzylorda", "Қызылорда қаласы"),
        ("Усть-Каменогорск", "Өскемен қаласы"),
        ("оскемен", "Өскемен қаласы"),
        ("Сарыкемер", "Сарыкемер ауылы"),
        ("шу", "Шу қаласы"),
        ("Тараз қ.", "Тараз қаласы"),
        ("п. Аршалы", "Аршалы кенті"),
    ],
)
def test_the_place_that_is_meant_comes_first(text: str, first: str) -> None:
    assert names(text)[0] == first


def test_a_beginning_is_enough() -> None:
    assert "Көкшетау қаласы" in names("кокш")
    assert names("сарыкем")[0] == "Сарыкемер ауылы"


def test_names_with_commas_narrow_each_other() -> None:
    found = OFFICIAL.search("Жамбыл облысы, Көктал", limit=2)
    assert [place.code for place in found] == ["313644100", "316238100"]
    assert OFFICIAL.search("байзак коктал")[0].code == "313644100"


def test_the_exact_name_far_away_comes_before_a_beginning_at_home() -> None:
    assert names("Шымкент", within=ZHAMBYL)[0] == "Шымкент қаласы"


def test_a_name_that_is_only_a_type_word_is_still_a_name() -> None:
    assert "Ауыл стансасы" in names("аул")


@pytest.mark.parametrize("text", ["", "  ", ",", "жоқжерауылы", "!!!", "42424242"])
def test_nothing_is_found_where_nothing_is_called_so(text: str) -> None:
    assert OFFICIAL.search(text) == []


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("Алма-Ата", "Алматы қаласы"),
        ("Нур-Султан", "Астана қаласы"),
        ("г. Чимкент", "Шымкент қаласы"),
        ("Джамбул", "Тараз қаласы"),
        ("Капчагай", "Қонаев қаласы"),
        ("Семипалатинск", "Семей қаласы"),
        ("Гурьев", "Атырау қаласы"),
    ],
)
def test_a_former_name_finds_the_city_of_today(former: str, now: str) -> None:
    assert names(former)[0] == now


@pytest.mark.parametrize("text", ["а" * 10**6, "а, " * 10**5, "ак кы са ба та " * 10**4])
def test_a_hostile_query_is_cut_short(text: str) -> None:
    """Anyone may type here, so the work must not grow with what is typed."""
    started = process_time()
    OFFICIAL.search(text)
    assert process_time() - started < 1


def test_no_more_than_asked_for_are_given() -> None:
    assert len(OFFICIAL.search("ак", limit=3)) == 3

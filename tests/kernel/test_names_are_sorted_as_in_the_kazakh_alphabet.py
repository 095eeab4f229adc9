from __future__ import annotations

import random

from qulaq.kernel.folding import sort_key_kk

IN_ORDER = (
    "№ 5, 12-ауыл, Zhan, Айгүл, Әсем, Баян, Вера, Гүл, Ғалым, Дана, Ерлан, Ёлка, Жан, Заря, Иван, Йод,"
    "Канат, Қанат,"
    "Лаура, Мұрат, Нұр, Ңа, Орал, Өмір, Перизат, Рауан, Сәуле, Тараз, Улан, Ұлан, Үміт, Фатима, Хан, Һарун,"
    "Цой, Чу, Шу, Щука, Ырыс, Іңкәр, Эмма, Юлия, Яна"
)


def test_every_letter_has_its_place() -> None:
    names = [name.strip() for name in IN_ORDER.split(",")]
    shuffled = random.Random(7).sample(names, len(names))
    assert sorted(shuffled, key=sort_key_kk) == names


def test_the_second_letter_decides_between_equal_first_ones() -> None:
    assert sorted(["Қыз", "Қала", "Қар", "Қән"], key=sort_key_kk) == ["Қала", "Қар", "Қән", "Қыз"]


def test_capitals_count_only_between_equals() -> None:
    assert sorted(["ән", "АҢ", "ан", "Ән"], key=sort_key_kk) == ["ан", "АҢ", "Ән", "ән"]

"""Copies with other letters, greetings and typos follow the first; templates do not chain."""

from __future__ import annotations

from qulaq.methods.text.near import leaders


def test_the_same_message_in_other_dress_follows_the_first() -> None:
    texts = ["Вода не идёт третий день на улице Абая", "Яма на дороге у школы",
             "Здравствуйте! вода не идет третий день на улице абая!!", "Абай көшесінде үш күннен бері су жоқ",
             "абай кошесинде уш куннен бери су жок"]  # fmt: skip
    assert leaders(texts).tolist() == [0, 1, 0, 3, 3]


def test_a_leader_leads_itself_and_followers_never_lead() -> None:
    texts = [f"Просим убрать снег во дворе дома {n % 7} по нашей улице, очень скользко" for n in range(40)]
    found = leaders(texts).tolist()
    assert all(found[leader] == leader for leader in found)


def test_different_matters_stay_alone_and_empty_texts_too() -> None:
    texts = ["Лифт сломан", "Автобус опоздал", "", ""]
    assert leaders(texts).tolist()[:2] == [0, 1]


def test_a_threshold_of_one_joins_only_equal_sets() -> None:
    assert leaders(["нет воды в доме", "нет воды в домах"], 1.0).tolist() == [0, 1]

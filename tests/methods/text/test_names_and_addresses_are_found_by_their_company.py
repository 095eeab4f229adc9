"""Lone names, officials and addresses without a street word are found by what stands around them; what only bears a
name is left alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest

from qulaq.methods.text import pii
from qulaq.methods.text.engine import Engine
from qulaq.methods.text.model import Matrix
from qulaq.methods.text.pii import borders, lists, topics
from qulaq.methods.text.pii.tagger import MODEL

FOUND = [
    ("У нас третий день нет воды. С уважением, Ермекова Ж.", "PERSON", "Ермекова Ж."),
    ("Көршіміз Дәурен түнде музыка қосады", "PERSON", "Дәурен"),
    ("соседка тётя Валя кормит голубей на балконе", "PERSON", "Валя"),
    ("меня зовут марат, свет моргает второй день", "PERSON", "марат"),
    ("Menin atym Aigerim, gaz kashan bolady?", "PERSON", "Aigerim"),
    ("Балам Әлихан балабақшаға бара алмай жүр", "PERSON", "Әлихан"),
    ("Прошу перезвонить Бауыржану Серикбаевичу по вопросу земли", "PERSON", "Бауыржану Серикбаевичу"),
    ("Мой муж Ким Вячеслав не получает пенсию", "PERSON", "Ким Вячеслав"),
    ("участковый Жанибеков не приехал на вызов", "OFFICIAL", "Жанибеков"),
    ("Инспектор Сагатов Данияр составил протокол", "OFFICIAL", "Сагатов Данияр"),
    ("Ауыл әкімі Серікбай уәдесінде тұрмады", "OFFICIAL", "Серікбай"),
    ("Затопило подвал, Садовая 9, частный сектор", "ADDRESS", "Садовая 9"),
    ("Алтынсарин 12-7 жылу жоқ екі күннен бері", "ADDRESS", "Алтынсарин 12-7"),
    ("яма напротив дома 5 по улице Каирбекова", "ADDRESS", "дома 5 по улице Каирбекова"),
    ("адрес Бейбитшилик 14 уй 5 патер", "ADDRESS", "Бейбитшилик 14 уй 5 патер"),
    (
        "Мекенжайым: Шұғыла ықшам ауданы, 340/5 үй, 61 пәтер",
        "ADDRESS",
        "Шұғыла ықшам ауданы, 340/5 үй, 61 пәтер",
    ),
]


@pytest.mark.parametrize(("text", "kind", "said"), FOUND)
def test_is_found(text: str, kind: str, said: str) -> None:
    assert (kind, said) in [(k, text[a:b]) for k, a, b in pii.find(text)]


LEFT = [
    "На улице Абая третий день не горят фонари",
    "Школа имени Гоголя закрыта на карантин",
    "Момышұлы көшесі жабық, айналып өтіңіздер",
    "Жамбыл ауданында жол нашар",
    "Магазин «Мадина» продаёт просроченное молоко",
    "Аэропорт имени Нурсултана Назарбаева встретил пробкой",
    "5 қабатты үйдің лифті істемейді",
    "Маршрут 12 ходит раз в час, 40 минут ждали",
    "Вера в людей пропадает, когда видишь эту свалку",
    "Лифт опять стоит. Дети идут пешком на девятый этаж",
]


@pytest.mark.parametrize("text", LEFT)
def test_is_left_alone(text: str) -> None:
    assert [s for s in pii.find(text) if s[0] in pii.HIDDEN] == []


def test_a_signature_on_a_line_of_its_own_is_a_name() -> None:
    text = "Просим починить крышу, течёт с весны.\nСмагулова Айгуль"
    assert ("PERSON", "Смагулова Айгуль") in [(k, text[a:b]) for k, a, b in pii.find(text)]


def test_a_phone_after_any_word_but_a_number_sign_is_a_phone() -> None:
    def kinds(text: str) -> list[str]:
        return [s[0] for s in pii.find(text)]

    assert kinds("Чекті 87079914420 ватсапқа тастадым") == ["PHONE"]
    assert kinds("заказ № 87079914420 оплачен") == []
    assert kinds("В заявке номер 900614393168 статус «в работе»") == []


def test_titles_and_pronouns_stay_outside_a_span() -> None:
    text = "У Серика Дюсеновича болит спина"
    assert text[slice(*borders.cleaned(text, "PERSON", 0, 19))] == "Серика Дюсеновича"
    assert not borders.is_plausible("школа имени Абая", "PERSON", 12, 16)
    assert borders.is_plausible("заявка от имени Абая", "PERSON", 16, 20)


def test_lists_know_case_endings_other_letters_and_the_name_inside_a_surname() -> None:
    assert lists.bits("серікке") & lists.FIRST and lists.bits("серікке") & lists.INFLECTED
    assert lists.bits("aigerim") & lists.FIRST and lists.bits("aigerim") & lists.ROUGH
    assert lists.bits("қуанышбекұлы") & lists.PATRONYMIC
    assert not lists.bits("жылу") & lists.NAMED
    assert topics.group("участковый") == ("office", topics.OFFICE) and topics.group("жылу")[1] == topics.NONE


def test_the_engine_and_the_single_text_agree() -> None:
    texts = [t for t, *_ in FOUND] + LEFT
    rows = Engine(entities=False).enrich(pa.record_batch({"text": texts})).to_pylist()
    for text, row in zip(texts, rows, strict=True):
        assert [(s["type"], s["start"], s["end"]) for s in row["pii"]] == pii.find(text), text


def test_many_threads_find_the_same() -> None:
    texts = [t for t, *_ in FOUND] * 8
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(pii.find, texts)) == [pii.find(t) for t in texts]


def test_the_model_is_small_and_kept_its_held_out_scores() -> None:
    assert MODEL.stat().st_size <= 2_000_000 and lists.PACKED.stat().st_size <= 120_000
    scores = Matrix.load(MODEL).card["held_out_scores"]
    assert scores["ADDRESS"]["recall"] >= 0.9 and scores["PERSON"]["recall"] >= 0.85

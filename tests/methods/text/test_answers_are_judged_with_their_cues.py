"""Formal, good, interim; each cue points at the words that it means and advises in the answer's language."""

from __future__ import annotations

import json
import time
from itertools import product
from pathlib import Path

import pytest

from qulaq.methods.text.answers import judge
from qulaq.methods.text.answers.cues import CUES
from qulaq.methods.text.answers.phrasing import Phrasebook

GOOD = "Трубу заменили 12 марта, вода есть с 18:00. Если напор снова упадёт, позвоните мастеру: тел. 8 7262 54 32 10."
FORMAL = (
    "В соответствии со статьёй 64 Закона Республики Казахстан сообщаем, что вопрос будет рассмотрен в установленном "
    "порядке по мере выделения финансирования."
)
INTERIM = "Ваше обращение зарегистрировано и направлено в управление энергетики. О результатах сообщим дополнительно."


@pytest.mark.parametrize(
    ("answer", "language", "label"),
    [(GOOD, "ru", "good"), (FORMAL, "ru", "formal"), (INTERIM, "ru", "interim"),
     ("Шамдар 5 сәуірде ауыстырылды. Тағы сөнсе, 109 нөміріне қоңырау шалыңыз.", "kk", "good"),
     ("Аталған мәселе белгіленген тәртіппен қаралатын болады, қаржы бөлінген жағдайда ескеріледі.", "kk", "formal"),
     ("Өтінішіңіз тіркелді, нәтижесі туралы қосымша хабарланады.", "kk", "interim")],
)  # fmt: skip
def test_label(answer: str, language: str, label: str) -> None:
    assert judge("Когда будет вода?", answer, language).label == label


def test_cues_point_at_their_words_and_advise_in_the_language() -> None:
    judged = judge("", FORMAL, "kk")
    law = next(hit for hit in judged.cues if hit.cue == "law")
    assert FORMAL[law.start : law.end].lower().startswith("в соответствии")
    assert law.advice.startswith("Алдымен")


def test_substance_scores_above_formality() -> None:
    assert judge("", GOOD, "ru").score > 0.6 > 0.4 > judge("", FORMAL, "ru").score


def test_readability_counts() -> None:
    read = judge("", "Мама мыла раму. Рама чистая.", "ru").readability
    assert (read.words, read.sentences, read.words_per_sentence) == (5, 2, 2.5)
    assert read.flesch is not None and read.flesch > 60


ROWS = [
    json.loads(line) for line in (Path(__file__).parent / "answers.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("half", sorted({row["half"] for row in ROWS}))
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_hand_written_answers_keep_their_labels(half: str, language: str) -> None:
    rows = [row for row in ROWS if (row["half"], row["language"]) == (half, language)]
    right = sum(judge(row["question"], row["answer"], language).label == row["label"] for row in rows)
    assert right / len(rows) >= 0.92


def test_good_answers_score_above_formal_ones() -> None:
    scores: dict[str, list[float]] = {"good": [], "formal": [], "interim": []}
    for row in ROWS:
        scores[row["label"]].append(judge(row["question"], row["answer"], row["language"]).score)
    pairs = list(product(scores["good"], scores["formal"]))
    assert sum(good > formal for good, formal in pairs) / len(pairs) >= 0.97


@pytest.mark.parametrize(
    ("answer", "label"),
    [("Ремонт включён в план.", "formal"),
     ("Ремонт включён в план: 12 июня, подрядчик ТОО «Жолшы».", "good"),
     ("Нарушения устранены.", "good"),
     ("Проверка не выявила нарушений, в перерасчёте отказано.", "formal"),
     ("В перерасчёте отказано: счётчик не поверен. Принесите акт в кабинет 12 до 25 июня, пересчитаем.", "good"),
     ("Срок рассмотрения продлён до 15 апреля.", "interim"),
     ("Өтінішіңізді қарау мерзімі 15 сәуірге дейін ұзартылды.", "interim"),
     ("Су сынамасы тексеріліп жатыр, жауабын 4 мамырда береміз.", "interim")],
)  # fmt: skip
def test_what_the_words_promise_decides(answer: str, label: str) -> None:
    assert judge("", answer, "ru").label == label


def test_the_executors_phone_and_the_date_of_the_letter_are_no_facts() -> None:
    answer = "На обращение от 12 февраля сообщаем: вопрос изучен. Исп.: А. Сапарова, тел. 54-12-33."
    assert not {"when", "contact", "who"} & {hit.cue for hit in judge("", answer, "ru").cues}


def test_words_inside_a_phrase_mean_nothing_else() -> None:
    cues = [hit.cue for hit in judge("", "С жильцами проведена беседа.", "ru").cues]
    assert cues == ["talk_only"]


def test_every_cue_advises_in_three_languages_and_keeps_its_place() -> None:
    assert all(not cue.advice.missing() for cue in CUES.values())
    for row in ROWS[::7]:
        assert all(0 <= hit.start < hit.end <= len(row["answer"]) and hit.advice
                   for hit in judge(row["question"], row["answer"], row["language"]).cues)  # fmt: skip


def test_letters_that_grow_when_made_small_do_not_move_the_cues() -> None:
    answer = "İİİ Трубу заменили 12 марта."
    assert "12 марта" in [answer[hit.start : hit.end] for hit in judge("", answer, "ru").cues]


def test_a_phrase_that_begins_with_any_ending_is_refused() -> None:
    with pytest.raises(ValueError, match="must begin"):
        Phrasebook({"law": "*ение"})


def test_an_answer_is_judged_at_once() -> None:
    longest = max(ROWS, key=lambda row: len(row["answer"]))
    begun = time.perf_counter()
    for _ in range(50):
        judge(longest["question"], longest["answer"] * 3, longest["language"])
    assert (time.perf_counter() - begun) / 50 < 0.02

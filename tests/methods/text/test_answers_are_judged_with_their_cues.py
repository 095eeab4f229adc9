"""Formal, good, interim; each cue points at the words that it means and advises in the answer's language."""

from __future__ import annotations

import pytest

from qulaq.methods.text.answers import judge

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

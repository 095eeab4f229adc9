"""Stems against the gold lists (a regression test: the lists were written here, before the stemmer)."""

from __future__ import annotations

from pathlib import Path

import pytest

from qulaq.methods.text.stems import stem

HERE = Path(__file__).parent
FORMS = [
    (lemma, form)
    for line in (HERE / "gold_stems_kk.txt").read_text("utf-8").splitlines()
    for lemma, _, forms in [line.partition(": ")]
    for form in forms.split()
]
APART = [tuple(line.split()) for line in (HERE / "gold_apart_kk.txt").read_text("utf-8").splitlines()]
RUSSIAN_KEYBOARD = str.maketrans("әіңғүұқөһ", "аингуукох")


def test_the_gold_list_has_at_least_eighty_lemmas() -> None:
    assert len({lemma for lemma, _ in FORMS}) >= 80


def test_forms_are_joined() -> None:
    assert sum(stem(lemma, 1.0) == stem(form, 1.0) for lemma, form in FORMS) / len(FORMS) >= 0.95


def test_forms_typed_with_a_russian_keyboard_are_joined_too() -> None:
    joined = sum(stem(lemma, 1.0) == stem(form.translate(RUSSIAN_KEYBOARD), 1.0) for lemma, form in FORMS)
    assert joined / len(FORMS) >= 0.9


def test_different_words_stay_apart() -> None:
    assert sum(stem(a, 1.0) != stem(b, 1.0) for a, b in APART) / len(APART) >= 0.95


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("дороги", "дорога"),
        ("подъездах", "подъезд"),
        ("мектептегі", "мектеп"),
        ("детей", "ребенок"),
        ("2G", "2g"),
        ("казакстан", "қазақстан"),
    ],
)
def test_terms(form: str, lemma: str) -> None:
    assert stem(form) == lemma

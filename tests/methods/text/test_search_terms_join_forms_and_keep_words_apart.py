"""Stems against the gold lists (a regression test: the lists were written here, before the stemmer)."""

from __future__ import annotations

from pathlib import Path

import pytest

from qulaq.methods.text.stems import stem

HERE = Path(__file__).parent
LISTS = [("gold_stems_kk.txt", "gold_apart_kk.txt"), ("gold_forms_kk.txt", "gold_kept_apart_kk.txt")]
RUSSIAN_KEYBOARD = str.maketrans("әіңғүұқөһ", "аингуукох")
LATIN = str.maketrans(
    dict(zip("абвгғдеёжзийкқлмнңоөпрстуұүфхһыіэәц", "abvgğdeejziikqlmnñoöprstuūüfhhyieäs", strict=True))
    | {"ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ь": "", "ъ": ""}
)


def forms(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [
        (lemma, form) for line in lines for lemma, _, said in [line.partition(": ")] for form in said.split()
    ]


def joined(pairs: list[tuple[str, str]], odds: float | None = 1.0) -> float:
    return sum(stem(a, odds) == stem(b, odds) for a, b in pairs) / len(pairs)


def test_the_gold_lists_have_at_least_two_hundred_lemmas() -> None:
    assert len({lemma for name, _ in LISTS for lemma, _ in forms(name)}) >= 200


@pytest.mark.parametrize("name", [name for name, _ in LISTS])
def test_forms_are_joined(name: str) -> None:
    assert joined(forms(name)) >= 0.97


@pytest.mark.parametrize("name", [name for name, _ in LISTS])
def test_forms_typed_with_a_russian_keyboard_are_joined_too(name: str) -> None:
    assert joined([(lemma, form.translate(RUSSIAN_KEYBOARD)) for lemma, form in forms(name)]) >= 0.95


@pytest.mark.parametrize("name", [name for name, _ in LISTS])
def test_forms_typed_in_latin_letters_are_joined_too(name: str) -> None:
    assert joined([(lemma, form.translate(LATIN)) for lemma, form in forms(name) if len(form) > 3]) >= 0.93


@pytest.mark.parametrize("name", [name for _, name in LISTS])
def test_different_words_stay_apart(name: str) -> None:
    pairs = [line.split() for line in (HERE / name).read_text("utf-8").splitlines()]
    assert sum(stem(a, 1.0) != stem(b, 1.0) for a, b in pairs) / len(pairs) >= 0.97


def test_a_verb_is_named_by_its_infinitive_where_a_noun_is_spelled_like_its_stem() -> None:
    assert [stem(w, 1.0) for w in ("жаз", "жазға", "жазбайды", "жазылған")] == ["жаз", "жаз", "жазу", "жазу"]
    assert [stem(w, 1.0) for w in ("тастың", "тасымалдайды", "тасиды")] == ["тас", "тасымалда", "тасы"]


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

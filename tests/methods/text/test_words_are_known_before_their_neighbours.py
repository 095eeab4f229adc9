"""What the entity tagger knows of one word, and that its lookup finds exactly the features that training kept."""

from __future__ import annotations

import numpy as np

from qulaq.methods.text import tagging
from qulaq.methods.text.entities import lists
from qulaq.methods.text.entities.words import CAPITAL, COLUMNS, NUMBER, STOP, columns_of, described


def known(word: str, column: str) -> str:
    return described(word)[0][COLUMNS.index(column)]


def test_case_possessive_and_number_of_a_word() -> None:
    assert known("министрлігінің", "case") == "GEN+"
    assert known("мектебінде", "case") == "LOC+"
    assert known("адамдар", "case") == "L"
    assert known("су", "case") == "0"


def test_heads_amounts_and_the_world() -> None:
    assert known("министрлігі", "head") == "O+x"
    assert known("көшесінде", "head_of") == "F+"
    assert known("2021", "amount") == "n4y" and known("жүз", "amount") == "B"
    assert known("екінші", "amount") == "o" and known("теңгеге", "amount") == "Cs"
    assert known("Берлинде", "known_kind") == "c~X"
    assert "C" in lists.place_or_name("қытай", "қытай")[0]
    assert lists.place_or_name("жуылды", "жу") == ("", "")


def test_a_comma_ends_a_name_and_a_capital_may_begin_one() -> None:
    assert described("жүз")[1] == NUMBER and described(",")[1] == STOP
    assert described("Абай")[1] == CAPITAL and described("абай")[1] == 0


def test_every_column_says_something_or_is_zero() -> None:
    for word in ("Абай", "15", "%-ға", "—", "А", "COVID-19"):
        numbers, _ = columns_of(word)
        assert len(numbers) == len(COLUMNS)
        assert all(
            (number == 0) == (said == "") for number, said in zip(numbers, described(word)[0], strict=True)
        )


def test_only_kept_features_are_found() -> None:
    keys = np.unique(np.random.default_rng(3).integers(0, 1 << 32, 5000)).astype(np.uint32)
    begins = tagging.bucket_starts(keys)
    assert all(tagging.find(int(key), begins, keys) == row for row, key in enumerate(keys[:300]))
    others = np.setdiff1d(np.arange(0, 1 << 32, 12345679), keys)
    assert all(tagging.find(int(key), begins, keys) == -1 for key in others)

"""The table that `qulaq text prepare` makes gives the lemmas of the dictionary itself, only quicker."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest

from qulaq.methods.text.stems import dictionary, russian


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[dictionary.Table, list[str]]]:
    """The table, with the direct way switched on, and forms from all over the dictionary."""
    russian.prepare()
    table = dictionary.table(russian._analyzer().dictionary)
    assert table is not None
    monkeypatch.setattr(russian, "_table", lambda: None)
    russian.lemma.cache_clear()
    russian.look.cache_clear()
    words = russian._analyzer().dictionary.words
    beginnings = ("дорог", "вод", "стал", "ёл", "иван", "усил", "наи", "посветл", "тараз", "москв")
    yield table, sorted({form.replace("ё", "е") for b in beginnings for form, _ in islice(words.items(b), 60)})
    russian.lemma.cache_clear()
    russian.look.cache_clear()


def test_the_table_and_the_dictionary_agree(both: tuple[dictionary.Table, list[str]]) -> None:
    table, forms = both
    assert len(forms) > 300
    for form in forms:
        row = table.row(form)
        direct = russian.lemma(form)
        if form not in russian._OFTEN:
            assert (table.lemma(form, row).replace("ё", "е") if row >= 0 else None) == direct, form
        assert (int(table.looks[row]) if row >= 0 else None) == russian.look(form), form


def test_a_stranger_is_not_found(both: tuple[dictionary.Table, list[str]]) -> None:
    table, _ = both
    for word in ("", "ъ", "абракадабрин", "мектептегі", "water", "дороггг", "1414"):
        assert table.row(word) == -1
        assert russian.look(word) is None

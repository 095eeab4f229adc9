"""Russian lemmas: pymorphy3's dictionary through a table in the cache, snowball for words it does not know.

The table is made at install (`qulaq text prepare`, see `dictionary.py`); without it the dictionary itself is read, with
the same result. Nothing derived from the dictionary (OpenCorpora, CC BY-SA) is shipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import pymorphy3
import pymorphy3_dicts_ru
import snowballstemmer

from qulaq.methods.text.stems import dictionary

#: Where the corpus knows no likelier reading: a noun before a verb, and so on.
_ORDER: Final = ("NOUN", "INFN", "VERB", "PRTS", "ADJF", "NPRO", "ADVB", "NUMR", "PREP", "CONJ", "PRCL")
_OFTEN: Final = {
    "мой": "мой",
    "моя": "мой",
    "моё": "мой",
    "мои": "мой",
    "есть": "быть",
    "были": "быть",
    "была": "быть",
    "стали": "стать",
    "стал": "стать",
    "уже": "уже",
    "еще": "ещё",
    "все": "весь",
    "всё": "весь",
}


@cache
def _analyzer() -> Any:
    return pymorphy3.MorphAnalyzer()


@cache
def _table() -> dictionary.Table | None:
    return dictionary.table(_analyzer().dictionary)


@cache
def _snowball() -> Any:
    return snowballstemmer.stemmer("russian")


def _rank(tag: str) -> int:
    return _ORDER.index(tag[:4]) if tag[:4] in _ORDER else len(_ORDER)


def _look(tag: str) -> int:
    grammemes = set(re.split("[ ,]", tag))
    return (dictionary.PERSON if grammemes & {"Surn", "Name", "Patr"} else 0) | (
        dictionary.PLACE if "Geox" in grammemes else 0
    )


def _likeliest(word: str) -> tuple[str, int, int] | None:
    """(form, paradigm, index) of the reading that the corpus, else the part of speech, else the shorter lemma prefers;
    None for a stranger."""
    words, chance = _analyzer().dictionary, _analyzer().prob_estimator.p_t_given_w
    top: tuple[float, int, int] | None = None
    found = None
    for form, readings in words.words.similar_items(word, _analyzer().char_substitutes):
        for paradigm, index in readings:
            tag = str(words.build_tag_info(paradigm, index))
            said = (-chance.prob(form, tag), _rank(tag), len(words.build_normal_form(paradigm, index, form)))
            if top is None or said < top:
                top, found = said, (form, paradigm, index)
    return found


def _preferred() -> Iterator[tuple[str, int, int]]:
    """The likeliest reading of every form that the corpus has counted."""
    seen = set()
    for key, _ in _analyzer().prob_estimator.p_t_given_w.items():
        word = key.partition(":")[0].replace("ё", "е")
        if word not in seen:
            seen.add(word)
            found = _likeliest(word)
            if found:
                yield found


def prepare() -> Path:
    """Make the table in the cache, once for each version of the dictionary."""
    analyzer = _analyzer()
    tags = [str(tag) for tag in analyzer.dictionary.gramtab]
    data = Path(pymorphy3_dicts_ru.get_path())
    return dictionary.build(analyzer, data, [_rank(t) for t in tags], [_look(t) for t in tags], _preferred)


@lru_cache(maxsize=131072)
def lemma(word: str) -> str | None:
    """The lemma of a dictionary word (lower case, ё made е); None for an unknown word."""
    if word in _OFTEN:
        return _OFTEN[word].replace("ё", "е")
    table = _table()
    if table is not None:
        row = table.row(word)
        return table.lemma(word, row).replace("ё", "е") if row >= 0 else None
    found = _likeliest(word)
    if found is None:
        return None
    form, paradigm, index = found
    return str(_analyzer().dictionary.build_normal_form(paradigm, index, form)).replace("ё", "е")


@lru_cache(maxsize=65536)
def rough(word: str) -> str:
    """Snowball's stem of a word that the dictionary does not have."""
    return str(_snowball().stemWord(word))


@lru_cache(maxsize=65536)
def look(word: str) -> int | None:
    """PERSON | PLACE of a dictionary word (0 for an ordinary one), None for an unknown word."""
    table = _table()
    if table is not None:
        row = table.row(word)
        return int(table.looks[row]) if row >= 0 else None
    words, found = _analyzer().dictionary, None
    for _, readings in words.words.similar_items(word, _analyzer().char_substitutes):
        for paradigm, index in readings:
            found = (found or 0) | _look(str(words.build_tag_info(paradigm, index)))
    return found

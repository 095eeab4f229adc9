"""Russian lemmas: pymorphy3's dictionary read directly, snowball for words it does not know.

The dictionary (OpenCorpora, CC BY-SA) stays in its own package; nothing derived from it is shipped here. Reading forms
and paradigms directly is about ten times faster than a full analysis and enough for a lemma.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Final

import pymorphy3
import snowballstemmer

#: Where the corpus knows no likelier reading: a noun before a verb, and so on.
_ORDER: Final = ("NOUN", "INFN", "VERB", "ADJF", "NPRO", "ADVB", "NUMR", "PREP", "CONJ", "PRCL")
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
def _snowball() -> Any:
    return snowballstemmer.stemmer("russian")


def _rank(tag: Any) -> int:
    part = str(tag)[:4]
    return _ORDER.index(part) if part in _ORDER else len(_ORDER)


@lru_cache(maxsize=131072)
def lemma(word: str) -> str | None:
    """The lemma of a dictionary word (lower case, ё as the dictionary has it made е); None for an unknown word."""
    if word in _OFTEN:
        return _OFTEN[word].replace("ё", "е")
    analyzer = _analyzer()
    dictionary = analyzer.dictionary
    chance = analyzer.prob_estimator.p_t_given_w
    top: tuple[float, int, str] | None = None
    for form, readings in dictionary.words.similar_items(word, analyzer.char_substitutes):
        for paradigm, index in readings:
            tag = dictionary.build_tag_info(paradigm, index)
            said = (
                -chance.prob(form, str(tag)),
                _rank(tag),
                dictionary.build_normal_form(paradigm, index, form),
            )
            if top is None or said < top:
                top = said
    return top[2].replace("ё", "е") if top else None


@lru_cache(maxsize=65536)
def rough(word: str) -> str:
    """Snowball's stem of a word that the dictionary does not have."""
    return str(_snowball().stemWord(word))


@lru_cache(maxsize=65536)
def tags(word: str) -> tuple[str, ...]:
    """Grammar tags of a dictionary word (`NOUN,anim,masc,Surn …`); empty for an unknown one."""
    analyzer = _analyzer()
    dictionary = analyzer.dictionary
    return tuple(
        str(dictionary.build_tag_info(paradigm, index))
        for _, readings in dictionary.words.similar_items(word, analyzer.char_substitutes)
        for paradigm, index in readings
    )

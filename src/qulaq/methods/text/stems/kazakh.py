"""The Kazakh stemmer: all splits that the grammar allows, the likeliest one by a learnt lexicon.

A split's score is the log of how many different words the stem explains, less what its endings cost. Words typed in
Russian or Latin letters are split in the skeleton spelling and brought back to the lexicon's own spelling, so
«омиринде», "ómirinde" and «өмірінде» have one stem.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Final

from qulaq.methods.text.fold import skeleton
from qulaq.methods.text.stems.endings import VOWELS, harmony, sound
from qulaq.methods.text.stems.lexicon import Lexicon, Look, Table, endings, lexicon, rough_endings

__all__ = ["KAZAKH_LETTERS", "RUSSIAN_LETTERS", "Lexicon", "best", "best_rough", "lexicon", "reading", "stem"]

KAZAKH_LETTERS: Final = frozenset("әіңғүұқөһ")
RUSSIAN_LETTERS: Final = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
UNSEEN, PER_LETTER = -1.5, 0.5
_NONE: Final[dict[str, float]] = {}
_VOICED_BACK: Final = {"б": "п", "г": "к", "ғ": "қ"}
_LATIN: Final = {
    "a": "а", "ä": "ә", "á": "ә", "b": "б", "d": "д", "e": "е", "f": "ф", "g": "г", "ğ": "ғ", "ǵ": "ғ", "h": "х",
    "i": "і", "ı": "ы", "j": "ж", "k": "к", "l": "л", "m": "м", "n": "н", "ñ": "ң", "ń": "ң", "ŋ": "ң", "o": "о",
    "ö": "ө", "ó": "ө", "p": "п", "q": "қ", "r": "р", "s": "с", "ş": "ш", "t": "т", "u": "у", "ū": "ұ", "ü": "ү",
    "ú": "ү", "ý": "у", "v": "в", "w": "у", "y": "ы", "z": "з", "sh": "ш", "ch": "ч", "zh": "ж", "gh": "ғ", "kh": "х",
    "ng": "ң",
}  # fmt: skip
_DIGRAPH: Final = re.compile("sh|ch|zh|gh|kh|ng")
_LETTERS: Final = {ord(letter): said for letter, said in _LATIN.items() if len(letter) == 1}
_GLIDE: Final = re.compile(r"(?<=[аәеоөұүыі])[іы]")
#: What the letter-by-letter reading of a Latin word must score.
MARKED: Final = 0.0
#: By how much a spelling in other letters must beat the word as it was typed.
TYPED: Final = 2.5


def _known(
    word: str, whole: tuple[str, float] | None, table: Table, looks: dict[str, tuple[Look, ...]]
) -> tuple[str, float]:
    """The likeliest term with a known stem and its score; ("", -inf) if none. `whole` is the word without an ending."""
    top, most = whole or ("", -math.inf)
    at = len(word) - 1
    slots = table.get(word[at:], _NONE)
    while slots is not _NONE and at:
        found = looks.get(word[:at]) if slots else None
        if found and slots:
            for ends, weight, term in found:
                if ends in slots and weight + slots[ends] > most:
                    top, most = term, weight + slots[ends]
        at -= 1
        slots = table.get(word[at:], _NONE)
    return top, most


def _unknown(word: str) -> tuple[str, float]:
    """The likeliest stem by the grammar alone, and its score."""
    table = endings()
    top, most = word, UNSEEN - PER_LETTER * len(word)
    for at in range(len(word) - 1, 1, -1):
        ending = word[at:]
        if ending not in table:
            break
        slots, start = table[ending], word[:at]
        if slots is None or VOWELS.isdisjoint(start):
            continue
        base, form = sound(start[-1]) + harmony(start), ""
        if start[-1] in _VOICED_BACK and ending[0] in "ыі":
            start, base, form = start[:-1] + _VOICED_BACK[start[-1]], "T" + base[1:], "v"
        cost = max(slots.get(base + "n" + form, -99.0), slots.get(base + "v" + form, -99.0))
        score = UNSEEN - PER_LETTER * len(start) + cost
        if score > most:
            top, most = start, score
    return top, most


def best(word: str, known: Lexicon) -> tuple[str, float]:
    """The likeliest (term, score) of a word in Kazakh letters; the score is -inf where the stem is not known."""
    term, score = _known(word, known.whole.get(word), endings(), known.looks)
    if score > UNSEEN - PER_LETTER * len(word):
        return term, score
    guess, chance = _unknown(word)
    return (term, score) if score >= chance else (guess, -math.inf)


def best_rough(word: str, known: Lexicon) -> tuple[str, float]:
    """The likeliest term, in the lexicon's spelling, of a word typed in Russian or Latin letters; else ("", -inf)."""
    rough = skeleton(word)
    return _known(rough, known.rough_whole.get(rough), rough_endings(), known.rough)


def _cyrillic(small: str) -> str:
    """A word in the Latin alphabet of 2021 (and its usual digraphs) letter by letter: «köldiñ» is «көлдің»."""
    spelled = _DIGRAPH.sub(lambda two: _LATIN[two.group()], small).translate(_LETTERS)
    return _GLIDE.sub("й", spelled)


@lru_cache(maxsize=65536)
def reading(small: str) -> tuple[str, float]:
    """(search term, strength) of one lower-case word in any of the three alphabets; the strength is the score of the
    best reading with a known stem, -inf where there is none, and says how surely a Cyrillic word is Kazakh."""
    known = lexicon()
    if not KAZAKH_LETTERS.isdisjoint(small):
        found, score = best(small, known)
        if score == -math.inf:  # half typed with a Russian keyboard, or drawn out: кушті, күштііі
            meant, chance = best_rough(small, known)
            if chance > UNSEEN - PER_LETTER * len(small):
                return meant, chance
        return found, score
    found, score = best_rough(small, known)
    if not RUSSIAN_LETTERS.issuperset(small):
        plain, other = _known(_cyrillic(small), None, endings(), known.looks)
        return (plain, other) if other >= max(score - TYPED, MARKED) else (found or small, score)
    plain, other = _known(small, known.whole.get(small), endings(), known.looks)
    if plain and other >= score - TYPED:
        return plain, max(score, other)
    if score > UNSEEN - PER_LETTER * len(small):
        return found, score
    guess, chance = _unknown(small)
    return (found, score) if score >= chance else (guess, -math.inf)


def stem(word: str) -> str:
    """The search term of one Kazakh word, lower case."""
    return reading(word.lower())[0]

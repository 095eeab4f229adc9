"""How hard a text is to read: Flesch with Oborneva's Russian coefficients, LIX, and plain counts for every language.

Sources: Flesch 1948; Oborneva 2006 (coefficients for Russian); Björnsson 1968 (LIX). No formula has been calibrated for
Kazakh: it gets LIX and counts, and a grade of None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_SENTENCE: Final = re.compile(r"[^.!?…\n]+[.!?…\n]*")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_VOWELS: Final = {
    "ru": frozenset("аеёиоуыэюя"),
    "kk": frozenset("аәеёиоөуұүыіэюя"),
    "en": frozenset("aeiouy"),
}


@dataclass(frozen=True, slots=True)
class Readability:
    """Counts and indices; `flesch` (0-100, higher is easier) only for Russian and English."""

    words: int
    sentences: int
    words_per_sentence: float
    syllables_per_word: float
    long_words: float
    lix: float
    flesch: float | None


def readability(text: str, language: str) -> Readability:
    """Readability of `text` in `language` (kk, ru, en; anything else counts as kk)."""
    words = _WORD.findall(text)
    sentences = sum(bool(_WORD.search(s)) for s in _SENTENCE.findall(text)) or 1
    count = len(words)
    if not count:
        return Readability(0, 0, 0.0, 0.0, 0.0, 0.0, None)
    vowels = _VOWELS.get(language, _VOWELS["kk"])
    syllables = sum(max(1, sum(c in vowels for c in w.lower())) for w in words)
    length, weight = count / sentences, syllables / count
    long_words = sum(len(w) > 6 for w in words) / count
    flesch = None
    if language == "ru":
        flesch = round(206.835 - 1.3 * length - 60.1 * weight, 1)
    elif language == "en":
        flesch = round(206.835 - 1.015 * length - 84.6 * weight, 1)
    return Readability(count, sentences, round(length, 2), round(weight, 2), round(long_words, 3),
                       round(length + 100 * long_words, 1), flesch)  # fmt: skip

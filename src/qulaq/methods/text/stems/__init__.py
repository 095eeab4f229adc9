"""Search terms: one normal form for every form of a word, Kazakh or Russian, whichever letters it was typed in."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from qulaq.methods.text.stems import kazakh, russian

_RUSSIAN_ONLY: Final = frozenset("щцъьэё")
#: From this log weight on a Kazakh stem counts as common.
_COMMON: Final = 2.2
#: What a reading of a word in Latin letters must score (a long one less): English words stay as they are.
_LATIN: Final = 0.5


def stem(word: str, kazakh_odds: float | None = None) -> str:
    """The search term of one word. `kazakh_odds` (> 0: Kazakh) settles words that both languages have; without it
    the commoner Kazakh stems win. Words in neither dictionary: Kazakh endings off, or snowball where it looks Russian.
    """
    return _stem(word.lower().replace("’", "'"), None if kazakh_odds is None else kazakh_odds > 0)


@lru_cache(maxsize=131072)
def _stem(small: str, rather_kazakh: bool | None) -> str:
    if not small.isalpha() and (not any(map(str.isalpha, small)) or any(map(str.isdigit, small))):
        return small
    if not kazakh.KAZAKH_LETTERS.isdisjoint(small):
        return kazakh.stem(small)
    if not kazakh.RUSSIAN_LETTERS.issuperset(small):
        if not any("a" <= letter <= "z" or "\u00c0" <= letter <= "\u024f" for letter in small):
            return small
        found, score = kazakh.reading(small)
        return found if len(small) > 3 and score > _LATIN - 0.25 * max(0, len(small) - 8) else small
    russian_lemma = russian.lemma(small)
    known = kazakh.lexicon()
    found, score = kazakh.reading(small)
    is_kazakh = found in known.stems
    if russian_lemma is None:
        if is_kazakh or rather_kazakh:
            return found
        return (
            russian.rough(small) if not _RUSSIAN_ONLY.isdisjoint(small) or rather_kazakh is not None else found
        )
    if not is_kazakh or not _RUSSIAN_ONLY.isdisjoint(small):
        return russian_lemma
    kazakh_wins = score > _COMMON if rather_kazakh is None else rather_kazakh
    return found if kazakh_wins else russian_lemma

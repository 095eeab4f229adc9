"""Character tables: how letters are read, as typed and as meant.

Two views of every word are hashed. The first keeps the alphabet the person used and only folds case, ё and digits.
The second is a rough phonetic skeleton in which «мәселе», «маселе» and "masele" are one word: Kazakh letters become
their Russian neighbours, Latin letters become Cyrillic by longest match, long vowels are squeezed. It removes the need
of a transliterator for classification, and is never shown to anybody.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

#: Code points below this have table entries; everything above is a symbol (emoji) or an unchanged letter.
TABLED: Final = 0x2100

LETTER: Final = 1
DIGIT: Final = 2
JOINER: Final = 3  # an apostrophe: part of a word when a letter follows
SYMBOL: Final = 4  # punctuation and emoji that carry tone
SPACE: Final = 0

LATIN: Final = 1
CYRILLIC: Final = 2
KAZAKH_ONLY: Final = 4  # Cyrillic letters of Kazakh that Russian does not have
RUSSIAN_ONLY: Final = 8  # letters that Kazakh uses only in loan words

_JOINERS: Final = "'’ʼ`´ʻ"
_TONE: Final = '!?.,;:()%№#@+*/="«»-—…$&<>_|~^[]{}\\–“”„'

#: Single letters of the skeleton. A letter absent here stays as it is; "" drops it.
SKELETON: Final[dict[str, str]] = {
    "ә": "а", "і": "и", "ң": "н", "ғ": "г", "ү": "у", "ұ": "у", "қ": "к", "ө": "о", "һ": "х", "й": "и", "ы": "и",
    "э": "е", "ъ": "", "ь": "", "щ": "ш", "ц": "с", "ю": "иу", "я": "иа", "ё": "е", "є": "е", "ї": "и",
    "a": "а", "b": "б", "c": "с", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "ж", "k": "к",
    "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в",
    "w": "ш", "x": "х", "y": "и", "z": "з", "ı": "и", "ä": "а", "ö": "о", "ü": "у", "ğ": "г", "ñ": "н", "ş": "ш",
    "ū": "у", "á": "а", "ó": "о", "ú": "у", "ý": "у", "ǵ": "г", "ń": "н", "ç": "ч", "ï": "и", "ŋ": "н", "č": "ч",
    "š": "ш", "ž": "ж", "í": "и", "é": "е", "ə": "а", "ô": "о", "û": "у", "ā": "а", "ē": "е", "ī": "и",
}  # fmt: skip

#: Pairs of Latin letters that spell one sound, tried before single letters.
PAIRS: Final[dict[str, str]] = {
    "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "gh": "г", "ts": "с", "ng": "н", "ye": "е", "yo": "е", "dj": "ж",
}  # fmt: skip


def _tables() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
    kind = np.zeros(TABLED, np.uint8)
    lower = np.arange(TABLED, dtype=np.uint32)
    script = np.zeros(TABLED, np.uint8)
    for code in range(TABLED):
        char = chr(code)
        if char in _JOINERS:
            kind[code] = JOINER
        elif char.isalpha():
            kind[code] = LETTER
        elif char.isdigit():
            kind[code] = DIGIT
        elif char in _TONE:
            kind[code] = SYMBOL
        small = char.lower()
        lower[code] = ord("е") if small == "ё" else ord("0") if char.isdigit() else ord(small[0])
        small = chr(lower[code])
        if small.isalpha() and (code < 0x250 or 0x1E00 <= code < 0x1F00 or char == "ə"):
            script[code] = LATIN
        elif 0x400 <= code < 0x530:
            script[code] = CYRILLIC
            if small in "әіңғүұқөһ":
                script[code] |= KAZAKH_ONLY
            elif small in "щцъьэё":
                script[code] |= RUSSIAN_ONLY
    return kind, lower, script


KIND, LOWER, SCRIPT = _tables()


def _skeletons() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    single = np.zeros((TABLED, 2), np.uint32)
    pair = np.zeros((128, 128), np.uint32)
    for code in range(TABLED):
        char = chr(LOWER[code])
        for place, out in enumerate(SKELETON.get(char, char)):
            single[code, place] = ord(out)
    for letters, out in PAIRS.items():
        pair[ord(letters[0]), ord(letters[1])] = ord(out)
    return single, pair


SINGLE, PAIR = _skeletons()


_WHOLE: Final = {code: "".join(chr(c) for c in SINGLE[code] if c) for code in range(TABLED)}
_WHOLE.update(dict.fromkeys(map(ord, _JOINERS), ""))
_LATIN_LETTER: Final = re.compile("[A-Za-z]")
_TWICE: Final = re.compile(r"(.)\1+", re.S)


@lru_cache(maxsize=131072)
def skeleton(word: str) -> str:
    """The second view of `word` as text: «Қазақ», "Qazaq" and «казак» give the same."""
    if not _LATIN_LETTER.search(word):
        return _TWICE.sub(r"\1", word.translate(_WHOLE))
    out: list[str] = []
    small = "".join(chr(LOWER[ord(c)]) if ord(c) < TABLED else c for c in word if c not in _JOINERS)
    i = 0
    while i < len(small):
        two = PAIRS.get(small[i : i + 2])
        made, step = (two, 2) if two else (SKELETON.get(small[i], small[i]), 1)
        for char in made:
            if not out or out[-1] != char:
                out.append(char)
        i += step
    return "".join(out)

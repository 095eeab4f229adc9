"""Texts that mean the same word brought to one spelling for comparing, and the order of the Kazakh alphabet.

People write Kazakh on Russian keyboards (коктал for Көктал), in three Latin alphabets (Köktal, Kóktal,
Koktal) and mix letters that look alike (a Latin `a` inside a Cyrillic word). `fold` is for finding and
comparing only: it loses distinctions on purpose (ы, і, й and и become one letter, ь and ъ vanish) and its
result is never shown to anyone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Kazakh letters as the Russian keyboard has them; ц, ю, я as the two sounds that Latin spells
_CYRILLIC: Final = str.maketrans(
    dict(zip("әғқңөұүһіыйэёўїє", "агкноуухиииееуие", strict=True))
    | {"ц": "тс", "щ": "ш", "ю": "иу", "я": "иа", "ь": "", "ъ": ""}
)
_LATIN_PAIRS: Final = {
    "shch": "ш", "sch": "ш", "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "gh": "г", "ye": "е", "yo": "е",
    "ph": "ф",
}  # fmt: skip
_LATIN: Final = dict(
    zip("abcdefghijklmnopqrstuvwxyzıəøæ", "абкдефгхижклмнопкрстуувхизиаоа", strict=True)
) | dict(zip("şšçčžý", "шшччжу", strict=True))
_LOOK_ALIKE: Final = str.maketrans("aceopxykABCEHKMOPTXYi", "асеорхукАВСЕНКМОРТХУі")

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ`ʹ](?:[^\W\d_]+|(?=-)))*")
_APOSTROPHES: Final = re.compile("['’ʼ`ʹ]")
_PLAIN: Final = re.compile("[а-я]*")
_PAIR: Final = re.compile("|".join(_LATIN_PAIRS))
_ALPHABET: Final = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_RANK: Final = {letter: 1000 + place for place, letter in enumerate(_ALPHABET)}


def fold(text: str) -> str:
    """`text` in the spelling used for comparing: lower case, Russian letters; spaces, digits and signs stay
    as they are.
    """
    return _WORD.sub(lambda match: _folded(match[0]), unicodedata.normalize("NFC", text))


def unmixed(word: str) -> str:
    """A Cyrillic word with its stray Latin look-alikes (a, e, o, H…) made Cyrillic; other words unchanged."""
    is_cyrillic = any("\u0400" <= letter <= "\u04ff" for letter in word)
    return word.translate(_LOOK_ALIKE) if is_cyrillic else word


def sort_key_kk(text: str) -> tuple[tuple[int, ...], str]:
    """A key for `sorted` in Kazakh order: signs, digits, Latin, then а ә б в г ғ … ю я; capitals count only
    between equals.
    """
    letters = unicodedata.normalize("NFC", text).casefold()
    return tuple(_RANK.get(letter) or _foreign_rank(letter) for letter in letters), text


def _foreign_rank(letter: str) -> int:
    """Signs before digits before letters that are not Kazakh, all of them before а (1000)."""
    if letter.isalpha():
        return 500 + min(ord(letter), 499)
    return 200 + min(ord(letter), 299) if letter.isdigit() else min(ord(letter), 199)


@lru_cache(maxsize=1 << 14)
def _folded(word: str) -> str:
    word = _APOSTROPHES.sub("", unmixed(word).casefold()).translate(_CYRILLIC)
    if _PLAIN.fullmatch(word):
        return word
    return _bare(_from_latin(word) if any(letter in _LATIN for letter in _bare(word)) else word)


def _from_latin(word: str) -> str:
    """Letters with a meaning of their own (ş, ý) first, then accents off, then pairs, then single letters."""
    marked = "".join(_LATIN[letter] if letter in "şšçčžý" else letter for letter in word)
    bare = _PAIR.sub(
        lambda match: _LATIN_PAIRS[match[0]], _bare(marked).replace("dzh", "zh").replace("dj", "j")
    )
    return "".join(_LATIN.get(letter, letter) for letter in bare)


def _bare(word: str) -> str:
    """Without accents: ö is o, á is a, й (if written in two parts) is и."""
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(part for part in parts if not unicodedata.combining(part)))

"""What the tagger of names and addresses knows of one word: hashed features, the first four the most telling.

A word has three looks: whole; `unlisted`, as if no list or dictionary held it; `veiled`, without its letters. Training
shows all three, so that a name that nobody listed is found by its neighbours, and a listed one in strange company.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from zlib import crc32

from qulaq.methods.text import places
from qulaq.methods.text.pii import lists, topics
from qulaq.methods.text.stems import kazakh, russian, stem
from qulaq.methods.text.stems.dictionary import PERSON, PLACE

MOST: Final = 28  # features of one word
KEYS: Final = 4  # features also looked at two words away, and in pairs: stem, shape, class, group
WHOLE, UNLISTED, VEILED = 0, 1, 2


def _shape(word: str) -> str:
    """X for one capital, Xx for Алматы, XX for БҰҰ, x for a plain word; digits with their number of places."""
    if word.isdigit():
        year = len(word) == 4 and word[:2] in {"19", "20"}
        return "year" if year else "0" * min(len(word), 5)
    if word[0].isdigit():
        digits = len(word) - len(word.lstrip("0123456789"))
        return "0" * min(digits, 4) + ("x" if len(word) - digits < 3 else "xx")
    if not word[0].isalpha():
        return word[0]
    if len(word) == 1:
        return "X" if word.isupper() else "x1"
    if word.isupper():
        return "XX"
    return ("Xx" if word[1:].islower() else "XxX") if word[0].isupper() else "x"


def _script(small: str) -> str:
    if any("a" <= c <= "z" for c in small):
        return "L"
    return "K" if any(c in kazakh.KAZAKH_LETTERS for c in small) else "C"


def _russian(small: str) -> str:
    look = russian.look(small)
    if look is None:
        return "?"
    return "P" if look & PERSON else "G" if look & PLACE else "o"


def _kazakh(small: str, term: str) -> str:
    """How common the Kazakh stem is, and whether the word is the bare stem."""
    weight = kazakh.lexicon().stems.get(term, -1.0)
    if weight < 0:
        return "-"
    return f"{min(int(weight / 0.8), 5)}{'b' if term == small else 'i'}"


def _class(shape: str, listed: int, dictionary: str, common: str, ending: str) -> str:
    """One short word for how name-like a word is."""
    kind = "".join(letter for bit, letter in
                   ((lists.PATRONYMIC, "p"), (lists.SURNAME, "s"), (lists.FIRST, "f"), (lists.ROOTED, "r"),
                    (lists.AMBIGUOUS, "a")) if listed & bit) or ending[:1].upper()  # fmt: skip
    plain = "o" if dictionary == "o" or common[0] in "2345" else dictionary
    return f"{shape}.{kind}.{plain}"


def is_hint(word: str) -> bool:
    """May a name or address lie about this word? A message without any such word need not be judged: a digit, a
    capitalised stranger, or a listed name that is capitalised or no ordinary word."""
    if any(c.isdigit() for c in word):
        return True
    if not word[0].isalpha() or len(word) >= 40:
        return False
    small = word.lower()
    if _kazakh(small, stem(word))[0] in "2345" or _russian(small) == "o":
        return word[0].isupper() and bool(lists.bits(small) & lists.NAMED)
    return word[0].isupper() or bool(lists.bits(small) & lists.NAMED)


@lru_cache(maxsize=65536)
def features(word: str, look: int = WHOLE) -> tuple[int, ...]:
    """32-bit hashes of what is known of one word in one of its looks."""
    small, shape = word.lower(), _shape(word)
    if not word[0].isalpha():
        return tuple(crc32(s.encode()) for s in _plain(small, shape))
    term = stem(word) if len(word) < 40 else small
    group = topics.group(small)[0]
    listed = lists.bits(small) if look != UNLISTED and len(small) < 40 else 0
    dictionary = _russian(small) if len(small) < 40 else "?"
    if look == UNLISTED and dictionary == "P":
        dictionary = "?"
    common = _kazakh(small, term)
    inside = lists.ending(small) if len(small) < 40 else ""
    kind = _class(shape, listed, dictionary, common, inside)
    known = look != VEILED
    said = [
        f"t{term}" if known else "t?",
        f"e{small[-3:] if known else ''}{shape}",
        f"c{kind}",
        f"g{group}{shape[:2]}",
    ]
    if known:
        said += [f"w{small}", *(f"p{n}{small[:n]}" for n in (2, 3, 4) if len(small) > n),
                 *(f"z{n}{small[-n:]}" for n in (1, 2, 4, 5) if len(small) > n)]  # fmt: skip
    said += [f"h{shape}", f"l{listed}", f"lh{listed & 207}{shape}", f"r{dictionary}{shape}", f"k{common}{shape}",
             f"rk{dictionary}{common[0]}", f"n{min(len(word), 9)}{shape}", f"s{_script(small)}{shape}"]  # fmt: skip
    if listed & lists.STREET:
        said.append(f"street{shape[:2]}")
    hint = places.hint(word)
    if hint:
        said.append(f"place{hint}")
    if inside:
        said += [f"q{inside}{shape}", f"q{inside}{dictionary}{common[0]}"]
    return tuple(crc32(s.encode()) for s in said[:MOST])


def _plain(small: str, shape: str) -> list[str]:
    """Features of numbers and signs."""
    if not small[0].isdigit():
        return [f"t{small[0]}", f"e{small[:3]}", f"c{small[0]}", f"g{small[0]}", f"w{small}"]
    tail = small.lstrip("0123456789")
    value = small if len(small) < 3 else "000"
    return ["t0", f"e{shape}", f"c{shape}", f"g{shape[:3]}", f"n{shape}", f"w{value}", f"x{tail}"]

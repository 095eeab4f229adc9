"""What is known of one word, before its neighbours are looked at: spelling, stem, ending, name, place, amount, head."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from zlib import crc32

from qulaq.methods.text import places
from qulaq.methods.text.entities import lists
from qulaq.methods.text.pii import names
from qulaq.methods.text.places import names as place_names
from qulaq.methods.text.stems import stem

#: Columns of a word, in the order of `described`; `templates` names them.
COLUMNS: Final = (
    "stem", "end_look", "look", "word", "first1", "first2", "first3", "first4", "first5", "last1", "last2", "last3",
    "last4", "last5", "name", "place", "name_place", "length", "ending", "cap_stem", "cap_first", "digits", "amount",
    "case", "case_look", "kind_amount", "kind_case", "known", "known_kind", "known_case", "known_all", "head",
    "head_case", "head_kind", "head_of", "kind",
)  # fmt: skip
STOP, CAPITAL, NUMBER = 1, 2, 4  # signs of a word: ends a name; written with a capital; counts
_NUMBERS: Final = frozenset("UTBn")  # classes of `lists.amount`
_STOPS: Final = frozenset({",", ".", "—", "(", ")", ":"})
_CASE: Final = {
    "ның": "GEN", "нің": "GEN", "дың": "GEN", "дің": "GEN", "тың": "GEN", "тің": "GEN", "дағы": "IN", "дегі": "IN",
    "тағы": "IN", "тегі": "IN", "дан": "ABL", "ден": "ABL", "тан": "ABL", "тен": "ABL", "нан": "ABL", "нен": "ABL",
    "да": "LOC", "де": "LOC", "та": "LOC", "те": "LOC", "ға": "DAT", "ге": "DAT", "қа": "DAT", "ке": "DAT", "на": "DAT",
    "не": "DAT", "мен": "INS", "бен": "INS", "пен": "INS", "ны": "ACC", "ні": "ACC", "ды": "ACC", "ді": "ACC",
    "ты": "ACC", "ті": "ACC", "лық": "OF", "лік": "OF", "дық": "OF", "дік": "OF", "тық": "OF", "тік": "OF",
    "лы": "WITH", "лі": "WITH",
}  # fmt: skip
_OWNED: Final = ("ы", "і", "сын", "сін", "ын", "ін")
_MANY: Final = tuple(
    p + e for p in ("лар", "лер", "дар", "дер", "тар", "тер") for e in ("", "ы", "і", "ын", "ін")
)


def shape(word: str) -> str:
    """Xx for Алматы, XX for БҰҰ, 0000 for 2021, x for a plain word; at most two of a kind are kept, digits all."""
    out: list[str] = []
    for char in word:
        kind = "0" if char.isdigit() else "X" if char.isupper() else "x" if char.isalpha() else char
        if kind == "0" or not out or out[-1] != kind:
            out.append(kind)
    return "".join(out[:8])


def case(small: str) -> str:
    """Case by the last letters, `+` where a possessive («министрлігінің») stands before it, `L` for many."""
    found, base = "", small
    for size in (4, 3, 2):
        if len(small) > size + 2 and small[-size:] in _CASE:
            found, base = _CASE[small[-size:]], small[:-size]
            break
    else:
        if len(small) > 5 and small.endswith(("ын", "ін")):
            found = "ACC+"
    owned = "+" if len(base) > 3 and base.endswith(_OWNED) else ""
    return found + owned + ("L" if base.endswith(_MANY) else "")


def kind_of(word: str, look: str) -> str:
    """X Алматы, XX БҰҰ, x сөз, 0 with digits, q a quote, a mark itself; `-` after it where the word has one."""
    if word in '«»"“”':
        return "q"
    if "0" in look:
        return "0"
    if not word[0].isalpha():
        return word
    hyphen = "-" if "-" in word else ""
    if len(word) > 1 and word.isupper():
        return "XX" + hyphen
    return ("X" if word[0].isupper() else "x") + hyphen


def place_kinds(word: str) -> str:
    """Kinds of the places of KATO that the word may name, `first` where it begins a longer name."""
    if not places.hint(word):
        return ""
    index = place_names.names().of
    found = {
        named.kind.replace("hall", "district")
        for key in place_names.readings(word)[:2]
        for named in index[key]
    }
    return "+".join(sorted(found)) or "first"


@lru_cache(maxsize=65536)
def described(word: str) -> tuple[tuple[str, ...], int]:
    """(a text for every column, empty where it says nothing; signs)."""
    small, look = word.lower(), shape(word)
    alpha, capital = word[0].isalpha(), word[0].isupper()
    kind = kind_of(word, look)
    term = stem(word) if alpha else small
    name = str(names.marks(word) if alpha else 0)
    place = place_kinds(word) if alpha else ""
    ending = case(small) if alpha else ""
    amount = lists.amount(small, term)
    letters, how = lists.place_or_name(small, term) if alpha else ("", "")
    rank = lists.rank(letters)
    head = lists.head(small, term) if alpha else ""
    owned = "+" if "+" in ending else ""
    size = len(small)
    said = (
        term, small[-3:] + look, look, small,
        *(small[:n] if size > n else "" for n in range(1, 6)),
        *(small[-n:] if size > n else "" for n in range(1, 6)),
        name, place, f"{name}{place}{look}", f"{min(size, 12)}{look}", small[len(term) :] + "|" + look,
        term if capital else "", small[:3] if capital else "",
        "".join("0" if c.isdigit() else c for c in small) if "0" in look else "",
        amount, ending or "0", ending + ("X" if capital else look[:2]), kind + amount, kind + ending,
        f"{letters}{how}{kind[0]}" if letters else "", f"{rank}{how}{kind[0]}" if letters else "",
        f"{rank}{ending}{kind[0]}" if letters else "", f"{rank if kind[0] == 'X' else ''}{kind}{name}{place[:3]}",
        f"{head}{owned}{kind[0]}" if head else "", f"{head}{ending or '0'}" if head else "",
        f"{head}{owned}{kind}" if head else kind, head + owned if head else "", kind,
    )  # fmt: skip
    signs = (STOP if word in _STOPS else 0) | (CAPITAL if kind[0] == "X" else 0)
    return said, signs | (NUMBER if amount[:1] in _NUMBERS else 0)


def columns_of(word: str) -> tuple[list[int], int]:
    """(a 32-bit hash for every column, 0 where it says nothing; signs)."""
    said, signs = described(word)
    return [crc32(text.encode()) | 4 if text else 0 for text in said], signs

"""How name-like a word looks in Kazakh and Russian: marks for the tagger of entities (`qulaq.methods.text.entities`).

One marked word is never a name by itself: «Абай» is a street, «Назарбаев» a university. Personal data have a tagger of
their own with larger lists (`looks`, `tagger`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from qulaq.methods.text.fold import skeleton
from qulaq.methods.text.stems import kazakh, russian
from qulaq.methods.text.stems.dictionary import PERSON

FIRST, SURNAME, PATRONYMIC, CAPITAL, INITIAL = 1, 2, 4, 8, 16
NAMED: Final = FIRST | SURNAME | PATRONYMIC

_PATRONYMIC: Final = re.compile(
    r"(?:[а-яёәіңғүұқөһ]{2,}(?:ович|евич|ьич|ич)(?:а|у|ем|е)?|[а-яёәіңғүұқөһ]{2,}(?:овн|евн|ичн|иничн)(?:а|ы|е|у|ой)"
    r"|[а-яёәіңғүұқөһ]{3,}(?:ұлы|улы|қызы|кызы)(?:на|ның|нын|ны|н|нан|мен|нда|на|ндағы)?"
    r"|[a-z]{3,}(?:uly|qyzy|kyzy|ovich|evich|ovna|evna))$"
)
_SURNAME: Final = re.compile(
    r"(?:[а-яёәіңғүұқөһ]{2,}(?:ов|ев|ёв|ин|ын)(?:а|у|ым|е|ой|ы|ых|ыми|қа|ке|ға|ге|тың|тің|ты|ті|пен|тан|тен|та|те|ның"
    r"|ына|аға|аның|амен|аны|ада|нің|ге|ді|мен|ға)?"
    r"|[а-яё]{3,}(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ую|ой)|[а-яё]{3,}(?:енко|чук|юк|швили|дзе|ян)"
    r"|[a-z]{3,}(?:ov|ova|ev|eva|skiy|skaya|bayev|bekov))$"
)
_NOT_NAMES: Final = frozenset(
    [
        "құрылысы",
        "ауылы",
        "қазақстан",
        "область",
        "магазин",
        "украин",
        "польский",
        "советский",
        "русский",
        "казахский",
        "российский",
        "алматинский",
        "астанин",
        "карагандинский",
        "павлодарский",
        "туркестанский",
        "городской",
        "сельский",
        "районный",
        "областной",
        "бензин",
        "интернет",
        "пластин",
        "господин",
        "гражданин",
        "хозяин",
        "мусин",
        "қоғамы",
        "ұлы",
        "қызы",
        "улы",
        "кызы",
        "ев",
        "ов",
        "станов",
    ]
)
#: Surnames that no ending tells; like any surname they need a partner.
_SHORT_SURNAMES: Final = frozenset(
    {
        "ким",
        "ли",
        "пак",
        "цой",
        "цай",
        "хан",
        "шин",
        "юн",
        "тен",
        "нам",
        "чой",
        "огай",
        "хегай",
        "тян",
        "кан",
        "сон",
    }
    | {"югай", "лим", "мун", "шульц", "шмидт", "вебер"}
)


@cache
def _first_names() -> frozenset[str]:
    return frozenset((Path(__file__).parent / "first_names.txt").read_text("utf-8").split())


@cache
def _rough_names() -> frozenset[str]:
    return frozenset(skeleton(name) for name in _first_names() if len(name) > 3)


_CASES: Final = frozenset({
    "а", "у", "ом", "ем", "е", "ы", "и", "ой", "ей", "ю", "я", "ны", "ні", "ды", "ді", "ты", "ті", "ның", "нің",
    "дың", "дің", "тың", "тің", "ға", "ге", "қа", "ке", "дан", "ден", "тан", "тен", "мен", "бен", "пен", "да", "де",
})  # fmt: skip
_RESTORED: Final = ("а", "я", "й", "ь", "ия")


def is_first_name(word: str) -> bool:
    """A first name of the list, in any common case ending of either language; Latin letters through the skeleton."""
    names = _first_names()
    if word in names:
        return True
    if word[0] < "а":
        return len(word) > 3 and skeleton(word) in _rough_names()
    for size in range(1, min(3, len(word) - 3) + 1):
        if word[-size:] in _CASES:
            base = word[:-size]
            if base in names or (size < 3 and any(base + more in names for more in _RESTORED)):
                return True
    return False


@lru_cache(maxsize=131072)
def marks(word: str) -> int:
    """FIRST | SURNAME | PATRONYMIC | CAPITAL | INITIAL of one word, by its look and the name dictionaries."""
    found = CAPITAL if word[:1].isupper() else 0
    small = word.lower()
    if len(word) == 1:
        return (found | INITIAL) if found and word.isalpha() else 0
    if small in _NOT_NAMES or (len(small) < 3 and small not in _SHORT_SURNAMES):
        return found
    first = is_first_name(small) or any(
        is_first_name(p) for p in small.split("-") if "-" in small and len(p) > 2
    )
    if first:
        found |= FIRST
    if _PATRONYMIC.match(small) and (found & CAPITAL or len(small) > 8) and not _is_ordinary(small):
        return found | PATRONYMIC
    if found & CAPITAL and small in _SHORT_SURNAMES:
        return found | SURNAME
    if found & CAPITAL and not first and _SURNAME.match(small) and not _is_ordinary(small):
        found |= SURNAME
    return found


@lru_cache(maxsize=65536)
def _is_ordinary(small: str) -> bool:
    """Is it a dictionary word that is not a name (домов, магазин, қызметін)?"""
    look = russian.look(small)
    if look is not None:
        return not look & PERSON
    stem = kazakh.stem(small)
    return (
        stem != small
        and kazakh.lexicon().stems.get(stem, -1) > 0.8
        and not small.endswith(("ова", "ева", "ов", "ев"))
    )

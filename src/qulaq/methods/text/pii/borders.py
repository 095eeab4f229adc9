"""Where a find begins and ends: no title or pronoun before a name, no loose sign at its edges, endings stay inside."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from qulaq.methods.text.fold import skeleton
from qulaq.methods.text.pii import lists

#: Words that a name or address never begins with.
_LEAD: Final = re.compile(
    r"(?:я|мен|у|от|к|с|из|на|в|для|мой|моя|менің|біз|бізде|мы|mr|mrs|ms|г-н|г-жа|гр|аким\w{0,2}|дома(?= \D)|по|"
    r"адрес\w*|мекенжай\w*|здр)\b[\s.:,]*",
    re.I,
)
_EDGES: Final = ' \t\n,;:!?()"«»“”–—-'


#: A house in words («дом двадцать четыре»).
_IN_WORDS: Final = re.compile(r"\b(?:дом\w{0,2}|үй\w*|уй\w*|house|building)\b", re.I)
#: Beside these a name is that of a school, a street, a monument, a place.
_NAMED_AFTER: Final = re.compile(r"(?:(?<!от )\bимени|\bим\.|\bпамятник\w*|\bсел[оае]|\bв\s+районе)\s+$", re.I)
_NAMED_BEFORE: Final = re.compile(
    r"\s+(?:атындағы|атындагы|көшес\w+|ескерткіш\w*|ауданы\w*|облысы\w*|қаласы\w*|ауылы\w*|кенті\w*)\b", re.I
)
#: Cities whose name hardly anybody bears, though a list of names may have it; in skeleton spelling.
_CITIES: Final = frozenset(
    skeleton(name)
    for name in ("алматы", "астана", "шымкент", "тараз", "семей", "орал", "арал", "арыс", "аягөз", "құлсары", "шалқар",
                 "қаратау", "балқаш", "байқоңыр")
)  # fmt: skip
#: A lone initial is no name.
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
#: Capitalised words that measure.
_UNITS: Final = re.compile(r"(?:[кмгт]?бит\w{0,2}|[кмгт]?байт\w{0,2}|[кмг]вт|гкал|вольт\w{0,2})$", re.I)


def is_plausible(text: str, kind: str, start: int, end: int) -> bool:
    """Is it more than signs, an address with a number, a name that no school or street bears?"""
    said = text[start:end]
    if kind == "ADDRESS":
        return any(c.isdigit() for c in said) or bool(_IN_WORDS.search(said))
    if not _WORD.search(said) or _UNITS.match(said):
        return False
    if said.isalpha() and (_is_rather_a_place(said) or _is_an_abbreviation(said)):
        return False
    return not (_NAMED_AFTER.search(text[max(0, start - 14) : start]) or _NAMED_BEFORE.match(text, end))


def _is_an_abbreviation(word: str) -> bool:
    """«ӘРПК», «ЦОН»: capitals alone, few of them, that no list of names has."""
    return word.isupper() and len(word) < 6 and not lists.bits(word.lower()) & lists.NAMED


@lru_cache(maxsize=65536)
def _is_rather_a_place(word: str) -> bool:
    """A place that no list of names has, a city that no list of first names has, or a city before its namesakes."""
    from qulaq.methods.text import places  # that package asks this one for first names

    if places.hint(word) < 2:
        return False
    known, keys = lists.bits(word.lower()), places.names.readings(word)
    is_city = any(key in places.names.names().big for key in keys)
    return not known or (is_city and not known & lists.FIRST) or not _CITIES.isdisjoint(keys)


def cleaned(text: str, kind: str, start: int, end: int) -> tuple[int, int]:
    """The same span without what does not belong to it; never empty."""
    low, high = start, end
    while low < high and text[low] in _EDGES:
        low += 1
    while high > low and text[high - 1] in _EDGES:
        high -= 1
    if high > low and text[high - 1] == "." and not _keeps_its_stop(text, kind, low, high):
        high -= 1
    lead = _LEAD.match(text, low, high) if text[low : low + 1].islower() or kind != "ADDRESS" else None
    if lead and lead.end() < high and (text[lead.end()].isalpha() or text[lead.end()].isdigit()):
        low = lead.end()
    return (low, high) if low < high else (start, end)


def _keeps_its_stop(text: str, kind: str, low: int, high: int) -> bool:
    """Is the last full stop that of an initial («Ким Г.») or an abbreviation («12 кв.»)?"""
    before = re.search(r"[^\W\d_]+$", text[low : high - 1])
    if before is None:
        return False
    return len(before[0]) == 1 if kind != "ADDRESS" else len(before[0]) < 4 and before[0].islower()

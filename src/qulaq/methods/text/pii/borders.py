"""Where a find begins and ends: no title or pronoun before a name, no loose sign at its edges, endings stay inside."""

from __future__ import annotations

import re
from typing import Final

#: Words that a name or address never begins with.
_LEAD: Final = re.compile(
    r"(?:я|мен|у|от|к|с|из|на|в|для|мой|моя|менің|біз|бізде|мы|mr|mrs|ms|г-н|г-жа|гр|аким\w{0,2}|дома(?= \D)|по|"
    r"адрес\w*|мекенжай\w*|здр)\b[\s.:,]*",
    re.I,
)
_EDGES: Final = ' \t\n,;:!?()"«»“”–—-'


#: A house in words («дом двадцать четыре»).
_IN_WORDS: Final = re.compile(r"\b(?:дом\w{0,2}|үй\w*|уй\w*|house|building)\b", re.I)
#: Beside these a name is that of a school, a street, a monument.
_NAMED_AFTER: Final = re.compile(r"(?:(?<!от )\bимени|\bим\.|\bпамятник\w*)\s+$", re.I)
_NAMED_BEFORE: Final = re.compile(r"\s+(?:атындағы|атындагы|көшес\w+|ескерткіш\w*)\b", re.I)


def is_plausible(text: str, kind: str, start: int, end: int) -> bool:
    """Is it more than signs, an address with a number, a name that no school or street bears?"""
    said = text[start:end]
    if kind == "ADDRESS":
        return any(c.isdigit() for c in said) or bool(_IN_WORDS.search(said))
    return any(c.isalpha() for c in said) and not (
        _NAMED_AFTER.search(text[max(0, start - 14) : start]) or _NAMED_BEFORE.match(text, end)
    )


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

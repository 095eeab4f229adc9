"""Is a name in its surroundings a place, and which ones may it be: the habits of speech as one pure function."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from qulaq.methods.text.places import around
from qulaq.methods.text.places.names import (
    ABBREVIATIONS,
    CITY,
    DISTRICT,
    OKRUG,
    REGION,
    SPOT,
    TOWN,
    Named,
    names,
)

_ENDS_SENTENCE: Final = frozenset(".!?…\n:;–—-")
_CLOSES: Final = frozenset(",.:;!?–—)(\n…")
_LISTS: Final = frozenset(",:–—(")
_QUOTES: Final = frozenset("«»\"“”„'")

Cases = tuple[tuple[str, str], ...]
Before = tuple[str, ...]


def is_big(read: Cases) -> bool:
    """Is a region or a city called so?"""
    index = names()
    return any(
        name in index.big or (name[0] == "*" and any(n.kind == REGION for n in index.of[name]))
        for name, _ in read[:2]
    )


@dataclass(slots=True)
class _Sense:
    """What is seen of a name: its word in lower case, its key and case, and how it stands in the sentence."""

    small: str
    name: str
    case: str
    capital: bool
    here: bool
    shows: bool
    begins: bool
    long: bool
    upper: bool
    paired: bool


@lru_cache(maxsize=16384)
def verdict(
    word: str, read: Cases, long: bool, before: Before, after: tuple[str, ...], consumed: bool, glued: bool
) -> tuple[tuple[Named, ...], bool, int] | None:
    """(what the name may be, has it a type word, how many tokens after it are the type word), None for no place.

    `read` are the readings of the name, `long` one of several words; `before` and `after` the three tokens on each
    side; `consumed`: the word before belongs to the mention before; `glued`: a hyphen follows at once."""
    previous, dotted = _previous(before)
    following, second = after[0].lower(), after[1].lower()
    known = not consumed and (len(previous) > 1 or dotted)
    if (known and around.is_named(previous)) or (glued and second.isdigit() and not is_big(read)):
        return None
    if not long and word[0].isupper() and after[0][:1].isupper() and around.is_patronymic(following):
        return None
    adjective, case = read[0][0][0] == "*", read[0][1]
    kinds, close = _type_after(following, second)
    if not kinds and not adjective and known:
        kinds = around.type_before(previous)
    here = around.says_here(previous) and not (dotted and len(previous) == 1)
    claim = around.claims(following, second)
    quoted = bool(before) and before[-1] in _QUOTES
    if quoted and following and following in _QUOTES and (close or not kinds):
        return None
    if not kinds and _is_taken(claim, adjective or not case, here):
        return None
    closes = not following or following in _CLOSES
    choices, typed = _choices(read, kinds, adjective, closes and previous != "на")
    capital = word[0].isupper() and not (word.isupper() and len(word) > 3 and _is_loud(before, after))
    sense = _Sense(
        small=word.lower(),
        name=read[0][0],
        case=case,
        capital=capital,
        here=here,
        shows=here or claim == "h" or (closes and (bool(before) or following in _LISTS)),
        begins=not before or before[-1] in _ENDS_SENTENCE or quoted,
        long=long,
        upper=word[:3].isupper(),
        paired=after[0][:1].isupper() or (bool(before) and before[-1][:1].isupper()),
    )
    if not choices or not (_fits_typed(sense, choices, bool(close)) if typed else _fits(sense, choices)):
        return None
    return choices, typed, close if typed else 0


def _is_taken(claim: str, bare: bool, here: bool) -> bool:
    """Do the words after a name without a type word make it a street's, a river's or a person's?"""
    return claim == "p" or (bare and (claim in {"s", "n"} or (claim == "r" and not here)))


def _choices(
    read: Cases, kinds: tuple[str, ...], adjective: bool, alone: bool
) -> tuple[tuple[Named, ...], bool]:
    """What the name may be, and whether its type word fits. An adjective without one names a region, and only where
    it stands `alone`."""
    keys = tuple(name for name, _ in read)
    choices = _chosen(keys, kinds)
    if kinds and choices:
        return choices, True
    if adjective:
        return tuple(n for n in _chosen(keys, ()) if n.kind == REGION and alone), False
    return _chosen(keys, ()) if not kinds or is_big(read) else (), False


def _is_loud(before: Before, after: tuple[str, ...]) -> bool:
    near = [w for w in (*before[-1:], *after[:2]) if len(w) > 2 and w.isalpha()]
    return bool(near) and all(w.isupper() for w in near)


def _previous(before: Before) -> tuple[str, bool]:
    """The word before, and whether a full stop after it makes it an abbreviation («с.», «г.»)."""
    at = len(before) - 1
    if at > 0 and before[at] in _QUOTES:
        at -= 1
    if at > 0 and before[at] == "." and len(before[at - 1]) <= 4:
        return before[at - 1].lower(), True
    return (before[at].lower(), False) if at >= 0 else ("", False)


def _type_after(following: str, second: str) -> tuple[tuple[str, ...], int]:
    """Kinds that the words after a name give it, and how many tokens those words are."""
    if following in {"ауылдық", "кенттік"} or (following.startswith("сельск") and second.startswith("округ")):
        return (OKRUG,), 2
    if following in {"а", "с"} and second == "/":
        return (OKRUG,), 3
    if following in {"а", "с", "қ"}:
        return (
            (around.type_after({"а": "ауылы", "қ": "қ"}.get(following, "")), 0) if second == "." else ((), 0)
        )
    kinds = around.type_after(following)
    return (kinds, 1 if len(following) > 2 else 0) if kinds else ((), 0)


@lru_cache(maxsize=65536)
def _chosen(keys: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[Named, ...]:
    """Places under the first name that fits; with a type word, of the first kind that any of the names has."""
    index = names().of
    if not kinds:
        return tuple(index[keys[0]])
    named = [k for k in keys if k == keys[0] or k[0] == "*"]
    for kind in kinds:
        for group in (named, *([k] for k in keys if k not in named)):
            fitting = tuple({n.code: n for one in group for n in index[one] if n.kind == kind}.values())
            if fitting:
                return fitting
    return ()


def _fits_typed(sense: _Sense, choices: tuple[Named, ...], after: bool) -> bool:
    if sense.capital or sense.name in names().big:
        return True
    if after and any(n.kind in {DISTRICT, REGION} for n in choices):
        return True
    return not around.is_common(sense.small, not sense.case)


def _fits_city(sense: _Sense, placed: bool) -> bool:
    """May a city's or a region's name without a type word be meant?"""
    sure = around.strength(sense.name)
    if sense.capital:
        return sure > 0 or (placed and (not sense.begins or sense.case == "l"))
    if len(sense.small) < 4 or sure == 0 or (sure == 1 and not placed):
        return False
    return sense.long or placed or not around.is_other_word(sense.name, sense.small)


def _fits(sense: _Sense, choices: tuple[Named, ...]) -> bool:
    """May a name without a type word be a place?"""
    small, name, big = sense.small, sense.name, sense.name in names().big
    placed = sense.here or sense.case == "l"
    if name in ABBREVIATIONS:
        return sense.upper or (not sense.case and (sense.here or small in around.ABBREVIATED - {"юко"}))
    if around.is_foreign(name, small) and not big:
        return False
    if around.is_personal(name, small, big) and not (placed and (sense.capital or big)):
        return False
    if big:
        return _fits_city(sense, placed)
    common = not sense.long and around.is_common(small, not sense.case)
    if not sense.capital:
        return False
    if all(n.kind == SPOT for n in choices):
        return False
    central = any(n.kind in {CITY, DISTRICT, TOWN} or n.is_seat for n in choices)
    if common:
        return central and placed and not sense.begins
    if len(small) < 4 or (sense.paired and not sense.long):
        return placed
    areas = len({n.code[:4] for n in choices if n.kind != SPOT})
    return (areas < 3 and central) or placed or sense.shows or not sense.begins

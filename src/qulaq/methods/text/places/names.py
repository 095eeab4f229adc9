"""The index of place names: every name of KATO in both languages, old names and abbreviations, found in any case form.

Names are compared in the skeleton spelling («Қордай», «Кордай», "Korday" are one). A word of a message is tried as it
stands and with the case endings of both languages off; adjectives («Алматинской») by their stem.
"""

# ruff: noqa: E501 - patterns are tables; a broken line would hide a gap
from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from qulaq.kernel.kato import Gazetteer, Place
from qulaq.methods.text.fold import skeleton
from qulaq.methods.text.places.aliases import ABBREVIATED, ALIASES

REGION, CITY, DISTRICT, OKRUG, TOWN, VILLAGE, SPOT, HALL = (
    "region",
    "city",
    "district",
    "okrug",
    "town",
    "village",
    "spot",
    "hall",
)

_BY_FORM: Final = {
    "_ облысы": REGION, "_ қаласы": CITY, "_ қалалық әкімдігі": HALL, "_ ауданы": DISTRICT, "_ кенті": TOWN,
    "_ ауылы": VILLAGE, "_ атындағы ауыл": VILLAGE, "_ атындағы аудан": DISTRICT,
}  # fmt: skip
#: Abbreviated names, in skeleton spelling.
ABBREVIATIONS: Final = frozenset(skeleton(a) for a in ABBREVIATED)

_ADJECTIVE: Final = re.compile(r"(?:ск|цк)(?:ая|ой|ую|ий|ого|ому|ом|им|ое|ие|их|ими)$")
_NAMED_DISTRICT: Final = re.compile(r"^Район (?:им\. ?|имени )?")
#: How a name that is an adjective is bent: Глубокое, в Глубоком; Рудный, из Рудного; Верхняя, в Верхней.
_BENT: Final = {
    "ое": ("ого", "ому", "ом", "ым", "им"), "ее": ("его", "ему", "ем", "им"), "ый": ("ого", "ому", "ом", "ым"),
    "ий": ("его", "ему", "ем", "им", "ого", "ому", "ом"), "ая": ("ой", "ую"), "яя": ("ей", "юю"), "ые": ("ых", "ым", "ыми"),
    "ие": ("их", "им", "ими"),
}  # fmt: skip

_PLACED_ENDINGS: Final = """
    да де та те дан ден тан тен нан нен дағы дегі тағы тегі ндағы ндегі нда нде ында інде ынан інен сында
    сінде сындағы сіндегі сынан сінен іде ідегі іден дағылар дегілер тағылар
"""
_OTHER_ENDINGS: Final = """
    ға ге қа ке на не ның нің дың дің тың тің ды ді ты ті ны ні н мен бен пен сы сі ы і ына іне ының інің
     ым ім ымыз іміз мыз міз сының сіне сінің сына сін сын дай дей тай
    тей іге іні ша ше лар лер а у е и ом ем ой ою ам ах ами ов иам иах ю я
"""
#: Case endings: where something is or comes from («l»), and all others.
_PLACED: Final = frozenset(map(skeleton, _PLACED_ENDINGS.split()))
_OTHER: Final = frozenset(map(skeleton, _OTHER_ENDINGS.split()))
_CASE: Final = dict.fromkeys(_OTHER, "o") | dict.fromkeys(_PLACED, "l")
_LONGEST_ENDING: Final = max(map(len, _PLACED | _OTHER))
#: What a Russian ending has taken the place of.
_RESTORED: Final = {
    "а": ("", "и", "о"), "у": ("", "а", "и", "о"), "е": ("", "а", "и", "о", "иа"), "и": ("", "а", "и", "иа"), "ом": ("", "о", "и"),
    "ем": ("", "и"), "ои": ("а",), "ам": ("", "а", "и"), "ах": ("", "а", "и"), "ами": ("", "а", "и"), "ов": ("", "и"),
}  # fmt: skip


#: Ends of names after which no Kazakh ending has an «а» (Каскеленка is a river); Сәтбаевта is right.
_SOFT: Final = re.compile(r"е(?!в$)[^аеиоу]*$")


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """One place under one name; `known`: the name is one of `aliases.py`."""

    code: str
    kind: str
    prefix: str
    known: bool = False

    @property
    def is_seat(self) -> bool:
        """Is it the centre of a district (the classifier numbers it first)?"""
        return self.code[4:] in {"30100", "20100"}


def kind_of(place: Place) -> str:
    if place.level == "region":
        return CITY if place.kk_form == "_ қаласы" else REGION
    found = _BY_FORM.get(place.kk_form)
    if found is None:
        return OKRUG if place.level == "okrug" else SPOT
    return found


@lru_cache(maxsize=131072)
def key(name: str) -> str:
    """A name as it is compared."""
    if name.isalpha():
        return skeleton(name)
    return " ".join(skeleton(w) for w in re.split(r"[\s\-]+", name.strip('«»" ')) if w)


@lru_cache(maxsize=65536)
def adjective_key(word: str) -> str:
    """«Алматинской» and «Алматинская» share a key that no noun has."""
    small = word.lower()
    if "ск" not in small and "цк" not in small:
        return ""
    cut = _ADJECTIVE.sub("ск", small)
    return "*" + key(cut) if cut != small else ""


def _spellings(name: str, is_district: bool) -> Iterator[str]:
    """A name and, where its first word is an adjective, the name in other cases."""
    yield name
    first, blank, rest = name.partition(" ")
    ends = _BENT.get(first[-2:].lower(), ()) if len(first) > 4 else ()
    if is_district and not blank:
        return
    for end in ends:
        yield first[:-2] + end + blank + rest


class Names:
    """name key -> places; `firsts` maps the first word of longer names to their most words; `big` holds the names of
    regions and cities, `big_firsts` the first words of the longer ones."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.of: dict[str, list[Named]] = {}
        self.firsts: dict[str, int] = {}
        self.big: set[str] = set()
        self.gazetteer = gazetteer
        for place in gazetteer:
            if not place.valid_to:
                self._take(place)
        for code, listed in ALIASES.items():
            target = gazetteer.get(code)
            if target is not None:
                for alias in listed.split("; "):
                    self._take_alias(alias, Named(code, kind_of(target), target.prefix, True))
        self.big_firsts = {name.split(" ")[0] for name in self.big if " " in name}

    def _take(self, place: Place) -> None:
        named = Named(place.code, kind_of(place), place.prefix)
        for name, form in ((place.ru, place.ru_form), (place.kk, place.kk_form)):
            bare = _NAMED_DISTRICT.sub("", name)
            for spelled in _spellings(bare, named.kind == DISTRICT):
                self._put(key(spelled), named)
                if named.kind in {REGION, CITY, HALL}:
                    self.big.add(key(spelled))
            if form in {"_ область", "_ район"} or name.endswith(("ский", "ская", "ской", "цкий", "цкая")):
                self._put(adjective_key(name.split()[-1]), named)
            elif named.kind == DISTRICT:
                for end in ("ск", "нск", "инск"):
                    self._put("*" + key(name).rstrip("аиу") + end, named)
                    self._put("*" + key(name) + end, named)

    def _take_alias(self, alias: str, named: Named) -> None:
        first, _, last = alias.rpartition(" ")
        if last in {"область", "район"}:
            self._put(adjective_key(first), named)
        elif last == "ауданы":
            self._put(key(first), named)
        else:
            for spelled in _spellings(alias, False):
                self._put(key(spelled), named)
                if named.kind in {REGION, CITY}:
                    self.big.add(key(spelled))

    def _put(self, at: str, named: Named) -> None:
        if not at:
            return
        slot = self.of.setdefault(at, [])
        if all(other.code != named.code for other in slot):
            slot.append(named)
        words = at.split(" ")
        if len(words) > 1:
            self.firsts[words[0]] = max(self.firsts.get(words[0], 0), len(words))


@cache
def names() -> Names:
    """The index over the official gazetteer (built once a process)."""
    return Names(Gazetteer.official())


def case_of(ending: str) -> str:
    """ "" for no ending, `l` for a locative or an ablative, `o` for another (in skeleton spelling)."""
    return "l" if ending in _PLACED else "o" if ending else ""


def _bases(bare: str, index: Container[str]) -> Iterator[tuple[str, str]]:
    """(name, l for a locative or ablative, o for another case) that a word's key may be a form of, shortest ending
    first."""
    if bare[-1:] == "е" and bare + "и" in index:
        yield bare + "и", "o"  # в Семее: the skeleton squeezes ее to one
    for size in range(1, min(_LONGEST_ENDING, len(bare) - 2) + 1):
        ending = bare[-size:]
        case = _CASE.get(ending)
        if case is None:
            continue
        base = bare[:-size]
        hard = size > 1 and "а" in ending and ending not in _RESTORED
        if base in index and not (hard and _SOFT.search(base)):
            yield base, case
        for more in _RESTORED.get(ending, ()):
            if more and base + more in index:
                yield base + more, "o"
        doubled = base + ending[0]  # Шымкенттің: the doubled letter at the seam was squeezed too
        if doubled in index and base[-1:] != ending[0] and not (hard and _SOFT.search(base)):
            yield doubled, case


_ORDER: Final = {CITY: 0, REGION: 0, DISTRICT: 1, TOWN: 2, VILLAGE: 2, OKRUG: 2, HALL: 2, SPOT: 3}


@lru_cache(maxsize=131072)
def cases(word: str) -> tuple[tuple[str, str], ...]:
    """(name key, case) that a word may be a form of: the bare one first unless only a pasture is called so; then cities
    and regions, then the shorter endings. The case is "" for the bare word, `l` locative or ablative, `o` another."""
    index = names().of
    head, hyphen, tail = word.rpartition("-")
    if hyphen and key(tail) in _PLACED | _OTHER and key(word) not in index:
        return tuple((name, "l" if key(tail) in _PLACED else "o") for name, case in cases(head) if not case)
    found: dict[str, str] = {}
    bare = key(word)
    if bare in index:
        found[bare] = ""
    adjective = adjective_key(word)
    if adjective and adjective in index:
        found[adjective] = ""
    for base, case in _bases(bare, index):
        found.setdefault(base, case)
    rank = {name: min(_ORDER[n.kind] for n in index[name]) for name in found}
    first = [n for n, case in found.items() if not case and rank[n] < 3]
    rest = sorted((n for n in found if n not in first), key=lambda n: rank[n] == 3 or min(rank[n], 1))
    return tuple((name, found[name]) for name in (*first, *rest))


def readings(word: str) -> tuple[str, ...]:
    """Name keys that a word may be a form of, the likeliest first."""
    return tuple(name for name, _ in cases(word))

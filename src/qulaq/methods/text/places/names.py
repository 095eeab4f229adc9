"""The index of place names: every name of KATO in both languages, old names and abbreviations, found in any case form.

Names are compared in the skeleton spelling («Қордай», «Кордай», "Korday" are one). A word of a message is tried as it
stands and with the case endings of both languages off; adjectives («Алматинской») by their stem.
"""

# ruff: noqa: E501 - patterns are tables; a broken line would hide a gap
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from qulaq.kernel.kato import Gazetteer, Place
from qulaq.methods.text.fold import skeleton

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

#: Names that the classifier does not have: former names, everyday forms, abbreviations.
ALIASES: Final[dict[str, str]] = {
    "Нур-Султан": "710000000", "Нұр-Сұлтан": "710000000", "Нурсултан қаласы": "710000000", "Акмолинск": "710000000",
    "Алма-Ата": "750000000", "Чимкент": "790000000", "Семипалатинск": "101010000", "Кзыл-Орда": "431010000",
    "Джамбул": "311010000", "Аулие-Ата": "311010000", "Әулиеата": "311010000", "Гурьев": "231010000",
    "Актюбинск": "151010000", "Талды-Курган": "331010000", "Джезказган": "621010000", "Капчагай": "191010000",
    "Қапшағай": "191010000", "Кунаев": "191010000", "Конаев": "191010000", "Кокчетав": "111010000", "Кустанай": "391010000",
    "Усть-Каменогорск": "631010000", "Зыряновск": "634820100", "Зырян": "634820100", "Лениногорск": "632410000",
    "Панфилов қаласы": "334620100", "Новый Узень": "471810000", "Лениснк": "431910000", "Байконур": "431910000",
    "Никольский": "622010000", "Қызылжар қаласы": "591010000", "Уральск": "271010000", "Мангышлак": "470000000",
    "ВКО": "630000000", "ШҚО": "630000000", "СКО": "590000000", "СҚО": "590000000", "ЗКО": "270000000",
    "БҚО": "270000000", "ЮКО": "610000000", "ОҚО": "610000000", "Южно-Казахстанская область": "610000000",
    "Оңтүстік Қазақстан облысы": "610000000", "Восточный Казахстан": "630000000", "Северный Казахстан": "590000000",
    "Западный Казахстан": "270000000", "Шығыс Қазақстан": "630000000", "Солтүстік Қазақстан": "590000000",
    "Батыс Қазақстан": "270000000", "Абайская область": "100000000", "Жетысуская область": "330000000",
    "Улытауская область": "620000000", "Улытауская": "620000000", "Джамбульская область": "310000000",
    "Чимкентская область": "610000000", "Семипалатинская область": "100000000",
}  # fmt: skip
#: Abbreviated names, in skeleton spelling.
ABBREVIATIONS: Final = frozenset(skeleton(a) for a in ALIASES if a.isupper())

_ADJECTIVE: Final = re.compile(r"(?:ск|цк)(?:ая|ой|ую|ий|ого|ому|ом|им|ое|ие|их|ими)$")
_OTHER_ADJECTIVE: Final = re.compile(r"(?:ая|ой|ую|ий|ый|ого|ому|ом|ым|ое)$")
_ENDINGS: Final = frozenset(
    {skeleton(e) for e in ["ан", "ен", "да", "де", "та", "те", "дан", "ден", "тан", "тен", "нан", "нен", "ға", "ге", "қа", "ке", "на", "не", "ның", "нің", "дың", "дің", "тың", "тің", "ды", "ді", "ты", "ті", "ны", "ні", "н", "мен", "бен", "пен", "дағы", "дегі", "тағы", "тегі", "ндағы", "ндегі", "нда", "нде", "сы", "сі", "ы", "і", "ынан", "інен", "ына", "іне", "ында", "інде", "ының", "інің", "лық", "лік", "дық", "дік", "тық", "тік", "лықтар", "ліктер", "ым", "ім", "ымыз", "іміз", "мыз", "міз", "сындағы", "сында", "сының", "сына", "нің", "сін", "сын", "нің", "дай", "дей"]} | {"а", "у", "е", "и", "ом", "ем", "ой", "ою", "ам", "ах", "ами", "ов", "иам", "иах"}
)  # fmt: skip
_LONGEST_ENDING: Final = max(map(len, _ENDINGS))


@dataclass(frozen=True, slots=True)
class Named:
    """One place under one name."""

    code: str
    kind: str
    prefix: str


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
    return " ".join(skeleton(w) for w in re.split(r"[\s\-]+", name.strip('«»" ')) if w)


def adjective_key(word: str) -> str:
    """«Алматинской» and «Алматинская» share a key that no noun has."""
    small = word.lower()
    cut = _ADJECTIVE.sub("ск", small)
    return "*" + key(cut) if cut != small else ""


class Names:
    """name key -> places; `firsts` maps the first word of longer names to their keys."""

    def __init__(self, gazetteer: Gazetteer) -> None:  # noqa: C901
        self.of: dict[str, list[Named]] = {}
        self.firsts: dict[str, int] = {}
        self.big: set[str] = set()
        self.gazetteer = gazetteer
        for place in gazetteer:
            if place.valid_to:
                continue
            kind = kind_of(place)
            named = Named(place.code, kind, place.prefix)
            for name, form in ((place.ru, place.ru_form), (place.kk, place.kk_form)):
                self._add(name, named)
                if (
                    form == "_ область"
                    or form == "_ район"
                    or name.endswith(("ский", "ская", "ской", "цкий", "цкая"))
                ):
                    adjective = adjective_key(name.split()[-1] if " " in name else name)
                    if adjective:
                        self._put(adjective, named)
                elif kind == DISTRICT:
                    for end in ("ск", "нск", "инск"):
                        self._put("*" + key(name).rstrip("аиу") + end, named)
                        self._put("*" + key(name) + end, named)
            if kind in {REGION, CITY, HALL}:
                self.big |= {key(place.ru), key(place.kk)}
        for alias, code in ALIASES.items():
            target = gazetteer.get(code)
            if target is not None:
                self._add(alias.replace(" область", "").replace(" облысы", "").replace(" қаласы", ""),
                          Named(code, kind_of(target), target.prefix))  # fmt: skip
                self.big.add(key(alias))
                if alias.endswith(" область"):
                    self._put(adjective_key(alias.split()[0]), Named(code, REGION, target.prefix))

    def _add(self, name: str, named: Named) -> None:
        self._put(key(name), named)

    def _put(self, at: str, named: Named) -> None:
        slot = self.of.setdefault(at, [])
        if named not in slot:
            slot.append(named)
        words = at.split(" ")
        if len(words) > 1:
            self.firsts[words[0]] = max(self.firsts.get(words[0], 0), len(words))


@cache
def names() -> Names:
    """The index over the official gazetteer (built once a process)."""
    return Names(Gazetteer.official())


@lru_cache(maxsize=131072)
def readings(word: str) -> tuple[str, ...]:
    """Name keys that a word may be a form of, the bare one first."""
    index, found = names().of, []
    bare = key(word)
    if bare in index:
        found.append(bare)
    adjective = adjective_key(word)
    if adjective and adjective in index:
        found.append(adjective)
    for size in range(min(_LONGEST_ENDING, len(bare) - 2), 0, -1):
        if bare[-size:] in _ENDINGS:
            base = bare[: len(bare) - size]
            for more in ("", "а", "и", "иа", "е", "о") if size < 3 else ("",):
                if base + more in index and base + more not in found:
                    found.append(base + more)
    return tuple(found)

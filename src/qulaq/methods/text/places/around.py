"""What the words beside a name say of it: type words, streets and firms, rivers and mountains, persons, prepositions."""

# ruff: noqa: E501 - patterns are tables; a broken line would hide a gap
from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from qulaq.methods.text.fold import skeleton
from qulaq.methods.text.pii.names import is_first_name
from qulaq.methods.text.places.aliases import ABBREVIATED, FOREIGN, ORDINARY, PERSONAL, WEAK
from qulaq.methods.text.places.names import CITY, DISTRICT, HALL, OKRUG, REGION, SPOT, TOWN, VILLAGE
from qulaq.methods.text.stems import kazakh, russian

__all__ = ["ABBREVIATED", "claims", "is_common", "is_foreign", "is_named", "is_other_word", "is_patronymic", "is_personal",
           "is_russian_word", "is_type", "says_here", "strength", "type_after", "type_before"]  # fmt: skip

Kinds = tuple[str, ...]

_VILLAGES: Final = (VILLAGE, TOWN, SPOT, OKRUG)
#: After the name: Kazakh words with the possessive, Russian ones after an adjective.
_AFTER: Final = (
    (re.compile(r"(?:облыс\w*|област\w*|обл|oblys\w*|oblast\w*)$"), (REGION,)),
    (re.compile(r"(?:қала(?:сы\w*|лық)|калас[ыи]\w*|қ|город\w{0,2}|qalas[yı]\w*|kalas[yi]\w*|qala)$"), (CITY, HALL)),
    (re.compile(r"(?:аудан(?!ар)\w*|район\w{0,3}|р-н\w{0,2}|audan\w*|raion\w*|rayon\w*)$"), (DISTRICT, OKRUG)),
    (re.compile(r"(?:кент(?!тер)\w*|пос[её]л(?:ок|ка|ке|ку|ком)|kent[iı]\w*)$"), (TOWN, VILLAGE)),
    (re.compile(r"(?:ауыл(?!дар|дық|шы|ша)\w*|аул[ыи]\w*|auyl\w*|стансас\w*|станци\w+|разъез\w*|қонысы\w*)$"), _VILLAGES),
    (re.compile(r"(?:округ\w*|әкімдіг\w*)$"), (OKRUG,)),
)  # fmt: skip
#: Before the name.
_BEFORE: Final = (
    (re.compile(r"(?:област\w*|обл|oblast\w*)$"), (REGION,)),
    (re.compile(r"(?:город\w{0,3}|г|гор|қала|gorod\w*)$"), (CITY, HALL)),
    (re.compile(r"(?:район\w{0,3}|р-н\w{0,2}|rayon\w*|raion\w*)$"), (DISTRICT, OKRUG)),
    (re.compile(r"(?:округ\w{0,3})$"), (OKRUG,)),
    (re.compile(r"(?:пос[её]л(?:ок|к)\w{0,2}|пос|п|пгт|кент)$"), (TOWN, VILLAGE)),
    (re.compile(r"(?:сел[оаеу]м?|сёла|с|аул\w{0,2}|ауыл|деревн\w+|станци\w+|ст|разъезд\w{0,2}|selo|sela|sele)$"), _VILLAGES),
)  # fmt: skip
#: Before a name: a street, a house, a firm, a water or a mountain of that name.
_NAMED: Final = re.compile(
    r"(?:ул|улиц\w+|ulits\w*|ul|koshes\w*|köshes\w*|пр|пр-т|пр-кт|просп\w*|мкр|мкрн|микрорайон\w*|м-н|пер|переул\w+|бульвар\w*|б-р|шоссе|көше\w*|к-сі\w*|даңғыл\w*|"
    r"даң|ықшам\w*|шағын|тұйығы|имени|им|атындағы|жк|тц|трц|мдк|школ\w+|лице\w+|гимнази\w+|колледж\w*|садик\w*|мектеб\w*|рын(?:ок|к)\w*|базар\w*|кафе|"
    r"ресторан\w*|магазин\w*|супермаркет\w*|дүкен\w*|гостиниц\w+|отел\w+|банк\w*|университет\w*|газет\w*|партия\w*|премия\w*|команд\w+|клуб\w*|фк|хк|жшс|тоо|ао|ип|кск|оси|"
    r"пансионат\w*|санатори\w+|лагер\w+|кинотеатр\w*|театр\w*|зал\w*|завод\w*|фабрик\w*|проспект\w*|парк\w*|сквер\w*|площад\w+|мост\w*|стел\w+|памятник\w*|"
    r"рек[аиеу]|рекой|р|озер\w+|оз|мор[яюе]\w*|гор[аыуе]|горах|горы|хребт\w+|перевал\w*|ущель\w+|канал\w*|водохранилищ\w+|плотин\w+|остров\w*|полуостров\w*)$"
)
#: After a name: streets, persons and the like; whatever the name's case.
_STREETS: Final = re.compile(
    r"(?:көше\w*|koshe\w*|köshe\w*|kóshe\w*|к-сі\w*|даңғыл\w*|даң|бульвар\w*|пр-т|ықшам\w*|шағын|мкр|атындағы|университет\w*|тұйығы|"
    r"мырза|ханым|апай(?:ға|дың|ды|дан|мен|ымыз\w*)?|ағай(?:ға|дың|ды|дан|мен|ымыз\w*)?|аға(?:ға|ның|ны|мыз\w*|м|сы|дан)?|көке\w*|тәте\w*|әже\w*|батыр\w*|есімді|атты|"
    r"базар\w*|сауда|зауыт\w*|фабрика\w*|газет\w*|журнал\w*|команда\w*|клуб\w*|театр\w*|стадион\w*|санатори\w*|қонақүй\w*|мейрамхана\w*|кафе\w*|дүкен\w*|плаза|"
    r"партия\w*|тауэр\w*|молл|сити|парк|парк[іи]\w*|сервис\w*|банк\w*|жк|тұрғын)$"
)
_RUSSIAN_STREETS: Final = re.compile(r"(?:улиц\w*|проспект\w*|переулок\w*)$")
#: After a bare name: «Есіл өзені», «Алтай таулары».
_NATURE: Final = re.compile(
    r"(?:өзен\w*|көл(?:і\w*|дер\w*)?|тау(?:ы|ла|да|ға)\w*|тау|теңіз\w*|шатқал\w*|жота\w*|бөктер\w*|канал\w*|бөгет\w*|арал\w*|мұхит\w*|море|моря|морем|хребет|обмел\w+|мелеет|разлил\w*|пересох\w*|вышел|вышла|су|өзен)$"
)  # fmt: skip
_PATRONYMIC: Final = re.compile(
    r".{3,}(?:ұлы|улы|қызы|кызы|ович\w*|евич\w*|овн\w|евн\w|баев\w*|беков\w*|ов|ова|ев|ева)$"
)
_HERE_WORDS: Final = """
    в во из под до около возле близ через вокруг между v iz pod do из-под райцентр райцентре райцентра
"""
_HERE: Final = frozenset(_HERE_WORDS.split())
_PEOPLE_WORDS: Final = """
    жители жителей жителям житель жительница жителями мэр мэрия акимат акимата акиматом акимату аким акима
"""
#: Before a name: those who live or rule there; after it, the same and «near», «between».
_PEOPLE: Final = frozenset(_PEOPLE_WORDS.split())
_FOLK_WORDS: Final = """
    халқы тұрғындары тұрғыны тұрғындарының тұрғынымын әкімі әкімдігі маңында маңындағы жақта жағында пен мен
    және арасында арасы
"""
_FOLK: Final = frozenset(_FOLK_WORDS.split())
_TITLES: Final = frozenset({"аким", "акима", "акиму", "акимом", "әкім", "хан", "батыр"})
_PERSONAL: Final = frozenset(map(skeleton, PERSONAL))
_FOREIGN: Final = frozenset(map(skeleton, FOREIGN))
_ORDINARY: Final = frozenset(map(skeleton, ORDINARY))
_WEAK: Final = frozenset(map(skeleton, WEAK))
_NAME_ENDS: Final = frozenset(
    map(skeleton, ("би", "батыр", "сал", "ақын", "жырау", "хан", "ата", "баба", "әулие"))
)


_TYPE: Final = re.compile("|".join(pattern.pattern for pattern, _ in (*_AFTER, *_BEFORE)))


def is_type(word: str) -> bool:
    """Is it a word that says what kind of place stands beside it (lower case)?"""
    return bool(_TYPE.match(word))


def _kinds(word: str, table: tuple[tuple[re.Pattern[str], Kinds], ...]) -> Kinds:
    return next((kinds for pattern, kinds in table if pattern.match(word)), ())


@lru_cache(maxsize=65536)
def type_after(word: str) -> Kinds:
    """What kind of place a lower-case word makes of the name before it (ауданы, область)."""
    return _kinds(word, _AFTER)


@lru_cache(maxsize=65536)
def type_before(word: str) -> Kinds:
    """What kind of place a lower-case word makes of the name after it (село, г)."""
    return _kinds(word, _BEFORE)


@lru_cache(maxsize=65536)
def is_named(word: str) -> bool:
    """Does a word give the name after it to a street, a firm or a river?"""
    return bool(_NAMED.match(word))


@lru_cache(maxsize=65536)
def claims(word: str, second: str) -> str:
    """What a word and the next one make of the name before them: s(treet, firm, person), r(ussian street), n(ature),
    p(erson: Жамбыл деген ағамыз), h (people live there), or nothing."""
    if word == "деген":
        return "" if type_after(second) or second in {"жер", "жерде", "қала"} else "p"
    if word == "су":
        return "n" if second.startswith("қойма") else ""
    if _STREETS.match(word):
        return "s"
    if _RUSSIAN_STREETS.match(word):
        return "r"
    if _NATURE.match(word):
        return "n"
    return "h" if word in _FOLK else ""


@lru_cache(maxsize=65536)
def is_patronymic(word: str) -> bool:
    return bool(_PATRONYMIC.match(word))


def says_here(word: str) -> bool:
    """A preposition of place, or a word for those who live somewhere."""
    return word in _HERE or word in _PEOPLE


@lru_cache(maxsize=65536)
def is_common(small: str, bare: bool) -> bool:
    """An ordinary word of either language (мирное, жеңіс, достық): a village of that name needs its type word.
    `bare`: the word as it stands is a name, so a word only found by taking endings off must be likely (Қарасу)."""
    if small in _TITLES or russian.look(small) == 0:
        return True
    term, strength = kazakh.reading(small)
    known = kazakh.lexicon()
    if known.stems.get(term, -1) <= 1.0 or term in known.proper:
        return False
    return not bare or strength > 2.5 or skeleton(term) == skeleton(small)


@lru_cache(maxsize=65536)
def is_russian_word(small: str) -> bool:
    return russian.look(small) == 0


def strength(name: str) -> int:
    """How surely a city's name is that city: 0 an ordinary word, 1 sure with a capital only, 2 sure."""
    return 0 if name in _ORDINARY else 1 if name in _WEAK else 2


@lru_cache(maxsize=65536)
def is_other_word(name: str, small: str) -> bool:
    """Is a word in lower case rather a form of a common word than of the city `name` (шара, косшы)?"""
    if russian.look(small) == 0:
        return True
    known, term = kazakh.lexicon(), kazakh.stem(small)
    return skeleton(term) != name and known.stems.get(term, -1) > 3.0


@lru_cache(maxsize=65536)
def is_personal(name: str, small: str, big: bool) -> bool:
    """Is the name a person's first (Абай, Панфилов, Төле би)? `name` is the key, `small` the word as written; a city's
    name only where we know it."""
    words = name.split(" ")
    if len(words) > 1:
        return words[-1] in _NAME_ENDS or words[-1].endswith(("ов", "ев", "ин", "ова", "ева"))
    return name in _PERSONAL or (not big and (name.endswith(("ов", "ев")) or is_first_name(small)))


@lru_cache(maxsize=65536)
def is_foreign(name: str, small: str) -> bool:
    return name in _FOREIGN or skeleton(small) in _FOREIGN

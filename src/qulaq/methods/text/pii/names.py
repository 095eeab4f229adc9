"""Names of persons in Kazakh and Russian: how a word looks, then which neighbours make it a name.

One marked word is never enough: «Абай» is a street, «Назарбаев» a university. A name needs a partner (first name and
surname, patronymic, initials) or a word before it that introduces a person. A name after an office («аким», «министр»)
is an OFFICIAL: recognised, and by default not hidden.
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
#: Heads of schools, clinics and offices: their name may follow the name of the place.
_HEADS: Final = re.compile(r"(?:директор\w*|заведующ\w+|завуч\w*|главврач\w*|ректор\w*|декан\w*|бас)$")
#: Words after which a name stands.
_INTRODUCES: Final = re.compile(
    r"(?:зовут|имя|фио|атым|есімім|аты-жөнім|аты|жөнім|мен|я|сосед\w*|врач\w*|доктор\w*|учител\w+|воспитател\w+|медсестр\w+|"
    r"водител\w+|граждан(?:ин|ка|ину|ке|ина|ки)|г-н|г-жа|господин\w*|госпож\w+|сын\w*|доч\w+|муж\w*|жен[аеуы]|мат[ье]\w*|"
    r"отец|отца|брат\w*|сестр\w+|бабушк\w+|дедушк\w+|т[её]т[яиюе]|дяд[яиюе]|терапевт\w*|педиатр\w*|хирург\w*|фельдшер\w*|директор\w{0,2}|завуч\w{0,2}|кондуктор\w{0,2}|инспектор\w{0,3}|следовател\w+|"
    r"психолог\w*|тренер\w{0,2}|бухгалтер\w*|инженер\w*|слесар\w+|диспетчер\w*|оператор\w{0,2}|продавец\w*|продавц\w+|соцработник\w*|контакт\w*|гр|"
    r"бапкер\w*|тергеуші\w*|күзетші\w*|сатушы\w*|аспаз\w*|директоры\w*|бастығы\w*|инспекторы\w*|"
    r"көрші\w*|дәрігер\w*|мұғалім\w*|тәрбиеші\w*|мейіргер\w*|жүргізуші\w*|азамат(?:ша)?\w*|ұлым\w*|қызым\w*|балам\w*|"
    r"күйеуім\w*|әйелім\w*|анам\w*|әкем\w*|ағам\w*|әпкем\w*|апам\w*|мырза|ханым|участков\w+|заявитель|өтініш\s+беруші)$"
)
_AFTER: Final = frozenset(["апай", "ағай", "аға", "әпке", "ханым", "мырза", "апа", "ата", "әже", "көке"])
_OFFICE: Final = re.compile(
    r"(?:аким\w{0,3}|әкім(?:і|нің|ге|ді|мен|іміз|нен)?|министр\w{0,4}|президент\w{0,4}|депутат\w{0,4}|губернатор\w{0,2}|"
    r"премьер\w{0,4}|вице-министр\w*|прокурор\w{0,3}|замаким\w*|акимш\w*|мэр\w{0,2}|сенатор\w{0,3}|төраға\w*|"
    r"председател\w+|омбудсмен\w*|елші\w*|посол|судь\w+|судья|начальник\w{0,2}|руководител\w+|басшысы|басқармасының)$"
)
#: Words that make the name beside them a street, a school, a prize.
_PLACED: Final = re.compile(
    r"(?:ул|улица|улице|улицы|улицу|улиц|пр|проспект\w*|пр-т|мкр|микрорайон\w*|им|имени|атындағы|көше\w*|к-сі|даңғыл\w*|"
    r"университет\w*|мектеб\w*|школ\w*|аудан\w*|район\w*|облыс\w*|област\w*|ауыл\w*|сел[оае]|қала\w*|город\w*|парк\w*|"
    r"саябақ\w*|алаң\w*|площад\w*|ықшамаудан\w*|бульвар\w*|аэропорт\w*|әуежай\w*|лице\w+|гимнази\w+|округ\w*|пер|"
    r"переул\w+|стадион\w*|театр\w*|музе\w+|мешіт\w*|мечет\w+|станци\w+|вокзал\w*|медалі|сыйлығы|оқулары)$"
)
TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[.,;:!?()\"«»\n№]")


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


def find(text: str) -> list[tuple[str, int, int]]:
    """(PERSON or OFFICIAL, start, end) of every name in `text`."""
    tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text)]
    looks = [marks(t[0]) if t[0][0].isalpha() else 0 for t in tokens]
    found, at = [], 0
    while at < len(tokens):
        if not looks[at] & (NAMED | INITIAL) and not (looks[at] & CAPITAL and _introduced(tokens, at)):
            at += 1
            continue
        end, kinds = _run(tokens, looks, at)
        if end > at and _is_name(tokens, looks, at, end, kinds):
            kind = "OFFICIAL" if _is_official(tokens, at) else "PERSON"
            found.append((kind, tokens[at][1], tokens[end - 1][2]))
            at = end
        else:
            at += 1
    return found


def _run(tokens: list[tuple[str, int, int]], looks: list[int], at: int) -> tuple[int, list[int]]:
    """The longest run of name words from `at` (at most four, initials with their dots), and what they are."""
    kinds: list[int] = []
    end = at
    while end < len(tokens) and len(kinds) < 4:
        mark = looks[end]
        if mark & NAMED or (mark & CAPITAL and kinds and any(k & (FIRST | PATRONYMIC) for k in kinds)
                            and not mark & INITIAL and _fits(tokens[end][0])):  # fmt: skip
            kinds.append(mark or CAPITAL)
            end += 1
        elif mark & INITIAL and end + 1 < len(tokens) and tokens[end + 1][0] == ".":
            kinds.append(INITIAL)
            end += 2
        elif not kinds and mark & CAPITAL:
            kinds.append(mark)
            end += 1
        else:
            break
    while kinds and kinds[-1] == CAPITAL and len(kinds) > 3:
        kinds.pop()
        end -= 1
    return end, kinds


def _fits(word: str) -> bool:
    """May an unknown capitalised word be the other half of a name?"""
    small = word.lower()
    return len(small) > 2 and not _PLACED.match(small) and not _is_known_word(small)


@lru_cache(maxsize=65536)
def _is_known_word(small: str) -> bool:
    look = russian.look(small)
    if look is not None:
        return not look & PERSON
    return kazakh.lexicon().stems.get(kazakh.stem(small), -1) > 1.2


def _is_name(
    tokens: list[tuple[str, int, int]], looks: list[int], at: int, end: int, kinds: list[int]
) -> bool:
    before = tokens[at - 1][0].lower() if at else ""
    if before == "." and at > 1:
        before = tokens[at - 2][0].lower()
    after = tokens[end][0].lower() if end < len(tokens) else ""
    headed = any(_HEADS.match(t[0].lower()) for t in tokens[max(0, at - 4) : at])
    if _PLACED.match(after) or (_PLACED.match(before) and not headed and not _is_official(tokens, at)):
        return False
    whole = 0
    for kind in kinds:
        whole |= kind
    if whole & PATRONYMIC and (whole & (FIRST | SURNAME) or len(kinds) > 1 or looks[at] & CAPITAL):
        return True
    if len(kinds) > 1 and ((whole & SURNAME and whole & (FIRST | INITIAL)) or (whole & FIRST and len(kinds) > 1 and
                           all(k & CAPITAL for k in kinds))):  # fmt: skip
        return True
    if whole & NAMED and looks[at] & CAPITAL and after in _AFTER:
        return True
    introduced = _introduced(tokens, at)
    if introduced and whole & NAMED and looks[at] & CAPITAL:
        return True
    return bool(whole & (SURNAME | FIRST) and looks[at] & CAPITAL and _is_official(tokens, at))


def _introduced(tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Does a word that introduces a person stand right before (a comma, colon or dash may lie between)?"""
    back = at - 1
    if back >= 0 and tokens[back][0] in ",:":
        back -= 1
    return back >= 0 and bool(_INTRODUCES.match(tokens[back][0].lower()))


def _is_official(tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Is there an office among the four words before, in the same sentence?"""
    for back in range(at - 1, max(at - 5, -1), -1):
        word = tokens[back][0]
        if word in ".!?;\n":
            return False
        if _OFFICE.match(word.lower()):
            return True
    return False

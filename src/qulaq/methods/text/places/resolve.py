"""From mentions to codes: type words, streets that only look like places, context, and ambiguity as an answer."""

# ruff: noqa: E501 - patterns are tables; a broken line would hide a gap
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from qulaq.methods.text.fold import skeleton
from qulaq.methods.text.places.names import (
    ABBREVIATIONS,
    CITY,
    DISTRICT,
    HALL,
    OKRUG,
    REGION,
    SPOT,
    TOWN,
    VILLAGE,
    Named,
    key,
    names,
    readings,
)  # fmt: skip
from qulaq.methods.text.stems import kazakh, russian

TOKEN: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[^\w\s]|\n")

_TYPES: Final = (
    (re.compile(r"(?:област\w*|обл|облыс\w*)$"), (REGION,)),
    (re.compile(r"(?:город\w{0,3}|г|гор|қала(?:сы\w*|ның|да|ға|дан|мыз\w*)?|қ|қалалық)$"), (CITY, HALL)),
    (re.compile(r"(?:сельск\w+\s+округ\w*|округ\w*|с/о|а/о|ауылдық)$"), (OKRUG,)),
    (re.compile(r"(?:район\w{0,3}|р-н\w{0,2}|аудан(?!ар)\w*)$"), (DISTRICT, OKRUG)),
    (re.compile(r"(?:пос[её]л(?:ок|к)\w{0,2}|пос|п|пгт|кент\w*)$"), (TOWN, VILLAGE)),
    (re.compile(r"(?:сел[оаеу]м?|село|с|аул\w{0,2}|ауыл\w*|а|деревн\w+|станци\w+|ст|разъезд\w*|станса\w*)$"), (VILLAGE, TOWN, SPOT, OKRUG)),
)  # fmt: skip
_STREET: Final = re.compile(
    r"(?:ул|улиц\w+|ul|ulits\w*|koshes\w*|köshes\w*|пр|пр-т|пр-кт|просп\w*|мкр|мкрн|микрорайон\w*|м-н|пер|переул\w+|бульвар\w*|б-р|шоссе|көше\w*|к-сі\w*|даңғыл\w*|"
    r"даң|ықшам\w*|шағын|бульвары|тұйығы|имени|им|атындағы|жк|тц|трц|мдк|школ\w+|лицей\w*|мектеб\w*|рынок|базар\w*|кафе|"
    r"ресторан\w*|магазин\w*|дүкен\w*|гостиниц\w+|отел\w+|банк\w*|университет\w*|газет\w*|партия\w*|премия\w*|команда\w*|фк|хк|жшс|тоо|ао)$"
)
_AFTER_NAME: Final = re.compile(
    r"(?:көше\w*|koshe\w*|köshe\w*|kóshe\w*|к-сі\w*|даңғыл\w*|даң|бульвар\w*|проспект\w*|пр-т|улиц\w*|ықшам\w*|шағын|мкр|атындағы|университет\w*|тұйығы|"
    r"мырза|апай|ағай|аға)$"
)
_PATRONYMIC: Final = re.compile(
    r".{3,}(?:ұлы|улы|қызы|кызы|ович\w*|евич\w*|овн\w|евн\w|баев\w*|беков\w*|ов|ова|ев|ева)$"
)


#: Titles that are village names too.
_TITLES: Final = frozenset({"аким", "акима", "акиму", "акимом", "әкім", "хан", "батыр"})


@dataclass(slots=True)
class Mention:
    """One name in a text and what it may be."""

    start: int
    end: int
    text: str
    choices: list[Named]
    typed: bool
    capital: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One place in a message: codes best first; more than one only when `status` is ambiguous."""

    start: int
    end: int
    text: str
    kato: tuple[str, ...]
    status: str


@lru_cache(maxsize=65536)
def _types_of(word: str) -> tuple[str, ...]:
    for pattern, kinds in _TYPES:
        if pattern.match(word):
            return kinds
    return ()


@lru_cache(maxsize=65536)
def _is_street(word: str) -> bool:
    return bool(_STREET.match(word))


@lru_cache(maxsize=65536)
def _follows_name(word: str) -> bool:
    return bool(_AFTER_NAME.match(word))


@lru_cache(maxsize=65536)
def _is_common(small: str) -> bool:
    """An ordinary word of either language (мирное, жеңіс, достық): a village of that name needs its type word."""
    look = russian.look(small)
    if small in _TITLES or look == 0:
        return True
    return look is None and kazakh.lexicon().stems.get(kazakh.stem(small), -1) > 1.2


@lru_cache(maxsize=65536)
def _is_russian_word(small: str) -> bool:
    return russian.look(small) == 0


@lru_cache(maxsize=131072)
def hint(word: str) -> int:
    """How surely a place name begins with this word: 2 by itself, 1 only beside a type word (село, ауданы), 0 not."""
    if len(word) < 2 or not word[0].isalpha():
        return 0
    index, keys = names(), readings(word)
    bare = key(word)
    if (
        bare in ABBREVIATIONS
        or _is_big(word, keys)
        or any(k[0] == "*" and any(n.kind == REGION for n in index.of[k]) for k in keys)
    ):
        return 2 if word[0].isupper() or not _is_russian_word(word.lower()) else 0
    if not word[0].isupper() or not (keys or bare in index.firsts):
        return 0
    return 1 if _is_common(word.lower()) or len(word) < 4 or (bare in index.firsts and not keys) else 2


def is_type(word: str) -> bool:
    """Is it a word that says what kind of place stands beside it (lower case)?"""
    return bool(_types_of(word))


@lru_cache(maxsize=65536)
def _is_big(word: str, keys: tuple[str, ...]) -> bool:
    """Does the word name a region or a city, and is it no form of another common word (шара, шартын)?"""
    big, bare = names().big, key(word)
    if not keys or keys[0] == bare:
        return bool(keys) and bare in big
    if not any(k in big for k in keys):
        return False
    term = kazakh.stem(word.lower())
    return key(term) in keys or kazakh.lexicon().stems.get(term, -1) < 1.0


def find(text: str, region: str | None = None) -> list[Found]:
    """Places of Kazakhstan named in `text`. `region` (a KATO code, the sender's own) helps where names repeat."""
    tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text)]
    mentions, free, taken = [], 0, 0
    for at, token in enumerate(tokens):
        keys, longest = _beginning(token[0])
        if at < free or (not keys and longest == 1):
            continue
        mention, used = _mention(text, tokens, at, keys, longest, taken)
        if mention is not None:
            mentions.append(mention)
            taken = next((n for n in range(at, len(tokens)) if tokens[n][1] >= mention.end), len(tokens))
        free = at + used
    return _resolve(mentions, region) if mentions else []


def _mention(
    text: str, tokens: list[tuple[str, int, int]], at: int, keys: tuple[str, ...], longest: int, taken: int
) -> tuple[Mention | None, int]:
    """The mention that begins at a token, and how many tokens it takes; longer names first."""
    index, size = names(), 1
    for count in range(min(longest, 4, len(tokens) - at), 1, -1):
        parts = [t[0] for t in tokens[at : at + count]]
        if all(p[0].isalpha() for p in parts):
            joined = key(" ".join(parts[:-1]))
            whole = [
                k
                for k in (f"{joined} {last}" for last in (key(parts[-1]), *_stripped(parts[-1])))
                if k in index.of
            ]
            if whole:
                size, keys = count, tuple(whole)
                break
    if not keys:
        return None, 1
    return _judged(text, tokens, at, size, keys, taken), size


@lru_cache(maxsize=131072)
def _beginning(word: str) -> tuple[tuple[str, ...], int]:
    """Names that one word may be, and how many words a name that begins with it may have."""
    if len(word) < 2 or not word[0].isalpha():
        return (), 1
    return readings(word), names().firsts.get(key(word).split(" ")[0], 1)


def _stripped(word: str) -> list[str]:
    bare = key(word)
    return [bare[: len(bare) - n] for n in range(1, min(7, len(bare) - 2))]


def _judged(
    text: str, tokens: list[tuple[str, int, int]], at: int, size: int, keys: tuple[str, ...], free: int
) -> Mention | None:
    """The mention, if its neighbours and its look let it be a place at all."""
    word, start, end = tokens[at][0], tokens[at][1], tokens[at + size - 1][2]
    capital = word[0].isupper()
    before, dotted = _before(tokens, at)
    after = tokens[at + size][0].lower() if at + size < len(tokens) else ""
    second = tokens[at + size + 1][0].lower() if at + size + 1 < len(tokens) else ""
    if _is_street(before) or _follows_name(after):
        return None
    if after == "-" or (
        after and size == 1 and capital and _PATRONYMIC.match(after) and tokens[at + size][0][0].isupper()
    ):
        return None
    kinds = _types_of(after) if after != "а" or second == "." else ()
    last = tokens[at + size][2] if kinds and len(after) > 2 else end
    if after == "ауылдық" or (after == "сельский" and second.startswith("округ")):
        kinds = (OKRUG,)
        last = tokens[at + size + 1][2] if at + size + 1 < len(tokens) else last
    adjective = all(k[0] == "*" for k in keys)
    if not kinds and not adjective:
        kinds = _types_of(before) if at > free and (len(before) > 1 or dotted) else ()
    choices = _choices(keys, kinds)
    if adjective and not kinds:
        choices = [n for n in choices if n.kind == REGION] if after in {"", ",", "."} else []
    if not choices or not _plausible(word, keys, choices, bool(kinds), capital):
        return None
    return Mention(start, last, text[start:last], choices, bool(kinds), capital)


def _choices(keys: tuple[str, ...], kinds: tuple[str, ...]) -> list[Named]:
    """Places under the first name that fits; with a type word, of the first kind that any of the names has."""
    index = names().of
    if not kinds:
        return list(index[keys[0]]) if keys else []
    named = [k for k in keys if k == keys[0] or k[0] == "*"]
    for kind in kinds:
        for group in (named, *([k] for k in keys if k not in named)):
            fitting = list(dict.fromkeys(n for one in group for n in index[one] if n.kind == kind))
            if fitting:
                return fitting
    return []


def _before(tokens: list[tuple[str, int, int]], at: int) -> tuple[str, bool]:
    """The word before, and whether a full stop after it makes it an abbreviation («с.», «г.»)."""
    back = at - 1
    if back >= 0 and tokens[back][0] == "." and back > 0 and len(tokens[back - 1][0]) <= 4:
        return tokens[back - 1][0].lower(), True
    if back >= 0 and tokens[back][0] in '«"' and back > 0:
        back -= 1
    return (tokens[back][0].lower(), False) if back >= 0 else ("", False)


def _plausible(word: str, keys: tuple[str, ...], choices: list[Named], typed: bool, capital: bool) -> bool:
    if typed:
        return capital or any(k in names().big for k in keys) or any(n.kind in {DISTRICT, REGION} for n in choices) \
            or not _is_common(word.lower())  # fmt: skip
    if _is_big(word, keys) or skeleton(word) in ABBREVIATIONS:
        if skeleton(word) in ABBREVIATIONS and keys[0] == skeleton(word) and len(word) <= 3:
            return word.isupper() or word.lower() in {"вко", "ско", "зко", "шқо", "бқо", "сқо", "юко", "оқо"}
        return capital or not _is_russian_word(word.lower())
    if not capital or (any(n.kind == SPOT for n in choices) and all(n.kind == SPOT for n in choices)):
        return False
    return not _is_common(word.lower()) and len(word) > 3


_RANK: Final = {CITY: 0, REGION: 1, DISTRICT: 2, TOWN: 3, VILLAGE: 4, OKRUG: 5, SPOT: 6, HALL: 7}


def _resolve(mentions: list[Mention], region: str | None) -> list[Found]:
    gazetteer = names().gazetteer
    inside: list[str] = []
    done: dict[int, tuple[list[Named], bool]] = {}
    for turn in range(2):
        for number, mention in enumerate(mentions):
            if number in done and done[number][1]:
                continue
            others = [
                p for i, (kept, sure) in done.items() if i != number and sure for p in (kept[0].prefix,)
            ]
            kept = _narrowed(mention, [*others, *inside])
            if len(kept) > 1 and region and turn == 1:
                own = gazetteer.get(region)
                kept = _within(kept, own.prefix) if own else kept
                if len(kept) > 1:
                    kept = _within(kept, region[:2])
            done[number] = (kept, len(kept) == 1)
    out = []
    for number, mention in enumerate(mentions):
        kept, sure = done[number]
        codes = tuple(n.code for n in sorted(kept, key=lambda n: (_RANK[n.kind], n.code)))
        out.append(
            Found(mention.start, mention.end, mention.text, codes, "resolved" if sure else "ambiguous")
        )
    return out


def _within(choices: list[Named], prefix: str) -> list[Named]:
    return [n for n in choices if n.code.startswith(prefix)] or choices


def _narrowed(mention: Mention, prefixes: list[str]) -> list[Named]:
    """Choices left after the context of the message and the habits of speech."""
    choices = mention.choices
    for prefix in sorted(prefixes, key=len, reverse=True):
        inner = [n for n in choices if n.code.startswith(prefix) and n.prefix != prefix]
        if inner:
            choices = inner
            break
    cities = [n for n in choices if n.kind == CITY]
    if len(cities) == 1 and (not mention.typed or all(n.kind in {CITY, DISTRICT} for n in choices)):
        lone = [n for n in choices if n.kind == REGION]
        if not lone or cities[0].code.endswith("0000") or mention.typed:
            return cities
    if len(choices) > 1:
        regions = [n for n in choices if n.kind == REGION]
        if len(regions) == 1 and mention.typed and len({n.kind for n in choices}) == 1:
            return regions
        nested = [n for n in choices if n.kind in {VILLAGE, TOWN, CITY, SPOT}]
        above = [n for n in choices if n.kind in {OKRUG, DISTRICT}]
        if (
            len(nested) == 1
            and mention.typed is False
            and all(nested[0].code.startswith(n.code.rstrip("0")) for n in above)
        ):
            return nested if not any(n.kind == DISTRICT for n in above) else choices
        if mention.typed and len(nested) == 1 and all(n.kind == OKRUG for n in above):
            return nested
        districts = [n for n in choices if n.kind == DISTRICT]
        if mention.typed and len(districts) == 1 and all(n.kind in {DISTRICT, OKRUG} for n in choices):
            return districts
    return choices

"""Lists of first names, surnames, ambiguous names and streets, and how a word in any case ending is found in them.

The lists are our own (written from memory, Apache-2.0); `tools/train_text/personal.py --lists` packs them. A list is
evidence for the tagger, never a verdict: «Арман» is a name, a dream and a shop.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from qulaq.methods.text.fold import skeleton

FIRST, SURNAME, AMBIGUOUS, STREET = 1, 2, 4, 8
#: How the word was found: with an ending taken off, through the rough spelling, by the name inside a surname or
#: patronymic («Сейтқалиев» holds «сейтқали»).
INFLECTED, ROUGH, ROOTED, PATRONYMIC = 16, 32, 64, 128
NAMED: Final = FIRST | SURNAME | ROOTED | PATRONYMIC
SECTIONS: Final = {"first": FIRST, "surname": SURNAME, "ambiguous": AMBIGUOUS, "street": STREET}
PACKED: Final = Path(__file__).parent / "names.txt.gz"

_ENDINGS: Final = frozenset(
    re.findall(
        r"\w+",
        "а у ом ем ым им е ы и ой ей ою ого ому ую ая ю я ью ны ні ды ді ты ті ның нің дың дің тың тің ға ге қа ке на "
        "не дан ден тан тен нан нен мен бен пен да де та те нда нде дағы дегі лар лер дар дер тар тер жан ка га ни ти "
        "ди нын нин дын дин тын тин",
    )
)
_RESTORED: Final = ("а", "я", "й", "ь")
_LONGEST: Final = 4
_PATRONYMIC: Final = re.compile(
    r"(.{2,}?)(?:(?:ұлы|улы|қызы|кызы)(?:н|на|не|ны|ның|нын|нан|мен|нда|м)?|(?:ович|евич|ович|ич)(?:а|у|ем|е)?"
    r"|(?:овн|евн|иевн|ичн)(?:а|ы|е|у|ой)|(?:uly|kyzy|qyzy|ovich|evich|ovna|evna|ogly|kizi))$"
)
_SURNAME: Final = re.compile(
    r"(.{2,}?)(?:(?:ов|ев|ёв|ин|ын)(?:а|у|ым|е|ой|ы|ых|ым|қа|ке|тың|тің|ты|ті|пен|тан|тен|ның|аға|аның|амен|аны|ка|тын|ага|анын|тар|тер)?"
    r"|(?:ov|ev|in|yn)(?:a|oi|oy|u|ym|tyn|ga|ka)?|(?:off|eff))$"
)
_OTHER: Final = re.compile(
    r"(?:.{2,}(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ую|ой)|.{3,}(?:енко|чук|юк|швили|дзе|янц?|ман|берг)(?:а|у|ом|е)?|.{3,}s[kc](?:iy|y|aya|i))$"
)


@cache
def _table() -> tuple[dict[str, int], dict[str, int]]:
    """Bits of every listed word, as written and by its rough spelling."""
    exact: dict[str, int] = {}
    bit = 0
    for line in gzip.decompress(PACKED.read_bytes()).decode("utf-8").splitlines():
        if line[:1] == "#":
            bit = SECTIONS[line[1:]]
        else:
            exact[line] = exact.get(line, 0) | bit
    rough: dict[str, int] = {}
    for word, bits in exact.items():
        if len(word) > 3:
            key = skeleton(word)
            rough[key] = rough.get(key, 0) | bits
    return exact, rough


def _bases(small: str) -> Iterator[tuple[str, int]]:
    """The word, then what may stand before a case ending."""
    yield small, 0
    for size in range(1, min(_LONGEST, len(small) - 3) + 1):
        if small[-size:] in _ENDINGS:
            base = small[:-size]
            yield base, INFLECTED
            if size < 3:
                for more in _RESTORED:
                    yield base + more, INFLECTED


def _listed(small: str) -> int:
    exact, rough = _table()
    for base, how in _bases(small):
        bits = exact.get(base, 0)
        if bits:
            return bits | how
    if len(small) > 3:
        for base, how in _bases(skeleton(small)):
            bits = rough.get(base, 0) if len(base) > 3 else 0
            if bits:
                return bits | how | ROUGH
    return 0


@lru_cache(maxsize=65536)
def bits(small: str) -> int:
    """What the lists say of a lower-case word; 0 for nothing."""
    found = _listed(small)
    if found & (FIRST | SURNAME) and not found & (INFLECTED | ROUGH):
        return found
    inside = _PATRONYMIC.match(small)
    if inside and _listed(inside.group(1)) & FIRST:
        return found | PATRONYMIC
    inside = _SURNAME.match(small)
    if inside is None or len(inside.group(1)) < 3:
        return found
    roots = (inside.group(1), inside.group(1) + "й")
    return found | (ROOTED if any(_listed(root) & (FIRST | SURNAME) for root in roots) else 0)


@lru_cache(maxsize=65536)
def ending(small: str) -> str:
    """The family of endings that a patronymic or surname shows, whether its root is listed or not."""
    if _PATRONYMIC.match(small):
        return "patronymic"
    return "surname" if _SURNAME.match(small) else "other" if _OTHER.match(small) else ""

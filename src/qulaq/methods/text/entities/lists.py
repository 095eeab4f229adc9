"""Word lists: heads of names (министрлік, көше), words of amounts and time, and a gazetteer of the world.

`heads.txt` and `amounts.txt` are ours. `gazetteer.tsv.gz` (tools/train_text/gazetteer.py) holds facts from GeoNames (CC
BY 4.0), Unicode CLDR and mimesis (MIT): one word and the letters of what it may be: C country, R part of the world,
c and m city above 300,000 and 50,000 people, F first name, S surname, l language, $ currency; k, c, r a word of
a longer name.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
#: What a word of several readings counts as, the surest first.
_RANK: Final = "CRFScml$kr"
_ENDINGS: Final = frozenset({
    "ның", "нің", "дың", "дің", "тың", "тің", "дағы", "дегі", "тағы", "тегі", "дан", "ден", "тан", "тен",
    "нан", "нен", "да", "де", "та", "те", "ға", "ге", "қа", "ке", "на", "не", "мен", "бен", "пен", "ны",
    "ні", "ды", "ді", "ты", "ті", "ы", "і", "н", "ндағы", "ндегі", "нда", "нде", "ын", "ін", "лар", "лер",
    "дар", "дер", "тар", "тер", "а", "у", "е", "ом", "ой", "ша", "ше", "сы", "сі", "ов", "ова", "лы", "лі",
})  # fmt: skip
_PEOPLE: Final = ("лық", "лік", "дық", "дік", "тық", "тік")
_SOFT: Final = {"г": "к", "ғ": "қ", "б": "п"}


def _classes(name: str) -> dict[str, str]:
    """word -> class letter of a list whose headers are `# letter meaning`; the first class of a word counts."""
    out: dict[str, str] = {}
    letter = ""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.startswith("#"):
            letter = line.split()[1]
            continue
        for word in line.split():
            out.setdefault(word, letter)
    return out


@cache
def heads() -> dict[str, str]:
    return _classes("heads.txt")


@cache
def amounts() -> dict[str, str]:
    return _classes("amounts.txt")


@cache
def gazetteer() -> dict[str, str]:
    with gzip.open(HERE / "gazetteer.tsv.gz", "rt", encoding="utf-8") as file:
        return dict(line.rstrip("\n").split("\t") for line in file)


def head(small: str, stem: str) -> str:
    """Class letter of a head noun (`small` in lower case), or nothing."""
    known = heads()
    found = known.get(small) or known.get(stem)
    if not found and stem[-1:] in _SOFT:
        found = known.get(stem[:-1] + _SOFT[stem[-1]])
    return found or ""


def amount(small: str, stem: str) -> str:
    """Class of a word of amount or time: `n4y` a year's four digits, `o` an ordinal in letters, `U` бір, `Us` бірі."""
    known = amounts()
    if small in known:
        return known[small]
    if stem in known:
        return known[stem] + "s"
    if small[0].isdigit():
        digits = len(small) - len(small.lstrip("0123456789"))
        year = "y" if digits == 4 and small[0] in "12" else ""
        return f"n{min(digits, 5)}{year}{small[digits:].lstrip('-')[:3]}"
    if len(small) > 5 and ("нші" in small or "ншы" in small):
        return "o"
    for end in ("еу", "ау", "деген", "даған", "тай", "тей"):
        if small.endswith(end) and (small[: -len(end)] in known or small[: -len(end)] + "і" in known):
            return "c" + end
    return ""


def _without_case(small: str, known: dict[str, str]) -> str:
    """The word of the gazetteer of which `small` is a case form, or nothing."""
    for at in range(max(3, len(small) - 5), len(small)):
        if small[at:] in _ENDINGS:
            for more in ("", "а", "я", "й", "ь") if at > 3 else ("",):
                if small[:at] + more in known:
                    return small[:at] + more
    return ""


def place_or_name(small: str, stem: str) -> tuple[str, str]:
    """(letters, how) of a word in the gazetteer: `=` as it stands, `~` in a case form, `*` people of it, `-` a half."""
    known = gazetteer()
    small, stem = small.replace("ё", "е"), stem.replace("ё", "е")
    if small in known:
        return known[small], "="
    base = stem if len(stem) > 3 and stem in known else _without_case(small, known)
    if base:
        return known[base], "~"
    for end in _PEOPLE:
        at = small.find(end, 3)
        if at > 0 and small[:at] in known:
            return known[small[:at]], "*"
    for part in small.split("-") if "-" in small else ():
        if len(part) > 3 and part in known:
            return known[part], "-"
    return "", ""


def rank(letters: str) -> str:
    """The one letter that a word of the gazetteer counts as."""
    return next((letter for letter in _RANK if letter in letters), "")

"""Places of Kazakhstan by the state classifier KATO: region, district, rural okrug, settlement.

A code is nine digits, RR DD OO NNN. Level and parent are taken from the code, not from the classifier's
columns, which are known to be wrong; where a zeroed parent does not exist (the city districts of Almaty,
towns of a district) the nearest existing ancestor is the parent. The data file is made by
tools/build_kato.py; its origin and licence are in NOTICE. Codes end and split (2022): a place may carry
`valid_to` and the codes of its successors; it can still be got, and is no longer found by search.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Final, Literal

from qulaq.kernel.errors import BadInput
from qulaq.kernel.placenames import BEGINNING, EXACT, Entry, Index, Part, Query

Level = Literal["region", "district", "okrug", "settlement"]

_ANCESTORS: Final = (6, 4, 2)
_ON_THE_MAP: Final = (
    ("қаласы", 0), ("облысы", 1), ("ауданы", 2), ("аудан", 2), ("кенті", 3), ("ауылы", 4), ("ауыл", 4),
    ("қалалық әкімдігі", 5), ("ауылдық округі", 6), ("ауылдық округ", 6), ("кенттік әкімдігі", 6),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One object of the classifier. `ru` and `kk` are bare names (Коктал, Көктал); `name` says what it is
    as well.
    """

    code: str
    level: Level
    ru: str
    kk: str
    parent: str | None
    ru_form: str = "_"
    kk_form: str = "_"
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """«село Коктал», «Көктал ауылы»; in a language without official names, the Kazakh one."""
        bare, form = (self.ru, self.ru_form) if language[:2] == "ru" else (self.kk, self.kk_form)
        return form.replace("_", bare)

    @property
    def prefix(self) -> str:
        """The digits that the codes of everything inside begin with."""
        return self.code[: {"region": 2, "district": 4, "okrug": 6, "settlement": 9}[self.level]]


class Gazetteer:
    """All places of one edition of the classifier, read-only."""

    def __init__(
        self, places: Iterable[Place], version: str, former_names: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """`former_names`: names by code that people still write (Алма-Ата); found, never shown."""
        self.version = version
        self._former = former_names or {}
        self._places = {place.code: place for place in places}

    @classmethod
    def official(cls) -> Gazetteer:
        """The gazetteer that comes with Qulaq (read once a process)."""
        return _official()

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __len__(self) -> int:
        return len(self._places)

    def get(self, code: str) -> Place | None:
        return self._places.get(code)

    def path(self, code: str) -> tuple[Place, ...]:
        """The place with all it lies in, region first; empty for an unknown code."""
        place, found = self.get(code), list[Place]()
        while place is not None:
            found.append(place)
            place = self.get(place.parent) if place.parent else None
        return tuple(reversed(found))

    def children(self, code: str) -> tuple[Place, ...]:
        """The places directly inside, in order of code."""
        return self._children.get(code, ())

    def regions(self) -> tuple[Place, ...]:
        """The 17 regions and 3 cities of republican significance, in order of code."""
        return self._children.get(None, ())

    def contains(self, outer: str, code: str) -> bool:
        """Does the place `code` lie in `outer` (or is it the same)?"""
        place = self.get(outer)
        return place is not None and code.startswith(place.prefix)

    def search(self, text: str, *, within: str | None = None, limit: int = 10) -> list[Place]:
        """Places called `text` in Kazakh, Russian or Latin letters, with or without a type word, whole or
        begun.

        The exact name comes before a beginning; then what lies in `within` (a code); then towns before
        villages before pastures. Several names with commas (or, where nothing is called so, with spaces)
        narrow each other: «Жамбыл облысы, Көктал».
        """
        query = Query.parse(text)
        found = self._ranked(query, within) or self._ranked(query.by_words(), within)
        return [self._places[code] for code in found[:limit]]

    def _ranked(self, query: Query, within: str | None) -> list[str]:
        best: dict[str, tuple[int | str, ...]] = {}
        for number, part in enumerate(query.parts):
            context = [other for other in query.parts if other is not part]
            for entry, quality in self._index.matches(part):
                place = self._places[entry.code]
                above = [self._index.keys.get(outer.code, ()) for outer in self._around(place, context)]
                strangers = sum(not any(other.names_any(keys) for keys in above) for other in context)
                outside = within is not None and not self.contains(within, place.code)
                other_kind = not part.is_class(entry.weight)
                meant = (strangers, quality >= BEGINNING, other_kind, quality > EXACT, outside)
                key = (*meant, quality, entry.weight, len(place.kk), number, place.code)
                if place.code not in best or key < best[place.code]:
                    best[place.code] = key
        fewest = min((key[0] for key in best.values()), default=0)
        return sorted((code for code in best if best[code][0] == fewest), key=best.__getitem__)

    def _around(self, place: Place, context: Sequence[Part]) -> tuple[Place, ...]:
        """What a place lies in, as far as anything was said about it."""
        return self.path(place.code)[:-1] if context else ()

    @cached_property
    def _children(self) -> dict[str | None, tuple[Place, ...]]:
        inside: dict[str | None, list[Place]] = {}
        for place in self:
            inside.setdefault(place.parent, []).append(place)
        return {code: tuple(sorted(found, key=lambda p: p.code)) for code, found in inside.items()}

    @cached_property
    def _index(self) -> Index:
        living = (place for place in self if not place.valid_to)
        return Index(
            Entry(place.code, _weight(place.kk_form), (place.ru, place.kk, *self._former.get(place.code, ())))
            for place in living
        )


def level_of(code: str) -> Level:
    """What a code is, told by its zeros."""
    if code.endswith("0000000"):
        return "region"
    if code.endswith("00000"):
        return "district"
    return "okrug" if code.endswith("000") else "settlement"


def _weight(kk_form: str) -> int:
    kind = kk_form.removeprefix("_ ").removeprefix("атындағы ")
    return dict(_ON_THE_MAP).get(kind, 7)


@cache
def _official() -> Gazetteer:
    data = files("qulaq.kernel").joinpath("data")
    former: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(data.joinpath("former_names.csv").read_text("utf-8").splitlines()):
        former[row["code"]] = (*former.get(row["code"], ()), row["name"])
    table = gzip.decompress(data.joinpath("kato.csv.gz").read_bytes()).decode("utf-8")
    return read(table, former, file="kato.csv.gz")


def read(
    text: str, former_names: Mapping[str, tuple[str, ...]] | None = None, *, file: str | None = None
) -> Gazetteer:
    """A gazetteer from the table that tools/build_kato.py writes: a line `# edition`, a header, one place a
    line.
    """
    first, _, table = text.partition("\n")
    if not first.startswith("# "):
        raise BadInput("the first line must name the edition: # NK RK 11-2025, 2026-07-17", file=file, line=1)
    rows = list(csv.DictReader(table.splitlines()))
    codes = {row["code"] for row in rows}
    return Gazetteer((_place(row, codes) for row in rows), first.removeprefix("# "), former_names)


def _place(row: dict[str, str], codes: set[str]) -> Place:
    code, until = row["code"], row["valid_to"]
    above = (code[:digits].ljust(9, "0") for digits in _ANCESTORS)
    return Place(
        code=code,
        level=level_of(code),
        ru=row["ru"],
        kk=row["kk"],
        parent=next((outer for outer in above if outer != code and outer in codes), None),
        ru_form=row["ru_form"],
        kk_form=row["kk_form"],
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_to=date.fromisoformat(until) if until else None,
        successors=tuple(row["successors"].split()),
    )

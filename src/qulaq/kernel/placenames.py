"""Finding a place by what a person typed: any of the languages, missing letters, a type word before or
after, only the beginning.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from qulaq.kernel.folding import fold

_CITY, _REGION, _DISTRICT, _TOWN, _VILLAGE, _OKRUG = ({0, 5}, {1}, {2}, {3}, {4}, {6})
# what people write beside a name -> the weights (see kato) of the places that it names
_WRITTEN: Final[tuple[tuple[str, set[int]], ...]] = (
    ("г гор город қ қала қаласы city", _CITY),
    ("обл область облыс облысы region", _REGION),
    ("район р-н ауд аудан ауданы district", _DISTRICT),
    ("п пос посёлок кент кенті", _TOWN),
    ("с село а аул ауыл ауылы village", _VILLAGE),
    ("с.о а.о сельский_округ ауылдық_округ ауылдық_округі округ округі okrug", _OKRUG),
    ("к", _CITY | _TOWN),
)
_LONGEST: Final = 2
_LONG_ENOUGH: Final = 120
_ENOUGH_PARTS: Final = 4
_APART: Final = re.compile(r"[\W_]+")
_AFTER_ALL: Final = "\U0010ffff"

EXACT, FIRST_WORDS, INNER_WORDS, BEGINNING, INNER_BEGINNING = range(5)


def key(name: str) -> str:
    """A name as it is compared: folded, single spaces between words."""
    return _APART.sub(" ", fold(name)).strip()


_TYPE_WORDS: Final = {key(word): named for words, named in _WRITTEN for word in words.split()}


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to find: its code, its weight on the map (0 a city … 7 a pasture), its names."""

    code: str
    weight: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One name of a query: as typed, without type words, and which kinds of place those words named."""

    whole: str
    bare: str
    weights: frozenset[int] = frozenset()

    def is_class(self, weight: int) -> bool:
        return not self.weights or weight in self.weights

    def names_any(self, keys: Iterable[str]) -> bool:
        """Could one of these names, a beginning being enough, be meant?"""
        return any(name.startswith((self.bare, self.whole)) for name in keys)


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, in parts that narrow each other."""

    parts: tuple[Part, ...]

    @classmethod
    def parse(cls, text: str) -> Query:
        return cls._of(key(piece) for piece in re.split("[,;\n]", text[:_LONG_ENOUGH]))

    def by_words(self) -> Query:
        """The same query with every word a name of its own; nothing where that changes nothing."""
        words = [word for part in self.parts for word in part.bare.split()]
        return self._of(words if len(words) > len(self.parts) else ())

    @classmethod
    def _of(cls, pieces: Iterable[str]) -> Query:
        """A single letter says something only alone; more than a few names narrow nothing further."""
        given = [piece for piece in pieces if piece]
        telling = [piece for piece in given if len(piece) > 1] or given[:1]
        return cls(tuple(map(_part, telling[:_ENOUGH_PARTS])))


class Index:
    """Names in order, each from its first word and from every later one, so that a beginning is one slice."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.keys: dict[str, tuple[str, ...]] = {}
        rows = []
        for entry in entries:
            self.keys[entry.code] = tuple(dict.fromkeys(map(key, entry.names)))
            for name in self.keys[entry.code]:
                words = name.split(" ")
                rows += [(" ".join(words[start:]), start > 0, entry) for start in range(len(words))]
        rows.sort(key=lambda row: row[0])
        self._rows, self._starts = rows, [row[0] for row in rows]

    def matches(self, part: Part) -> Iterator[tuple[Entry, int]]:
        """(entry, quality) of what a part may mean, 0 the best; an entry may come twice."""
        for typed in dict.fromkeys((part.whole, part.bare)):
            first, last = bisect_left(self._starts, typed), bisect_left(self._starts, typed + _AFTER_ALL)
            for name, is_inner, entry in self._rows[first:last]:
                yield entry, _quality(typed, name, is_inner)


def _quality(typed: str, name: str, is_inner: bool) -> int:
    whole_words = name == typed or name.startswith(f"{typed} ")
    if is_inner:
        return INNER_WORDS if whole_words else INNER_BEGINNING
    if name == typed:
        return EXACT
    return FIRST_WORDS if whole_words else BEGINNING


def _part(typed: str) -> Part:
    """`typed` (a key) without the type words at its two ends, as long as something is left."""
    words, weights = typed.split(" "), set[int]()
    while (found := _type_word(words)) is not None:
        words, named = found
        weights |= named
    return Part(typed, " ".join(words), frozenset(weights))


def _type_word(words: list[str]) -> tuple[list[str], set[int]] | None:
    """The words without one type word at an end, and what it names; None when there is none or nothing
    else.
    """
    for length in range(min(_LONGEST, len(words) - 1), 0, -1):
        for taken, rest in ((words[:length], words[length:]), (words[-length:], words[:-length])):
            named = _TYPE_WORDS.get(" ".join(taken))
            if named is not None:
                return rest, named
    return None

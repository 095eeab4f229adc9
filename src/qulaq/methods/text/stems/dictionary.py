"""The Russian dictionary as a table: form → (how to make its lemma, is it a name), built once at install into a cache.

pymorphy3's dictionary (OpenCorpora, CC BY-SA) stays in its own package; what is made of it lies only in the cache of
the machine and is never shipped. Forms are kept as 64-bit hashes of their folded letters (ё is е), so a word is found
by half a dozen comparisons in a mapped file. Without the table `russian.py` asks pymorphy3 itself: the same lemmas.
Format of the source: DAWG units as in dawgdic (S. Yata); paradigms as in pymorphy2 (Korobov 2015, arXiv 1503.07283).
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from qulaq.methods.text.jit import compiled

PERSON, PLACE = 1, 2  # what a form may be beside an ordinary word
FORMAT: Final = 1
_SUFFIX_BITS, _CUT_BITS = 14, 6
_ENDS: Final = 16  # leading bits of a hash that choose its shelf

Int = Any  # an integer of the machine's choosing: the compiler infers its width
UInt64 = npt.NDArray[np.uint64]
UInt32 = npt.NDArray[np.uint32]


@compiled
def folded_hash(letters: UInt32) -> Int:
    """FNV-1a (64 bits) over code points with ё as е, finished so that its leading bits are well spread."""
    h = np.uint64(14695981039346656037)
    for i in range(letters.size):
        code = np.uint64(letters[i])
        if code == np.uint64(0x451):
            code = np.uint64(0x435)
        h = (h ^ code) * np.uint64(1099511628211)
    h ^= h >> np.uint64(32)
    h = h * np.uint64(0x9E3779B97F4A7C15)
    return h ^ (h >> np.uint64(29))


@compiled
def sextet(letter: Int) -> Int:
    """The six bits of one letter of base64."""
    if letter >= 97:
        return letter - 71
    if letter >= 65:
        return letter - 65
    return letter + 4 if letter >= 48 else 62 if letter == 43 else 63


@compiled
def walk(units: UInt32, guide: npt.NDArray[np.uint8], hashes: UInt64, lengths: npt.NDArray[np.uint8],
         paradigms: npt.NDArray[np.uint16], indexes: npt.NDArray[np.uint16]) -> int:  # fmt: skip
    """Every (form, paradigm, index) of the DAWG in order; returns how many. A key is the form in UTF-8, the byte 1 and
    two big-endian numbers of 16 bits in base64."""
    at, key = np.zeros(256, np.int64), np.zeros(256, np.uint8)
    letters = np.zeros(256, np.uint32)
    depth, count, seam = 0, 0, -1
    label = np.int64(guide[0])
    while True:
        if label == 0:  # no more below: go back to where a sibling is left
            if depth == 0:
                return count
            label = np.int64(guide[at[depth] * 2 + 1])
            depth -= 1
            if depth < seam:
                seam = -1
            continue
        unit = np.int64(units[at[depth]])
        offset = (unit >> 10) << ((unit & 0x200) >> 6)
        depth += 1
        at[depth] = at[depth - 1] ^ offset ^ label
        key[depth - 1] = label
        if label == 1 and seam < 0:
            seam = depth
        if seam >= 0 and depth == seam + 6:
            value = np.int64(0)
            for i in range(seam, seam + 6):
                value = (value << 6) | sextet(np.int64(key[i]))
            value >>= 4
            size, i = 0, 0
            while i < seam - 1:
                first = np.int64(key[i])
                if first < 0x80:
                    letters[size] = first
                    i += 1
                else:
                    letters[size] = ((first & 31) << 6) | (np.int64(key[i + 1]) & 63)
                    i += 2
                size += 1
            hashes[count] = folded_hash(letters[:size])
            lengths[count], paradigms[count], indexes[count] = size, value >> 16, value & 0xFFFF
            count += 1
            label = np.int64(0)
        else:
            label = np.int64(guide[at[depth] * 2])


@compiled
def seek(letters: UInt32, ends: UInt32, hashes: UInt64) -> Int:
    """The row of a word in the table, -1 for a stranger."""
    wanted = folded_hash(letters)
    shelf = np.int64(np.uint64(wanted) >> np.uint64(64 - 16))
    low, high = np.int64(ends[shelf]), np.int64(ends[shelf + 1])
    while low < high:
        middle = (low + high) // 2
        if hashes[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low if low < np.int64(ends[shelf + 1]) and hashes[low] == wanted else -1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows sorted by hash: `recipes` says what to cut and to put on, `looks` whether it may be a name."""

    ends: UInt32
    hashes: UInt64
    recipes: UInt32
    looks: npt.NDArray[np.uint8]
    suffixes: tuple[str, ...]
    prefixes: tuple[str, ...]

    def row(self, word: str) -> int:
        """Row of a lower-case word, -1 where the dictionary does not have it."""
        return int(seek(np.frombuffer(word.encode("utf-32-le"), np.uint32), self.ends, self.hashes))

    def lemma(self, word: str, row: int) -> str:
        recipe = int(self.recipes[row])
        suffix, rest = recipe & ((1 << _SUFFIX_BITS) - 1), recipe >> _SUFFIX_BITS
        cut, prefix, begin = rest & ((1 << _CUT_BITS) - 1), rest >> _CUT_BITS & 3, rest >> _CUT_BITS + 2
        return self.prefixes[prefix] + word[begin : len(word) - cut] + self.suffixes[suffix]


def _folders() -> list[Path]:
    """Where the table may lie: beside this module, else in the user's cache."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return [Path(__file__).parent / "__pycache__", Path(home) / "qulaq"]


def _name(dictionary: Any) -> str:
    return f"russian-{FORMAT}-{dictionary.meta['source_revision']}-{dictionary.meta['words_dawg_length']}"


def _readings(dictionary: Any, data: Path) -> dict[str, npt.NDArray[Any]]:
    """Columns of all readings; `size` is the length of the lemma."""
    raw = (data / "words.dawg").read_bytes()
    size = int(np.frombuffer(raw, "<u4", 1)[0])
    units = np.frombuffer(raw, "<u4", size, 4)
    guide = np.frombuffer(raw, np.uint8, -1, 8 + 4 * size)
    most = int(dictionary.meta["words_dawg_length"])
    hashes, lengths = np.zeros(most, np.uint64), np.zeros(most, np.uint8)
    paradigms, indexes = np.zeros(most, np.uint16), np.zeros(most, np.uint16)
    count = walk(units, guide, hashes, lengths, paradigms, indexes)
    if count != most:
        raise RuntimeError(f"the Russian dictionary holds {most} readings, {count} were read")
    flat = np.concatenate([np.asarray(p, np.int64) for p in dictionary.paradigms])
    sizes = np.array([len(p) // 3 for p in dictionary.paradigms])
    starts = np.concatenate([[0], np.cumsum(sizes * 3)[:-1]])[paradigms]
    parts = sizes[paradigms]
    suffix, tag, prefix = (flat[starts + parts * n + indexes] for n in range(3))
    long = np.array([len(s) for s in dictionary.suffixes])
    begin = np.array([len(p) for p in dictionary.paradigm_prefixes])
    size = lengths - long[suffix] - begin[prefix] + long[flat[starts]] + begin[flat[starts + 2 * parts]]
    recipe = flat[starts] | long[suffix] << _SUFFIX_BITS | flat[starts + 2 * parts] << _SUFFIX_BITS + _CUT_BITS \
        | begin[prefix] << _SUFFIX_BITS + _CUT_BITS + 2  # fmt: skip
    return {"hash": hashes, "recipe": recipe.astype(np.uint32), "tag": tag, "paradigm": paradigms, "index": indexes,
            "size": size}  # fmt: skip


def build(analyzer: Any, data: Path, ranks: list[int], looks: list[int], chosen: Any) -> Path:
    """The folder of the table of `analyzer`'s dictionary (its files lie in `data`), made where no cache has it yet.

    `ranks` and `looks` (one a grammar tag) order readings and mark names; `chosen()` yields (form, paradigm, index)
    where the corpus prefers another reading than the rank.
    """
    dictionary = analyzer.dictionary
    made = _made(dictionary)
    if made is not None:
        return made
    read = _readings(dictionary, data)
    rank, look = np.asarray(ranks, np.int64)[read["tag"]], np.asarray(looks, np.uint8)[read["tag"]]
    better = np.fromiter(
        ((folded_hash(np.frombuffer(w.encode("utf-32-le"), np.uint32)), p << 16 | i) for w, p, i in chosen()),
        np.dtype([("hash", np.uint64), ("reading", np.uint64)]),
    )
    better.sort(order="hash")
    place = np.minimum(np.searchsorted(better["hash"], read["hash"]), better.size - 1)
    own = read["paradigm"].astype(np.uint64) << np.uint64(16) | read["index"].astype(np.uint64)
    rank[(better["hash"][place] == read["hash"]) & (better["reading"][place] == own)] = -1
    order = np.lexsort((np.arange(rank.size), read["size"], rank, read["hash"]))
    hashes = read["hash"][order]
    first = np.concatenate([[True], hashes[1:] != hashes[:-1]])
    rows = np.flatnonzero(first)
    ends = np.searchsorted(hashes[rows] >> np.uint64(64 - _ENDS), np.arange((1 << _ENDS) + 1, dtype=np.uint64))
    arrays = {"ends": ends.astype(np.uint32), "hashes": hashes[rows], "recipes": read["recipe"][order][rows],
              "looks": np.bitwise_or.reduceat(look[order], rows)}  # fmt: skip
    return _written(arrays, _name(dictionary))


def _written(arrays: dict[str, npt.NDArray[Any]], name: str) -> Path:
    for folder in _folders():
        target = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder) as room:
                made = Path(room) / name
                made.mkdir()
                for column, values in arrays.items():
                    np.save(made / f"{column}.npy", values, allow_pickle=False)
                made.rename(target)
        except OSError:  # not ours to write, or another process was quicker
            if not target.is_dir():
                continue
        return target
    raise OSError(f"no folder for the table of Russian lemmas can be written: {', '.join(map(str, _folders()))}")


def _made(dictionary: Any) -> Path | None:
    """The folder in which the table of this dictionary lies."""
    places = (folder / _name(dictionary) for folder in _folders())
    return next((place for place in places if place.is_dir()), None)


@cache
def table(dictionary: Any) -> Table | None:
    """The table of this dictionary, mapped into memory; None where it was not built."""
    folder = _made(dictionary)
    if folder is None:
        return None
    ends, hashes, recipes, looks = (
        np.load(folder / f"{column}.npy", mmap_mode="r", allow_pickle=False).view(np.ndarray)
        for column in ("ends", "hashes", "recipes", "looks")
    )
    return Table(ends, hashes, recipes, looks, tuple(dictionary.suffixes), tuple(dictionary.paradigm_prefixes))

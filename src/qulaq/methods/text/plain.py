"""The same sums without a compiler: an independent, slow writing of the kernel's hashing, in Python and numpy.

It is what runs where numba cannot be installed, and what the property test holds the kernel to.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from qulaq.methods.text.fold import JOINER, KIND, LOWER, PAIRS, SINGLE, TABLED

_MASK = 0xFFFFFFFF
_PRIME, _BASIS = 16777619, 2166136261


def mixed(h: int) -> int:
    h ^= h >> 15
    h = h * 0x2C1B3C6D & _MASK
    h ^= h >> 12
    h = h * 0x297A2D39 & _MASK
    return h ^ h >> 15


def _fnv(codes: list[int], seed: int) -> int:
    h = (_BASIS ^ seed) & _MASK
    for code in codes:
        h = (h ^ code) * _PRIME & _MASK
    return mixed(h)


def two_views(word: str) -> tuple[list[int], list[int]]:
    """Code points of both views between the borders 1 and 2."""
    first, second, before = [1], [1], ""
    for char in word:
        code = ord(char)
        if len(first) > 40:
            break
        if code < TABLED and KIND[code] == JOINER:
            continue
        small = int(LOWER[code]) if code < TABLED else code
        if not (len(first) > 2 and first[-1] == small == first[-2]):
            first.append(small)
        out = [int(c) for c in SINGLE[code] if c] if code < TABLED else [code]
        if before + chr(small) in PAIRS:
            del second[max(len(second) - 1, 1) :]
            out, before = [ord(PAIRS[before + chr(small)])], ""
        else:
            before = chr(small)
        for made in out:
            if second[-1] != made:
                second.append(made)
    return [*first, 2], [*second, 2]


def word_hashes(word: str, is_mark: bool) -> tuple[list[int], int, int]:
    """All feature hashes of one token and its two whole-word hashes."""
    views = two_views(word)
    if is_mark:
        return [_fnv(views[0], 77)], 0, 0
    out: list[int] = []
    wholes = []
    for view, seed in zip(views, (11, 29), strict=True):
        for i in range(len(view)):
            out += [_fnv(view[i : i + n], seed + 1) for n in range(2, 6) if i + n <= len(view)]
        wholes.append(_fnv(view, seed))
        out.append(wholes[-1])
    return out, wholes[0], wholes[1]


def fill_rows(
    pool: npt.NDArray[np.uint8],
    begins: npt.NDArray[np.int64],
    what_of: npt.NDArray[np.uint8],
    low: int,
    high: int,
    sizes: Any,
    one: Any,
    two: Any,
    vectors: Any,
    weights: tuple[Any, ...],
    shifts: tuple[int, ...],
    *_: object,
) -> None:
    """As `sums.fill_rows`."""
    for number in range(low, high):
        word = bytes(pool[begins[number] : begins[number + 1]]).decode("utf-8", "replace")
        hashes, one[number], two[number] = word_hashes(word, what_of[number] == 4)
        sizes[number] = len(hashes)
        rows = np.array(hashes, np.int64)
        vectors[number] = np.concatenate(
            [m[rows >> s].sum(axis=0, dtype=np.int32) for m, s in zip(weights, shifts, strict=True)]
        )


def add_up(ids: Any, firsts: Any, what_of: Any, sizes: Any, one: Any, two: Any, vectors: Any, weights: tuple[Any, ...],
           shifts: tuple[int, ...], scores: Any, totals: Any) -> None:  # fmt: skip
    """As `sums.add_up`."""
    for message in range(len(firsts) - 1):
        numbers = ids[firsts[message] : firsts[message + 1]]
        scores[message] += vectors[numbers].sum(axis=0, dtype=np.int32)
        words = [int(n) for n in numbers if what_of[n] != 4]
        totals[message] = int(sizes[numbers].sum()) + 2 * max(len(words) - 1, 0)
        for left, right in pairwise(words):
            for whole, seed in ((one, 101), (two, 103)):
                h = mixed(((int(whole[left]) ^ seed) * _PRIME & _MASK) ^ int(whole[right]))
                scores[message] += np.concatenate(
                    [m[h >> s].astype(np.int32) for m, s in zip(weights, shifts, strict=True)]
                )

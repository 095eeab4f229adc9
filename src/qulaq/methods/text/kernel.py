"""The reading kernel: UTF-8 bytes of an Arrow buffer become tokens, tokens become sums of int8 rows.

Every character n-gram lies inside one word, so a word's contribution to every score is a fixed integer vector. It is
summed once when the word is first met and kept; a message is then the sum of its words' vectors and of its word pairs'
rows. Integers only: the same text gives the same scores on every machine, warm or cold.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from qulaq.methods.text.fold import DIGIT, JOINER, KIND, LETTER, LOWER, PAIR, SINGLE, SPACE, SYMBOL, TABLED
from qulaq.methods.text.jit import compiled

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Int = Any  # an integer of the machine's choosing: the compiler infers its width

LONGEST = 40  # letters of one word that are hashed
FEATURES_PER_WORD = 2 * (4 * (LONGEST * 2 + 2) + 1)

WORD, NUMBER, MARK = 1, 2, 4


@compiled
def mix(value: Int) -> Int:
    """Finish a 32-bit FNV state so that its top bits are well spread."""
    h = value & 0xFFFFFFFF
    h ^= h >> 15
    h = (h * 0x2C1B3C6D) & 0xFFFFFFFF
    h ^= h >> 12
    h = (h * 0x297A2D39) & 0xFFFFFFFF
    h ^= h >> 15
    return h


@compiled
def decode(data: Bytes, at: Int, end: Int) -> tuple[Int, Int]:
    """One code point and its length in bytes; a broken byte counts as one unknown sign."""
    first = np.int64(data[at])
    if first < 0x80:
        return first, 1
    if first >= 0xF0 and at + 3 < end:
        return (
            ((first & 7) << 18)
            | ((np.int64(data[at + 1]) & 63) << 12)
            | ((np.int64(data[at + 2]) & 63) << 6)
            | (np.int64(data[at + 3]) & 63)
        ), 4
    if first >= 0xE0 and at + 2 < end:
        return (
            ((first & 15) << 12) | ((np.int64(data[at + 1]) & 63) << 6) | (np.int64(data[at + 2]) & 63)
        ), 3
    if first >= 0xC0 and at + 1 < end:
        return ((first & 31) << 6) | (np.int64(data[at + 1]) & 63), 2
    return 0xFFFD, 1


@compiled
def kind_of(code: Int, table: Bytes) -> Int:
    """LETTER, DIGIT, JOINER, SYMBOL or SPACE of one code point."""
    if code < 0x2100:
        return int(table[code])
    if 0x2E80 <= code < 0xD800:
        return 1
    if code == 0xFFFD or 0xFE00 <= code <= 0xFE0F or 0x1F3FB <= code <= 0x1F3FF or 0xE000 <= code < 0xF900:
        return 0
    return 4


@compiled
def views(
    data: Bytes, start: int, end: int, first: Ints, second: Ints, tables: tuple[Any, ...]
) -> tuple[int, int]:
    """Write both views of one token, each between word borders (1 and 2); return their lengths."""
    _, lower, single, pair = tables
    n, m, at = 1, 1, start
    a: Int
    b: Int
    before: Int
    small: Int
    first[0] = 1
    second[0] = 1
    before = np.int64(0)
    while at < end and n <= 40:
        code, step = decode(data, at, end)
        at += step
        if code < 0x2100 and tables[0][code] == 3:
            continue
        small = np.int64(lower[code]) if code < 0x2100 else np.int64(code)
        if not (n > 2 and first[n - 1] == small and first[n - 2] == small):
            first[n] = small
            n += 1
        a = np.int64(single[code, 0]) if code < 0x2100 else np.int64(code)
        b = np.int64(single[code, 1]) if code < 0x2100 else np.int64(0)
        if before > 0 and before < 128 and small < 128 and pair[before, small] != 0:
            m = max(m - 1, 1)
            a = np.int64(pair[before, small])
            b = np.int64(0)
            before = np.int64(0)
        else:
            before = small
        if a != 0 and second[m - 1] != a:
            second[m] = a
            m += 1
        if b != 0 and second[m - 1] != b:
            second[m] = b
            m += 1
    first[n] = 2
    second[m] = 2
    return n + 1, m + 1


@compiled
def grams(view: Ints, length: int, seed: int, out: npt.NDArray[np.uint32], count: int) -> tuple[int, int]:
    """Append the hashes of the 2- to 5-grams of one view, then of the whole word; return (count, word's hash)."""
    whole: Int = (2166136261 ^ seed) & 0xFFFFFFFF
    for i in range(length):
        h: Int = (2166136261 ^ (seed + 1)) & 0xFFFFFFFF
        for n in range(5):
            if i + n >= length:
                break
            h = ((h ^ np.int64(view[i + n])) * 16777619) & 0xFFFFFFFF
            if n >= 1:
                out[count] = mix(h)
                count += 1
        whole = ((whole ^ np.int64(view[i])) * 16777619) & 0xFFFFFFFF
    whole = mix(whole)
    out[count] = whole
    return count + 1, whole


@compiled
def word_features(
    data: Bytes,
    start: int,
    end: int,
    what: int,
    scratch: tuple[Any, ...],
    out: npt.NDArray[np.uint32],
    tables: tuple[Any, ...],
) -> tuple[int, int, int]:
    """All feature hashes of one token: (how many, first view's hash, second view's hash)."""
    first, second = scratch
    n, m = views(data, start, end, first, second, tables)
    if what == 4:
        h: Int = (2166136261 ^ 77) & 0xFFFFFFFF
        for i in range(n):
            h = ((h ^ np.int64(first[i])) * 16777619) & 0xFFFFFFFF
        out[0] = mix(h)
        return 1, 0, 0
    count, one = grams(first, n, 11, out, 0)
    count, two = grams(second, m, 29, out, count)
    return count, one, two


@compiled
def pair_hash(left: Int, right: Int, seed: Int) -> Int:
    """The hash of two neighbouring words in one view."""
    h = ((left ^ seed) * 16777619) & 0xFFFFFFFF
    return mix((h ^ right) & 0xFFFFFFFF)


@compiled
def find_word(
    data: Bytes, start: int, end: int, slots: Ints, hashes: npt.NDArray[np.uint64], begins: npt.NDArray[np.int64],
    pool: Bytes, counts: npt.NDArray[np.int64],
) -> tuple[int, bool]:  # fmt: skip
    """The number of a token in the table, adding it when it is new. counts = [words, bytes of pool]."""
    h = np.uint64(14695981039346656037)
    for i in range(start, end):
        h = (h ^ np.uint64(data[i])) * np.uint64(1099511628211)
    h ^= h >> np.uint64(29)
    mask = np.int64(slots.size - 1)
    slot = np.int64(h & np.uint64(mask))
    size = end - start
    while slots[slot] >= 0:
        known = slots[slot]
        if hashes[known] == h and begins[known + 1] - begins[known] == size:
            same = True
            base = begins[known]
            for i in range(size):
                if pool[base + i] != data[start + i]:
                    same = False
                    break
            if same:
                return int(known), False
        slot = (slot + 1) & mask
    new = counts[0]
    slots[slot] = new
    hashes[new] = h
    base = counts[1]
    for i in range(size):
        pool[base + i] = data[start + i]
    begins[new] = base
    begins[new + 1] = base + size
    counts[0] = new + 1
    counts[1] = base + size
    return int(new), True


@compiled
def scan(  # noqa: C901
    data: Bytes,
    offsets: npt.NDArray[np.int64],
    table: tuple[Any, ...],
    tokens: tuple[Any, ...],
    tables: tuple[Any, ...],
) -> int:
    """Cut messages into tokens; return how many.

    `offsets` (n+1) are byte positions in `data`. `tokens` are the arrays to fill: word number, what it is, first and
    last character position in the message, first token of each message (n+1).
    """
    slots, hashes, begins, pool, what_of, counts = table
    ids, starts, ends, firsts = tokens
    kinds = tables[0]
    total = 0
    for message in range(offsets.size - 1):
        firsts[message] = total
        at, end, char = offsets[message], offsets[message + 1], 0
        while at < end:
            code, step = decode(data, at, end)
            kind = kind_of(code, kinds)
            if kind == 0 or kind == 3:
                at += step
                char += 1
                continue
            start, began, what = at, char, 4
            if kind == 4:
                key_end, repeats, at, char = at + step, 1, at + step, char + 1
                while at < end:
                    following, size = decode(data, at, end)
                    if following != code:
                        break
                    at += size
                    char += 1
                    repeats += 1
                    if repeats <= 3:
                        key_end = at
            else:
                what = 0
                while at < end:
                    if kind == 1:
                        what |= 1
                    elif kind == 2:
                        what |= 2
                    elif kind == 3:
                        if at + step >= end:
                            break
                        following, size = decode(data, at + step, end)
                        if kind_of(following, kinds) != 1:
                            break
                    else:
                        break
                    at += step
                    char += 1
                    if at < end:
                        code, step = decode(data, at, end)
                        kind = kind_of(code, kinds)
                key_end = at
            word, new = find_word(data, start, key_end, slots, hashes, begins, pool, counts)
            if new:
                what_of[word] = what
            ids[total] = word
            starts[total] = began
            ends[total] = char
            total += 1
    firsts[offsets.size - 1] = total
    return total


TABLES = (KIND, LOWER, SINGLE, PAIR)

assert (LETTER, DIGIT, JOINER, SYMBOL, SPACE, TABLED) == (1, 2, 3, 4, 0, 0x2100), (
    "the kernel spells these numbers out"
)

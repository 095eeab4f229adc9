"""Near-duplicates: messages that say the same thing, grouped under the first of them.

Shingles of stems' skeletons and of characters, one-permutation MinHash, bands to find candidates, and every pair
verified on the full shingle sets. A message links to a leader, never to a follower: chains of templates cannot grow
into one giant cluster. Sources: Broder 1997 (resemblance); Li, Owen & Zhang 2012 (one-permutation hashing).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from qulaq.methods.text.fold import skeleton
from qulaq.methods.text.jit import compiled

SLOTS: Final = 64
BANDS: Final = 32
SHINGLE: Final = 5
_EMPTY: Final = 0xFFFFFFFF
_WORD: Final = re.compile(r"\w+")
_GREETING: Final = re.compile(
    r"\b(?:здравствуйте|добрый день|добрый вечер|сәлеметсіз бе|салеметсиз бе|қайырлы күн|құрметті|уважаем\w+|рахмет|спасибо)\b",  # noqa: E501
    re.I,
)


def plain_form(text: str) -> str:
    """What is compared: skeleton spelling, greetings off, single spaces."""
    return " ".join(skeleton(w) for w in _WORD.findall(_GREETING.sub(" ", text)))


@compiled
def shingle_hashes(data: npt.NDArray[np.uint8], low: int, high: int, out: npt.NDArray[np.uint32]) -> int:
    """32-bit hashes of all runs of 10 bytes (about five Cyrillic letters), sorted, without repeats; their number."""
    count = 0
    step = 10
    if high - low < step:
        step = max(high - low, 1)
    for i in range(low, high - step + 1):
        if data[i] >= 0x80 and data[i] < 0xC0:
            continue
        h = np.uint64(2166136261)
        for j in range(step):
            h = ((h ^ np.uint64(data[i + j])) * np.uint64(16777619)) & np.uint64(0xFFFFFFFF)
        h ^= h >> np.uint64(15)
        h = (h * np.uint64(0x2C1B3C6D)) & np.uint64(0xFFFFFFFF)
        h ^= h >> np.uint64(12)
        out[count] = h
        count += 1
    if count == 0:
        return 0
    part = np.sort(out[:count])
    kept = 0
    for i in range(count):
        if i == 0 or part[i] != part[i - 1]:
            out[kept] = part[i]
            kept += 1
    return kept


@compiled
def shingle_all(data: npt.NDArray[np.uint8], offsets: npt.NDArray[np.int64], out: npt.NDArray[np.uint32],
                edges: npt.NDArray[np.int64], signatures: npt.NDArray[np.uint32]) -> None:  # fmt: skip
    """Shingle sets of all texts in a row, and their one-permutation signatures (empty slots borrow to the right)."""
    total = 0
    slots = signatures.shape[1]
    for m in range(offsets.size - 1):
        edges[m] = total
        count = shingle_hashes(data, offsets[m], offsets[m + 1], out[total:])
        for i in range(count):
            value = out[total + i]
            s = value & np.uint32(slots - 1)
            rest = (value * np.uint32(2654435761)) & np.uint32(0xFFFFFFFF)
            if rest < signatures[m, s]:
                signatures[m, s] = rest
        if count:
            for s in range(slots):
                if signatures[m, s] == 0xFFFFFFFF:
                    for d in range(1, slots):
                        other = (s + d) % slots
                        if signatures[m, other] != 0xFFFFFFFF:
                            signatures[m, s] = signatures[m, other]
                            break
        total += count
    edges[offsets.size - 1] = total


@compiled
def overlap(one: npt.NDArray[np.uint32], two: npt.NDArray[np.uint32]) -> float:
    """Jaccard resemblance of two sorted sets."""
    i, j, both = 0, 0, 0
    while i < one.size and j < two.size:
        if one[i] == two[j]:
            both += 1
            i += 1
            j += 1
        elif one[i] < two[j]:
            i += 1
        else:
            j += 1
    return both / max(one.size + two.size - both, 1)


@compiled
def link(keys: npt.NDArray[np.uint64], shingles: npt.NDArray[np.uint32], edges: npt.NDArray[np.int64],  # noqa: C901
         threshold: float, most: int, heads: npt.NDArray[np.int64], slots: npt.NDArray[np.int64],
         following: npt.NDArray[np.int64], leader: npt.NDArray[np.int64]) -> None:  # fmt: skip
    """In order: each message looks up its bands among earlier leaders, takes the most alike, or becomes one.

    `slots` is an open-addressing table of band keys, `heads` the newest leader of a key, `following` the next older.
    """
    count, bands = keys.shape
    mask = slots.size - 1
    tried = np.full(most, -1, np.int64)
    for m in range(count):
        own = shingles[edges[m] : edges[m + 1]]
        best, found, seen = threshold, np.int64(-1), 0
        for b in range(bands):
            place = np.int64(keys[m, b] & np.uint64(mask))
            while slots[place] >= 0 and keys[slots[place] // bands, slots[place] % bands] != keys[m, b]:
                place = (place + 1) & mask
            entry = heads[place] if slots[place] >= 0 else np.int64(-1)
            steps = 0
            while entry >= 0 and steps < 24 and seen < most:
                other = entry // bands
                known = False
                for i in range(seen):
                    if tried[i] == other:
                        known = True
                        break
                if not known:
                    tried[seen] = other
                    seen += 1
                    alike = overlap(own, shingles[edges[other] : edges[other + 1]])
                    if alike > best or (alike == best and (found < 0 or other < found)):
                        best, found = alike, other
                entry = following[entry]
                steps += 1
        if found >= 0:
            leader[m] = found
            continue
        leader[m] = m
        for b in range(bands):
            place = np.int64(keys[m, b] & np.uint64(mask))
            while slots[place] >= 0 and keys[slots[place] // bands, slots[place] % bands] != keys[m, b]:
                place = (place + 1) & mask
            entry = m * bands + b
            if slots[place] < 0:
                slots[place] = entry
                following[entry] = -1
            else:
                following[entry] = heads[place]
            heads[place] = entry


def leaders(texts: Sequence[str], threshold: float = 0.72) -> npt.NDArray[np.int64]:
    """For each text the position of its leader (its own when it stands alone). Earlier texts lead later ones.

    `threshold`: Jaccard resemblance of five-letter shingles from which two texts count as one (0-1).
    """
    raw = [plain_form(t).encode() for t in texts]
    offsets = np.zeros(len(raw) + 1, np.int64)
    np.cumsum([len(r) for r in raw], out=offsets[1:])
    data = np.frombuffer(b"".join(raw) or b"\0", np.uint8)
    shingles = np.zeros(data.size + 1, np.uint32)
    edges = np.zeros(len(raw) + 1, np.int64)
    signatures = np.full((len(raw), SLOTS), _EMPTY, np.uint32)
    shingle_all(data, offsets, shingles, edges, signatures)
    per = SLOTS // BANDS
    keys = np.zeros((len(raw), BANDS), np.uint64)
    for band in range(BANDS):
        key = np.full(len(raw), band + 1, np.uint64)
        for column in range(per):
            key = (key * np.uint64(0x9E3779B97F4A7C15)) ^ signatures[:, band * per + column]
            key ^= key >> np.uint64(29)
        keys[:, band] = key * np.uint64(0xBF58476D1CE4E5B9) ^ (key >> np.uint64(32))
    size = 1 << max(10, int(len(raw) * BANDS * 2).bit_length())
    slots, heads = np.full(size, -1, np.int64), np.full(size, -1, np.int64)
    leader = np.arange(len(raw), dtype=np.int64)
    link(keys, shingles, edges, threshold, 64, heads, slots, np.full(len(raw) * BANDS, -1, np.int64), leader)
    return leader

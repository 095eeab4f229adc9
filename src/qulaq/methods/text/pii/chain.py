"""The kernel of the tagger of names and addresses: a linear chain over words, in whole numbers.

Every label of every word gets the best score of a path through it (Viterbi forward and backward, "max-marginals"):
the difference between the best path with a name here and the best without is the margin, exact with and without the
compiler. Training (`tools/train_text/personal.py`) uses the same `rows`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from qulaq.methods.text.jit import compiled

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint32]
Bytes = npt.NDArray[np.uint8]
Int = Any  # an integer of the machine's choosing: the compiler infers its width

OFFSETS = 5  # words at -2 … +2
PAIRS = 13
REACH = 8  # how many words an office is remembered; a full stop counts for three
DOT, STOP = 254, 255
BEFORE, AFTER = 12, 8  # words around a name that tell whether it is an official's


@compiled
def row(feature: Int, seed: Int, shift: Int) -> Int:
    """The row of one feature in one place."""
    h = ((feature ^ ((seed + 1) * 0x9E3779B1)) * 0x85EBCA6B) & 0xFFFFFFFF
    h ^= h >> 13
    h = (h * 0xC2B2AE35) & 0xFFFFFFFF
    return h >> shift


@compiled
def two(left: Int, right: Int, seed: Int, shift: Int) -> Int:
    """The row of two features together."""
    h = (((left ^ seed) * 0x85EBCA6B) & 0xFFFFFFFF) ^ right
    h = (h * 0xC2B2AE35) & 0xFFFFFFFF
    h ^= h >> 15
    h = (h * 0x27D4EB2F) & 0xFFFFFFFF
    return h >> shift


@compiled
def at(ids: Ints, t: Int, first: Int, last: Int, keys: Hashes, which: Int) -> Int:
    """A key feature of the word at `t`; beyond the line, the edge itself."""
    if t < first:
        return np.int64(901)
    if t >= last:
        return np.int64(902)
    return np.int64(keys[ids[t], which])


@compiled
def joint(
    ids: Ints, t: Int, first: Int, last: Int, keys: Hashes, topics: Bytes, shift: Int, out: Ints
) -> None:
    """Rows of what stands together around `t`: pairs of neighbours, and the last office before and first after."""
    stem, kind, group = 0, 2, 3
    here_stem, here, here_group = (
        np.int64(keys[ids[t], stem]),
        np.int64(keys[ids[t], kind]),
        np.int64(keys[ids[t], group]),
    )
    before, after = at(ids, t - 1, first, last, keys, kind), at(ids, t + 1, first, last, keys, kind)
    out[0] = two(at(ids, t - 1, first, last, keys, stem), here, 3, shift)
    out[1] = two(before, here, 5, shift)
    out[2] = two(before, here_stem, 7, shift)
    out[3] = two(here, at(ids, t + 1, first, last, keys, stem), 11, shift)
    out[4] = two(here, after, 13, shift)
    out[5] = two(here_stem, after, 17, shift)
    out[6] = two(at(ids, t - 1, first, last, keys, stem), here_stem, 19, shift)
    out[7] = two((before * 31 + here) & 0xFFFFFFFF, after, 23, shift)
    groups = (
        at(ids, t - 2, first, last, keys, group) * 31 + at(ids, t - 1, first, last, keys, group)
    ) & 0xFFFFFFFF
    out[8] = two(groups, here_group, 29, shift)
    groups = (
        at(ids, t + 2, first, last, keys, group) * 31 + at(ids, t + 1, first, last, keys, group)
    ) & 0xFFFFFFFF
    out[9] = two(groups, here_group, 31, shift)
    out[10] = two(at(ids, t - 2, first, last, keys, stem), here, 37, shift)
    for side in range(2):
        topic: Int = 0
        distance = 0
        step = 1 if side else -1
        other = t + step
        while first <= other < last and distance < REACH:
            seen = topics[ids[other]]
            if seen == STOP:
                break
            distance += 3 if seen == DOT else 1
            if seen != DOT and seen:
                topic = np.int64(seen)
                break
            other += step
        out[11 + side] = row(topic, 40 + side, shift)


@compiled
def rows(ids: Ints, t: Int, first: Int, last: Int, features: Hashes, counts: Ints, keys: Hashes, topics: Bytes,
         shift: Int, out: Ints) -> int:  # fmt: skip
    """All rows that judge the word at `t` of the line first..last-1; returns how many."""
    total = 0
    for offset in range(5):
        other = t + offset - 2
        if other < first or other >= last:
            out[total] = row(12345 + (other < first), offset, shift)
            total += 1
            continue
        word = ids[other]
        count = counts[word] if 0 < offset < 4 else min(counts[word], 4)
        for f in range(count):
            out[total] = row(np.int64(features[word, f]), offset, shift)
            total += 1
    joint(ids, t, first, last, keys, topics, shift, out[total:])
    return total + 13


@compiled
def remember(fresh: Longs, features: Hashes, counts: Ints, shift: Int, weights: npt.NDArray[np.int8],
             kept: npt.NDArray[np.int16]) -> None:  # fmt: skip
    """Sum the rows of the words numbered in `fresh` for each of the five places; `features` and `counts` run beside
    `fresh`."""
    width = kept.shape[2]
    for i in range(fresh.size):
        word = fresh[i]
        for offset in range(5):
            for k in range(width):
                kept[word, offset, k] = 0
            count = counts[i] if 0 < offset < 4 else min(counts[i], 4)
            for f in range(count):
                here = row(np.int64(features[i, f]), offset, shift)
                for k in range(width):
                    kept[word, offset, k] += weights[here, k]


@compiled
def judge(ids: Ints, firsts: Longs, lasts: Longs, keys: Hashes, topics: Bytes,  # noqa: C901
          kept: npt.NDArray[np.int16], shift: Int, weights: npt.NDArray[np.int8], moves: Ints, labels: Bytes,
          margins: Ints) -> None:  # fmt: skip
    """The best label of every word of the lines firsts[i]..lasts[i]-1, and by how much the best path with a find here
    beats the best path without. `moves` (labels + 1, labels) are scores of steps, the last row starts."""
    width = moves.shape[1]
    beside = np.zeros(13, np.int32)
    for line in range(firsts.size):
        first, last = firsts[line], lasts[line]
        size = last - first
        if size <= 0:
            continue
        score = np.zeros((size, width), np.int32)
        for t in range(first, last):
            for offset in range(5):
                other = t + offset - 2
                if other < first or other >= last:
                    edge = row(12345 + (other < first), offset, shift)
                    for k in range(width):
                        score[t - first, k] += weights[edge, k]
                else:
                    for k in range(width):
                        score[t - first, k] += kept[ids[other], offset, k]
            joint(ids, t, first, last, keys, topics, shift, beside)
            for i in range(13):
                for k in range(width):
                    score[t - first, k] += weights[beside[i], k]
        fore, back = np.zeros((size, width), np.int32), np.zeros((size, width), np.int32)
        for k in range(width):
            fore[0, k] = score[0, k] + moves[width, k]
        for t in range(1, size):
            for k in range(width):
                top = -(1 << 30)
                for j in range(width):
                    top = max(top, fore[t - 1, j] + moves[j, k])
                fore[t, k] = top + score[t, k]
        for t in range(size - 2, -1, -1):
            for j in range(width):
                top = -(1 << 30)
                for k in range(width):
                    top = max(top, moves[j, k] + score[t + 1, k] + back[t + 1, k])
                back[t, j] = top
        for t in range(size):
            best = 1
            for k in range(2, width):
                if fore[t, k] + back[t, k] > fore[t, best] + back[t, best]:
                    best = k
            margin = fore[t, best] + back[t, best] - fore[t, 0] - back[t, 0]
            margins[first + t] = margin
            labels[first + t] = best


@compiled
def company(ids: Ints, low: Int, high: Int, first: Int, last: Int, keys: Hashes, topics: Bytes, shift: Int,
            out: Ints) -> int:  # fmt: skip
    """Rows of the words around the name low..high-1 of the line first..last-1, by side and distance, and of its own
    look: what tells an official from anybody else. Returns how many."""
    out[0] = row(1, 99, shift)
    total = 1
    for t in range(low, high):
        out[total] = row(np.int64(keys[ids[t], 2]), 90, shift)
        total += 1
    near = np.zeros(2, np.int64)
    for side in range(2):
        step, stops = (1, 0) if side else (-1, 0)
        t, reach = (high, min(last, high + AFTER)) if side else (low - 1, max(first, low - BEFORE) - 1)
        distance = 0
        while t != reach:
            stem, topic = np.int64(keys[ids[t], 0]), np.int64(topics[ids[t]])
            distance += 1
            if topic >= DOT:
                stops += 1 if topic == STOP or distance > 1 else 0
            elif topic and near[side] == 0 and stops == 0:
                near[side] = topic * 4 + min(distance, 3)
            place = min(distance, 4) + (1 if distance > 6 else 0) + 10 * side + 20 * min(stops, 2)
            out[total] = row(stem, 200 + place, shift)
            out[total + 1] = row(stem, 190 + side + 2 * min(stops, 1), shift)
            out[total + 2] = row(stem, 189, shift)
            out[total + 3] = row(topic, 100 + place, shift)
            out[total + 4] = row(topic, 188, shift)
            total += 5
            t += step
    out[total] = row(high - low, 91, shift)
    out[total + 1] = row(near[0], 92, shift)
    out[total + 2] = row(near[1], 93, shift)
    out[total + 3] = row(near[0] * 64 + near[1], 94, shift)
    out[total + 4] = two(near[0] >> 2, np.int64(keys[ids[low], 2]), 95, shift)
    return total + 5


@compiled
def lean(ids: Ints, low: Int, high: Int, first: Int, last: Int, keys: Hashes, topics: Bytes, shift: Int,
         weights: npt.NDArray[np.int8], column: Int) -> Int:  # fmt: skip
    """How much the company of a name speaks for an office (> 0) or against."""
    out = np.zeros(5 * (BEFORE + AFTER) + high - low + 8, np.int32)
    many = company(ids, low, high, first, last, keys, topics, shift, out)
    total: Int = 0
    for i in range(many):
        total += np.int64(weights[out[i], column])
    return total

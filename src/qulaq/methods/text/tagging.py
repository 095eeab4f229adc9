"""The entity tagger's kernel: hashed features around each word, a linear chain over them, the best path.

Training is a conditional random field by AdaGrad (Lafferty, McCallum & Pereira 2001; Duchi et al. 2011); tagging is
Viterbi over int32 sums. The features of a word depend on the word alone, so its part of the score for each of five
positions around it is summed once and kept.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from qulaq.methods.text.jit import compiled

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Hashes = npt.NDArray[np.uint32]
Int = Any  # an integer of the machine's choosing: the compiler infers its width

OFFSETS = 5  # positions -2 … +2
NEAR = 4  # features of a word that are also looked at two positions away


@compiled
def slot(feature: Int, offset: Int, shift: Int) -> Int:
    """The row of one feature of the word at `offset` (0 … 4) from the position judged."""
    h = ((feature ^ ((offset + 1) * 0x9E3779B1)) * 0x85EBCA6B) & 0xFFFFFFFF
    h ^= h >> 13
    h = (h * 0xC2B2AE35) & 0xFFFFFFFF
    return h >> shift


@compiled
def pair(left: Int, right: Int, seed: Int, shift: Int) -> Int:
    """The row of two features of neighbouring words together."""
    h = (((left ^ seed) * 0x85EBCA6B) & 0xFFFFFFFF) ^ right
    h = (h * 0xC2B2AE35) & 0xFFFFFFFF
    h ^= h >> 15
    h = (h * 0x27D4EB2F) & 0xFFFFFFFF
    return h >> shift


@compiled
def gather(
    ids: Ints, first: int, last: int, features: Hashes, counts: Ints, shift: int, rows: Ints, edges: Ints
) -> None:
    """All feature rows of the tokens first..last-1 of one sentence: rows[edges[t]:edges[t+1]]."""
    total = 0
    for t in range(first, last):
        edges[t - first] = total
        for offset in range(5):
            other = t + offset - 2
            if other < first or other >= last:
                rows[total] = slot(12345 + (other < first), offset, shift)
                total += 1
                continue
            word = ids[other]
            count = counts[word] if 0 < offset < 4 else min(counts[word], 4)
            for f in range(count):
                rows[total] = slot(np.int64(features[word, f]), offset, shift)
                total += 1
        here = ids[t]
        if t > first:
            before = ids[t - 1]
            rows[total] = pair(np.int64(features[before, 0]), np.int64(features[here, 0]), 7, shift)
            rows[total + 1] = pair(np.int64(features[before, 2]), np.int64(features[here, 2]), 11, shift)
            rows[total + 2] = pair(np.int64(features[before, 0]), np.int64(features[here, 2]), 17, shift)
            total += 3
        if t + 1 < last:
            after = ids[t + 1]
            rows[total] = pair(np.int64(features[here, 0]), np.int64(features[after, 0]), 13, shift)
            rows[total + 1] = pair(np.int64(features[here, 2]), np.int64(features[after, 2]), 19, shift)
            rows[total + 2] = pair(np.int64(features[here, 2]), np.int64(features[after, 0]), 23, shift)
            total += 3
    edges[last - first] = total


@compiled
def train_pass(ids: Ints, firsts: npt.NDArray[np.int64], labels: Ints, order: npt.NDArray[np.int64], features: Hashes,  # noqa: C901
               counts: Ints, shift: int, weights: Floats, squares: Floats, moves: Floats, move_squares: Floats,
               rate: float, decay: float, drop: float, seed: int) -> float:  # fmt: skip
    """One pass of AdaGrad over sentences, each feature left out with chance `drop` (so that no single word decides);
    returns the mean negative log-likelihood of a token."""
    width = weights.shape[1]
    rows = np.zeros(4096 * 110, np.int32)
    edges = np.zeros(4097, np.int32)
    loss, seen = 0.0, 0
    np.random.seed(seed)
    for sentence in order:
        first, last = firsts[sentence], firsts[sentence + 1]
        size = min(last - first, 4096)
        if size == 0:
            continue
        gather(ids, first, first + size, features, counts, shift, rows, edges)
        if drop > 0:
            total, low = 0, 0
            for t in range(size):
                high = edges[t + 1]
                edges[t] = total
                for i in range(low, high):
                    if np.random.random() >= drop:
                        rows[total] = rows[i]
                        total += 1
                low = high
            edges[size] = total
        score = np.zeros((size, width))
        for t in range(size):
            for i in range(edges[t], edges[t + 1]):
                for k in range(width):
                    score[t, k] += weights[rows[i], k]
        # forward and backward in probability space, rescaled at each token
        forward, backward = np.zeros((size, width)), np.ones((size, width))
        power = np.exp(moves.astype(np.float64))
        emit = np.zeros((size, width))
        for t in range(size):
            top = score[t].max()
            for k in range(width):
                emit[t, k] = np.exp(score[t, k] - top)
        for k in range(width):
            forward[0, k] = emit[0, k] * power[width, k]
        forward[0] /= forward[0].sum()
        for t in range(1, size):
            for j in range(width):
                value = forward[t - 1, j]
                if value > 1e-12:
                    for k in range(width):
                        forward[t, k] += value * power[j, k]
            for k in range(width):
                forward[t, k] *= emit[t, k]
            forward[t] /= forward[t].sum()
        for t in range(size - 2, -1, -1):
            for j in range(width):
                inner = 0.0
                for k in range(width):
                    inner += power[j, k] * emit[t + 1, k] * backward[t + 1, k]
                backward[t, j] = inner
            backward[t] /= backward[t].sum()
        gradient = np.zeros(width)
        for t in range(size):
            whole = 0.0
            for k in range(width):
                gradient[k] = forward[t, k] * backward[t, k]
                whole += gradient[k]
            for k in range(width):
                gradient[k] /= whole
            right = labels[first + t]
            loss -= np.log(max(gradient[right], 1e-12))
            seen += 1
            gradient[right] -= 1.0
            length = 0.0
            for k in range(width):
                length += gradient[k] * gradient[k]
            if length < 1e-6:
                continue
            for i in range(edges[t], edges[t + 1]):
                row = rows[i]
                squares[row] += np.float32(length)
                step = rate / np.sqrt(squares[row] + 1e-6)
                for k in range(width):
                    weights[row, k] -= np.float32(step * (gradient[k] + decay * weights[row, k]))
        # transitions: expected minus seen
        change = np.zeros((width + 1, width))
        for k in range(width):
            change[width, k] += forward[0, k] * backward[0, k]
        change[width] /= change[width].sum()
        change[width, labels[first]] -= 1
        joint = np.zeros((width, width))
        for t in range(1, size):
            whole = 0.0
            for j in range(width):
                for k in range(width):
                    joint[j, k] = forward[t - 1, j] * power[j, k] * emit[t, k] * backward[t, k]
                    whole += joint[j, k]
            for j in range(width):
                for k in range(width):
                    change[j, k] += joint[j, k] / whole
            change[labels[first + t - 1], labels[first + t]] -= 1
        for j in range(width + 1):
            for k in range(width):
                g = np.float32(change[j, k])
                if g != 0:
                    move_squares[j, k] += g * g
                    moves[j, k] -= np.float32(rate) * g / np.sqrt(move_squares[j, k] + np.float32(1e-6))
    return loss / max(seen, 1)


@compiled
def remember(low: int, high: int, features: Hashes, counts: Ints, shift: int, weights: npt.NDArray[np.int8],
             kept: npt.NDArray[np.int16]) -> None:  # fmt: skip
    """Sum the rows of the words low..high-1 for each of the five positions."""
    width = weights.shape[1]
    for word in range(low, high):
        for offset in range(5):
            for k in range(width):
                kept[word, offset, k] = 0
            count = counts[word] if 0 < offset < 4 else min(counts[word], 4)
            for f in range(count):
                row = slot(np.int64(features[word, f]), offset, shift)
                for k in range(width):
                    kept[word, offset, k] += weights[row, k]


@compiled
def tag(ids: Ints, firsts: npt.NDArray[np.int64], features: Hashes, kept: npt.NDArray[np.int16], shift: int,  # noqa: C901
        weights: npt.NDArray[np.int8], moves: Ints, out: Ints) -> None:  # fmt: skip
    """Best label of every token; `moves` (labels + 1, labels) are transition scores, the last row starts."""
    width = weights.shape[1]
    best, trial, score = np.zeros(width, np.int32), np.zeros(width, np.int32), np.zeros(width, np.int32)
    for sentence in range(firsts.size - 1):
        first, last = firsts[sentence], firsts[sentence + 1]
        size = last - first
        if size == 0:
            continue
        back = np.zeros((size, width), np.int8)
        for t in range(first, last):
            score[:] = 0
            for offset in range(5):
                other = t + offset - 2
                if other < first or other >= last:
                    row = slot(12345 + (other < first), offset, shift)
                    for k in range(width):
                        score[k] += weights[row, k]
                else:
                    word = ids[other]
                    for k in range(width):
                        score[k] += kept[word, offset, k]
            here = ids[t]
            for side in range(2):
                other = t - 1 if side == 0 else t + 1
                if other < first or other >= last:
                    continue
                a, b = (ids[other], here) if side == 0 else (here, ids[other])
                one = pair(np.int64(features[a, 0]), np.int64(features[b, 0]), 7 if side == 0 else 13, shift)
                two = pair(np.int64(features[a, 2]), np.int64(features[b, 2]), 11 if side == 0 else 19, shift)
                if side == 0:
                    three = pair(np.int64(features[a, 0]), np.int64(features[b, 2]), 17, shift)
                else:
                    three = pair(np.int64(features[a, 2]), np.int64(features[b, 0]), 23, shift)
                for k in range(width):
                    score[k] += (
                        np.int32(weights[one, k]) + np.int32(weights[two, k]) + np.int32(weights[three, k])
                    )
            if t == first:
                for k in range(width):
                    best[k] = score[k] + moves[width, k]
                continue
            for k in range(width):
                trial[k] = -(1 << 30)
            for j in range(width):
                for k in range(width):
                    value = best[j] + moves[j, k]
                    if value > trial[k]:
                        trial[k] = value
                        back[t - first, k] = j
            for k in range(width):
                best[k] = trial[k] + score[k]
        state = 0
        for k in range(width):
            if best[k] > best[state]:
                state = k
        for t in range(size - 1, -1, -1):
            out[first + t] = state
            state = back[t, state]

"""The summing kernel: words' int8 rows become vectors, vectors become scores of messages, and a survey of each message.

Integers only: the same text gives the same scores on every machine, warm or cold.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from qulaq.methods.text.jit import compiled
from qulaq.methods.text.kernel import Bytes, Ints, pair_hash, word_features


@compiled
def fill_rows(
    pool: Bytes,
    begins: npt.NDArray[np.int64],
    what_of: Bytes,
    low: int,
    high: int,
    sizes: Ints,
    one: npt.NDArray[np.uint32],
    two: npt.NDArray[np.uint32],
    vectors: Ints,
    weights: tuple[Any, ...],
    shifts: tuple[Any, ...],
    scratch: tuple[Any, ...],
    hashes: npt.NDArray[np.uint32],
    tables: tuple[Any, ...],
) -> None:
    """Sum the rows of every weight matrix for the words numbered low..high-1, side by side in `vectors`."""
    for word in range(low, high):
        count, a, b = word_features(
            pool, begins[word], begins[word + 1], what_of[word], scratch, hashes, tables
        )
        sizes[word] = count
        one[word] = a
        two[word] = b
        column = 0
        for number in range(len(weights)):
            matrix, shift = weights[number], shifts[number]
            width = matrix.shape[1]
            for j in range(width):
                vectors[word, column + j] = 0
            for i in range(count):
                row = hashes[i] >> shift
                for j in range(width):
                    vectors[word, column + j] += matrix[row, j]
            column += width


@compiled
def add_up(ids: Ints, firsts: npt.NDArray[np.int64], what_of: Bytes, sizes: Ints, one: npt.NDArray[np.uint32],
           two: npt.NDArray[np.uint32], vectors: Ints, weights: tuple[Any, ...], shifts: tuple[Any, ...], scores: Ints,
           totals: Ints) -> None:  # fmt: skip
    """Sum words and word pairs of every message: scores[message, all columns], totals[message] = features."""
    whole = vectors.shape[1]
    for message in range(firsts.size - 1):
        total = 0
        left = -1
        for t in range(firsts[message], firsts[message + 1]):
            word = ids[t]
            total += sizes[word]
            for j in range(whole):
                scores[message, j] += vectors[word, j]
            if what_of[word] == 4:
                continue
            if left >= 0:
                a = pair_hash(np.int64(one[left]), np.int64(one[word]), 101)
                b = pair_hash(np.int64(two[left]), np.int64(two[word]), 103)
                column = 0
                for number in range(len(weights)):
                    matrix, shift = weights[number], shifts[number]
                    width = matrix.shape[1]
                    for j in range(width):
                        scores[message, column + j] += np.int32(matrix[a >> shift, j]) + np.int32(
                            matrix[b >> shift, j]
                        )
                    column += width
                total += 2
            left = word
        totals[message] = total


@compiled
def survey(ids: Ints, firsts: npt.NDArray[np.int64], marks: npt.NDArray[np.uint32], latin: Ints, cyrillic: Ints,
           langs: npt.NDArray[np.float32], switch: float, out_marks: npt.NDArray[np.uint32], out_letters: Ints,
           out_langs: Ints) -> None:  # fmt: skip
    """Per message: OR of the words' marks, letters by script, and letters of each language by a Viterbi path.

    `langs` holds log probabilities of three languages for every word (0, 0, 0 where a word tells nothing); changing
    the language between words costs `switch`. out_langs[message] = words of kk, ru, en on the best path.
    """
    best = np.zeros(3, np.float32)
    trial = np.zeros(3, np.float32)
    for message in range(firsts.size - 1):
        first, last = firsts[message], firsts[message + 1]
        count = last - first
        back = np.zeros((count, 3), np.int8)
        best[:] = 0
        for t in range(count):
            word = ids[first + t]
            out_marks[message] |= marks[word]
            out_letters[message, 0] += latin[word]
            out_letters[message, 1] += cyrillic[word]
            for k in range(3):
                top, chosen = best[k], k
                for j in range(3):
                    if j != k and best[j] - switch > top:
                        top, chosen = best[j] - switch, j
                back[t, k] = chosen
                trial[k] = top + langs[word, k]
            best[:] = trial
        state = 0
        for k in range(3):
            if best[k] > best[state]:
                state = k
        for t in range(count - 1, -1, -1):
            word = ids[first + t]
            if langs[word, 0] != 0 or langs[word, 1] != 0:
                out_langs[message, state] += 1
            state = back[t, state]

"""The entity tagger's kernel: what is known of each word and its neighbours, a linear chain over it, the best path.

A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001), trained in tools/train_text/chain.py.
Features are 32-bit keys; those that training kept stand in a sorted table, the others weigh nothing, so that no rare
word shares a row with another. A word's single features depend on the word alone: their sums for five positions are
kept.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from qulaq.methods.text.jit import compiled

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint32]
Int = Any  # an integer of the machine's choosing: the compiler infers its width

OFFSETS = 5  # positions -2 … +2
BUCKETS = 18  # leading bits of a key that say where to look for it
BEFORE, AFTER = 1, 2  # what stands for a word outside the sentence; also its number among the kept sums
KEY = 4  # bytes of a feature's key before its row of weights
REACH, BACK = 7, 5  # how far to the right a head noun, to the left a capital is looked for
AROUND = 9  # columns of `context` and `amount_context`
LONG = 10  # words in an amount such as «елу үш мың бес жүз отыз теңге»


@compiled
def mix(h: Int, value: Int) -> Int:
    """One more 32-bit value into a 32-bit hash."""
    h = ((h ^ value) * 0x85EBCA6B) & 0xFFFFFFFF
    h ^= h >> 13
    h = (h * 0xC2B2AE35) & 0xFFFFFFFF
    return h ^ (h >> 16)


@compiled
def find(key: Int, begins: Ints, keys: Hashes) -> Int:
    """The row of a feature, -1 for one that training did not keep."""
    bucket = key >> 14
    for i in range(begins[bucket], begins[bucket + 1]):
        if keys[i] == key:
            return i
    return -1


def bucket_starts(keys: Hashes) -> Ints:
    """Where the keys with each leading `BUCKETS` bits begin in the sorted table."""
    edges = np.arange((1 << BUCKETS) + 1, dtype=np.int64) << (32 - BUCKETS)
    return np.searchsorted(keys.astype(np.int64), edges).astype(np.int32)


@compiled
def single_key(template: Int, value: Int) -> Int:
    """The key of one column of one word at one offset."""
    return mix(template * 0x9E3779B1 & 0xFFFFFFFF, value)


@compiled
def context(ids: Ints, first: int, last: int, columns: Hashes, signs: npt.NDArray[np.uint8],  # noqa: C901
            reads: tuple[int, int, int, int, int], out: Longs) -> None:  # fmt: skip
    """Fill out[t] (0: nothing) with the next head noun and the last capital, neither beyond a comma or full stop.

    0: class of the head, distance up to five, kind of the word; 1: stem of the head and whether the word has a capital;
    2: class of the head, kinds of the word and the one before, whether a capital lies between; 3: this and the next
    head; 4: stem of the last word with a capital; 5: how far back it stands, kind and case of the word.
    """
    head, stem, kind, kind_case, amount = reads
    amount_context(ids, first, last, columns, signs, stem, amount, out)
    for t in range(first, last):
        for i in range(6):
            out[t - first, i] = 0
        for other in range(t - 1, max(t - BACK, first) - 1, -1):
            if signs[ids[other]] & 1:
                break
            if signs[ids[other]] & 2:
                out[t - first, 4] = np.int64(columns[ids[other], stem])
                out[t - first, 5] = mix(t - other, np.int64(columns[ids[t], kind_case]))
                break
        here = np.int64(columns[ids[t], kind])
        found, capitals = np.int64(0), 0
        for other in range(t + 1, min(t + REACH + 1, last)):
            word = ids[other]
            if signs[word] & 1:
                break
            of = np.int64(columns[word, head])
            if of != 0 and found != 0:
                out[t - first, 3] = mix(mix(found, of), here)
                break
            if of != 0:
                found = of
                before = np.int64(columns[ids[t - 1], kind]) if t > first else np.int64(0)
                out[t - first, 0] = mix(mix(of, min(other - t, 5)), here)
                out[t - first, 1] = mix(np.int64(columns[word, stem]), signs[ids[t]] & 2)
                out[t - first, 2] = mix(mix(mix(of, here), before), 1 if capitals > 0 else 0)
            if signs[word] & 2:
                capitals += 1


@compiled
def amount_context(ids: Ints, first: int, last: int, columns: Hashes, signs: npt.NDArray[np.uint8],
                   stem: int, amount: int, out: Longs) -> None:  # fmt: skip
    """Fill out[t, 6..8] of every number with what the run of numbers around it counts (a comma may lie inside).

    6: stem of the word after the run; 7: its class of amounts and that of the number; 8: stem of the word before it.
    """
    for t in range(first, last):
        for i in range(6, AROUND):
            out[t - first, i] = 0
        if not signs[ids[t]] & 4:
            continue
        after = t + 1
        while after < min(t + LONG, last) and (
            signs[ids[after]] & 4
            or (signs[ids[after]] & 1 and after + 1 < last and signs[ids[after + 1]] & 4)
        ):
            after += 1
        if after < last:
            out[t - first, 6] = np.int64(columns[ids[after], stem])
            out[t - first, 7] = mix(np.int64(columns[ids[after], amount]), np.int64(columns[ids[t], amount]))
        before = t - 1
        while before >= max(t - LONG, first) and (
            signs[ids[before]] & 4
            or (signs[ids[before]] & 1 and before > first and signs[ids[before - 1]] & 4)
        ):
            before -= 1
        out[t - first, 8] = np.int64(columns[ids[before], stem]) if before >= first else np.int64(1)


@compiled
def joint_key(template: Int, t: int, first: int, last: int, ids: Ints, columns: Hashes, around: Longs,
              joints: Ints) -> Int:  # fmt: skip
    """The key of a joint template at position t, -1 where one of its parts says nothing."""
    h = (template + 1000) * 0x9E3779B1 & 0xFFFFFFFF
    width = columns.shape[1]
    for part in range(joints[template, 0]):
        column = joints[template, 1 + 2 * part]
        other = t + joints[template, 2 + 2 * part]
        value = np.int64(0)
        if other < first:
            value = np.int64(1)
        elif other >= last:
            value = np.int64(2)
        elif column < width:
            value = np.int64(columns[ids[other], column])
        else:
            value = around[other - first, column - width]
        if value == 0:
            return -1
        h = mix(h, value)
    return h


@compiled
def remember(low: int, high: int, columns: Hashes, singles: Ints, begins: Ints, keys: Hashes,
             weights: npt.NDArray[np.int8], width: int, kept: npt.NDArray[np.int16]) -> None:  # fmt: skip
    """Sum the rows of the words low..high-1 for each of the five positions."""
    for word in range(low, high):
        kept[word, :, :] = 0
        for template in range(singles.shape[0]):
            value = np.int64(columns[word, singles[template, 0]])
            if value == 0:
                continue
            row = find(single_key(template, value), begins, keys)
            if row >= 0:
                offset, at = singles[template, 1], row * (width + 4) + 4
                for k in range(width):
                    kept[word, offset, k] += weights[at + k]


@compiled
def tag(ids: Ints, firsts: Longs, columns: Hashes, signs: npt.NDArray[np.uint8], kept: npt.NDArray[np.int16],  # noqa: C901
        outside: npt.NDArray[np.int16], joints: Ints, reads: tuple[int, int, int, int, int], begins: Ints, keys: Hashes,
        weights: npt.NDArray[np.int8], moves: Ints, limits: tuple[Ints, Ints, Ints], out: Ints) -> None:  # fmt: skip
    """Best label of every token.

    `kept` (words, 5, labels) and `outside` (2, 5, labels: before, after the sentence) are sums of single features;
    `moves` (labels + 1, labels) are transition scores, the last row starts; `limits` are their `bounds`. A row of
    `weights` is KEY bytes and a weight a label.
    """
    width = moves.shape[1]
    best, trial, score = np.zeros(width, np.int32), np.zeros(width, np.int32), np.zeros(width, np.int32)
    longest = 0
    for sentence in range(firsts.size - 1):
        longest = max(longest, firsts[sentence + 1] - firsts[sentence])
    around, back = np.zeros((longest, AROUND), np.int64), np.zeros((longest, width), np.int8)
    for sentence in range(firsts.size - 1):
        first, last = firsts[sentence], firsts[sentence + 1]
        if first == last:
            continue
        context(ids, first, last, columns, signs, reads, around)
        for t in range(first, last):
            for k in range(width):
                score[k] = 0
            for offset in range(5):
                other = t + offset - 2
                if other < first or other >= last:
                    side = 0 if other < first else 1
                    for k in range(width):
                        score[k] += outside[side, offset, k]
                else:
                    word = ids[other]
                    for k in range(width):
                        score[k] += kept[word, offset, k]
            for template in range(joints.shape[0]):
                key = joint_key(template, t, first, last, ids, columns, around, joints)
                row = find(key, begins, keys) if key >= 0 else -1
                if row >= 0:
                    at = row * (width + 4) + 4
                    for k in range(width):
                        score[k] += weights[at + k]
            if t == first:
                for k in range(width):
                    best[k] = score[k] + moves[width, k]
                continue
            step(best, moves, limits[0], limits[1], limits[2], trial, back[t - first])
            for k in range(width):
                best[k] = trial[k] + score[k]
        state = 0
        for k in range(width):
            if best[k] > best[state]:
                state = k
        for t in range(last - 1, first - 1, -1):
            out[t] = state
            state = back[t - first, state]


def bounds(labels: list[str], moves: Ints) -> tuple[Ints, Ints, Ints]:
    """(heads, tops, lows) for `step`: of each I- label the number of its B- label, -1 for other labels; of each label
    the best and the worst move from it to a label that is not an I-."""
    heads = np.array([labels.index("B" + name[1:]) if name[0] == "I" else -1 for name in labels], np.int32)
    free = moves[: len(labels), heads < 0]
    return heads, free.max(axis=1).astype(np.int32), free.min(axis=1).astype(np.int32)


@compiled
def step(best: Ints, moves: Ints, heads: Ints, tops: Ints, lows: Ints, trial: Ints,  # noqa: C901
         back: npt.NDArray[np.int8]) -> None:  # fmt: skip
    """One move of Viterbi: the best score of each label before its own, and the label it comes from.

    Exact, with few trials: a label that even by its best move stays under the leader by its worst is no way to a free
    label; to an I- label lead its own B- and I-, and, since all others pay the same there, the leader.
    """
    width = best.size
    leader = 0
    for k in range(width):
        trial[k] = -(1 << 30)
        if best[k] > best[leader]:
            leader = k
    least = best[leader] + lows[leader]
    for j in range(width):
        if best[j] + tops[j] < least:
            continue
        for k in range(width):
            if heads[k] < 0 and best[j] + moves[j, k] > trial[k]:
                trial[k] = best[j] + moves[j, k]
                back[k] = j
    for k in range(width):
        if heads[k] >= 0:
            for turn in range(3):
                before = leader if turn == 0 else int(heads[k]) if turn == 1 else k
                value = best[before] + moves[before, k]
                if value > trial[k] or (value == trial[k] and before < back[k]):
                    trial[k] = value
                    back[k] = before

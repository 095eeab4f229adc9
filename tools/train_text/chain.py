"""Training of the entity tagger: a linear chain by AdaGrad with a margin, features left out at random, means of runs.

The loss is softmax-margin (Gimpel & Smith 2010): a conditional random field (Lafferty, McCallum & Pereira 2001) whose
wrong labels are helped by what they would cost. AdaGrad (Duchi et al. 2011) with one sum of squares a row; dropping
features (Hinton et al. 2012) keeps any single word from deciding; the weights are the mean over late passes and seeds.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from qulaq.methods.text.jit import compiled
from qulaq.methods.text.tagging import AROUND, context, joint_key, single_key

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
FORBIDDEN = np.float32(-20.0)


@compiled
def keys_of(ids: Ints, firsts: Longs, columns: npt.NDArray[np.uint32], signs: npt.NDArray[np.uint8], singles: Ints,
            joints: Ints, reads: tuple[int, int, int, int, int], out: Longs) -> None:  # fmt: skip
    """out[token, template]: keys of all features, -1 where a template says nothing."""
    around = np.zeros((4096, AROUND), np.int64)
    for sentence in range(firsts.size - 1):
        first, last = firsts[sentence], firsts[sentence + 1]
        context(ids, first, last, columns, signs, reads, around)
        for t in range(first, last):
            for template in range(singles.shape[0]):
                other = t + singles[template, 1] - 2
                value = np.int64(1 if other < first else 2)
                if first <= other < last:
                    value = np.int64(columns[ids[other], singles[template, 0]])
                out[t, template] = single_key(template, value) if value != 0 else -1
            for template in range(joints.shape[0]):
                out[t, singles.shape[0] + template] = joint_key(
                    template, t, first, last, ids, columns, around, joints
                )


@compiled
def scores_of(rows: Ints, drop: float, gold: Ints, cost: Floats, weights: Floats, kept: Ints, sizes: Ints,
              score: Floats) -> None:  # fmt: skip
    """Fill score[t, label] of one sentence from the features that chance leaves in, and remember those in `kept`."""
    width = weights.shape[1]
    for t in range(rows.shape[0]):
        size = 0
        for k in range(width):
            score[t, k] = cost[gold[t], k]
        for i in range(rows.shape[1]):
            row = rows[t, i]
            if row >= 0 and np.random.random() >= drop:
                kept[t, size] = row
                size += 1
                for k in range(width):
                    score[t, k] += weights[row, k]
        sizes[t] = size


@compiled
def normalise(values: Floats) -> None:
    total = np.float32(0)
    for k in range(values.size):
        total += values[k]
    for k in range(values.size):
        values[k] /= total


@compiled
def forward_backward(score: Floats, power: Floats, emit: Floats, forward: Floats,  # noqa: C901
                     backward: Floats) -> None:  # fmt: skip
    """Probabilities up to and after each token, rescaled at each; `power` are exp(moves), the last row starts."""
    size, width = score.shape
    for t in range(size):
        top = score[t].max()
        for k in range(width):
            emit[t, k] = np.exp(score[t, k] - top)
            forward[t, k] = 0
            backward[t, k] = 1
    for k in range(width):
        forward[0, k] = emit[0, k] * power[width, k]
    normalise(forward[0])
    for t in range(1, size):
        for j in range(width):
            value = forward[t - 1, j]
            if value > 1e-9:
                for k in range(width):
                    forward[t, k] += value * power[j, k]
        for k in range(width):
            forward[t, k] *= emit[t, k]
        normalise(forward[t])
    for t in range(size - 2, -1, -1):
        after = emit[t + 1] * backward[t + 1]
        for j in range(width):
            value = np.float32(0)
            for k in range(width):
                value += power[j, k] * after[k]
            backward[t, j] = value
        normalise(backward[t])


@compiled
def expected_moves(emit: Floats, forward: Floats, backward: Floats, power: Floats, change: Floats) -> None:
    """Add the expected number of each move to `change`."""
    size, width = emit.shape
    for t in range(1, size):
        after = emit[t] * backward[t]
        total = np.float32(0)
        for j in range(width):
            if forward[t - 1, j] > 1e-9:
                for k in range(width):
                    total += forward[t - 1, j] * power[j, k] * after[k]
        for j in range(width):
            if forward[t - 1, j] > 1e-9:
                share = forward[t - 1, j] / total
                for k in range(width):
                    change[j, k] += share * power[j, k] * after[k]


@compiled
def train_pass(rows: Ints, firsts: Longs, labels: Ints, order: Longs, weights: Floats, squares: Floats,  # noqa: C901
               moves: Floats, move_squares: Floats, cost: Floats, rate: float, drop: float,
               seed: int) -> float:  # fmt: skip
    """One pass over the sentences of `order`; returns the mean loss of a token."""
    width = weights.shape[1]
    np.random.seed(seed)
    longest = (firsts[1:] - firsts[:-1]).max()
    kept, sizes = np.zeros((longest, rows.shape[1]), np.int32), np.zeros(longest, np.int32)
    whole = np.zeros((4, longest, width), np.float32)
    loss, seen, step_size = 0.0, 0, np.float32(rate)
    for sentence in order:
        first, last = firsts[sentence], firsts[sentence + 1]
        size = last - first
        if size == 0:
            continue
        gold = labels[first:last]
        score, emit, forward, backward = whole[0, :size], whole[1, :size], whole[2, :size], whole[3, :size]
        scores_of(rows[first:last], drop, gold, cost, weights, kept, sizes, score)
        power = np.exp(moves)
        forward_backward(score, power, emit, forward, backward)
        change = np.zeros((width + 1, width), np.float32)
        expected_moves(emit, forward, backward, power, change)
        for t in range(1, size):
            change[gold[t - 1], gold[t]] -= 1
        for t in range(size):
            slope = forward[t] * backward[t]
            normalise(slope)
            loss -= np.log(max(slope[gold[t]], 1e-12))
            seen += 1
            slope[gold[t]] -= 1
            if t == 0:
                change[width] = slope
            length = np.float32(0)
            for k in range(width):
                length += slope[k] * slope[k]
            if length < 1e-6:
                continue
            for i in range(sizes[t]):
                row = kept[t, i]
                squares[row] += length
                step = step_size / np.sqrt(squares[row])
                for k in range(width):
                    weights[row, k] -= step * slope[k]
        for j in range(width + 1):
            for k in range(width):
                if change[j, k] != 0:
                    move_squares[j, k] += change[j, k] * change[j, k]
                    moves[j, k] -= step_size * change[j, k] / np.sqrt(move_squares[j, k])
    return loss / max(seen, 1)


def first_moves(names: list[str]) -> tuple[Floats, Floats]:
    """Scores of moves before training and their squares: an I- label may follow only a label of its own class."""
    width = len(names)
    moves = np.zeros((width + 1, width), np.float32)
    squares = np.full_like(moves, 0.1)
    for k, name in enumerate(names):
        for j, before in enumerate([*names, "O"]):
            if name[0] == "I" and before[1:] != name[1:]:
                moves[j, k], squares[j, k] = FORBIDDEN, 1e9
    return moves, squares


def costs(names: list[str], missed: float, invented: float, confused: float) -> Floats:
    """cost[right, said] of one label: an entity missed, one invented, one label taken for another."""
    out = np.full((len(names), len(names)), confused, np.float32)
    outside = names.index("O")
    out[outside] = invented
    out[:, outside] = missed
    np.fill_diagonal(out, 0)
    return out


def train(rows: Ints, firsts: Longs, labels: Ints, names: list[str], chosen: Longs, count: int, *, cost: Floats,
          passes: int, rate: float, drop: float, seed: int) -> tuple[Floats, Floats]:  # fmt: skip
    """Mean weights (count, labels) and moves of the later half of the passes of one run."""
    weights, squares = np.zeros((count, len(names)), np.float32), np.full(count, 0.1, np.float32)
    moves, move_squares = first_moves(names)
    mean, mean_moves = np.zeros_like(weights), np.zeros_like(moves)
    rng = np.random.default_rng(seed)
    for turn in range(passes):
        order = rng.permutation(chosen)
        train_pass(rows, firsts, labels, order, weights, squares, moves, move_squares, cost,
                   rate / (1 + 0.15 * turn), drop, 100 * seed + turn)  # fmt: skip
        if turn >= passes // 2:
            mean += weights
            mean_moves += moves
    kept = passes - passes // 2
    # At run time no feature is left out: moves must weigh as much beside them.
    mean_moves /= kept * (1 - drop)
    return mean / kept, mean_moves

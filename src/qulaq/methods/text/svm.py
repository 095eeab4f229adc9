"""Large-margin training of the linear tasks: one against the rest, squared hinge loss, dual coordinate descent.

Steadier than stochastic gradients where texts are few and features many. Rare features weigh more (inverse document
frequency), a message is divided by the square root of its number of features, as the engine does at reading time.
Source: Hsieh, Chang, Lin, Keerthi & Sundararajan 2008 (dual coordinate descent for linear SVM).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from qulaq.methods.text.jit import compiled
from qulaq.methods.text.kernel import Ints
from qulaq.methods.text.learn import Features, Floats, Linear

Edges = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]


@compiled
def tally(buckets: Ints, edges: Edges, rows: Ints, counts: Doubles, ends: Edges) -> int:
    """How often each bucket occurs in each message: rows[ends[i]:ends[i+1]] and counts; returns how many pairs."""
    total = 0
    for message in range(edges.size - 1):
        ends[message] = total
        row = np.sort(buckets[edges[message] : edges[message + 1]])
        for at in range(row.size):
            if at > 0 and row[at] == row[at - 1]:
                counts[total - 1] += 1.0
            else:
                rows[total], counts[total] = row[at], 1.0
                total += 1
    ends[edges.size - 1] = total
    return total


@compiled
def descend(rows: Ints, ends: Edges, values: Doubles, signs: Doubles, slack: Doubles, passes: int, seed: int,
            weights: Doubles) -> float:  # fmt: skip
    """Fill `weights` for one class (`signs` are +1 or -1) and return the bias. `slack` is 1 / (2 C) of each message."""
    size = int(ends.size) - 1
    dual, norm = np.zeros(size), np.zeros(size)
    for i in range(size):
        norm[i] = 1.0 + slack[i]
        for j in range(ends[i], ends[i + 1]):
            norm[i] += values[j] * values[j]
    np.random.seed(seed)
    order, bias = np.arange(size), 0.0
    for _ in range(passes):
        np.random.shuffle(order)
        steepest = 0.0
        for one in order:
            score = bias
            for j in range(ends[one], ends[one + 1]):
                score += weights[rows[j]] * values[j]
            slope = signs[one] * score - 1.0 + dual[one] * slack[one]
            if dual[one] == 0.0 and slope >= 0.0:
                continue
            steepest = max(steepest, abs(slope))
            moved = max(dual[one] - slope / norm[one], 0.0)
            step = (moved - dual[one]) * signs[one]
            dual[one] = moved
            for j in range(ends[one], ends[one + 1]):
                weights[rows[j]] += step * values[j]
            bias += step
        if steepest < 0.02:
            break
    return bias


def fit(read: Features, labels: npt.NDArray[np.int32], outputs: int, *, bits: int = 18, hardness: float = 1.0,
        passes: int = 30, cost: Floats | None = None, seed: int = 7) -> Linear:  # fmt: skip
    """Train one task. `labels` are 0..outputs-1 (0/1 when outputs == 1), `cost` weighs messages, `hardness` is C."""
    size = 1 << bits
    buckets = read.buckets(bits)
    rows, counts = np.zeros(buckets.size, np.int32), np.zeros(buckets.size)
    ends = np.zeros(len(read) + 1, np.int64)
    pairs = tally(buckets, read.edges, rows, counts, ends)
    rows, counts = rows[:pairs], counts[:pairs]
    seen = np.bincount(rows, minlength=size)
    rare = np.log((len(read) + 1) / (seen + 1.0))
    rare /= rare[seen > 0].mean()
    owners = np.repeat(np.arange(len(read)), np.diff(ends))
    values = counts * rare[rows] / np.sqrt(np.maximum(np.diff(read.edges), 1))[owners]
    scale = float(np.sqrt(np.mean(np.bincount(owners, values * values, minlength=len(read)))))
    values /= scale
    weighed = np.ones(len(read)) if cost is None else np.maximum(cost.astype(np.float64), 1e-6)
    slack = 0.5 / (hardness * weighed)
    weights, bias = np.zeros((size, outputs), np.float32), np.full(outputs, -1.0, np.float32)
    for k in range(outputs):
        mine = labels == (1 if outputs == 1 else k)
        if mine.any():
            one = np.zeros(size)
            bias[k] = descend(rows, ends, values, np.where(mine, 1.0, -1.0), slack, passes, seed, one)
            weights[:, k] = one * rare / scale
    return Linear(weights, bias, bits)

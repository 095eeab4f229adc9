"""Training of a linear chain by AdaGrad (CRF: Lafferty, McCallum & Pereira 2001; Duchi et al. 2011) on the rows that
`qulaq.methods.text.pii.chain` reads, with features left out at random so that no single word decides."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from qulaq.methods.text.jit import compiled
from qulaq.methods.text.pii.chain import company, rows

Floats = npt.NDArray[np.float32]


@compiled
def train_pass(ids: Any, firsts: Any, lasts: Any, labels: Any, features: Any, counts: Any, keys: Any, topics: Any,  # noqa: C901
               shift: int, weights: Floats, squares: Floats, moves: Floats, move_squares: Floats, rate: float,
               decay: float, drop: float, cost: Floats, seed: int) -> float:  # fmt: skip
    """One pass over the lines firsts[i]..lasts[i]-1 in order; `cost` (labels, labels) is added to wrong labels'
    scores (softmax-margin, Gimpel & Smith 2010). Returns the mean loss of a word."""
    width = moves.shape[1]
    found, edges = np.zeros(2048 * 200, np.int32), np.zeros(2049, np.int64)
    loss, seen = 0.0, 0
    np.random.seed(seed)
    for line in range(firsts.size):
        first = firsts[line]
        size = min(lasts[line] - first, 2048)
        if size == 0:
            continue
        total = 0
        for t in range(size):
            edges[t] = total
            many = rows(
                ids, first + t, first, first + size, features, counts, keys, topics, shift, found[total:]
            )
            low = total
            for i in range(low, low + many):
                if np.random.random() >= drop:
                    found[total] = found[i]
                    total += 1
        edges[size] = total
        score, power = np.zeros((size, width)), np.exp(moves)
        for t in range(size):
            for i in range(edges[t], edges[t + 1]):
                for k in range(width):
                    score[t, k] += weights[found[i], k]
            for k in range(width):
                score[t, k] += cost[labels[first + t], k]
        emit, forward, backward = np.zeros((size, width)), np.zeros((size, width)), np.ones((size, width))
        for t in range(size):
            top = score[t].max()
            for k in range(width):
                emit[t, k] = np.exp(score[t, k] - top)
        for t in range(size):
            whole = 0.0
            for k in range(width):
                value = 0.0
                if t == 0:
                    value = power[width, k]
                else:
                    for j in range(width):
                        value += forward[t - 1, j] * power[j, k]
                forward[t, k] = value * emit[t, k]
                whole += forward[t, k]
            for k in range(width):
                forward[t, k] /= whole
        for t in range(size - 2, -1, -1):
            whole = 0.0
            for j in range(width):
                value = 0.0
                for k in range(width):
                    value += power[j, k] * emit[t + 1, k] * backward[t + 1, k]
                backward[t, j] = value
                whole += value
            for j in range(width):
                backward[t, j] /= whole
        for t in range(size):
            gradient = forward[t] * backward[t]
            gradient /= gradient.sum()
            right = labels[first + t]
            loss -= np.log(max(gradient[right], 1e-12))
            seen += 1
            gradient[right] -= 1.0
            length = (gradient * gradient).sum()
            if length < 1e-6:
                continue
            for i in range(edges[t], edges[t + 1]):
                one = found[i]
                squares[one] += np.float32(length)
                step = rate / np.sqrt(squares[one] + 1e-6)
                for k in range(width):
                    weights[one, k] -= np.float32(step * (gradient[k] + decay * weights[one, k]))
        change = np.zeros((width + 1, width))
        start = forward[0] * backward[0]
        change[width] = start / start.sum()
        change[width, labels[first]] -= 1
        for t in range(1, size):
            joint = np.zeros((width, width))
            for j in range(width):
                for k in range(width):
                    joint[j, k] = forward[t - 1, j] * power[j, k] * emit[t, k] * backward[t, k]
            joint /= joint.sum()
            change[:width] += joint
            change[labels[first + t - 1], labels[first + t]] -= 1
        for j in range(width + 1):
            for k in range(width):
                g = np.float32(change[j, k])
                if g != 0 and move_squares[j, k] < 1e8:
                    move_squares[j, k] += g * g
                    moves[j, k] -= np.float32(rate) * g / np.sqrt(move_squares[j, k] + np.float32(1e-6))
    return loss / max(seen, 1)


@compiled
def lean_pass(ids: Any, spans: Any, right: Any, keys: Any, topics: Any, shift: int, weights: Any, squares: Any,
              rate: float, drop: float, lift: float, seed: int) -> float:  # fmt: skip
    """One pass of logistic regression over names: spans[i] = (low, high, first, last), right[i] = 1 for an official,
    whose loss counts `lift` times."""
    found = np.zeros(4096, np.int32)
    np.random.seed(seed)
    loss = 0.0
    for i in range(right.size):
        low, high, first, last = spans[i]
        many = company(ids, low, high, first, last, keys, topics, shift, found)
        total, score = 0, 0.0
        for f in range(many):
            if np.random.random() >= drop:
                found[total] = found[f]
                score += weights[found[f]]
                total += 1
        p = 1 / (1 + np.exp(-score))
        gradient = (p - right[i]) * (lift if right[i] else 1.0)
        loss -= np.log(max(p if right[i] else 1 - p, 1e-9))
        for f in range(total):
            squares[found[f]] += gradient * gradient
            weights[found[f]] -= rate * gradient / np.sqrt(squares[found[f]] + 1e-6)
    return loss / max(right.size, 1)

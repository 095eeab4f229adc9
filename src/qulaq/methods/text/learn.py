"""Training of the linear tasks: hashed features, AdaGrad, averaged weights, int8 at the end.

A message's features are counted and divided by the square root of their number, exactly as the engine does at reading
time. One task = one softmax (or one sigmoid when it has a single output).
Source: Duchi, Hazan & Singer 2011 (AdaGrad); Wang & Manning 2012 (log-count ratios as feature scales).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qulaq.methods.text import kernel
from qulaq.methods.text.jit import compiled
from qulaq.methods.text.lexicon import Lexicon, block_edges, buffers

Floats = npt.NDArray[np.float32]


@compiled
def collect(
    pool: kernel.Bytes,
    begins: npt.NDArray[np.int64],
    what_of: kernel.Bytes,
    ids: kernel.Ints,
    firsts: npt.NDArray[np.int64],
    scratch: tuple[Any, ...],
    hashes: npt.NDArray[np.uint32],
    tables: tuple[Any, ...],
    out: npt.NDArray[np.uint32],
    ends: npt.NDArray[np.int64],
) -> int:
    """All feature hashes of every message, in a row; with `out` empty it only counts them."""
    total = 0
    for message in range(firsts.size - 1):
        left, left_two = np.int64(-1), np.int64(-1)
        for t in range(firsts[message], firsts[message + 1]):
            word = ids[t]
            count, one, two = kernel.word_features(
                pool, begins[word], begins[word + 1], what_of[word], scratch, hashes, tables
            )
            if out.size:
                for i in range(count):
                    out[total + i] = hashes[i]
            total += count
            if what_of[word] == 4:
                continue
            if left >= 0:
                if out.size:
                    out[total] = kernel.pair_hash(left, np.int64(one), 101)
                    out[total + 1] = kernel.pair_hash(left_two, np.int64(two), 103)
                total += 2
            left, left_two = np.int64(one), np.int64(two)
        ends[message] = total
    return total


@dataclass(slots=True)
class Features:
    """Feature hashes (32 bits) of messages: `hashes[edges[i]:edges[i+1]]`."""

    hashes: npt.NDArray[np.uint32]
    edges: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return self.edges.size - 1

    def only(self, chosen: npt.NDArray[np.int64]) -> Features:
        """The features of some of the messages, in the order of `chosen`."""
        sizes = np.diff(self.edges)[chosen]
        edges = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
        places = np.repeat(self.edges[chosen] - edges[:-1], sizes) + np.arange(edges[-1])
        return Features(self.hashes[places], edges)

    def buckets(self, bits: int) -> npt.NDArray[np.int32]:
        return (self.hashes >> np.uint32(32 - bits)).astype(np.int32)


def features(texts: list[str]) -> Features:
    """Read texts into feature hashes."""
    data, offsets = buffers(texts)
    lexicon = Lexicon(1 << 18)
    scratch = (np.zeros(96, np.int32), np.zeros(96, np.int32))
    room = np.zeros(kernel.FEATURES_PER_WORD, np.uint32)
    parts: list[npt.NDArray[np.uint32]] = []
    edges = [np.zeros(1, np.int64)]
    done = 0
    for low, high in block_edges(offsets):
        if not lexicon.has_room_for(int(offsets[high] - offsets[low])):
            lexicon = Lexicon(max(1 << 18, int(offsets[high] - offsets[low])))
        tokens = lexicon.read(data, offsets[low : high + 1])
        ends = np.zeros(high - low, np.int64)
        fixed = (
            lexicon.pool,
            lexicon.begins,
            lexicon.what,
            tokens.ids,
            tokens.firsts,
            scratch,
            room,
            kernel.TABLES,
        )
        part = np.zeros(collect(*fixed, np.zeros(0, np.uint32), ends), np.uint32)
        collect(*fixed, part, ends)
        parts.append(part)
        edges.append(ends + done)
        done += part.size
    return Features(np.concatenate(parts) if parts else np.zeros(0, np.uint32), np.concatenate(edges))


@compiled
def epoch(buckets: kernel.Ints, edges: npt.NDArray[np.int64], order: npt.NDArray[np.int64], labels: kernel.Ints,  # noqa: C901
          cost: Floats, weights: Floats, squares: Floats, bias: Floats, rate: float, decay: float,
          ratio: Floats) -> float:  # fmt: skip
    """One pass of AdaGrad over softmax (several outputs) or sigmoid (one output); returns the mean loss.

    `squares` holds one accumulator per row, `ratio` one scale per row, `decay` an L2 pull on the rows touched.
    """
    outputs = weights.shape[1]
    scores = np.zeros(outputs, np.float64)
    loss = 0.0
    for position in order:
        low, high = edges[position], edges[position + 1]
        if high == low:
            continue
        norm = 1.0 / np.sqrt(high - low)
        for k in range(outputs):
            scores[k] = bias[k]
        for i in range(low, high):
            row = buckets[i]
            value = np.float32(norm) * ratio[row]
            for k in range(outputs):
                scores[k] += value * weights[row, k]
        label = labels[position]
        if outputs == 1:
            p = 1.0 / (1.0 + np.exp(-scores[0]))
            loss -= np.log(max(p if label == 1 else 1 - p, 1e-12))
            scores[0] = p - label
        else:
            top = scores.max()
            whole = 0.0
            for k in range(outputs):
                scores[k] = np.exp(scores[k] - top)
                whole += scores[k]
            for k in range(outputs):
                scores[k] /= whole
            loss -= np.log(max(scores[label], 1e-12))
            scores[label] -= 1.0
        length = 0.0
        for k in range(outputs):
            scores[k] *= cost[position]
            length += scores[k] * scores[k]
            bias[k] -= 0.02 * rate * scores[k]
        for i in range(low, high):
            row = buckets[i]
            value = norm * ratio[row]
            squares[row] += np.float32(value * value * length)
            step = rate / np.sqrt(squares[row] + 1e-8)
            for k in range(outputs):
                weights[row, k] -= np.float32(step * (value * scores[k] + decay * weights[row, k]))
    return loss / max(order.size, 1)


@compiled
def apply(buckets: kernel.Ints, edges: npt.NDArray[np.int64], weights: Floats, out: Floats) -> None:
    """Scores before bias: sum of rows / sqrt(number of features)."""
    outputs = weights.shape[1]
    for m in range(edges.size - 1):
        low, high = edges[m], edges[m + 1]
        if high == low:
            continue
        for i in range(low, high):
            row = buckets[i]
            for k in range(outputs):
                out[m, k] += weights[row, k]
        for k in range(outputs):
            out[m, k] /= np.sqrt(np.float32(high - low))


@dataclass(slots=True)
class Linear:
    """Trained float weights of one task: (buckets, outputs) and bias (outputs,)."""

    weights: Floats
    bias: Floats
    bits: int

    def scores(self, read: Features) -> Floats:
        out = np.zeros((len(read), self.weights.shape[1]), np.float32)
        apply(read.buckets(self.bits), read.edges, self.weights, out)
        return out + self.bias


def fit(read: Features, labels: npt.NDArray[np.int32], outputs: int, *, bits: int = 18, epochs: int = 6,
        rate: float = 0.5, decay: float = 0.0, cost: Floats | None = None, seed: int = 7,
        ratio: Floats | None = None, chosen: npt.NDArray[np.int64] | None = None) -> Linear:  # fmt: skip
    """Train one task. `labels` are 0..outputs-1 (0/1 when outputs == 1); `cost` weighs messages; the last half of the
    passes is averaged, which steadies the result. `chosen`: positions to learn from (all when None)."""
    size = 1 << bits
    weights, squares = np.zeros((size, outputs), np.float32), np.full(size, 1e-3, np.float32)
    bias = np.zeros(outputs, np.float32)
    cost = np.ones(len(read), np.float32) if cost is None else cost.astype(np.float32)
    ratio = np.ones(size, np.float32) if ratio is None else ratio
    buckets, rng = read.buckets(bits), np.random.default_rng(seed)
    mean_weights, mean_bias, kept = np.zeros_like(weights), np.zeros_like(bias), 0
    for turn in range(epochs):
        order = rng.permutation(np.arange(len(read)) if chosen is None else chosen)
        epoch(buckets, read.edges, order, labels.astype(np.int32), cost, weights, squares, bias,
              rate / (1 + turn * 0.3), decay, ratio)  # fmt: skip
        if turn >= epochs // 2:
            mean_weights += weights
            mean_bias += bias
            kept += 1
    mean_weights *= ratio[:, None] / np.float32(kept)
    return Linear(mean_weights, (mean_bias / np.float32(kept)).astype(np.float32), bits)


@compiled
def apply_rows(
    buckets: kernel.Ints, edges: npt.NDArray[np.int64], weights: npt.NDArray[np.int8], out: kernel.Ints
) -> None:
    """Integer sums of the rows of every message."""
    for m in range(edges.size - 1):
        for i in range(edges[m], edges[m + 1]):
            row = buckets[i]
            for k in range(weights.shape[1]):
                out[m, k] += weights[row, k]

"""Small networks over hashed n-grams: every bucket carries a row of hidden units, a message is the sum of its rows.

The sum, divided by the square root of the number of features, goes through a curve and one layer to five scores.
The first step is linear, so at reading time it is the same integer pass as for the linear tasks.
Sources: Joulin et al. 2017 (bags of n-grams with a hidden layer); Iyyer et al. 2015 (averaging networks, leaving words
out); Cour, Sapp & Taskar 2011 (partial labels); Zhang & Sabuncu 2018 (a loss that bears wrong labels).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qulaq.methods.text import learn
from qulaq.methods.text.jit import compiled
from qulaq.methods.text.model import Task, beyond, quantised

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]

SCORES = 5
#: Features are left out in runs of this many, about one word with both its views.
RUN = 64


@dataclass(frozen=True, slots=True)
class Manner:
    """How one network is trained. `bears`: 0 is cross-entropy; towards 1 a label that the model finds absurd teaches
    less and less. `leave`: the share of runs left out. `plain` is added to every log-count ratio."""

    bears: float
    epochs: int
    leave: float
    curve: str = "relu"
    plain: float = 0.0
    units: int = 7
    rate: float = 0.1
    rate_layer: float = 0.05
    seed: int = 7


@compiled
def gather(buckets: Ints, low: int, high: int, kept: npt.NDArray[np.bool_], first: int, rows: Floats, ratio: Floats,
           hidden: Floats) -> int:  # fmt: skip
    """Sum the scaled rows of the features that were not left out; return their number."""
    units = rows.shape[1]
    count = 0
    hidden[:] = 0
    for i in range(low, high):
        if kept[first + (i - low) // 64]:
            row = buckets[i]
            scale = ratio[row]
            count += 1
            for h in range(units):
                hidden[h] += scale * rows[row, h]
    return count


@compiled
def slope(scores: Floats, allowed: Floats, bears: float) -> None:
    """Replace five scores by the slope of the loss: softmax minus the softmax of the allowed scores alone."""
    top = scores.max()
    whole, right = np.float32(0), np.float32(0)
    for k in range(scores.size):
        scores[k] = np.exp(scores[k] - top)
        whole += scores[k]
        right += scores[k] * allowed[k]
    right = max(right, np.float32(1e-9))
    trust = np.float32((right / whole) ** bears)
    for k in range(scores.size):
        scores[k] = trust * (scores[k] / whole - scores[k] * allowed[k] / right)


@compiled
def epoch(buckets: Ints, edges: Places, order: Places, allowed: Floats, kept: npt.NDArray[np.bool_], runs: Places,  # noqa: C901
          rows: Floats, squares: Floats, bias: Floats, layer: Floats, layer_squares: Floats, after: Floats,
          ratio: Floats, rates: tuple[float, float], bears: float, bent: bool) -> None:  # fmt: skip
    """One pass of AdaGrad over the messages in `order`; `squares` holds one accumulator a row.

    `kept[runs[message] + j]` tells whether run j of a message is read in this pass. `bent` means tanh, else relu.
    """
    units, outputs = layer.shape
    hidden, scores = np.zeros(units, np.float32), np.zeros(outputs, np.float32)
    for message in order:
        low, high = edges[message], edges[message + 1]
        if high == low:
            continue
        count = gather(buckets, low, high, kept, runs[message], rows, ratio, hidden)
        if count == 0:  # a short message is read whole rather than not at all
            kept[runs[message] : runs[message + 1]] = True
            count = gather(buckets, low, high, kept, runs[message], rows, ratio, hidden)
        norm = np.float32(1 / np.sqrt(count))
        scores[:] = after
        for h in range(units):
            hidden[h] = hidden[h] * norm + bias[h]
            hidden[h] = np.tanh(hidden[h]) if bent else max(hidden[h], np.float32(0))
            for k in range(outputs):
                scores[k] += hidden[h] * layer[h, k]
        slope(scores, allowed[message], bears)
        after -= np.float32(0.02 * rates[0]) * scores
        length = np.float32(0)
        for h in range(units):
            back, told = np.float32(0), hidden[h]
            for k in range(outputs):
                back += layer[h, k] * scores[k]
                move = told * scores[k]
                layer_squares[h, k] += move * move
                layer[h, k] -= np.float32(rates[1] * move / np.sqrt(layer_squares[h, k] + 1e-8))
            steep = 1 - told * told if bent else np.float32(told > 0)
            hidden[h] = back * steep
            length += hidden[h] * hidden[h]
        bias -= np.float32(0.02 * rates[0]) * hidden
        for i in range(low, high):
            if kept[runs[message] + (i - low) // 64]:
                row = buckets[i]
                value = norm * ratio[row]
                squares[row] += value * value * length
                step = np.float32(rates[0] * value / np.sqrt(squares[row] + 1e-8))
                for h in range(units):
                    rows[row, h] -= step * hidden[h]


@dataclass(slots=True)
class Net:
    """A trained network as the engine reads it: int8 rows with one scale a unit, then a layer of floats."""

    rows: npt.NDArray[np.int8]
    scale: list[float]
    bias: Floats
    layer: Floats
    after: Floats
    curve: str

    def logits(self, read: learn.Features) -> Floats:
        """(messages, 5) logits, by the engine's own integer sums."""
        sums = np.zeros((len(read), self.rows.shape[1]), np.int32)
        bits = int(self.rows.shape[0]).bit_length() - 1
        learn.apply_rows(read.buckets(bits), read.edges, self.rows, sums)
        root = np.sqrt(np.maximum(np.diff(read.edges), 1)).astype(np.float32)[:, None]
        task = Task(
            "", [], 0, 0, [], [], layer=self.layer.tolist(), after=self.after.tolist(), curve=self.curve
        )
        hidden = sums * np.asarray(self.scale, np.float32) / root + self.bias
        return beyond(task, hidden.astype(np.float32))


def fit(read: learn.Features, allowed: Floats, chosen: Places, ratio: Floats, manner: Manner) -> Net:
    """Train on the messages `chosen`; `allowed` (messages, 5) has a 1 at every score a message may have, `ratio` one
    scale a bucket (a power of two of them). The last half of the passes is averaged."""
    ratio = ratio + np.float32(manner.plain)
    size, units, rng = ratio.size, manner.units, np.random.default_rng(manner.seed)
    rows = rng.normal(0, 0.05, (size, units)).astype(np.float32)
    layer = rng.normal(0, 0.5, (units, SCORES)).astype(np.float32)
    squares, layer_squares = np.full(size, 1e-3, np.float32), np.ones_like(layer)
    parts: list[Any] = [rows, np.zeros(units, np.float32), layer, np.zeros(SCORES, np.float32)]
    means, averaged = [np.zeros_like(part) for part in parts], 0
    buckets = read.buckets(size.bit_length() - 1)
    runs = np.concatenate([[0], np.cumsum(np.diff(read.edges) // RUN + 1)]).astype(np.int64)
    for turn in range(manner.epochs):
        slower = 1 / (1 + turn * 0.3)
        kept = rng.random(int(runs[-1]), np.float32) >= manner.leave
        epoch(buckets, read.edges, rng.permutation(chosen), allowed, kept, runs, rows, squares, parts[1], layer,
              layer_squares, parts[3], ratio, (manner.rate * slower, manner.rate_layer * slower),
              manner.bears, manner.curve == "tanh")  # fmt: skip
        if turn >= manner.epochs // 2:
            averaged += 1
            for mean, part in zip(means, parts, strict=True):
                mean += part
    for mean in means:
        mean /= np.float32(averaged)
    whole, scale = quantised(means[0] * ratio[:, None])
    return Net(whole, scale, means[1], means[2], means[3], manner.curve)

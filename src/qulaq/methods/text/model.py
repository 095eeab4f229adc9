"""Model files: one JSON header and int8 rows, memory-mapped, never pickled.

Layout: `QTM1`, header length (uint32, little endian), header JSON (UTF-8), zero padding to 64 bytes, rows. The header
carries the tasks with their labels, scales and calibration, and the card (data, licences, seed, scores, command).
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from qulaq.kernel.errors import BadInput

MAGIC: Final = b"QTM1"
MODELS: Final = Path(__file__).parent / "models"


@dataclass(slots=True)
class Task:
    """Columns start..stop of a matrix: `score = rows * scale / sqrt(features) + bias`, then softmax of score * sharp.

    A task with one column and two labels is a sigmoid.
    With a `layer` the scores are hidden units: see `beyond`.
    """

    name: str
    labels: list[str]
    start: int
    stop: int
    scale: list[float]
    bias: list[float]
    sharp: float = 1.0
    layer: list[list[float]] = field(default_factory=list)
    after: list[float] = field(default_factory=list)
    curve: str = "relu"
    votes: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Matrix:
    """One weight matrix: (2 ** bits, width) int8, shared by its tasks."""

    name: str
    weights: npt.NDArray[np.int8]
    tasks: list[Task]
    card: dict[str, Any] = field(default_factory=dict)

    @property
    def bits(self) -> int:
        return int(self.weights.shape[0]).bit_length() - 1

    @property
    def shift(self) -> int:
        return 32 - self.bits

    @property
    def width(self) -> int:
        return int(self.weights.shape[1])

    def task(self, name: str) -> Task:
        return next(task for task in self.tasks if task.name == name)

    def save(self, path: Path) -> None:
        header = json.dumps(
            {
                "name": self.name,
                "shape": list(self.weights.shape),
                "tasks": [asdict(task) for task in self.tasks],
                "card": self.card,
            },
            ensure_ascii=False,
            sort_keys=True,
        ).encode()
        start = MAGIC + struct.pack("<I", len(header)) + header
        start += b"\0" * (-len(start) % 64)
        path.write_bytes(start + np.ascontiguousarray(self.weights).tobytes())

    @classmethod
    def load(cls, path: Path) -> Matrix:
        """Map a model file; the operating system shares its pages among processes."""
        try:
            with path.open("rb") as file:
                magic, size = struct.unpack("<4sI", file.read(8))
                if magic != MAGIC:
                    raise BadInput("is not a model of Qulaq", file=str(path))
                header = json.loads(file.read(size))
        except (OSError, struct.error, ValueError) as error:
            if isinstance(error, BadInput):
                raise
            raise BadInput(f"cannot be read as a model: {error}", file=str(path)) from error
        begin = 8 + size + (-(8 + size) % 64)
        shape = tuple(header["shape"])
        if path.stat().st_size != begin + shape[0] * shape[1]:
            raise BadInput("is cut short or too long", file=str(path))
        weights = np.memmap(path, np.int8, "r", offset=begin, shape=shape)
        return cls(header["name"], weights, [Task(**task) for task in header["tasks"]], header["card"])


def quantised(weights: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], list[float]]:
    """int8 rows and one scale a column; the rarest outliers (1 in 10,000 of the rows in use) are clipped."""
    rows = np.zeros(weights.shape, np.int8)
    scales: list[float] = []
    for column in range(weights.shape[1]):
        values = weights[:, column]
        used = np.abs(values[values != 0])
        top = float(np.quantile(used, 0.9999)) if used.size else 1.0
        scale = max(top, 1e-6) / 127
        rows[:, column] = np.clip(np.rint(values / scale), -127, 127)
        scales.append(scale)
    return rows, scales


def log_odds(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """(messages,) log-odds of the scores 4 and 5 against 1 and 2, from five logits a message."""
    return np.logaddexp(scores[:, 3], scores[:, 4]) - np.logaddexp(scores[:, 0], scores[:, 1])


def beyond(task: Task, hidden: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Outputs of hidden units (messages, units): `curve(hidden) @ layer + after`, the curve being relu or tanh.

    With `votes` the outputs are blocks of five, one block a network; each votes with its log-odds, and one column of
    their weighted sum is returned. Units are added in their order, so that a message alone and in a batch are alike.
    """
    out = np.tile(np.asarray(task.after, np.float32), (len(hidden), 1))
    hidden = np.tanh(hidden) if task.curve == "tanh" else np.maximum(hidden, np.float32(0))
    for unit, row in enumerate(np.asarray(task.layer, np.float32)):
        out += hidden[:, unit, None] * row
    if not task.votes:
        return out
    told = np.zeros(len(hidden), np.float32)
    for block, weight in enumerate(task.votes):
        told += np.float32(weight) * log_odds(out[:, 5 * block : 5 * block + 5])
    return told[:, None]


def margins_of(
    task: Task, raw: npt.NDArray[np.int32], counts: npt.NDArray[np.int32]
) -> npt.NDArray[np.float32]:
    """(messages, outputs) scores from integer sums (messages, width of the whole matrix) and feature counts."""
    root = np.sqrt(np.maximum(counts, 1)).astype(np.float32)[:, None]
    sums = raw[:, task.start : task.stop] * np.asarray(task.scale, np.float32) / root
    scores: npt.NDArray[np.float32] = np.asarray(sums + np.asarray(task.bias, np.float32), np.float32)
    return beyond(task, scores) if task.layer else scores


def probabilities(
    task: Task, raw: npt.NDArray[np.int32], counts: npt.NDArray[np.int32]
) -> npt.NDArray[np.float32]:
    """(messages, labels) probabilities from integer sums (messages, width of the whole matrix) and feature counts."""
    return softened(task, margins_of(task, raw, counts))


def softened(task: Task, scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Probabilities (messages, labels) from margins (messages, outputs) by the sharpness of the task."""
    scores = scores * np.float32(task.sharp)
    if scores.shape[1] == 1:
        yes = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        return np.concatenate([1 - yes, yes], axis=1).astype(np.float32)
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    return scores.astype(np.float32, copy=False)

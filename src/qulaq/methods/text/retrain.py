"""`qulaq text train`: one classification task from a table of texts and labels, scored on a time or random split.

The split is by time when the table has a column `time` (the newest 15 % are the test), else random with a fixed seed;
equal texts always lie on one side. The model file is the engine's own format and carries its card.
"""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from qulaq.kernel.errors import BadInput
from qulaq.methods.text import learn, svm
from qulaq.methods.text.model import Matrix, Task, probabilities, quantised
from qulaq.methods.text.scores import accuracy, macro_f1

TEST_SHARE = 0.15
#: What margins of a large-margin model are multiplied by for probabilities, as measured on our own categories.
SHARP = 5.0
#: From this many rows times labels on, gradient steps take the place of the large margin, which would take minutes.
MANY = 300_000


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled text; `time` is an ISO date or moment, "" where unknown."""

    text: str
    label: str
    time: str


def read_rows(path: Path) -> list[Row]:
    """Rows of a CSV (with a header) or JSON Lines file with `text`, `label` and perhaps `time`."""
    try:
        raw = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"cannot be read: {error}", file=str(path)) from error
    rows: list[Row] = []
    if path.suffix.lower() in {".jsonl", ".json", ".ndjson"}:
        for number, line in enumerate(raw.splitlines(), 1):
            if line.strip():
                try:
                    item = json.loads(line)
                except ValueError as error:
                    raise BadInput("is not JSON", file=str(path), line=number) from error
                rows.append(_row(item, path, number))
    else:
        for number, item in enumerate(csv.DictReader(raw.splitlines()), 2):
            rows.append(_row(item, path, number))
    if len(rows) < 20:
        raise BadInput(f"only {len(rows)} rows; at least 20 are needed", file=str(path))
    return rows


def _row(item: Any, path: Path, line: int) -> Row:
    for name in ("text", "label"):
        if not isinstance(item, dict) or item.get(name) in (None, ""):
            raise BadInput("is missing", file=str(path), line=line, field=name)
    return Row(str(item["text"]), str(item["label"]), str(item.get("time") or ""))


def split(rows: list[Row], seed: int) -> tuple[list[int], list[int], str]:
    """(positions to train on, positions to test on, how): test texts never stand in train."""
    order = list(range(len(rows)))
    if all(row.time for row in rows):
        order.sort(key=lambda n: rows[n].time)
        how = "time"
    else:
        random.Random(seed).shuffle(order)  # noqa: S311 - a published seed, not a secret
        how = "random"
    cut = int(len(order) * (1 - TEST_SHARE))
    known = {rows[n].text for n in order[:cut]}
    return order[:cut], [n for n in order[cut:] if rows[n].text not in known], how


def bits_for(labels: int) -> int:
    """Rows of the matrix: fewer for many labels, so that a file stays near 16 MB."""
    return 18 if labels <= 64 else 17 if labels <= 128 else 16


def train(task: str, rows: list[Row], *, seed: int = 7) -> tuple[Matrix, dict[str, Any]]:
    """A matrix of one task and its scores on the held-out rows. Raises BadInput with fewer than two labels."""
    counts = Counter(row.label for row in rows)
    names = sorted(counts, key=lambda name: (-counts[name], name))
    if len(names) < 2:
        raise BadInput("one label only; two are needed", field="label")
    known, test, how = split(rows, seed)
    report: dict[str, Any] = {
        "task": task, "rows": len(rows), "labels": len(names), "split": how, "test_rows": len(test),
    }  # fmt: skip
    read = learn.features([row.text for row in rows])
    place = {name: i for i, name in enumerate(names)}
    truth = np.array([place[row.label] for row in rows], np.int32)
    if test:
        p = predict(
            _fit(task, read, truth, names, seed, np.array(known, np.int64)), [rows[n].text for n in test]
        )
        right, top = truth[test], np.argsort(-p, axis=1)[:, :3]
        report |= {
            "accuracy": round(accuracy(right, top[:, 0]), 4),
            "macro_f1": round(macro_f1(right, top[:, 0]), 4),
            "top3": round(float((top == right[:, None]).any(axis=1).mean()), 4),
        }
    matrix = _fit(task, read, truth, names, seed, None)
    matrix.card = {"seed": seed, "messages": len(rows), "held_out_scores": report}
    return matrix, report


def _fit(
    task: str,
    read: learn.Features,
    truth: npt.NDArray[np.int32],
    names: list[str],
    seed: int,
    chosen: npt.NDArray[np.int64] | None,
) -> Matrix:
    bits = bits_for(len(names))
    if len(read) * len(names) > MANY:
        linear = learn.fit(read, truth, len(names), bits=bits, epochs=3, rate=0.3, seed=seed, chosen=chosen)
    else:
        kept = read if chosen is None else read.only(chosen)
        linear = svm.fit(kept, truth if chosen is None else truth[chosen], len(names), bits=bits, seed=seed)
    weights, scales = quantised(linear.weights)
    made = Task(task, names, 0, len(names), scales, [float(b) for b in linear.bias], SHARP)
    return Matrix(task, weights, [made])


def predict(matrix: Matrix, texts: list[str]) -> learn.Floats:
    """(texts, labels) probabilities of a matrix with one task."""
    read = learn.features(texts)
    raw = np.zeros((len(texts), matrix.width), np.int32)
    learn.apply_rows(read.buckets(matrix.bits), read.edges, matrix.weights.view(np.ndarray), raw)
    return probabilities(matrix.tasks[0], raw, np.diff(read.edges).astype(np.int32))

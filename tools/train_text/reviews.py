"""Training of the two KazSAnDRA tasks: polarity (two classes) and score (1-5).

Both official training files are balanced by undersampling; the two validation files keep the natural mix. Thresholds
are therefore set on natural validation rows that the scoring model has not seen (Yeshpanov & Varol 2024).
"""

from __future__ import annotations

import json
import sys
from zlib import crc32

import numpy as np
import numpy.typing as npt
from corpus import Message

from qulaq.methods.text import learn
from qulaq.methods.text.model import MODELS, Matrix, Task, quantised
from qulaq.methods.text.scores import macro_f1

BITS = 18
PASSES = {"epochs": 8, "rate": 0.1}


def ratios(read: learn.Features, labels: npt.NDArray[np.int32]) -> learn.Floats:
    """|log-count ratio| of every bucket between two halves of the labels (Wang & Manning 2012)."""
    buckets, per = read.buckets(BITS), np.repeat(labels, np.diff(read.edges))
    yes = np.bincount(buckets[per == 1], minlength=1 << BITS) + 1.0
    no = np.bincount(buckets[per == 0], minlength=1 << BITS) + 1.0
    return np.abs(np.log(yes / yes.sum()) - np.log(no / no.sum())).astype(np.float32)


def polarity_model(messages: list[Message]) -> learn.Linear:
    read = learn.features([m.text for m in messages])
    labels = np.array([int(m.labels["polarity"]) for m in messages], np.int32)
    return learn.fit(read, labels, 1, bits=BITS, ratio=ratios(read, labels), **PASSES)


def score_model(messages: list[Message]) -> learn.Linear:
    """Softmax over five scores, every score with the same total weight."""
    read = learn.features([m.text for m in messages])
    labels = np.array([int(m.labels["score5"]) for m in messages], np.int32)
    cost = (len(labels) / 5 / np.bincount(labels, minlength=5))[labels] ** 0.5
    scale = ratios(read, (labels > 2).astype(np.int32)) + np.float32(0.3)
    return learn.fit(read, labels, 5, bits=BITS, ratio=scale, cost=cost.astype(np.float32), **PASSES)


def threshold(scores: learn.Floats, truth: npt.NDArray[np.int32]) -> float:
    """The polarity score from which «positive» gives the best macro-F1, smoothed over its neighbours."""
    steps = np.quantile(scores, np.linspace(0.02, 0.5, 121))
    found = np.array([macro_f1(truth, (scores > t).astype(np.int32)) for t in steps])
    smooth = np.convolve(found, np.ones(9) / 9, "same")[4:-4]
    return float(steps[4 + int(smooth.argmax())])


def tilt(scores: learn.Floats, truth: npt.NDArray[np.int32]) -> learn.Floats:
    """Additive shifts of the five scores that raise macro-F1, by coordinate ascent on a coarse grid."""
    shift = np.zeros(5, np.float32)
    best = macro_f1(truth, scores.argmax(1))
    for step in (0.8, 0.4, 0.2, 0.1):
        for _ in range(3):
            for label in range(5):
                for move in (-step, step):
                    trial = shift.copy()
                    trial[label] += move
                    value = macro_f1(truth, (scores + trial).argmax(1))
                    if value > best + 1e-6:
                        best, shift = value, trial
    return shift


def natural(messages: list[Message], task: str) -> list[Message]:
    name = "pc_valid" if task == "polarity" else "sc_valid"
    return [m for m in messages if m.labels.get("from") == name]


def fold(m: Message) -> int:
    return crc32(m.group.encode()) % 4


def train_reviews(messages: list[Message], final: bool) -> None:
    """Four-fold: score and tune on the natural rows of each fold with a model that has not seen them."""
    report, tuned = {}, {}
    for task, build in (("polarity", polarity_model), ("score5", score_model)):
        known = [m for m in messages if task in m.labels]
        parts = []
        for turn in range(4):
            model = build([m for m in known if fold(m) != turn])
            rows = [m for m in natural(known, task) if fold(m) == turn]
            parts.append((model.scores(learn.features([m.text for m in rows])),
                          np.array([int(m.labels[task]) for m in rows], np.int32)))  # fmt: skip
        values = []
        for turn in range(4):
            others = [p for i, p in enumerate(parts) if i != turn]
            scores, truth = np.concatenate([s for s, _ in others]), np.concatenate([t for _, t in others])
            mine, right = parts[turn]
            if task == "polarity":
                guess = (mine[:, 0] > threshold(scores[:, 0], truth)).astype(np.int32)
            else:
                guess = (mine + tilt(scores, truth)).argmax(1)
            values.append(macro_f1(right, guess))
        scores, truth = np.concatenate([s for s, _ in parts]), np.concatenate([t for _, t in parts])
        tuned[task] = threshold(scores[:, 0], truth) if task == "polarity" else tilt(scores, truth)
        report[task] = {
            "macro_f1": float(np.mean(values)),
            "folds": [round(v, 4) for v in values],
            "rows": len(truth),
        }
        print("reviews", task, json.dumps(report[task]), file=sys.stderr)
    if final:
        write(messages, report, tuned)


def write(messages: list[Message], report: dict[str, object], tuned: dict[str, object]) -> None:
    polarity = polarity_model([m for m in messages if "polarity" in m.labels])
    score = score_model([m for m in messages if "score5" in m.labels])
    one, one_scale = quantised(polarity.weights)
    five, five_scale = quantised(score.weights)
    shift = np.asarray(tuned["score5"])
    tasks = [
        Task(
            "polarity", ["neg", "pos"], 0, 1, one_scale, [float(polarity.bias[0] - float(tuned["polarity"]))]
        ),  # type: ignore[arg-type]
        Task("score5", ["1", "2", "3", "4", "5"], 1, 6, five_scale, [float(b) for b in score.bias + shift]),
    ]
    card = {
        "data": ["KazSAnDRA train and validation files (CC BY 4.0)"],
        "held_out_scores": report,
        "seed": 7,
        "messages": len(messages),
        "command": "python tools/train_text/train.py DATA --only reviews --final",
    }
    Matrix("reviews", np.concatenate([one, five], axis=1), tasks, card).save(MODELS / "reviews.qtm")

"""Scores of classifiers and taggers, defined once for training, benchmark and tests."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Labels = npt.NDArray[np.integer]


def accuracy(truth: Labels, guess: Labels) -> float:
    """Share of equal labels; 0 for nothing."""
    return float((truth == guess).mean()) if truth.size else 0.0


def macro_f1(truth: Labels, guess: Labels) -> float:
    """Unweighted mean of the F1 of every label that occurs in `truth` or `guess`."""
    found = []
    for label in np.union1d(truth, guess):
        hit = int(((truth == label) & (guess == label)).sum())
        found.append(2 * hit / (int((truth == label).sum()) + int((guess == label).sum())))
    return float(np.mean(found)) if found else 0.0


def span_scores(
    truth: Iterable[set[tuple[int, int, str]]], guess: Iterable[set[tuple[int, int, str]]]
) -> dict[str, float]:
    """Exact-match precision, recall and micro-F1 of labelled spans."""
    hit = wanted = given = 0
    for right, said in zip(truth, guess, strict=True):
        hit += len(right & said)
        wanted += len(right)
        given += len(said)
    precision, recall = hit / max(given, 1), hit / max(wanted, 1)
    return {"precision": precision, "recall": recall, "f1": 2 * hit / max(wanted + given, 1)}


def auc(truth: npt.NDArray[np.bool_], score: npt.NDArray[np.floating]) -> float:
    """Area under the ROC curve: the chance that a true case scores above a false one (ties count half)."""
    order = np.argsort(score, kind="stable")
    ranks = np.empty(score.size)
    ranks[order] = np.arange(1, score.size + 1)
    for value in np.unique(score):
        same = score == value
        ranks[same] = ranks[same].mean()
    yes = int(truth.sum())
    no = truth.size - yes
    return float((ranks[truth].sum() - yes * (yes + 1) / 2) / (yes * no)) if yes and no else 0.5

"""From scores to decisions on the natural mix: votes, thresholds, tilts and honest probabilities.

Source: Lipton, Elkan & Naryanaswamy 2014 (thresholds that maximise F1); Guo et al. 2017 (temperature).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize, minimize_scalar

from qulaq.methods.text.scores import macro_f1

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


def votes(odds: Floats) -> Floats:
    """One weight a network, so that the log-odds (messages, networks) of all have one spread."""
    return (1 / odds.std(axis=0)).astype(np.float32)


def threshold(scores: Floats, truth: Ints) -> float:
    """The score above which «positive» gives the best macro-F1, smoothed over its neighbours."""
    steps = np.quantile(scores, np.linspace(0.02, 0.5, 161))
    found = np.array([macro_f1(truth, (scores > t).astype(np.int32)) for t in steps])
    smooth = np.convolve(found, np.ones(13) / 13, "same")[6:-6]
    return float(steps[6 + int(smooth.argmax())])


def sharpness(above: Floats, truth: Ints) -> float:
    """The factor of log-odds that makes the probabilities likeliest while 0 stays 0.5."""
    signed = above * np.where(truth == 1, 1, -1)
    found = minimize_scalar(
        lambda x: float(np.logaddexp(0, -x * signed).mean()), bounds=(0.05, 20), method="bounded"
    )
    return float(found.x)


def softmax(scores: Floats) -> Floats:
    made = np.exp(scores - scores.max(axis=1, keepdims=True))
    return made / made.sum(axis=1, keepdims=True)


def likeliest(scores: Floats, truth: Ints) -> tuple[float, Floats]:
    """(sharpness, shift of every class) that make `scores * sharpness + shift` likeliest on natural rows."""
    classes, right = scores.shape[1], np.eye(scores.shape[1])[truth]

    def loss(given: Floats) -> tuple[float, Floats]:
        p = softmax(scores * np.exp(given[classes]) + given[:classes])
        away = (p - right) / len(truth)
        steep = (away * scores).sum() * np.exp(given[classes])
        return -float(np.log(p[right == 1] + 1e-12).mean()), np.append(away.sum(axis=0), steep)

    found = minimize(loss, np.zeros(classes + 1), jac=True, method="L-BFGS-B").x
    return float(np.exp(found[classes])), found[:classes] - found[:classes].mean()


def expected_f1(p: Floats, guess: Ints) -> float:
    """Macro-F1 of a guess when every message has the classes with the chances p: no label is looked at."""
    said = np.eye(p.shape[1])[guess]
    return float(np.mean(2 * (said * p).sum(axis=0) / (said.sum(axis=0) + p.sum(axis=0))))


def tilt(scores: Floats, truth: Ints) -> tuple[float, Floats]:
    """(sharpness, shift of every class) with the best expected macro-F1.

    Labels are used only to make the chances honest; shifts are then climbed on the expected, not the counted, F1,
    which is smooth and follows the accidents of the rare classes much less.
    """
    sharp, shift = likeliest(scores, truth)
    fair = scores * sharp + shift
    p, move = softmax(fair), np.zeros(scores.shape[1])
    best = expected_f1(p, fair.argmax(axis=1))
    for step in (0.8, 0.4, 0.2, 0.1, 0.05):
        for label in list(range(move.size)) * 3:
            for way in (-step, step):
                trial = move.copy()
                trial[label] += way
                value = expected_f1(p, (fair + trial).argmax(axis=1))
                if value > best + 1e-6:
                    best, move = value, trial
    return sharp, (shift + move).astype(np.float32)

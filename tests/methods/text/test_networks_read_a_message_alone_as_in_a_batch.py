"""Hidden units go through their curve and layer alike for one message and for many, and the votes are log-odds."""

from __future__ import annotations

import numpy as np

from qulaq.methods.text.model import MODELS, Matrix, Task, log_odds, probabilities

REVIEWS = Matrix.load(MODELS / "reviews.qtm")
RNG = np.random.default_rng(5)
SUMS = RNG.integers(-4000, 4000, (257, REVIEWS.width)).astype(np.int32)
COUNTS = RNG.integers(1, 900, 257).astype(np.int32)


def test_alone_as_in_a_batch() -> None:
    for task in REVIEWS.tasks:
        whole = probabilities(task, SUMS, COUNTS)
        alone = [probabilities(task, SUMS[i : i + 1], COUNTS[i : i + 1])[0] for i in range(len(SUMS))]
        assert np.array_equal(whole, np.stack(alone))
        assert np.allclose(whole.sum(axis=1), 1, atol=1e-6)


def test_a_vote_is_the_log_odds_of_the_good_scores() -> None:
    logits = [0.3, -1.0, 2.0, 0.5, 1.5]
    task = Task("polarity", ["neg", "pos"], 0, 1, [1.0], [0.0], layer=[[0.0] * 5], after=logits, votes=[2.0])
    said = probabilities(task, np.zeros((1, 1), np.int32), np.ones(1, np.int32))[0, 1]
    odds = np.log((np.exp(0.5) + np.exp(1.5)) / (np.exp(0.3) + np.exp(-1.0)))
    assert np.isclose(log_odds(np.array([logits], np.float32))[0], odds, atol=1e-5)
    assert np.isclose(said, 1 / (1 + np.exp(-2 * odds)), atol=1e-5)


def test_bounded_units_are_bounded() -> None:
    task = Task("one", ["no", "yes"], 0, 1, [1.0], [0.0], layer=[[3.0]], after=[0.0], curve="tanh")
    said = probabilities(task, np.array([[10_000]], np.int32), np.ones(1, np.int32))[0, 1]
    assert np.isclose(said, 1 / (1 + np.exp(-3.0)), atol=1e-6)

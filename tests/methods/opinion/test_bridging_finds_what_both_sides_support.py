"""A statement both camps support scores above one that only the larger camp supports."""

from __future__ import annotations

import numpy as np
import pytest

from qulaq.methods.opinion.analysis import find_opinion
from qulaq.methods.opinion.bridging import HOLD_FACTOR, HOLD_LEVEL, bridging
from qulaq.methods.opinion.planted import plant
from qulaq.methods.opinion.space import find_space
from qulaq.methods.opinion.votes import Votes, gather


def two_camps(seed: int) -> Votes:
    """70 people against 30; statements 0–7 divide them, 8 both support, 9 only the large camp does."""
    lots = np.random.default_rng(seed)
    rows, columns = np.divmod(np.arange(1000), 10)
    large = rows < 70
    chance = np.where(columns % 2 == 0, np.where(large, 0.9, 0.1), np.where(large, 0.1, 0.9))
    chance = np.where(columns == 8, 0.85, np.where(columns == 9, np.where(large, 0.98, 0.15), chance))
    return gather(rows, columns, np.where(lots.random(1000) < chance, 1, -1))


def scored(votes: Votes):
    return bridging(votes, find_space(votes, np.zeros(votes.shape[1], dtype=bool)).axes[0])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_support_from_both_camps_beats_support_from_the_larger_one(seed: int) -> None:
    found = scored(two_camps(seed))
    assert int(np.argmax(found.score)) == 8
    assert abs(found.leaning[8]) < 0.5 * np.abs(found.leaning[:8]).min()
    share = np.bincount(two_camps(seed).columns, two_camps(seed).values == 1, 10)
    assert found.score[8] - found.score[9] > (share[8] - share[9]) / 100


def test_no_small_change_of_a_statement_explains_its_votes_better() -> None:
    votes = plant(200, 20, seed=2, mean_votes=12).votes
    found = scored(votes)
    worth, rows, columns = (votes.values + 1) / 2, votes.rows(), votes.columns
    common, level, factor = worth.mean(), np.zeros(200), np.zeros(200)
    for _ in range(300):  # people's best answers to the published statements, by plain normal equations
        for person in range(200):
            there = rows == person
            facing = np.column_stack([np.ones(there.sum()), found.leaning[columns[there]]])
            left = worth[there] - common - found.score[columns[there]]
            held = facing.T @ facing + np.diag([HOLD_LEVEL, HOLD_FACTOR])
            level[person], factor[person] = np.linalg.solve(held, facing.T @ left)
        common += np.mean(
            worth - common - level[rows] - found.score[columns] - factor[rows] * found.leaning[columns]
        )
        break
    for statement in range(20):
        there = columns == statement
        facing = np.column_stack([np.ones(there.sum()), factor[rows[there]]])
        held = facing.T @ facing + np.diag([HOLD_LEVEL, HOLD_FACTOR])
        best = np.linalg.solve(held, facing.T @ (worth[there] - common - level[rows[there]]))
        assert best[0] == pytest.approx(found.score[statement], abs=5e-3)


def test_bounds_hold_the_score_and_narrow_with_votes() -> None:
    votes = plant(600, 30, seed=3, mean_votes=15).votes
    found = scored(votes)
    assert ((found.low <= found.score) & (found.score <= found.high)).all()
    order = np.argsort(votes.per_statement)
    widths = (found.high - found.low)[order]
    assert widths[:5].mean() > 2 * widths[-5:].mean()


def test_the_most_disputed_statements_have_the_widest_gap_between_groups() -> None:
    found = find_opinion(two_camps(1))
    table = found.groups.tallies
    order = found.dividing()
    assert set(order[-1:].tolist()) == {8}
    shares = (table.agreed / table.answered)[:, order]
    gaps = shares.max(0) - shares.min(0)
    assert gaps[:3].min() > gaps[-1] + 0.4


def test_uniting_statements_are_high_in_both_measures_and_answered_enough() -> None:
    found = find_opinion(plant(500, 40, seed=4).votes)
    order = found.uniting(least_answers=60)
    assert (found.bridging.answered[order] >= 60).all()
    top, bottom = order[:5], order[-5:]
    consensus = found.groups.group_aware_consensus
    assert consensus[top].min() > consensus[bottom].max()
    assert found.bridging.low[top].min() > found.bridging.low[bottom].max()

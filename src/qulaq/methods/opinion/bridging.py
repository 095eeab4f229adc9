"""Statements that people support who otherwise disagree: a score that needs no groups.

The model of Community Notes (Wojcik et al., "Birdwatch: crowd wisdom and bridging algorithms", 2022, and its
public guide): a vote is explained by a common level, how agreeable the person and the statement are, and one
factor on which both lean. What support a statement has left when leaning is taken away is its bridging score.
Votes count 1, 1/2, 0. Solved by alternating ridge regressions, each exact. Around each score stand the scores
it would have after one more vote by the most extreme imaginable person: few votes, wide bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy import sparse

from qulaq.methods.opinion.votes import Flags, Floats, Ints, Votes

HOLD_LEVEL: Final = 0.15
HOLD_FACTOR: Final = 0.03
BRIDGE_FROM: Final = 0.40
LEANS_FROM: Final = 0.5
LEAST_ANSWERS: Final = 5
SWEEPS: Final = 60
CLOSE: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Bridging:
    """For each statement (m): `score`, its bounds, and its `leaning` on the factor that divides."""

    score: Floats
    low: Floats
    high: Floats
    leaning: Floats
    answered: Ints

    @property
    def bridges(self) -> Flags:
        """Statements with a score of 0.40 or more that lean little, answered by five people or more."""
        return (
            (self.score >= BRIDGE_FROM)
            & (np.abs(self.leaning) < LEANS_FROM)
            & (self.answered >= LEAST_ANSWERS)
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """Level and factor of each person or each statement."""

    level: Floats
    factor: Floats

    def columns(self) -> Floats:
        return np.column_stack([self.factor, self.factor**2, self.level, self.level * self.factor])


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """The normal equations of one side, a 2 x 2 system each: how many votes, and sums over the other side."""

    count: Floats
    factor: Floats
    squares: Floats
    left: Floats
    left_factor: Floats

    def solved(self, count: Any = 0.0, factor: Any = 0.0, squares: Any = 0.0, left: Any = 0.0) -> _Side:
        """Level and factor; the arguments add one imagined vote."""
        a, b, d = self.count + count + HOLD_LEVEL, self.factor + factor, self.squares + squares + HOLD_FACTOR
        p, q = self.left + left, self.left_factor + left * factor
        size = a * d - b * b
        return _Side((d * p - b * q) / size, (a * q - b * p) / size)


def bridging(votes: Votes, lean: Floats) -> Bridging:
    """Bridging scores from the votes of people (n x m table); `lean` (m): where to start the factor, as an
    axis.
    """
    n, m = votes.shape
    worth = (votes.values.astype(np.float64) + 1.0) / 2.0
    given = sparse.csr_array((np.ones(len(worth)), votes.columns, votes.starts), shape=(n, m))
    voted = sparse.csr_array((worth, votes.columns, votes.starts), shape=(n, m))
    given_turned, voted_turned = given.T, voted.T
    largest = max(float(np.abs(lean).max(initial=0.0)), 1e-300)
    statements, people = _Side(np.zeros(m), lean / largest), _Side(np.zeros(n), np.zeros(n))
    common = float(worth.mean())
    sums = _gathered(given_turned, voted_turned, people, common)
    for _ in range(SWEEPS):
        people = _gathered(given, voted, statements, common).solved()
        sums = _gathered(given_turned, voted_turned, people, common)
        after = sums.solved()
        moved = float(np.abs(after.level - statements.level).max())
        statements = after
        common += float(np.sum(sums.left - sums.count * after.level - sums.factor * after.factor)) / len(
            worth
        )
        if moved < CLOSE:
            break
    low, high = _bounds(sums, people, common, statements.level)
    return Bridging(statements.level, low, high, statements.factor, votes.per_statement)


def _gathered(given: Any, voted: Any, other: _Side, common: float) -> _Sums:
    ones = np.ones(len(other.level))
    over = given @ np.column_stack([ones, other.columns()])
    worth = voted @ np.column_stack([ones, other.factor])
    count, factor, squares, level, level_factor = over.T
    return _Sums(
        count,
        factor,
        squares,
        worth[:, 0] - common * count - level,
        worth[:, 1] - common * factor - level_factor,
    )


def _bounds(sums: _Sums, people: _Side, common: float, score: Floats) -> tuple[Floats, Floats]:
    """The least and the greatest score after one more vote of any extreme person."""
    low, high = score.copy(), score.copy()
    for level in (people.level.min(), people.level.max()):
        for factor in (people.factor.min(), 0.0, people.factor.max()):
            for worth in (0.0, 1.0):
                imagined = sums.solved(1.0, factor, factor**2, worth - common - level).level
                low, high = np.minimum(low, imagined), np.maximum(high, imagined)
    return low, high

"""The outer side of the lottery: leximin over the *fractional* panels, a superset of every real lottery.

Expected panels of lotteries lie in the polytope of fractional panels that keep the quotas. Its leximin point costs
a handful of small linear programmes. Where a lottery over real panels reaches that point, it is leximin-optimal
without further proof; where none can, a valid inequality (`cut`) found by exact pricing is added and the point is
computed anew. So the value of the first level is an upper bound at every moment: the published gap rests on it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse

from qulaq.methods.sortition.kinds import Flags, Floats, Kinds
from qulaq.methods.sortition.programme import Programme

REACHABLE = 1e-7
TIGHT = 1e-7


class Infeasible(Exception):
    """No fractional panel keeps the quotas, so no panel does."""


@dataclass(frozen=True, slots=True)
class Level:
    """`kinds` whose people get probability `value` at the leximin optimum and not more."""

    value: float
    kinds: tuple[int, ...]


class Polytope:
    """Fractional panels x (T, expected members of each kind) under the quotas and the cuts found so far."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds
        self.matrix, self.lower, self.upper = kinds.rows()
        self.count = kinds.count.astype(float)
        self.cuts = 0
        self.reachable = self._reachable()

    def cut(self, weights: Floats, bound: float) -> None:
        """Add weights·x <= bound, which every real panel keeps."""
        self.matrix = np.vstack([self.matrix, weights[None]])
        self.lower = np.append(self.lower, -np.inf)
        self.upper = np.append(self.upper, bound)
        self.cuts += 1

    def _reachable(self) -> Flags:
        """Kinds of which some fractional panel has a member; the others can never be drawn."""
        programme = Programme(self.matrix, self.lower, self.upper, self.count)
        found = np.zeros(len(self.count), dtype=bool)
        while not found.all():
            programme.maximise((~found).astype(float))
            if programme.infeasible:
                raise Infeasible
            new = (programme.point > REACHABLE) & ~found
            if not new.any():
                break
            found |= new
        return found

    def leximin(self) -> tuple[Floats, list[Level]]:
        """Leximin of the probabilities x/count over reachable kinds: (T probabilities, levels from the lowest)."""
        kinds = len(self.count)
        probabilities = np.zeros(kinds)
        fixed = ~self.reachable
        levels: list[Level] = []
        while not fixed.all():
            value, tight = self._level(probabilities, fixed)
            probabilities[tight] = value
            fixed = fixed | tight
            levels.append(Level(value, tuple(np.flatnonzero(tight).tolist())))
        return probabilities, levels

    def _level(self, probabilities: Floats, fixed: Flags) -> tuple[float, Flags]:
        """Raise the smallest unfixed probability as far as it goes; the kinds that stop it are tight."""
        kinds, rows = len(self.count), len(self.lower)
        open_ = np.flatnonzero(~fixed)
        share = sparse.csr_matrix(
            (
                np.append(np.ones(len(open_)), -self.count[open_]),
                (np.tile(np.arange(len(open_)), 2), np.append(open_, np.full(len(open_), kinds))),
            ),
            shape=(len(open_), kinds + 1),
        )
        quotas = np.hstack([self.matrix, np.zeros((rows, 1))])
        programme = Programme(quotas, self.lower, self.upper, np.append(self.count, np.inf))
        programme.add_rows(share, np.zeros(len(open_)), np.full(len(open_), np.inf))
        upper = np.where(self.reachable, self.count, 0.0)
        cost = np.zeros(kinds + 1)
        cost[kinds] = 1.0
        for slack in (0.0, 1e-9, 1e-8, 1e-7):
            lower = np.maximum(np.where(fixed, probabilities * self.count * (1 - slack) - slack, 0.0), 0.0)
            programme.bounds(np.append(lower, -np.inf), np.append(upper, np.inf))
            if programme.maximise(cost, afresh=True):
                break
        else:
            raise ArithmeticError("the linear programme of a level could not be solved")
        value = float(programme.point[kinds])
        prices = np.abs(programme.row_prices[rows:]) * self.count[open_]
        tight = np.zeros(kinds, dtype=bool)
        tight[open_[prices > TIGHT]] = True
        tight[open_[int(np.argmax(prices))]] = True
        return value, tight

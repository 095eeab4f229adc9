"""Finding real panels that are worth adding: a panel of high total price under the quotas.

A vertex of the linear relaxation has at most as many fractional kinds as there are quota rows. Rounding it is a
small whole-number programme over those kinds and their nearest rivals (by reduced cost); `exact` then proves a
bound by fixing, with the reduced costs, every kind that cannot change in a better panel.
"""

from __future__ import annotations

import numpy as np

from qulaq.methods.sortition.kinds import Flags, Floats, Ints, Kinds
from qulaq.methods.sortition.programme import Options, Programme

WIDTH = 80
SWAPS = 400
WHOLE = 1e-6
TOUCHES = 1e-6
LOOSE = 1e-5  # cuts are met only to the precision of their proof
QUICK: Options = {"mip_rel_gap": 0.02, "mip_max_improving_sols": 1}
PROOF: Options = {"mip_rel_gap": 0.0, "mip_abs_gap": 1e-9, "mip_feasibility_tolerance": 1e-9}


class NoPanel(Exception):
    """No real panel keeps the quotas."""


class Pricer:
    """Panels by price, for one pool. Panels are whole-number vectors (T): members of each kind."""

    def __init__(self, kinds: Kinds) -> None:
        self.matrix, self.lower, self.upper = kinds.rows()
        self.count = kinds.count.astype(float)
        self.quotas = len(self.lower)
        self._relaxation = Programme(self.matrix, self.lower, self.upper, self.count)
        self._relaxation.options({"presolve": "off"})
        self.floor, self.roof = np.zeros_like(self.count), self.count.copy()
        self.low, self.high = self.lower, self.upper

    def face(self, target: Floats | None, *, beside: bool = False) -> None:
        """Look only for panels on the face of the polytope that `target` lies on; everywhere with None.

        Where the target meets a quota with equality, every panel of a lottery that reaches it does too, so others
        are useless. `beside`: moreover each kind of the target is rounded down or up. Vertices of the polytope are
        extreme panels (many seats to few kinds) and mix slowly; panels beside the target mix quickly.
        """
        self.floor, self.roof = np.zeros_like(self.count), self.count.copy()
        self.low, self.high = self.lower.copy(), self.upper.copy()
        if target is not None:
            reached = self.matrix @ target
            at_least, at_most = reached <= self.lower + TOUCHES, reached >= self.upper - TOUCHES
            self.high[at_least], self.low[at_most] = self.lower[at_least], self.upper[at_most]
            self.low[self.quotas :] = np.where(at_most, self.upper - LOOSE, self.low)[self.quotas :]
            self.roof[target <= TOUCHES] = 0.0
            filled = target >= self.count - TOUCHES
            self.floor[filled] = self.count[filled]
        if target is not None and beside:
            self.floor = np.maximum(self.floor, np.floor(target + TOUCHES))
            self.roof = np.minimum(self.roof, np.ceil(target - TOUCHES))
        self._relaxation.bounds(self.floor, self.roof)
        for row in range(len(self.low)):
            self._relaxation.set_row(row, self.low[row], self.high[row])

    def cut(self, weights: Floats, bound: float) -> None:
        """Learn a proven inequality: it tightens the relaxation that panels are rounded from."""
        self.matrix = np.vstack([self.matrix, weights[None]])
        self.lower, self.upper = np.append(self.lower, -np.inf), np.append(self.upper, bound)
        self._relaxation.add_rows(weights[None], np.array([-np.inf]), np.array([bound]))
        self.face(None)

    def panel(self, prices: Floats) -> Ints:
        """A panel of nearly the highest total price. Errors: `NoPanel`."""
        vertex, costs, _ = self._vertex(prices)
        whole = np.round(vertex)
        broken = np.abs(vertex - whole) > WHOLE
        if not broken.any():
            return whole.astype(np.int64)
        order = np.argsort(np.where(broken, -1.0, costs), kind="stable")
        for width in (WIDTH, 4 * WIDTH, len(order)):
            found = self._among(order[:width], whole, prices, QUICK)
            if found is not None:
                return self.improve(found, prices)
        raise NoPanel

    def exact(
        self, prices: Floats, tilt: float, *, seconds: float | None = None
    ) -> tuple[Ints, Floats, float]:
        """Best panel anywhere for prices tilted by `tilt` towards the present face, with proof.

        (panel, weights, bound): weights·x <= bound holds for every panel. The tilt charges leaving the face, so that
        prices which mean something only on the face still prove something everywhere. Leaves the search open
        everywhere. Errors: `NoPanel`.
        """
        weights = prices - tilt * self._leaving()
        weights = weights / max(1.0, tilt)
        self.face(None)
        vertex, costs, ceiling = self._vertex(weights)
        whole = np.round(vertex)
        broken = np.abs(vertex - whole) > WHOLE
        found = self.panel(weights)
        value = float(weights @ found)
        if not broken.any():
            return found, weights, ceiling
        chosen = np.flatnonzero((costs <= ceiling - value + WHOLE) | broken)
        programme = self._programme(chosen, whole)
        programme.options(PROOF if seconds is None else {**PROOF, "time_limit": max(seconds, 0.1)})
        programme.maximise(weights[chosen], afresh=True)
        rest = np.ones(len(weights), dtype=bool)
        rest[chosen] = False
        bound = value if programme.infeasible else float(weights[rest] @ whole[rest]) + programme.bound
        if programme.has_point:
            better = whole.copy()
            better[chosen] = np.round(programme.point)
            if weights @ better > value and self.keeps(better):
                found = better.astype(np.int64)
        return found, weights, min(ceiling, max(value, bound))

    def keeps(self, panel: Floats | Ints) -> bool:
        """Whether the panel keeps every quota, the size and the household rule (and lies where we look)."""
        reached = self.matrix @ panel
        return bool((reached >= self.low - WHOLE).all() and (reached <= self.high + WHOLE).all())

    def improve(self, panel: Ints, prices: Floats) -> Ints:
        """Swap one member for one outsider while it raises the price and keeps every row (steepest ascent)."""
        panel = panel.copy()
        reached = self.matrix @ panel
        for _ in range(len(prices)):
            inside, outside = np.flatnonzero(panel > self.floor), np.flatnonzero(panel < self.roof)
            gain = prices[outside][None, :] - prices[inside][:, None]
            good = np.argwhere(gain > 1e-12)
            if not len(good):
                break
            best = good[np.argsort(-gain[good[:, 0], good[:, 1]], kind="stable")[:SWAPS]]
            moves = self.matrix[:, outside[best[:, 1]]] - self.matrix[:, inside[best[:, 0]]]
            after = reached[:, None] + moves
            allowed = ((after >= self.low[:, None]) & (after <= self.high[:, None])).all(axis=0)
            if not allowed.any():
                break
            first = int(np.argmax(allowed))
            panel[inside[best[first, 0]]] -= 1
            panel[outside[best[first, 1]]] += 1
            reached = after[:, first]
        return panel

    def _leaving(self) -> Floats:
        """The direction off the present face: constant on it, larger off it."""
        met = (self.low == self.high) & (self.lower < self.upper)
        met[self.quotas :] = False
        at_least, at_most = met & (self.low == self.lower), met & (self.high == self.upper)
        normal: Floats = self.matrix[at_least].sum(axis=0) - self.matrix[at_most].sum(axis=0)
        normal += (self.roof <= 0.0).astype(float) - (self.floor >= self.count).astype(float)
        return normal

    def _vertex(self, prices: Floats) -> tuple[Floats, Floats, float]:
        if not self._relaxation.maximise(prices) and not self._relaxation.maximise(prices, afresh=True):
            raise NoPanel
        return self._relaxation.point, np.abs(self._relaxation.reduced_costs), self._relaxation.value

    def _programme(self, chosen: Ints, whole: Floats) -> Programme:
        rest = np.ones(len(whole), dtype=bool)
        rest[chosen] = False
        used = self.matrix[:, rest] @ whole[rest]
        programme = Programme(
            self.matrix[:, chosen], self.low - used, self.high - used, self.roof[chosen], whole=True
        )
        programme.bounds(self.floor[chosen], self.roof[chosen])
        return programme

    def _among(self, chosen: Ints, whole: Floats, prices: Floats, options: Options) -> Ints | None:
        programme = self._programme(chosen, whole)
        programme.options(options)
        programme.maximise(prices[chosen], afresh=True)
        if not programme.has_point:
            return None
        panel = whole.copy()
        panel[chosen] = np.round(programme.point)
        return panel.astype(np.int64) if self.keeps(panel) else None


def prices_towards(target: Floats, deficit: Floats, wanted: Flags) -> Floats:
    """Prices that pull the running mixture towards `target`: the deficit relative to the target, scaled to 1."""
    prices = np.where(wanted, deficit / np.maximum(target, 1e-9), -1.0)
    return prices / max(float(np.abs(prices).max()), 1e-12)

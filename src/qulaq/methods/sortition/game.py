"""The master programme of column generation, as the matrix game it is.

Given panels as columns, the best lottery over them against a target is  max over p of min over t of (M p)_t, the
value of a zero-sum game. A primal-dual interior-point method started from two uniform mixtures is feasible on both
sides from the first step, so it can stop at any wanted gap, and its dual point is *central*: the prices are smooth
from round to round, which is what makes column generation short (simplex prices jump between vertices).
Source: Mehrotra, "On the implementation of a primal-dual interior point method", SIAM J. Optim. 2 (1992).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from qulaq.methods.sortition.kinds import Floats

STEPS = 60
BACK_OFF = 0.99


@dataclass(frozen=True, slots=True)
class GameValue:
    """`mix` (J) and `prices` (T) are both probability vectors; `value` <= optimum <= `bound`."""

    mix: Floats
    prices: Floats
    value: float
    bound: float


@dataclass(slots=True)
class _Point:
    p: Floats
    w: Floats
    u: Floats
    v: Floats
    s: float
    y: float

    def gap(self) -> float:
        return float(self.p @ self.v + self.w @ self.u)


def solve_game(matrix: Floats, *, gap: float, fraction: float = 0.0) -> GameValue:
    """Solve max_p min_t (M p)_t for `matrix` (T, J) to a duality gap of `gap` or `fraction` of (1 - value).

    The second criterion serves early rounds, where an exact master would be wasted.
    """
    rows, columns = matrix.shape
    point = _start(matrix, rows, columns)
    for _ in range(STEPS):
        distance = point.gap()
        if distance <= max(gap, fraction * (1.0 - point.s)):
            break
        if not _step(matrix, point):
            break
    mix, prices = np.maximum(point.p, 0.0), np.maximum(point.w, 0.0)
    mix, prices = mix / mix.sum(), prices / prices.sum()
    return GameValue(mix, prices, float((matrix @ mix).min()), float((prices @ matrix).max()))


def _start(matrix: Floats, rows: int, columns: int) -> _Point:
    p, w = np.full(columns, 1.0 / columns), np.full(rows, 1.0 / rows)
    reached, earned = matrix @ p, w @ matrix
    room = max(0.05, 0.5 * float(np.ptp(reached)), 0.5 * float(np.ptp(earned)))
    s, y = float(reached.min()) - room, float(earned.max()) + room
    return _Point(p, w, reached - s, y - earned, s, y)


def _step(matrix: Floats, point: _Point) -> bool:
    """One predictor-corrector step in place; False when rounding errors leave nothing to gain."""
    p, w, u, v = point.p, point.w, point.u, point.v
    scale = p / v
    root = matrix * np.sqrt(scale)
    normal = root @ root.T
    normal[np.diag_indices_from(normal)] += u / w
    try:
        factor = cho_factor(normal, lower=True, overwrite_a=True, check_finite=False)
    except np.linalg.LinAlgError:
        return False
    weighted = matrix @ scale
    ones = np.ones(len(w))
    by_weight = cho_solve(factor, weighted, check_finite=False)
    by_ones = cho_solve(factor, ones, check_finite=False)
    total = float(scale.sum())
    border = np.array(
        [
            [weighted @ by_weight - total, weighted @ by_ones],
            [ones @ by_weight, ones @ by_ones],
        ]
    )

    def direction(r5: Floats, r6: Floats) -> tuple[Floats, Floats, Floats, Floats, float, float]:
        b = r5 / p
        rhs = r6 / w - matrix @ (scale * b)
        free = cho_solve(factor, rhs, check_finite=False)
        dy, ds = np.linalg.solve(border, -np.array([scale @ b + weighted @ free, ones @ free]))
        dw = free + dy * by_weight + ds * by_ones
        dp = scale * (b + dw @ matrix - dy)
        return dp, dw, (r6 - u * dw) / w, (r5 - v * dp) / p, float(ds), float(dy)

    size = len(p) + len(w)
    mean = point.gap() / size
    try:
        dp, dw, du, dv, _, _ = direction(-p * v, -w * u)
        reach = min(_longest(p, dp), _longest(w, dw), _longest(u, du), _longest(v, dv))
        after = ((p + reach * dp) @ (v + reach * dv) + (w + reach * dw) @ (u + reach * du)) / size
        centre = mean * (after / mean) ** 3
        dp, dw, _, _, ds, dy = direction(centre - p * v - dp * dv, centre - w * u - dw * du)
    except np.linalg.LinAlgError:
        return False
    # The slacks are linear in the unknowns: recomputing them keeps both sides feasible to the last digit.
    du = matrix @ dp - ds
    dv = dy - dw @ matrix
    reach = BACK_OFF * min(_longest(p, dp), _longest(w, dw), _longest(u, du), _longest(v, dv))
    if not np.isfinite(reach) or reach < 1e-8:
        return False
    point.p, point.w = p + reach * dp, w + reach * dw
    point.u, point.v = u + reach * du, v + reach * dv
    point.s, point.y = point.s + reach * ds, point.y + reach * dy
    return True


def _longest(value: Floats, change: Floats) -> float:
    falling = change < 0
    return min(1.0, float((-value[falling] / change[falling]).min())) if falling.any() else 1.0

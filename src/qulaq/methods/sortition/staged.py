"""The plain way to the leximin lottery, level by level, for quotas so tight that fractional panels say little.

At each level the smallest open chance is raised by column generation until exact pricing proves that no panel raises
it further; kinds with a positive price at that point can rise no more and are fixed (strict complementarity: the
interior point of the dual is positive wherever some optimal dual is). Slower than `columns` where the fractional
optimum can be reached, faster where it is far away.
Source: Flanigan et al., Nature 596 (2021), supplementary information, "LEXIMIN"; our own implementation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from qulaq.methods.sortition.kinds import Flags, Floats, Ints
from qulaq.methods.sortition.pricing import Pricer
from qulaq.methods.sortition.programme import Programme

TIGHT = 1e-6
PROVEN = 1e-7
ROUND = 8


@dataclass(frozen=True, slots=True)
class Stages:
    """`weights` (J) over `panels`; `values` (T) reached by the fixed kinds; `done`: every level is proven.

    `ceiling`: proven upper bound of the first level.
    """

    panels: list[Ints]
    weights: Floats
    levels: list[tuple[float, Flags]]
    done: bool
    ceiling: float
    rounds: int


@dataclass(slots=True)
class _State:
    pricer: Pricer
    count: Floats
    panels: list[Ints]
    seen: set[bytes]
    random: np.random.Generator
    late: Callable[[], bool]
    left: Callable[[], float]
    weights: Floats
    rounds: int = 0

    def add(self, panel: Ints) -> bool:
        key = panel.tobytes()
        if key in self.seen:
            return False
        self.seen.add(key)
        self.panels.append(panel)
        return True


def staged_leximin(
    pricer: Pricer,
    count: Floats,
    reachable: Flags,
    panels: list[Ints],
    *,
    first_only: bool,
    ceiling: float,
    late: Callable[[], bool],
    left: Callable[[], float],
) -> Stages:
    """Leximin from the panels known so far. `late` says that time is up, `left` how many seconds remain."""
    pricer.face(None)
    seen = {panel.tobytes() for panel in panels}
    state = _State(
        pricer, count, list(panels), seen, np.random.default_rng(0), late, left, np.zeros(len(panels))
    )
    fixed = ~reachable
    values = np.zeros(len(count))
    levels: list[tuple[float, Flags]] = []
    done = True
    while not fixed.all():
        found = _level(state, values, fixed, ceiling if not levels else np.inf)
        value, tight, bound = found
        if not levels:
            ceiling = min(ceiling, bound)
        if tight is None:
            done = False
            break
        values[tight] = value
        fixed = fixed | tight
        levels.append((value, tight))
        if first_only:
            break
    return Stages(state.panels, state.weights, levels, done, ceiling, state.rounds)


def _level(state: _State, values: Floats, fixed: Flags, ceiling: float) -> tuple[float, Flags | None, float]:
    """(value, kinds that stop it, proven bound); no kinds where time ran out before the proof."""
    bound = ceiling
    while True:
        state.rounds += 1
        value, prices, threshold = _master(state, values, fixed)
        if value >= bound - PROVEN * max(bound, 1e-3):
            return value, _tight(prices, state.count, fixed), bound
        if state.late():
            return value, None, bound
        if _quick(state, prices, threshold):
            continue
        scale = float(prices.max())
        panel, _, best = state.pricer.exact(prices / scale, 0.0, seconds=state.left())
        bound = min(bound, value + best * scale - threshold)
        grown = state.add(panel) if prices @ panel > threshold * (1 + 1e-9) + 1e-12 else False
        if value >= bound - PROVEN * max(bound, 1e-3):
            return value, _tight(prices, state.count, fixed), bound
        if not grown:
            return value, (None if state.late() else _tight(prices, state.count, fixed)), bound


def _tight(prices: Floats, count: Floats, fixed: Flags) -> Flags:
    weight = np.where(fixed, 0.0, prices * count)
    tight = weight > TIGHT * max(float(weight.max()), TIGHT)
    tight[int(np.argmax(weight))] = True
    return tight & ~fixed


def _quick(state: _State, prices: Floats, threshold: float) -> bool:
    """Panels by rounding, for the prices and for prices shaken; True where one of them is worth adding."""
    added = False
    scale = float(prices.max())
    for attempt in range(ROUND):
        tilt = prices / scale
        if attempt:
            tilt = tilt * np.exp(0.3 * state.random.normal(size=len(prices)))
        panel = state.pricer.panel(tilt)
        if prices @ panel > threshold * (1 + 1e-7) + 1e-10:
            added = state.add(panel) or added
        elif attempt == 0:
            return False
        if state.late():
            break
    return added


def _master(state: _State, values: Floats, fixed: Flags) -> tuple[float, Floats, float]:
    """(value of the level, price of one member of each kind, price that a new panel must beat)."""
    matrix = np.array(state.panels, dtype=float).T / state.count[:, None]
    kinds, panels = matrix.shape
    open_ = (~fixed).astype(float)
    held = fixed & (values > 0)
    rows = open_.astype(bool) | held
    body = np.hstack([matrix[rows], -open_[rows][:, None]])
    lower = np.where(held, values * (1 - 1e-9) - 1e-10, 0.0)[rows]
    body = np.vstack([body, np.append(np.ones(panels), 0.0)[None]])
    upper = np.append(np.full(int(rows.sum()), np.inf), 1.0)
    programme = Programme(body, np.append(lower, 1.0), upper, np.full(panels + 1, np.inf))
    cost = np.zeros(panels + 1)
    cost[panels] = 1.0
    programme.options({"solver": "ipm", "run_crossover": "off"})
    if not programme.maximise(cost, afresh=True):
        programme.options({"solver": "simplex"})
        if not programme.maximise(cost, afresh=True):
            raise ArithmeticError("the master programme of a level could not be solved")
    weights = np.maximum(programme.point[:panels], 0.0)
    state.weights = weights / weights.sum()
    duals = np.abs(programme.row_prices)
    prices = np.zeros(kinds)
    prices[rows] = duals[:-1]
    prices /= state.count
    # by duality: value = threshold - sum of fixed values at their prices
    value = float(programme.point[panels])
    threshold = float((prices @ np.array(state.panels, dtype=float).T).max())
    return value, prices, threshold

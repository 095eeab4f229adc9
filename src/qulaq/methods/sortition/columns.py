"""Column generation between the two sides: real panels inside, cuts outside, until they meet.

Outer: the leximin point of the fractional panels (`relaxed`), a target no lottery can beat. Inner: the lottery over
the panels found so far that comes closest to it in ratio (`game`). Each round prices new panels; where exact pricing
proves the target out of reach, that proof is a cut and the target moves. They meet at the leximin optimum.
Sources: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens' assemblies", Nature 596
(2021) for leximin; Kelley, "The cutting-plane method", J. SIAM 8 (1960); du Merle et al., "Stabilized column
generation", Discrete Math. 194 (1999) for smooth prices; herding start: Welling, ICML 2009.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from qulaq.methods.sortition.game import GameValue, solve_game
from qulaq.methods.sortition.kinds import Flags, Floats, Ints, Kinds
from qulaq.methods.sortition.pricing import NoPanel, Pricer, prices_towards
from qulaq.methods.sortition.relaxed import Level, Polytope
from qulaq.methods.sortition.staged import staged_leximin

MEETS = 1e-6
CLOSE = 1e-9
IMPROVES = 1e-9
ENOUGH_CUTS = 2
VIOLATED = 1e-8
TILTS = (0.0, 0.1, 0.5, 2.0, 10.0, 50.0, 250.0)


@dataclass(frozen=True, slots=True)
class Mixture:
    """A lottery over kinds. `panels` (J, T) and `weights` (J) with sum 1; `ratio`: every reachable person has at
    least this share of the target; `ceiling`: proven upper bound of the smallest positive probability."""

    panels: Ints
    weights: Floats
    ratio: float
    ceiling: float
    levels: tuple[Level, ...]
    optimal: bool
    cuts: int
    rounds: int


@dataclass(slots=True)
class _Search:
    polytope: Polytope
    pricer: Pricer
    first_only: bool
    deadline: float
    clock: Callable[[], float]
    panels: list[Ints]
    seen: set[bytes]
    random: np.random.Generator
    point: Floats
    target: Floats
    levels: list[Level]
    rounds: int = 0
    beside: bool = True

    def late(self) -> bool:
        return self.clock() >= self.deadline

    def aim(self) -> None:
        """Compute the outer leximin point; maximin asks only its first level of everybody reachable."""
        probabilities, self.levels = self.polytope.leximin()
        self.point = probabilities * self.polytope.count
        self.target = self.point
        if self.first_only and self.levels:
            self.target = np.where(self.polytope.reachable, self.levels[0].value * self.polytope.count, 0.0)
        self.beside = True
        self.pricer.face(self.point, beside=True)

    def add(self, panel: Ints) -> bool:
        key = panel.tobytes()
        if key in self.seen:
            return False
        self.seen.add(key)
        self.panels.append(panel)
        return True


def best_mixture(
    kinds: Kinds,
    *,
    first_only: bool = False,
    seconds: float | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Mixture:
    """The leximin (or, with `first_only`, maximin) lottery. `seconds`: stop then, with the gap reached.

    Errors: `Infeasible`, `NoPanel` where no panel keeps the quotas. `clock` is given so that tests rule the time.
    """
    polytope = Polytope(kinds)
    search = _Search(
        polytope,
        Pricer(kinds),
        first_only,
        clock() + (seconds if seconds is not None else float("inf")),
        clock,
        [],
        set(),
        np.random.default_rng(0),
        np.zeros(kinds.number),
        np.zeros(kinds.number),
        [],
    )
    _cover(search)
    search.aim()
    _herd(search)
    while search.polytope.cuts < ENOUGH_CUTS:
        search.rounds += 1
        wanted = search.target > 1e-9
        matrix = np.array(search.panels, dtype=float).T[wanted] / search.target[wanted][:, None]
        game = solve_game(matrix, gap=1e-3 if search.late() else CLOSE, fraction=0.1)
        if game.value >= 1.0 - MEETS:
            return _result(search, solve_game(matrix, gap=1e-11))
        if search.late():
            return _result(search, game)
        if not _extend(search, game, wanted) and not search.late():
            break
    return _staged(search)


def _cover(search: _Search) -> None:
    """A panel for every kind that real panels can have; the others are excluded, with proof."""
    open_ = search.polytope.reachable.copy()
    while open_.any():
        wish = open_.astype(float)
        panel = search.pricer.panel(wish)
        if not (panel[open_] > 0).any():
            panel, _, bound = search.pricer.exact(wish, 0.0)
            if bound < 1.0 - VIOLATED:
                search.polytope.reachable &= ~open_
                break
        search.add(panel)
        if not (panel[open_] > 0).any():
            raise ArithmeticError(
                "the solver could neither find nor exclude a panel with some kind of person"
            )
        open_ &= panel == 0


def _herd(search: _Search) -> None:
    """First panels: each one pulls the running mean towards the target, so they are spread like it."""
    wanted = search.point > 1e-9
    deficit = np.zeros_like(search.target)
    for _ in range(len(search.target)):
        deficit += search.point
        try:
            panel = search.pricer.panel(prices_towards(search.point, deficit, wanted))
        except NoPanel:
            if not _loosen(search) or search.late():
                break
            continue
        deficit -= panel
        search.add(panel)
        if search.late():
            break


def _loosen(search: _Search) -> bool:
    """No panel where we look: look on the whole face, then cut off a face without panels. False when stuck."""
    if search.beside:
        search.beside = False
        search.pricer.face(search.point)
        return True
    return _cut(search, np.zeros(len(search.point)), 0.0)


def _extend(search: _Search, game: GameValue, wanted: Flags) -> bool:
    """Price new panels; cut where the target is proven out of reach. False when neither can go on."""
    prices = np.zeros_like(search.target)
    prices[wanted] = game.prices / search.target[wanted]
    prices /= prices.max()
    worth = float(prices @ search.target)
    added, best = _price(search, prices, game.value * worth)
    if search.late() or (added and best >= worth * (1.0 - MEETS)):
        return bool(added)
    if search.beside:
        search.beside = False
        search.pricer.face(search.point)
        return True
    panels = len(search.panels)
    return _cut(search, prices, game.value * worth) or bool(added) or len(search.panels) > panels


def _cut(search: _Search, prices: Floats, threshold: float) -> bool:
    """Prove the outer point out of reach and cut it off; the panels met on the way are kept.

    Stronger tilts are tried until the proof succeeds or a strong one shows that the face has a panel as good.
    """
    for tilt in TILTS:
        search.pricer.face(search.point)
        seconds = search.deadline - search.clock()
        panel, weights, bound = search.pricer.exact(prices, tilt, seconds=seconds)
        if prices @ panel > threshold:
            search.add(panel)
        if bound < float(weights @ search.point) - VIOLATED:
            search.polytope.cut(weights, bound)
            search.pricer.cut(weights, bound)
            search.aim()
            return True
        if search.late():
            break
    search.pricer.face(search.point)
    return False


def _price(search: _Search, prices: Floats, threshold: float) -> tuple[int, float]:
    """(panels added, best total price) of one round: the prices themselves, then the prices shaken."""
    added, best = 0, -np.inf
    pull = prices_towards(search.target, np.ones(len(prices)), search.target > 1e-9)
    for attempt in range(max(10, len(prices) // 12)):
        tilt = prices
        if attempt:
            tilt = prices * np.exp(0.5 * search.random.normal(size=len(prices)))
            tilt = tilt + 0.1 * search.random.random() * pull
        try:
            panel = search.pricer.panel(tilt)
        except NoPanel:
            break
        value = float(prices @ panel)
        best = max(best, value)
        added += value > threshold * (1.0 + IMPROVES) and search.add(panel)
        if search.late():
            break
    return added, best


def _staged(search: _Search) -> Mixture:
    """The fractional optimum is far from what panels can do: go level by level instead."""
    stages = staged_leximin(
        Pricer(search.polytope.kinds),
        search.polytope.count,
        search.polytope.reachable,
        search.panels,
        first_only=search.first_only,
        ceiling=search.levels[0].value,
        late=search.late,
        left=lambda: search.deadline - search.clock(),
    )
    kept = stages.weights > 1e-10
    weights = stages.weights[kept] / stages.weights[kept].sum()
    panels = np.array(stages.panels[: len(stages.weights)])[kept]
    reached = (weights @ panels / search.polytope.count)[search.polytope.reachable]
    return Mixture(
        panels=panels,
        weights=weights,
        ratio=min(1.0, float(reached.min()) / stages.ceiling),
        ceiling=stages.ceiling,
        levels=tuple(Level(value, tuple(np.flatnonzero(tight).tolist())) for value, tight in stages.levels),
        optimal=stages.done,
        cuts=search.polytope.cuts,
        rounds=search.rounds + stages.rounds,
    )


def _result(search: _Search, game: GameValue) -> Mixture:
    kept = game.mix > 1e-9
    weights = game.mix[kept] / game.mix[kept].sum()
    panels = np.array(search.panels)[kept]
    reached = weights @ panels
    wanted = search.target > 1e-9
    ratio = float((reached[wanted] / search.target[wanted]).min())
    return Mixture(
        panels=panels,
        weights=weights,
        ratio=ratio,
        ceiling=search.levels[0].value if search.levels else 0.0,
        levels=tuple(search.levels),
        optimal=ratio >= 1.0 - 2 * MEETS,
        cuts=search.polytope.cuts,
        rounds=search.rounds,
    )

"""The lottery itself: from a pool and quotas to panels, probabilities, and each person's own chance.

`leximin` makes the smallest chance as large as the quotas allow, then the next smallest, and so on; `maximin` stops
after the first. Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, Nature 596 (2021); the method of solution is our
own and is described in docs/lotteries-and-votes.md.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from qulaq.kernel.errors import BadInput
from qulaq.methods.sortition.columns import Mixture, best_mixture
from qulaq.methods.sortition.infeasible import Change, smallest_relaxation
from qulaq.methods.sortition.kinds import Floats, Ints, kinds_of
from qulaq.methods.sortition.persons import balanced_panels, panels_of_persons
from qulaq.methods.sortition.pool import Pool
from qulaq.methods.sortition.pricing import NoPanel
from qulaq.methods.sortition.relaxed import Infeasible
from qulaq.methods.sortition.uniform import multiplicities

Algorithm = Literal["leximin", "maximin"]
DIGITS = 12


class QuotasCannotBeMet(Exception):
    """No panel keeps the quotas; `changes` is the smallest relaxation."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        cells = ", ".join(f"{change.quota.feature}={change.quota.value}" for change in changes)
        super().__init__(f"no panel keeps the quotas; binding: {cells}")
        self.changes = changes


@dataclass(frozen=True, slots=True)
class Lottery:
    """A published lottery. `panels`: row numbers of the pool; `uniform`: indices into `panels`, one a ball."""

    pool: Pool
    size: int
    algorithm: Algorithm
    panels: tuple[tuple[int, ...], ...]
    probabilities: Floats
    chances: Floats
    uniform: tuple[int, ...]
    uniform_chances: Floats
    mixture: Mixture
    seconds: float

    @property
    def smallest(self) -> float:
        return float(self.chances.min())

    @property
    def gap(self) -> float:
        """Proven: no lottery raises the smallest positive chance by a larger share than this."""
        positive = self.chances[self.chances > 0]
        if not self.mixture.ceiling or not len(positive):
            return 0.0
        return max(0.0, 1.0 - float(positive.min()) / self.mixture.ceiling)

    def uniform_loss(self) -> float:
        """The largest change of anybody's chance through drawing from the m equal panels."""
        return float(np.abs(self.uniform_chances - self.chances).max())

    def as_dict(self) -> dict[str, object]:
        """The JSON of CONTRACTS, with the levels, the people without a chance and the solver's account added."""
        ids = [person.id for person in self.pool.people]
        return {
            "panels": [[ids[row] for row in panel] for panel in self.panels],
            "probabilities": [round(float(value), DIGITS) for value in self.probabilities],
            "person_probabilities": {
                code: round(float(value), DIGITS) for code, value in zip(ids, self.chances, strict=True)
            },
            "algorithm": self.algorithm,
            "size": self.size,
            "objective": {"min": round(self.smallest, DIGITS), "gini": round(gini(self.chances), DIGITS)},
            "optimal": self.mixture.optimal,
            "gap": round(self.gap, DIGITS),
            "share_of_optimum": round(min(1.0, self.mixture.ratio), DIGITS),
            "upper_bound": round(self.mixture.ceiling, DIGITS),
            "without_chance": [code for code, value in zip(ids, self.chances, strict=True) if value <= 0],
            "uniform": {
                "m": len(self.uniform),
                "panels": list(self.uniform),
                "loss": round(self.uniform_loss(), DIGITS),
                "min": round(float(self.uniform_chances.min()), DIGITS),
            },
            "solver": {
                "kinds": int(self.mixture.panels.shape[1]),
                "rounds": self.mixture.rounds,
                "cuts": self.mixture.cuts,
                "seconds": round(self.seconds, 3),
            },
        }


def hold_lottery(
    pool: Pool,
    size: int,
    *,
    algorithm: Algorithm = "leximin",
    m: int = 1000,
    seconds: float | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Lottery:
    """The lottery over panels of `size` persons that keep every quota of `pool`.

    `m`: panels of the uniform lottery; `seconds`: a time limit, after which the best lottery found is returned with
    its gap. Errors: `BadInput`; `QuotasCannotBeMet` with the smallest relaxation.
    """
    if m < 1:
        raise BadInput("the uniform lottery needs at least one panel", field="m")
    began = clock()
    kinds = kinds_of(pool, size)
    try:
        mixture = best_mixture(kinds, first_only=algorithm == "maximin", seconds=seconds, clock=clock)
    except (Infeasible, NoPanel) as error:
        raise QuotasCannotBeMet(smallest_relaxation(pool, size)) from error
    took = clock() - began
    panels, probabilities = panels_of_persons(kinds, mixture.panels, mixture.weights)
    times = multiplicities(mixture.panels, mixture.weights, kinds.count, m)
    balls = balanced_panels(kinds, np.repeat(mixture.panels, times, axis=0))
    place = {panel: index for index, panel in enumerate(panels)}
    for panel in balls:
        place.setdefault(panel, len(place))
    everything = tuple(place)
    weights = np.concatenate([probabilities, np.zeros(len(everything) - len(panels))])
    uniform = tuple(place[panel] for panel in balls)
    return Lottery(
        pool=pool,
        size=size,
        algorithm=algorithm,
        panels=everything,
        probabilities=weights,
        chances=_chances(everything, weights, len(pool.people)),
        uniform=uniform,
        uniform_chances=_chances(
            [everything[index] for index in uniform], np.full(m, 1.0 / m), len(pool.people)
        ),
        mixture=mixture,
        seconds=took,
    )


def _chances(
    panels: tuple[tuple[int, ...], ...] | list[tuple[int, ...]], weights: Floats, people: int
) -> Floats:
    rows: Ints = np.array(panels, dtype=np.int64).reshape(len(panels), -1)
    seats = np.repeat(weights, rows.shape[1])
    return np.bincount(rows.ravel(), weights=seats, minlength=people).astype(np.float64)


def gini(chances: Floats) -> float:
    """Gini coefficient of the person probabilities: 0 when everybody has the same chance."""
    ordered = np.sort(chances)
    number, total = len(ordered), float(ordered.sum())
    ranks = 2.0 * np.arange(1, number + 1) - number - 1.0
    return float(ranks @ ordered / (number * total)) if total > 0 else 0.0

"""Small random pools and their leximin lottery by enumeration of every panel: slow, obvious, independent of ours."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from scipy.optimize import linprog

from qulaq.methods.sortition import Person, Pool, Quota


def random_pool(seed: int, *, people: int = 10, size: int = 4, households: bool = False) -> Pool:
    """A pool with three features whose quotas a hidden panel meets."""
    random = np.random.default_rng(seed)
    values = [[f"v{random.integers(width)}" for width in (2, 3, 2)] for _ in range(people)]
    hidden = random.choice(people, size, replace=False)
    homes = [f"h{random.integers(people)}" for _ in range(people)]
    if households:
        for seat, person in enumerate(hidden):
            homes[person] = f"own{seat}"
    quotas = []
    for feature, width in enumerate((2, 3, 2)):
        for value in range(width):
            seats = sum(values[person][feature] == f"v{value}" for person in hidden)
            slack = int(random.integers(2))
            quotas.append(
                Quota(f"f{feature}", f"v{value}", max(0, seats - slack), seats + int(random.integers(2)))
            )
    return Pool(
        ("f0", "f1", "f2"),
        tuple(quotas),
        tuple(Person(f"p{i}", tuple(values[i]), homes[i] if households else None) for i in range(people)),
    )


def every_panel(pool: Pool, size: int) -> list[tuple[int, ...]]:
    return [panel for panel in combinations(range(len(pool.people)), size) if keeps(pool, panel)]


def keeps(pool: Pool, panel: tuple[int, ...]) -> bool:
    """The quotas and the household rule, person by person."""
    homes = [pool.people[row].household for row in panel if pool.people[row].household]
    if len(homes) != len(set(homes)):
        return False
    for quota in pool.quotas:
        column = pool.features.index(quota.feature)
        seats = sum(pool.people[row].values[column] == quota.value for row in panel)
        if not quota.least <= seats <= quota.most:
            return False
    return True


def leximin_by_enumeration(pool: Pool, size: int) -> np.ndarray:
    """Person probabilities: raise the smallest, fix who cannot rise (a programme a person), repeat."""
    panels = every_panel(pool, size)
    seats = np.array([[row in panel for panel in panels] for row in range(len(pool.people))], dtype=float)
    fixed: dict[int, float] = {}
    while len(fixed) < len(pool.people):
        open_ = [row for row in range(len(pool.people)) if row not in fixed]
        floor = _solve(seats, fixed, open_, None, 0.0)
        for row in open_:
            if _solve(seats, fixed, open_, row, floor) <= floor + 1e-7:
                fixed[row] = floor
    return np.array([fixed[row] for row in range(len(pool.people))])


def _solve(
    seats: np.ndarray, fixed: dict[int, float], open_: list[int], raised: int | None, floor: float
) -> float:
    """The largest floor of all open people, or (with `raised`) the largest chance of one above the floor."""
    panels = seats.shape[1]
    rows, right = [], []
    for row, value in fixed.items():
        rows.append(np.append(-seats[row], 0.0))
        right.append(-value + 1e-9)
    for row in open_:
        lifted = raised is None or row == raised
        rows.append(np.append(-seats[row], 1.0 if lifted else 0.0))
        right.append(0.0 if lifted else -floor + 1e-9)
    answer = linprog(
        np.append(np.zeros(panels), -1.0),
        A_ub=np.array(rows),
        b_ub=np.array(right),
        A_eq=np.append(np.ones(panels), 0.0)[None],
        b_eq=[1.0],
        bounds=[(0, None)] * (panels + 1),
    )
    assert answer.status == 0
    return float(-answer.fun)

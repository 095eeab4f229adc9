"""Quotas that no panel can meet: the smallest change that makes them meetable, and which cells bind.

Two whole-number programmes, lexicographic: first as few quota cells changed as possible, then as small a total change
(persons) as possible. The office sees exactly which promises contradict the pool.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qulaq.kernel.errors import BadInput
from qulaq.methods.sortition.kinds import Floats, Kinds, kinds_of
from qulaq.methods.sortition.pool import Pool, Quota
from qulaq.methods.sortition.programme import Programme


@dataclass(frozen=True, slots=True)
class Change:
    """A binding cell: the quota as written and as it would have to be. `available`: people of the cell in the pool."""

    quota: Quota
    least: int
    most: int
    available: int

    def as_dict(self) -> dict[str, object]:
        return {
            "feature": self.quota.feature,
            "value": self.quota.value,
            "min": self.quota.least,
            "max": self.quota.most,
            "new_min": self.least,
            "new_max": self.most,
            "available": self.available,
        }


def smallest_relaxation(pool: Pool, size: int) -> tuple[Change, ...]:
    """The changed cells, in quota order; empty where the quotas can be met as they are.

    Errors: `BadInput` where no quota would help (too few households for the panel).
    """
    kinds = kinds_of(pool, size)
    matrix, lower, upper, bound = _rows(kinds)
    cells, people = len(kinds.least), kinds.number
    fewest = np.zeros(len(bound))
    fewest[people + 2 * cells :] = -1.0
    programme = Programme(matrix, lower, upper, bound, whole=True)
    programme.options({"mip_rel_gap": 0.0, "mip_abs_gap": 0.5})
    if not programme.maximise(fewest, afresh=True):
        raise BadInput("no quotas would help: there are too few households for the panel", field="size")
    changed = round(-programme.value)
    row = np.zeros((1, len(bound)))
    row[0, people + 2 * cells :] = 1.0
    programme = Programme(
        np.vstack([matrix, row]),
        np.append(lower, -np.inf),
        np.append(upper, float(changed)),
        bound,
        whole=True,
    )
    programme.options({"mip_rel_gap": 0.0, "mip_abs_gap": 0.5})
    least_change = np.zeros(len(bound))
    least_change[people : people + 2 * cells] = -1.0
    programme.maximise(least_change, afresh=True)
    moves = np.round(programme.point[people : people + 2 * cells]).astype(int)
    available = (kinds.quota_matrix() @ kinds.count).astype(int)
    return tuple(
        Change(
            quota, quota.least - int(moves[row_]), quota.most + int(moves[cells + row_]), int(available[row_])
        )
        for row_, quota in enumerate(pool.quotas)
        if moves[row_] or moves[cells + row_]
    )


def _rows(kinds: Kinds) -> tuple[Floats, Floats, Floats, Floats]:
    """Variables: members of each kind, lowering of each min, raising of each max, and whether a cell changed."""
    base, lower, upper = kinds.rows()
    cells, people = len(kinds.least), kinds.number
    unit, none = np.eye(cells), np.zeros((cells, cells))
    quotas, rest = base[:cells], base[cells:]
    width = people + 3 * cells
    matrix = np.vstack(
        [
            np.hstack([quotas, unit, none, none]),
            np.hstack([quotas, none, -unit, none]),
            np.hstack([rest, np.zeros((len(rest), 3 * cells))]),
            np.hstack([np.zeros((cells, people)), unit, unit, -float(kinds.size + kinds.least.max()) * unit]),
        ]
    )
    endless = np.full(cells, np.inf)
    lows = np.concatenate([lower[:cells], -endless, lower[cells:], -endless])
    highs = np.concatenate([endless, upper[:cells], upper[cells:], np.zeros(cells)])
    bound = np.concatenate([kinds.count, kinds.least, np.full(cells, kinds.size), np.ones(cells)]).astype(
        float
    )
    if matrix.shape[1] != width:
        raise ArithmeticError("the relaxation programme has the wrong width")
    return matrix, lows, highs, bound

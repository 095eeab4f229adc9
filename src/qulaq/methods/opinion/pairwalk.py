"""The one loop of this package that is compiled: all pairs of votes of each person, added into four whole numbers."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit(cache=True)
def walk(
    starts: NDArray[np.int64],
    columns: NDArray[np.int32],
    values: NDArray[np.int8],
    sign: np.int32,
    upper: NDArray[np.int32],
) -> None:
    """Add `sign` times 1, the vote on i, the vote on j, their product to `upper[i, j]`, i <= j, for each person."""
    for row in range(len(starts) - 1):
        end = starts[row + 1]
        for a in range(starts[row], end):
            u = np.int32(values[a])
            line = upper[columns[a]]
            for b in range(a, end):
                w = np.int32(values[b])
                cell = line[columns[b]]
                cell[0] += sign
                cell[1] += sign * u
                cell[2] += sign * w
                cell[3] += sign * u * w

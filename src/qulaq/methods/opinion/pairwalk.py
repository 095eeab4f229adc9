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


@njit(cache=True)
def walk_marked(
    starts: NDArray[np.int64],
    columns: NDArray[np.int32],
    values: NDArray[np.int8],
    marked: NDArray[np.bool_],
    sign: np.int32,
    upper: NDArray[np.int32],
) -> None:
    """As `walk`, but only for the pairs of which at least one vote is marked."""
    for row in range(len(starts) - 1):
        for a in range(starts[row], starts[row + 1]):
            if not marked[a]:
                continue
            for b in range(starts[row], starts[row + 1]):
                if b < a and marked[b]:
                    continue
                low, high = min(a, b), max(a, b)
                u, w = np.int32(values[low]), np.int32(values[high])
                cell = upper[columns[low], columns[high]]
                cell[0] += sign
                cell[1] += sign * u
                cell[2] += sign * w
                cell[3] += sign * u * w

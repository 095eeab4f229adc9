"""A crowd condensed into at most a hundred weighted points, so that grouping a million people costs what a
hundred do.

Polis keeps 100 base clusters from run to run and starts them from the first people who came. Here they start
from the crowd itself: the widest cell is split at its mean along its wider axis until there are enough (as in
Su and Dy, "In search of deterministic methods for initializing k-means", 2007), then k-means rounds settle
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.spatial import KDTree

from qulaq.methods.opinion.votes import Floats, Ints

MOST_BASES: Final = 100
ROUNDS: Final = 20
GRID_FROM: Final = 10_000  # people; above, they are counted in cells of a grid before bases are looked for
GRID_SIDE: Final = 160


@dataclass(frozen=True, slots=True, eq=False)
class Bases:
    """b points in the plane: `points` (b x 2), people `weights` (b), and the base `of` each person (n).

    `cells`, `cell_weights`: the finer points (distinct places or, of a crowd, grid cells) the bases were made from.
    """

    points: Floats
    weights: Floats
    of: Ints
    cells: Floats
    cell_weights: Floats


def condense(
    places: Floats, *, most: int = MOST_BASES, start: Floats | None = None, rounds: int = ROUNDS
) -> Bases:
    """Condense people's places (n x 2) into at most `most` bases, sorted by x, then y.

    `start` (b x 2): base points of an earlier run to continue from, unless they are too few for a grown crowd.
    `rounds`: how long to settle them.
    """
    cells, weights, of = _cells(places)
    if len(cells) <= most:
        return Bases(cells, weights, of, cells, weights)
    continued = start is not None and len(start) >= most // 2
    centres = start if start is not None and continued else _split(cells, weights, most)
    labels = np.zeros(len(cells), dtype=np.int64)
    for _ in range(rounds):
        nearest = KDTree(centres).query(cells)[1]
        if np.array_equal(nearest, labels):
            break
        labels = nearest
        centres, labels = _means(cells, weights, labels)
    return _tidy(cells, weights, labels, of)


def _tidy(cells: Floats, weights: Floats, labels: Ints, of: Ints) -> Bases:
    centres, labels = _means(cells, weights, labels)
    order = np.lexsort((centres[:, 1], centres[:, 0]))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    labels = place[labels]
    people: Floats = np.bincount(labels, weights).astype(np.float64)
    return Bases(centres[order], people, labels[of], cells, weights)


def _means(cells: Floats, weights: Floats, labels: Ints) -> tuple[Floats, Ints]:
    """Centres of the groups that are not empty, and the labels renumbered to them."""
    used = np.bincount(labels) > 0
    labels = (np.cumsum(used) - 1)[labels]
    mass = np.bincount(labels, weights=weights)
    sums = [np.bincount(labels, weights=weights * cells[:, axis]) for axis in (0, 1)]
    return np.column_stack([sums[0] / mass, sums[1] / mass]), labels


def _cells(places: Floats) -> tuple[Floats, Floats, Ints]:
    """Distinct places (or, for a crowd, mean places of grid cells), how many people each holds, whose is
    which.
    """
    if len(places) <= GRID_FROM:
        cells, of, sizes = np.unique(places, axis=0, return_inverse=True, return_counts=True)
        return cells, sizes.astype(np.float64), of.reshape(-1)
    middle, width = places.mean(0), places.std(0).max()
    step = np.clip(((places - middle) / max(width, 1e-300) + 4) * (GRID_SIDE / 8), 0, GRID_SIDE - 1)
    boxes = step.astype(np.int64) @ np.array([GRID_SIDE, 1])
    centres, of = _means(places, np.ones(len(places)), boxes)
    return centres, np.bincount(of).astype(np.float64), of


def _split(cells: Floats, weights: Floats, most: int) -> Floats:
    """Centres of at most `most` cells made by splitting the widest one at its mean, again and again."""
    parts = [np.arange(len(cells))]
    widths = [_width(cells, weights, parts[0])]
    while len(parts) < most and max(widths)[0] > 0:
        place = int(np.argmax([width for width, _ in widths]))
        part, (_, axis) = parts[place], widths[place]
        values = cells[part, axis]
        low = values <= np.sum(values * weights[part]) / weights[part].sum()
        halves = [part[low], part[~low]]
        if not len(halves[1]):  # all at one place but for rounding
            widths[place] = (0.0, axis)
            continue
        parts[place : place + 1] = halves
        widths[place : place + 1] = [_width(cells, weights, half) for half in halves]
    sums = np.array([np.sum(cells[part] * weights[part, np.newaxis], axis=0) for part in parts])
    result: Floats = sums / np.array([weights[part].sum() for part in parts])[:, np.newaxis]
    return result


def _width(cells: Floats, weights: Floats, part: Ints) -> tuple[float, int]:
    """Weighted squared deviation of a part along its wider axis, and that axis."""
    mass = weights[part]
    away = cells[part] - np.sum(cells[part] * mass[:, np.newaxis], axis=0) / mass.sum()
    squares = np.sum(away * away * mass[:, np.newaxis], axis=0)
    axis = int(np.argmax(squares))
    return float(squares[axis]), axis

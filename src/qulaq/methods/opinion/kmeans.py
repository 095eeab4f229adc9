"""Weighted k-means in the plane from many starts at once, and how well a partition is separated.

Lloyd's algorithm with k-means++ starts (Arthur and Vassilvitskii, 2007), all starts in step; the silhouette
is Rousseeuw's (1987), each point standing for as many people as it weighs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from qulaq.methods.opinion.votes import Floats, Ints

ROUNDS: Final = 100
STARTS: Final = 50


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """Points in k groups: `labels` (b), `centres` (k x 2), `spread` = weighted sum of squared distances."""

    labels: Ints
    centres: Floats
    spread: float

    def sizes(self, weights: Floats) -> Floats:
        """People in each group (k)."""
        return np.bincount(self.labels, weights, len(self.centres)).astype(np.float64)


def distances_squared(points: Floats, centres: Floats) -> Floats:
    """Squared distances (… x b x k) of points (b x 2) to centres (… x k x 2)."""
    across = points[:, 0, np.newaxis] - centres[..., np.newaxis, :, 0]
    up = points[:, 1, np.newaxis] - centres[..., np.newaxis, :, 1]
    result: Floats = across * across + up * up
    return result


def settle(points: Floats, weights: Floats, centres: Floats, *, rounds: int = ROUNDS) -> Partition:
    """Lloyd's rounds from the given centres (k x 2) until nothing moves; a centre left alone stays where it
    was.
    """
    labels = np.full(len(points), -1)
    for _ in range(rounds):
        nearest = distances_squared(points, centres).argmin(1)
        if np.array_equal(nearest, labels):
            break
        labels = nearest
        mass = np.bincount(labels, weights=weights, minlength=len(centres))
        sums = [
            np.bincount(labels, weights=weights * points[:, axis], minlength=len(centres)) for axis in (0, 1)
        ]
        held = np.maximum(mass, 1e-300)
        moved = np.column_stack([sums[0] / held, sums[1] / held])
        centres = np.where(mass[:, np.newaxis] > 0, moved, centres)
    squared = distances_squared(points, centres)
    return Partition(labels, centres, float(np.sum(weights * squared[np.arange(len(points)), labels])))


def from_many_starts(
    points: Floats, weights: Floats, k: int, *, least: float = 2.0, starts: int = STARTS, seed: int = 0
) -> Partition | None:
    """The tightest of `starts` partitions of b weighted points into k groups of at least `least` people each.

    None where no start gives such groups. The order of the points decides nothing but ties.
    """
    if len(points) < k:
        return None
    centres = _seeded(points, weights, k, starts, seed)
    for _ in range(ROUNDS):
        moved = _moved(points, weights, centres)
        if np.array_equal(moved, centres):
            break
        centres = moved
    squared = distances_squared(points, centres)
    labels = squared.argmin(2)
    spreads = np.sum(squared.min(2) * weights, axis=1)
    for start in np.argsort(spreads, kind="stable"):
        found = Partition(labels[start], centres[start], float(spreads[start]))
        if found.sizes(weights).min() >= least:
            return found
    return None


def _seeded(points: Floats, weights: Floats, k: int, starts: int, seed: int) -> Floats:
    """k-means++ seeds for every start (starts x k x 2)."""
    lots = np.random.default_rng([seed, k]).random((k, starts))
    chosen = _drawn(np.broadcast_to(weights, (starts, len(points))), lots[0])
    centres = points[chosen][:, np.newaxis, :]
    for place in range(1, k):
        nearest = distances_squared(points, centres).min(2)
        chosen = _drawn(nearest * weights, lots[place])
        centres = np.concatenate([centres, points[chosen][:, np.newaxis, :]], axis=1)
    return centres


def _drawn(chances: Floats, lots: Floats) -> Ints:
    """One point a start, drawn in proportion to its chance."""
    ladder = np.cumsum(chances, axis=1)
    picked: Ints = np.sum(ladder < (lots * ladder[:, -1])[:, np.newaxis], axis=1)
    last: Ints = np.minimum(picked, chances.shape[1] - 1)
    return last


def _moved(points: Floats, weights: Floats, centres: Floats) -> Floats:
    """Every start's centres after one round of Lloyd."""
    labels = distances_squared(points, centres).argmin(2)
    starts, k = centres.shape[:2]
    slots = (labels + np.arange(starts)[:, np.newaxis] * k).ravel()
    heavy = np.tile(weights, starts)
    mass = np.bincount(slots, weights=heavy, minlength=starts * k)
    result = centres.reshape(-1, 2).copy()
    full = mass > 0
    for axis in (0, 1):
        sums = np.bincount(slots, weights=heavy * np.tile(points[:, axis], starts), minlength=starts * k)
        result[full, axis] = sums[full] / mass[full]
    return result.reshape(centres.shape)


def silhouette(points: Floats, weights: Floats, labels: Ints) -> float:
    """Mean silhouette over people (-1 to 1): how much nearer one's own group is than the next one.

    People standing on one point are at distance 0 of each other; somebody alone in a group counts 0.
    """
    k = int(labels.max()) + 1
    if k < 2:
        return 0.0
    apart = np.sqrt(distances_squared(points, points))
    member = np.zeros((len(points), k))
    member[np.arange(len(points)), labels] = weights
    mass = member.sum(0)
    reach = np.einsum("ij,jk->ik", apart, member)
    rows = np.arange(len(points))
    own = reach[rows, labels] / np.maximum(mass[labels] - 1.0, 1e-300)
    others = np.where(mass > 0, reach / np.maximum(mass, 1e-300), np.inf)
    others[rows, labels] = np.inf
    other = others.min(1)
    scores = (other - own) / np.maximum(np.maximum(own, other), 1e-300)
    scores[mass[labels] <= 1] = 0.0
    return float(np.sum(scores * weights) / weights.sum())

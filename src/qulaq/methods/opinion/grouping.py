"""Groups of people who voted alike: a function of the votes alone, so that nobody's coming early decides
them.

Polis grows its groups from run to run, so that what it publishes depends on the order of arrival. Here each
answer is looked for afresh: k-means on the bases from many starts for every k, the k with the best separation
among people, groups of one refused, a last settling with every person counted by herself. Groups are numbered
by size. History enters only as `continued`: an earlier run's centres are the only start, and its labels are
kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from qulaq.methods.opinion.bases import ROUNDS, Bases, condense
from qulaq.methods.opinion.kmeans import (
    STARTS,
    Partition,
    distances_squared,
    from_many_starts,
    settle,
    silhouette,
)
from qulaq.methods.opinion.votes import Floats, Ints

MOST_GROUPS: Final = 5
LEAST_PEOPLE: Final = 2
STEADY_POWER: Final = 0.25
WARM_ROUNDS: Final = 2  # bases of an earlier run settle a little each time, so that groups move slowly


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """n people in k groups: `labels` (n) into `centres` (k x 2); `names` (k) as published.

    `separation`: silhouette of the best partition for each k tried; `bases`: what it was found on.
    """

    labels: Ints
    centres: Floats
    names: tuple[int, ...]
    separation: dict[int, float]
    bases: Bases

    @property
    def k(self) -> int:
        return len(self.names)

    def sizes(self) -> Ints:
        return np.bincount(self.labels, minlength=self.k)


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """The best partition found for each number of groups, and how well it separates people."""

    places: Floats
    bases: Bases
    found: dict[int, Partition]
    separation: dict[int, float]
    least: float

    def labels(self, k: int) -> Ints:
        """Group of each person (n) when the bases are cut into k."""
        return self.found[k].labels[self.bases.of]

    def nearest(self, k: int) -> int:
        """The number of groups found that comes closest to k from below, else the least one."""
        return max((count for count in self.found if count <= k), default=min(self.found))

    def best(self, steadiness: dict[int, float] | None = None) -> int:
        """The k that separates people best; with `steadiness` (k to 0 … 1) times its fourth root.

        Few groups always come back more easily than many, so steadiness must not weigh like separation; over crowds
        with 2, 3 and 4 planted groups, powers from 0.2 to 0.3 found them best, and better than separation alone.
        """
        steady = {k: max(value, 0.0) ** STEADY_POWER for k, value in (steadiness or {}).items()}
        return max(self.found, key=lambda k: (self.separation[k] * steady.get(k, 1.0), -k))

    def grouping(self, k: int) -> Grouping:
        """The published groups for this k: settled person by person and numbered by size."""
        settled = _polished(self.places, self.found[k], self.least, self.bases)
        return _numbered(settled, self.separation, self.bases)


def search(
    places: Floats,
    *,
    k: int | None = None,
    starts: int = STARTS,
    seed: int = 0,
    least: float = LEAST_PEOPLE,
    rounds: int = ROUNDS,
) -> Search:
    """Partition people by their places (n x 2) into `k` groups, or into every number of groups from 2 to 5.

    Where fewer groups than asked can be made without a group under `least` people, the most possible are made.
    """
    bases = condense(places, rounds=rounds)
    tried = [k] if k is not None else range(2, min(MOST_GROUPS, 2 + len(bases.points) // 12) + 1)
    found: dict[int, Partition] = {}
    for count in tried:
        partition = _partition(bases, count, starts, seed, least)
        found[len(partition.centres)] = partition
    separation = {
        count: silhouette(bases.points, bases.weights, each.labels) for count, each in found.items()
    }
    return Search(places, bases, found, separation, least)


def group_people(places: Floats, *, k: int | None = None) -> Grouping:
    """Group people by their places (n x 2) into `k` groups, or as many (2 to 5) as separate them best."""
    found = search(places, k=k)
    return found.grouping(found.best())


def _partition(bases: Bases, count: int, starts: int, seed: int, least: float) -> Partition:
    """The best partition into `count` groups or, where there is none, into fewer."""
    while count > 1:
        partition = from_many_starts(
            bases.points, bases.weights, count, least=least, starts=starts, seed=seed
        )
        if partition is not None:
            return partition
        count -= 1
    middle = np.sum(bases.points * bases.weights[:, np.newaxis], axis=0) / bases.weights.sum()
    return Partition(np.zeros(len(bases.points), dtype=np.int64), middle[np.newaxis, :], 0.0)


def _polished(places: Floats, partition: Partition, least: float, bases: Bases) -> Partition:
    """Settle once more on the finest points, people stand with the nearest centre; unless that leaves one alone."""
    settled = settle(bases.cells, bases.cell_weights, partition.centres)
    labels = distances_squared(places, settled.centres).argmin(1)
    sizes = np.bincount(labels, minlength=len(settled.centres))
    if sizes.min() >= min(least, len(places)):
        return Partition(labels, settled.centres, settled.spread)
    return Partition(partition.labels[bases.of], partition.centres, partition.spread)


def _numbered(partition: Partition, separation: dict[int, float], bases: Bases) -> Grouping:
    """Number the groups by size, then from left to right."""
    sizes = np.bincount(partition.labels, minlength=len(partition.centres))
    order = np.lexsort((partition.centres[:, 1], partition.centres[:, 0], -sizes))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    names = tuple(range(len(order)))
    return Grouping(place[partition.labels], partition.centres[order], names, separation, bases)


def continued(
    places: Floats, centres: Floats, names: tuple[int, ...], *, base_points: Floats | None = None
) -> Grouping:
    """Groups that continue those of an earlier run: its `centres` (k x 2, in our axes) settle on today's
    votes.

    `base_points` (b x 2): its bases, continued too where it had them. A group that nobody belongs to any more
    goes.
    """
    bases = condense(places, start=base_points, rounds=ROUNDS if base_points is None else WARM_ROUNDS)
    partition = settle(bases.points, bases.weights, centres)
    alive = np.flatnonzero(partition.sizes(bases.weights) > 0)
    labels = np.searchsorted(alive, partition.labels)
    separation = {len(alive): silhouette(bases.points, bases.weights, labels)}
    kept = tuple(names[place] for place in alive)
    return Grouping(labels[bases.of], partition.centres[alive], kept, separation, bases)

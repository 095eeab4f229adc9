"""Would the groups still be there had some people or some statements been missing? The number nobody else
publishes.

The whole search (axes, bases, groups) is run again on random four fifths of the statements, and of the
people; each time the new groups are compared with the published ones by the adjusted Rand index (Hubert and
Arabie, 1985): 1 = the same groups, 0 = no more alike than chance. A low number means that the map is one of
many, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from qulaq.methods.opinion.bases import ROUNDS
from qulaq.methods.opinion.chance import beyond_chance
from qulaq.methods.opinion.grouping import Search, search
from qulaq.methods.opinion.space import find_space, project
from qulaq.methods.opinion.votes import Flags, Floats, Ints, Votes

RUNS: Final = 20  # of each kind
KEPT: Final = 0.8
MOST_PEOPLE: Final = 3000  # in one run; of a larger crowd each run takes another random part
STARTS: Final = 12
ROUGH: Final = 1e-6
ROUGH_RUNS: Final = 6  # of each kind, to choose k
ROUGH_PEOPLE: Final = 1000
ROUGH_ROUNDS: Final = 4
ROUGH_SEED: Final = 20_261_122
FIRM_P10: Final = 0.6
SHAKY_MEDIAN: Final = 0.6
SHAKY_P10: Final = 0.3
BEYOND_CHANCE: Final = 1.05


@dataclass(frozen=True, slots=True, eq=False)
class Stability:
    """Adjusted Rand index of each run (20 on statements, 20 on people), the k each found, and who stayed
    together.

    `beyond_chance` (2): strength of each axis over that of shuffled votes; under 1.05 the map is noise.
    `together` (k x k): the share of runs and pairs in which one of group g and one of group h were put
    together.
    """

    over_statements: Floats
    over_people: Floats
    ks: Ints
    together: Floats
    beyond_chance: Floats

    @property
    def median(self) -> float:
        return float(np.median(np.concatenate([self.over_statements, self.over_people])))

    @property
    def p10(self) -> float:
        """The value that nine runs of ten exceed."""
        return float(np.quantile(np.concatenate([self.over_statements, self.over_people]), 0.1))

    @property
    def verdict(self) -> str:
        """`stable`, `shaky` (the map holds in outline), or `none`: there are no stable groups."""
        if len(self.together) < 2 or self.beyond_chance[0] < BEYOND_CHANCE:
            return "none"
        if self.median < SHAKY_MEDIAN or self.p10 < SHAKY_P10:
            return "none"
        return "stable" if self.p10 >= FIRM_P10 else "shaky"


def resample(
    votes: Votes,
    zeroed: Flags,
    counted: Ints,
    labels: Ints,
    *,
    k: int | None = None,
    seed: int = 0,
    runs: int = RUNS,
) -> Stability:
    """Run the search again on parts of `votes` and compare with the `labels` of the `counted` rows.

    Each run makes as many groups as were published. `k`: their number where it was set by hand; where it was searched
    (None), `ks` holds what each run would have preferred by separation.
    """
    groups = int(labels.max()) + 1
    met, together = np.zeros((groups, groups)), np.zeros((groups, groups))
    scores: list[float] = []
    ks = np.zeros(2 * runs, dtype=np.int64)
    for run in range(2 * runs):
        people, found = _run(
            votes, zeroed, counted, [seed, run], of_people=run >= runs, k=k, most=MOST_PEOPLE
        )
        table = _crossed(labels[people], found.labels(found.nearest(groups)))
        scores.append(_adjusted_rand(table))
        ks[run] = found.best()
        together[: len(table), : len(table)] += table @ table.T
        sizes = np.bincount(labels[people], minlength=groups)
        met += np.outer(sizes, sizes)
    shares = np.where(met > 0, together / np.maximum(met, 1), 0.0)
    chance = beyond_chance(votes, zeroed, counted, seed=seed)
    return Stability(np.array(scores[:runs]), np.array(scores[runs:]), ks, shares, chance)


def steadiness(
    votes: Votes, zeroed: Flags, counted: Ints, whole: Search, *, runs: int = ROUGH_RUNS
) -> dict[int, float]:
    """For each number of groups found in `whole`: the mean adjusted Rand index of a few small runs (0 … 1).

    Used to choose k: groups that fall apart when a part is missing are not there, however well they separate.
    """
    if len(whole.found) < 2:
        return dict.fromkeys(whole.found, 1.0)
    scores: dict[int, list[float]] = {k: [] for k in whole.found}
    for run in range(2 * runs):
        seed = [ROUGH_SEED, run]
        people, found = _run(
            votes, zeroed, counted, seed, of_people=run >= runs, most=ROUGH_PEOPLE, rounds=ROUGH_ROUNDS
        )
        for k, kept in scores.items():
            kept.append(adjusted_rand(whole.labels(k)[people], found.labels(found.nearest(k))))
    return {k: float(np.mean(kept)) for k, kept in scores.items()}


def _run(
    votes: Votes,
    zeroed: Flags,
    counted: Ints,
    seed: list[int],
    *,
    of_people: bool,
    most: int,
    k: int | None = None,
    rounds: int = ROUNDS,
) -> tuple[Ints, Search]:
    """One search on a random part of the counted; which of them it took."""
    people, columns = _part(len(counted), zeroed, np.random.default_rng(seed), most, of_people=of_people)
    part = votes.people(counted[people]).about(columns)
    places = project(part, find_space(part, zeroed[columns], tolerance=ROUGH))
    return people, search(places, k=k, starts=STARTS, seed=seed[-1], rounds=rounds)


def _part(
    n: int, zeroed: Flags, lots: np.random.Generator, most: int, *, of_people: bool
) -> tuple[Ints, Flags]:
    """People (places among the counted, sorted) and column flags of one run.

    Statements set to zero stay: they stretch the map.
    """
    columns = np.ones(len(zeroed), dtype=bool)
    size = n
    if of_people:
        size = min(n, max(2, round(KEPT * n)))
    else:
        open_ones = np.flatnonzero(~zeroed)
        dropped = lots.permutation(open_ones)[round(KEPT * len(open_ones)) :]
        columns[dropped[: max(0, len(open_ones) - 2)]] = False
    size = min(size, most)
    people = np.arange(n) if size == n else np.sort(lots.choice(n, size=size, replace=False))
    return people, columns


def adjusted_rand(one: Ints, other: Ints) -> float:
    """Adjusted Rand index of two partitions (labels from 0) of the same people: 1 the same, about 0 by
    chance.
    """
    return _adjusted_rand(_crossed(one, other))


def _crossed(one: Ints, other: Ints) -> Floats:
    rows, columns = int(one.max(initial=0)) + 1, int(other.max(initial=0)) + 1
    cells = np.bincount(one * columns + other, minlength=rows * columns)
    return cells.reshape(rows, columns).astype(np.float64)


def _adjusted_rand(table: Floats) -> float:
    def pairs(counts: Floats) -> float:
        return float(np.sum(counts * (counts - 1) / 2))

    both, one, other = pairs(table), pairs(table.sum(1)), pairs(table.sum(0))
    chance = one * other / max(pairs(table.sum(keepdims=True)), 1.0)
    most = (one + other) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)

"""Signs that many hands belong to one: equal ballots beyond chance, and crowds that arrive at once.

Both are signs, not proof: neighbours may share a link and a view. What is found is a pattern with its size
and what the map would be without it; never a list of names, and nobody is shut out by it. A person decides,
with reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import gammainc

from qulaq.methods.opinion.analysis import Groups, find_groups
from qulaq.methods.opinion.presence import ENOUGH_VOTES
from qulaq.methods.opinion.stability import adjusted_rand
from qulaq.methods.opinion.votes import Flags, Floats, Ints

LEAST_COPIES: Final = 5
UNLIKELY: Final = 1e-6
AROUND: Final = 24  # windows on either side that say what is usual


@dataclass(frozen=True, slots=True, eq=False)
class Copies:
    """One ballot given by `people` persons where chance would give `expected`; `rows` of the table, for
    recounting.
    """

    people: int
    votes_each: int
    expected: float
    rows: Ints


@dataclass(frozen=True, slots=True)
class Surge:
    """`people` new participants in the window that begins at `start`, where `usual` would come."""

    start: float
    people: int
    usual: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes without some people: `same_groups` (adjusted Rand of the others), largest change of
    consensus.
    """

    people: int
    same_groups: float
    k_without: int
    consensus_change: float


def equal_ballots(groups: Groups) -> list[Copies]:
    """Ballots of 7 votes or more that at least 5 people gave alike, more often than their groups' votes
    explain.

    A ballot's chance is the mixture over groups of the product of its votes' shares there; the test is
    Poisson among the people who voted on just these statements.
    """
    votes = groups.votes
    enough = np.flatnonzero(votes.per_person >= ENOUGH_VOTES)
    same_set: dict[bytes, list[int]] = {}
    for row in enough.tolist():
        cells = slice(votes.starts[row], votes.starts[row + 1])
        same_set.setdefault(votes.columns[cells].tobytes(), []).append(row)
    shares = _vote_shares(groups)
    weights = groups.grouping.sizes() / max(1, len(groups.counted))
    found = []
    for rows in same_set.values():
        if len(rows) < LEAST_COPIES:
            continue
        columns = votes.columns[votes.starts[rows[0]] : votes.starts[rows[0] + 1]]
        ballots = np.array([votes.values[votes.starts[row] : votes.starts[row + 1]] for row in rows])
        kinds, which, copies = np.unique(ballots, axis=0, return_inverse=True, return_counts=True)
        for kind in np.flatnonzero(copies >= LEAST_COPIES):
            chance = float(np.sum(weights * np.prod(shares[:, columns, kinds[kind] + 1], axis=1)))
            expected = chance * len(rows)
            if gammainc(copies[kind], expected) < UNLIKELY:  # P(Poisson(expected) >= copies)
                there = np.array(rows)[which.reshape(-1) == kind]
                found.append(Copies(len(there), len(columns), expected, there))
    return sorted(found, key=lambda each: (-each.people, int(each.rows[0])))


def _vote_shares(groups: Groups) -> Floats:
    """k x m x 3: share of disagreement, pass, agreement in each group, smoothed."""
    table = groups.tallies
    counts = np.stack([table.disagreed, table.passed, table.agreed], axis=2) + 1.0
    result: Floats = counts / counts.sum(2, keepdims=True)
    return result


def surges(first_votes: Floats, *, window: float = 3600.0) -> list[Surge]:
    """Windows in which far more people came than around them; `first_votes`: seconds at which each person
    came.

    Usual is the median of the 24 windows before and the 24 after; the test is Poisson, corrected for the
    number of windows.
    """
    if not len(first_votes):
        return []
    begin = float(np.floor(first_votes.min() / window) * window)
    counts = np.bincount(((first_votes - begin) // window).astype(np.int64))
    found = []
    for place in np.flatnonzero(counts >= LEAST_COPIES).tolist():
        near = np.delete(counts[max(0, place - AROUND) : place + AROUND + 1], min(place, AROUND))
        if len(near) < 2:
            continue
        usual = max(float(np.median(near)), float(near.mean()) / 2, 0.5)
        if gammainc(counts[place], usual) < UNLIKELY / len(counts):
            found.append(Surge(begin + place * window, int(counts[place]), usual))
    return found


def effect_of(groups: Groups, rows: Ints) -> Effect:
    """Look for the groups again without the people in `rows`, and say what would be different."""
    kept: Flags = np.ones(groups.votes.shape[0], dtype=bool)
    kept[rows] = False
    left = np.flatnonzero(kept)
    without = find_groups(groups.votes.people(left), zeroed=groups.zeroed, meta=groups.meta)
    before, after = groups.labels()[left], without.labels()
    both = (before >= 0) & (after >= 0)
    return Effect(
        people=len(rows),
        same_groups=adjusted_rand(before[both], after[both]),
        k_without=without.grouping.k,
        consensus_change=float(np.abs(without.group_aware_consensus - groups.group_aware_consensus).max()),
    )

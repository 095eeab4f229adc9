"""How often each pair of statements was voted on together, in whole numbers.

Everything the axes of opinion need from the votes is four whole numbers a pair of statements: how many voted on both,
and the sums of the one vote, of the other, and of their product. Whole numbers add up to the same total in any order,
in any batches, on any number of threads; so new votes can be folded in, and the answer is still the batch answer to
the last bit. Cost: the sum over people of half their votes squared; memory: 16 bytes a pair.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qulaq.methods.opinion.votes import Flags, Floats, Ints, Votes

DENSE_CELLS: Final = 4_000_000  # cells of one dense block: 16 MB of float32


@dataclass(frozen=True, slots=True, eq=False)
class PairCounts:
    """`upper` (m x m x 4 whole numbers), for i <= j: both voted, sum of votes on i, on j, of their products."""

    upper: NDArray[np.int32]

    def add(self, votes: Votes) -> None:
        """Count in these rows of votes; their columns are those of this table."""
        from qulaq.methods.opinion.pairwalk import walk  # imported late: numba takes a second to start

        m = votes.shape[1]
        many = votes.per_person > m // 3
        few = votes.people(np.flatnonzero(~many)) if many.any() else votes
        walk(few.starts, few.columns, few.values, np.int32(1), self.upper)
        if many.any():
            self.upper[...] += _by_products(votes.people(np.flatnonzero(many)))

    def change(self, votes: Votes, marked: Flags, *, sign: int) -> None:
        """Count in (`sign` 1) or out (-1) what the `marked` cells of these rows of votes bring."""
        from qulaq.methods.opinion.pairwalk import walk_marked

        walk_marked(votes.starts, votes.columns, votes.values, marked, np.int32(sign), self.upper)

    def widened(self, place: Ints, m: int) -> PairCounts:
        """The table for m statements, of which ours now stand at the increasing columns `place`."""
        upper = np.zeros((m, m, 4), dtype=np.int32)
        upper[np.ix_(place, place)] = self.upper
        return PairCounts(upper)

    def scatter(self, kept: Flags, means: Floats) -> Floats:
        """The scatter matrix of the kept statements (k x k), centred at `means` (k), absent cells zero."""
        tables = self.upper if kept.all() else self.upper[np.ix_(kept, kept)]
        both, first, second, product = (tables[..., part].astype(np.float64) for part in range(4))
        first *= means[np.newaxis, :]
        second *= means[:, np.newaxis]
        both *= means[:, np.newaxis]
        both *= means[np.newaxis, :]
        half = np.triu(product - first - second + both)
        result: Floats = half + np.triu(half, 1).T
        return result


def count_pairs(votes: Votes) -> PairCounts:
    """Count all pairs of a table of votes."""
    m = votes.shape[1]
    pairs = PairCounts(np.zeros((m, m, 4), dtype=np.int32))
    pairs.add(votes)
    return pairs


def _by_products(votes: Votes) -> NDArray[np.int32]:
    """The same by products of float32 blocks, exact because every sum is a whole number below 2**24."""
    n, m = votes.shape
    upper = np.zeros((m, m, 4), dtype=np.int32)
    step = min(max(1, DENSE_CELLS // (2 * m)), 2**23)
    for low in range(0, n, step):
        high = min(n, low + step)
        cells = slice(votes.starts[low], votes.starts[high])
        rows = np.repeat(np.arange(high - low), votes.per_person[low:high])
        value = np.zeros((high - low, m), dtype=np.float32)
        given = np.zeros((high - low, m), dtype=np.float32)
        value[rows, votes.columns[cells]] = votes.values[cells]
        given[rows, votes.columns[cells]] = 1
        cross = (value.T @ given).astype(np.int32)
        for part, table in enumerate((given.T @ given, cross, cross.T, value.T @ value)):
            upper[..., part] += np.triu(table).astype(np.int32)
    return upper

"""How often each pair of statements was voted on together, in whole numbers.

Everything the axes of opinion need from the votes is four whole numbers a pair of statements (both voted, and
the sums of the one vote, of the other, of their product). Whole numbers add up to the same total in any
order, in any batches, on any number of threads; so a new vote can be folded in, and the answer is still the
batch answer to the last bit. Cost: the sum over people of half their votes squared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qulaq.methods.opinion.votes import Flags, Floats, Votes

DENSE_CELLS: Final = 4_000_000  # cells of one dense block: 16 MB of float32
DENSE_WORK: Final = (
    2e10  # multiply-adds that a dense product may cost before the sparse walk is worth its start-up
)


@dataclass(frozen=True, slots=True, eq=False)
class PairCounts:
    """Whole numbers for every pair of statements (i, j), each an m x m table.

    `both[i, j]`: people who voted on both; `first[i, j]`: the sum of their votes on i; `product[i, j]`: the
    sum of the products of the two votes.
    """

    both: NDArray[np.int32]
    first: NDArray[np.int32]
    product: NDArray[np.int32]

    def plus(self, other: PairCounts) -> PairCounts:
        return PairCounts(self.both + other.both, self.first + other.first, self.product + other.product)

    def minus(self, other: PairCounts) -> PairCounts:
        return PairCounts(self.both - other.both, self.first - other.first, self.product - other.product)

    def scatter(self, kept: Flags, means: Floats) -> Floats:
        """The scatter matrix of the kept statements (k x k), centred at `means` (k), absent cells zero."""
        chosen = np.ix_(kept, kept)
        both, first, product = (
            table[chosen].astype(np.float64) for table in (self.both, self.first, self.product)
        )
        cross = first * means[np.newaxis, :]
        result: Floats = product - (cross + cross.T) + both * np.outer(means, means)
        return result


def count_pairs(votes: Votes) -> PairCounts:
    """Count all pairs of a table of votes; those with many by dense products, others cell by cell."""
    n, m = votes.shape
    if 4.0 * n * m * m <= DENSE_WORK:
        return _dense(votes)
    many = votes.per_person > m // 3
    if not many.any():
        return _sparse(votes)
    few = _sparse(votes.people(np.flatnonzero(~many)))
    return few.plus(_dense(votes.people(np.flatnonzero(many))))


def _dense(votes: Votes) -> PairCounts:
    """By products of blocks of float32, exact because every partial sum is a whole number below 2**24."""
    n, m = votes.shape
    total = np.zeros((2 * m, 2 * m), dtype=np.int32)
    step = min(max(1, DENSE_CELLS // max(1, 2 * m)), 2**23)
    for low in range(0, n, step):
        high = min(n, low + step)
        cells = slice(votes.starts[low], votes.starts[high])
        rows = np.repeat(np.arange(high - low), votes.per_person[low:high])
        block = np.zeros((high - low, 2 * m), dtype=np.float32)
        block[rows, votes.columns[cells]] = votes.values[cells]
        block[rows, votes.columns[cells] + m] = 1
        total += (block.T @ block).astype(np.int32)
    return PairCounts(total[m:, m:].copy(), total[:m, m:].copy(), total[:m, :m].copy())


def _sparse(votes: Votes) -> PairCounts:
    """By walking the pairs of each person's votes."""
    from qulaq.methods.opinion.pairwalk import walk  # imported late: numba takes a second to start

    m = votes.shape[1]
    upper = np.zeros((m, m, 4), dtype=np.int32)
    walk(votes.starts, votes.columns, votes.values, upper)
    both, first = np.triu(upper[..., 0]), np.triu(upper[..., 1])
    second, product = np.triu(upper[..., 2], 1), np.triu(upper[..., 3])
    del upper
    return PairCounts(both + np.triu(both, 1).T, first + second.T, product + np.triu(product, 1).T)

"""How each group voted on each statement: the one table from which everything published about groups is
computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from qulaq.methods.opinion.votes import Floats, Ints, Votes

CHUNK: Final = 2_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Tallies:
    """Whole counts, k groups x m statements: who agreed, who disagreed, who answered at all (passes
    included).
    """

    agreed: Ints
    disagreed: Ints
    answered: Ints

    @property
    def passed(self) -> Ints:
        return self.answered - self.agreed - self.disagreed

    def first(self, k: int) -> Tallies:
        """The first k groups."""
        return Tallies(self.agreed[:k], self.disagreed[:k], self.answered[:k])

    def together(self) -> Tallies:
        """All groups as one (1 x m)."""
        return Tallies(
            *(table.sum(0, keepdims=True) for table in (self.agreed, self.disagreed, self.answered))
        )

    def others(self) -> Tallies:
        """For each group, everybody in the other groups (k x m)."""
        return Tallies(*(table.sum(0) - table for table in (self.agreed, self.disagreed, self.answered)))


def tally(votes: Votes, labels: Ints, k: int) -> Tallies:
    """Count by group; `labels` (n) holds 0 … k-1, or -1 for people in none."""
    m = votes.shape[1]
    counts = np.zeros((k + 1) * m * 3, dtype=np.int64)
    low, n = 0, len(labels)
    while low < n:
        high = int(np.searchsorted(votes.starts, votes.starts[low] + CHUNK, side="right")) - 1
        high = min(n, max(low + 1, high))
        cells = slice(votes.starts[low], votes.starts[high])
        group = np.repeat(np.where(labels[low:high] < 0, k, labels[low:high]), votes.per_person[low:high])
        slots = (group * m + votes.columns[cells]) * 3 + votes.values[cells] + 1
        counts += np.bincount(slots, minlength=len(counts))
        low = high
    table = counts.reshape(k + 1, m, 3)[:k]
    return Tallies(table[..., 2].copy(), table[..., 0].copy(), table.sum(2))


def smoothed_share(part: Ints, whole: Ints) -> Floats:
    """(part + 1) / (whole + 2): the share to expect after these votes, knowing nothing before (Laplace)."""
    result: Floats = (part + 1.0) / (whole + 2.0)
    return result

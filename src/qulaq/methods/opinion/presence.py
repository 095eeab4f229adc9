"""Who is counted when groups are looked for: people who said enough to be placed.

The Polis rule: at least 7 votes (or all statements where there are fewer); where that leaves fewer than 15
people, the most active others join until there are 15; whoever once was counted stays.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from qulaq.methods.opinion.votes import Flags, Ints

ENOUGH_VOTES: Final = 7
ENOUGH_PEOPLE: Final = 15


def counted_people(votes_given: Ints, statements: int, *, already: Flags | None = None) -> Ints:
    """Row numbers (sorted) of the people counted, from the votes each gave (n) and who was counted before."""
    counted = votes_given >= min(ENOUGH_VOTES, max(statements, 1))
    if already is not None:
        counted |= already
    wanted = min(ENOUGH_PEOPLE, int((votes_given > 0).sum())) - int(counted.sum())
    if wanted > 0:
        waiting = np.flatnonzero(~counted & (votes_given > 0))
        counted[waiting[np.argsort(-votes_given[waiting], kind="stable")[:wanted]]] = True
    return np.flatnonzero(counted)

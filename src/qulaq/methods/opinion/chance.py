"""Is there more to the map than chance? Axes compared with those of votes that were dealt out at random.

Parallel analysis (Horn, 1965; Buja and Eyuboglu, 1992): the votes on each statement are shuffled among those who voted
on it. How much everybody voted, and how every statement fared, stays; what people think together is gone. An axis
stands beyond chance if it is stronger than its like in every shuffled table. Without such an axis any groups are noise,
however well k-means can cut them and however often it cuts them alike.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from qulaq.methods.opinion.space import find_space
from qulaq.methods.opinion.votes import Flags, Floats, Ints, Votes

SHUFFLES: Final = 10
MOST_PEOPLE: Final = 3000
ROUGH: Final = 1e-4


def beyond_chance(
    votes: Votes, zeroed: Flags, counted: Ints, *, seed: int = 0, shuffles: int = SHUFFLES
) -> Floats:
    """Strength of each of the two axes over the strongest of its shuffled likes (2); above 1: beyond chance.

    Of the `counted` rows, if more than 3,000, a random part is taken. 0 where an axis has no strength at all.
    """
    lots = np.random.default_rng([seed, 1])
    if len(counted) > MOST_PEOPLE:
        counted = np.sort(lots.choice(counted, size=MOST_PEOPLE, replace=False))
    votes = votes.people(counted)
    by_statement = np.argsort(votes.columns, kind="stable")
    likes = np.zeros(2)
    for _ in range(shuffles):
        dealt = np.lexsort((lots.random(len(votes.columns)), votes.columns))
        values = np.empty_like(votes.values)
        values[by_statement] = votes.values[dealt]
        likes = np.maximum(
            likes, find_space(replace(votes, values=values), zeroed, tolerance=ROUGH).strengths
        )
    strengths = find_space(votes, zeroed, tolerance=ROUGH).strengths
    return np.where(strengths > 0, strengths / np.maximum(likes, 1e-300), 0.0)

"""A made-up crowd whose groups are known, so that anybody can measure whether groups are found.

Each statement has a general appeal and, in a share of them, a slant of each group; a person agrees by a
logistic chance, or passes. How many votes a person gives is log-normal, which statements early ones are is
favoured, as in real conversations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from qulaq.methods.opinion.votes import Coded, Ints, Votes, tabulate

SHARES: Final = (0.5, 0.3, 0.2)
PASSES: Final = 0.12


@dataclass(frozen=True, slots=True, eq=False)
class Planted:
    """Votes of n people, and the group (0, 1, …) each of them was made in."""

    votes: Votes
    groups: Ints


def plant(
    people: int,
    statements: int,
    *,
    seed: int,
    mean_votes: float = 50.0,
    slant: float = 2.0,
    divisive: float = 0.5,
    shares: tuple[float, ...] = SHARES,
) -> Planted:
    """A crowd of `people` on `statements`, about `mean_votes` (log-normal, sigma 0.9) votes each.

    `slant`: standard deviation of a group's leaning (logits) on the `divisive` share of statements; 0 plants
    nothing.
    """
    lots = np.random.default_rng(seed)
    groups = lots.choice(len(shares), size=people, p=np.array(shares) / sum(shares))
    appeal = lots.normal(0.4, 0.9, statements)
    slants = lots.normal(0.0, slant, (len(shares), statements)) * (lots.random(statements) < divisive)
    wanted = np.exp(lots.normal(np.log(mean_votes) - 0.405, 0.9, people))
    favour = np.sort(lots.exponential(1.0, statements) + 0.3)[::-1].copy()
    ladder = np.cumsum(favour) / favour.sum()
    amounts = np.clip(wanted, 1, statements).astype(np.int64)
    rows = np.repeat(np.arange(people, dtype=np.int32), amounts)
    columns = np.minimum(np.searchsorted(ladder, lots.random(len(rows))), statements - 1).astype(np.int32)
    cells = np.unique(rows * np.int64(statements) + columns)
    rows, columns = (cells // statements).astype(np.int32), (cells % statements).astype(np.int32)
    chance = 1.0 / (1.0 + np.exp(-(appeal[columns] + slants[groups[rows], columns])))
    values = np.where(lots.random(len(rows)) < chance, 1, -1).astype(np.int8)
    values[lots.random(len(rows)) < PASSES] = 0
    who, what = Coded(rows, np.arange(people)), Coded(columns, np.arange(statements))
    return Planted(tabulate(who, what, values), groups)

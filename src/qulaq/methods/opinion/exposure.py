"""Who was shown what, with which chance: what makes shares of agreement honest although routing chose the
voters.

A statement shown mostly while one kind of people was about collects their votes. Each showing is logged with
the chance it was drawn with; a vote then counts by the inverse of that chance (Horvitz and Thompson, 1952;
Hájek, 1971), so that every draw made while the statement was open weighs the same, whoever it fell on.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from qulaq.kernel.errors import BadInput
from qulaq.methods.opinion.votes import Floats, Ints, Votes

HEAVIEST: Final = 50.0  # times the median weight of a statement; heavier votes are held there


@dataclass(frozen=True, slots=True, eq=False)
class Exposures:
    """The log: row of the person, column of the statement, chance of the draw (0 to 1]; one entry a showing."""

    rows: Ints
    columns: Ints
    chances: Floats

    def __post_init__(self) -> None:
        if not len(self.rows) == len(self.columns) == len(self.chances):
            raise BadInput("the columns of an exposure log have different lengths")
        if len(self.chances) and not ((self.chances > 0) & (self.chances <= 1)).all():
            raise BadInput("the chance of a showing is over 0 and at most 1", field="chance")


@dataclass(frozen=True, slots=True, eq=False)
class Corrected:
    """For each statement (m): plain and corrected `share` of agreement among answers that were logged.

    `error`: standard error of the corrected share; `effective`: how many equal votes it is worth; `shown`,
    `answered`: counts. NaN where nobody answered.
    """

    plain: Floats
    share: Floats
    error: Floats
    effective: Floats
    shown: Ints
    answered: Ints


def corrected_shares(votes: Votes, log: Exposures) -> Corrected:
    """Shares of agreement with routing taken out."""
    m = votes.shape[1]
    cells = votes.rows().astype(np.int64) * m + votes.columns
    wanted = log.rows * m + log.columns
    at = np.minimum(np.searchsorted(cells, wanted), max(0, len(cells) - 1))
    answered = cells[at] == wanted
    columns, chances = log.columns[answered], log.chances[answered]
    agreed = (votes.values[at[answered]] == 1).astype(np.float64)
    weights = _held(1.0 / chances, columns, m)
    mass = np.bincount(columns, weights, m)
    counts = np.bincount(columns, minlength=m)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.bincount(columns, weights * agreed, m) / mass
        plain = np.bincount(columns, agreed, m) / counts
        away = np.bincount(columns, (weights * (agreed - np.nan_to_num(share)[columns])) ** 2, m)
        error = np.sqrt(away) / mass
        effective = mass**2 / np.bincount(columns, weights**2, m)
    return Corrected(plain, share, error, effective, np.bincount(log.columns, minlength=m), counts)


def _held(weights: Floats, columns: Ints, m: int) -> Floats:
    """Weights with those far above their statement's median held down: a little bias for much less noise."""
    held = weights.copy()
    order = np.argsort(columns, kind="stable")
    edges = np.searchsorted(columns[order], np.arange(m + 1))
    for low, high in pairwise(edges.tolist()):
        if high > low:
            there = order[low:high]
            held[there] = np.minimum(held[there], HEAVIEST * np.median(held[there]))
    return held

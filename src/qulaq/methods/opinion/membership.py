"""How surely each person belongs to a group, and who cannot be placed yet.

On the map the noise of a place is the same for everybody, but its signal grows with the square root of the
votes given (that is what the stretch does). So group g's people with v of m votes lie around sqrt(v / m)
times the group's full position, with one common scatter. Expectation-maximisation of that mixture, started
from the groups, gives each person's chances; with few votes they fall back to the sizes of the groups, and
the person is "undecided".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from qulaq.methods.opinion.votes import Flags, Floats, Ints

ROUNDS: Final = 10
SURE: Final = 0.6
LEAST_SCATTER: Final = 1e-9
MOST_PEOPLE: Final = 20_000  # the mixture is fitted on at most so many, spread evenly over the crowd


@dataclass(frozen=True, slots=True, eq=False)
class Membership:
    """`chances` (n x k, rows sum to 1) of belonging to each group."""

    chances: Floats

    @property
    def undecided(self) -> Flags:
        """People (n) whom no group has with a chance of 0.6 or more."""
        result: Flags = self.chances.max(1) < SURE
        return result


def soft_membership(places: Floats, labels: Ints, k: int, reach: Floats) -> Membership:
    """Chances of n people in k groups.

    `places` (n x 2), `labels` (n, from 0), and `reach` (n) = sqrt(votes / statements), 0 to 1.
    """
    chances = np.zeros((len(places), k))
    chances[np.arange(len(places)), labels] = 1.0
    if k < 2 or len(places) < 3 * k:
        return Membership(chances)
    part = slice(None, None, -(-len(places) // MOST_PEOPLE))
    mixture = _fitted(places[part], chances[part], reach[part])
    for low in range(0, len(places), MOST_PEOPLE):
        block = slice(low, low + MOST_PEOPLE)
        chances[block] = mixture.chances(places[block], reach[block])
    return Membership(chances)


@dataclass(frozen=True, slots=True, eq=False)
class _Mixture:
    """Full positions `ahead` (k x 2), common scatter (variances `across` and `up`, covariance `along`), shares (k)."""

    ahead: Floats
    across: float
    up: float
    along: float
    shares: Floats

    def chances(self, places: Floats, reach: Floats) -> Floats:
        away_x, away_y = _away(places, reach, self.ahead)
        size = max(self.across * self.up - self.along**2, LEAST_SCATTER**2)
        apart = self.up * away_x**2 - 2.0 * self.along * away_x * away_y + self.across * away_y**2
        odds = np.log(self.shares) - 0.5 * apart / size
        odds -= odds.max(1, keepdims=True)
        likely = np.exp(odds)
        chances: Floats = likely / likely.sum(1, keepdims=True)
        return chances


def _away(places: Floats, reach: Floats, ahead: Floats) -> tuple[Floats, Floats]:
    """How far (n x k, along both axes) each person stands from where each group's people with her votes stand."""
    return places[:, :1] - np.outer(reach, ahead[:, 0]), places[:, 1:] - np.outer(reach, ahead[:, 1])


def _fitted(places: Floats, chances: Floats, reach: Floats) -> _Mixture:
    """Expectation-maximisation from the given chances."""
    mixture = _maximised(places, chances, reach)
    for _ in range(ROUNDS - 1):
        mixture = _maximised(places, mixture.chances(places, reach), reach)
    return mixture


def _maximised(places: Floats, chances: Floats, reach: Floats) -> _Mixture:
    pulled = chances * reach[:, np.newaxis]
    pull = np.maximum(np.sum(pulled * reach[:, np.newaxis], axis=0), 1e-300)
    ahead = np.einsum("ng,nd->gd", pulled, places) / pull[:, np.newaxis]
    away_x, away_y = _away(places, reach, ahead)
    parts = (away_x**2, away_y**2, away_x * away_y)
    across, up, along = (float(np.sum(chances * part)) / len(places) for part in parts)
    shares = np.maximum(chances.sum(0), 1e-300) / len(places)
    return _Mixture(ahead, across + LEAST_SCATTER, up + LEAST_SCATTER, along, shares)

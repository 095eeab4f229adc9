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
    """Chances from places (n x 2), groups (n labels from 0) and `reach` (n) = sqrt(votes / statements), 0 to
    1.
    """
    chances = np.zeros((len(places), k))
    chances[np.arange(len(places)), labels] = 1.0
    if k < 2 or len(places) < 3 * k:
        return Membership(chances)
    for _ in range(ROUNDS):
        mass = chances.sum(0)
        pull = np.sum(chances * (reach * reach)[:, np.newaxis], axis=0)
        ahead = np.einsum("ng,n,nd->gd", chances, reach, places) / np.maximum(pull, 1e-300)[:, np.newaxis]
        away = places[:, np.newaxis, :] - reach[:, np.newaxis, np.newaxis] * ahead
        scatter = np.einsum("ng,ngd,nge->de", chances, away, away) / len(places) + 1e-9 * np.eye(2)
        odds = -0.5 * np.einsum("ngd,de,nge->ng", away, _inverse(scatter), away) + np.log(
            np.maximum(mass, 1e-300)
        )
        odds -= odds.max(1, keepdims=True)
        chances = np.exp(odds)
        chances /= chances.sum(1, keepdims=True)
    return Membership(chances)


def _inverse(matrix: Floats) -> Floats:
    (a, b), (c, d) = matrix
    result: Floats = np.array([[d, -b], [-c, a]]) / max(a * d - b * c, 1e-300)
    return result

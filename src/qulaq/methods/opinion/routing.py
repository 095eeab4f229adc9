"""Which statement to show next: those that teach most about the crowd, new ones first, none shut out.

The priority is that of Polis, restated: squared product of how seldom people pass, how far the statement
moves somebody on the map, how often people agree, and a bonus for few votes (9 without any, nothing left
after some 25). Statements are drawn with chances in proportion to it; the chance of each draw belongs in the
exposure log.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from qulaq.methods.opinion.space import Space, place_statements
from qulaq.methods.opinion.tallies import Tallies, smoothed_share
from qulaq.methods.opinion.votes import Flags, Floats

META_PRIORITY: Final = 49.0


def extremity(space: Space) -> Floats:
    """How far from the middle somebody stands who agreed with this statement only (m)."""
    return np.asarray(np.sqrt(np.sum(place_statements(space) ** 2, axis=1)))


def priorities(tallies: Tallies, space: Space, meta: Flags) -> Floats:
    """Priority (m, positive) of each statement from everybody counted; `meta` (m) ones get 49."""
    everybody = tallies.together()
    answered = everybody.answered[0]
    engaged = 1.0 - smoothed_share(everybody.passed[0], answered)
    agreed = smoothed_share(everybody.agreed[0], answered)
    fresh = 1.0 + 8.0 * 2.0 ** (-answered / 5.0)
    return np.where(meta, META_PRIORITY, (engaged * (extremity(space) + 1.0) * agreed * fresh) ** 2)


def draw(priority: Floats, open_to: Flags, *, seed: tuple[int, ...]) -> tuple[int, float] | None:
    """Draw one of the statements open to a person (m flags): its column and the chance it was drawn with.

    None when nothing is left to show. The same seed draws the same statement.
    """
    weights = np.where(open_to, priority, 0.0)
    if weights.sum() <= 0:
        weights = open_to.astype(float)
    if not weights.any():
        return None
    chances = weights / weights.sum()
    lot = np.random.default_rng(list(seed)).random()
    column = int(min(np.searchsorted(np.cumsum(chances), lot, side="right"), np.flatnonzero(chances)[-1]))
    return column, float(chances[column])
